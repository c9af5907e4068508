"""Letters our font cannot draw: said by their number instead of as an empty box, so that a rare name is never lost on paper."""

import re
import struct
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk

FOLDER = Path(manimgx_fonts_cjk.__file__).parent
_MISSING = "〓"  # 缺字: what printers set where they have no type
# what every font of ours has, so that ordinary text is not looked up letter by letter
_ORDINARY = "\x00-\u017f\u2000-\u206f\u3000-\u303f\u4e00-\u9fa5\uff00-\uffef"
_UNUSUAL = re.compile(f"[^{_ORDINARY}]")


def drawable(text: str) -> str:
    """The text with each letter that the font lacks as 〓 and its number, such as 〓（U+2A6D6）."""
    return _UNUSUAL.sub(lambda found: found[0] if ord(found[0]) in _known() else _named(found[0]), text)


def _named(letter: str) -> str:
    return f"{_MISSING}（U+{ord(letter):04X}）"


@cache
def _known() -> frozenset[int]:
    """Every letter of the first face in the collection: all its faces draw the same ones, in the forms of their regions."""
    [collection] = sorted(FOLDER.glob("*.tt[cf]"))
    data = collection.read_bytes()
    (face,) = struct.unpack(">I", data[12:16])
    (tables,) = struct.unpack(">H", data[face + 4 : face + 6])
    records = (
        struct.unpack(">4sIII", data[at : at + 16]) for at in range(face + 12, face + 12 + 16 * tables, 16)
    )
    return _mapped(data, next(offset for tag, _, offset, _ in records if tag == b"cmap"))


def _mapped(data: bytes, cmap: int) -> frozenset[int]:
    """The letters of a cmap's tables of format 12 (OpenType: groups of first letter, last letter, glyph)."""
    (count,) = struct.unpack(">H", data[cmap + 2 : cmap + 4])
    found = set[int]()
    for at in range(cmap + 4, cmap + 4 + 8 * count, 8):
        table = cmap + struct.unpack(">I", data[at + 4 : at + 8])[0]
        if struct.unpack(">H", data[table : table + 2]) == (12,):
            (groups,) = struct.unpack(">I", data[table + 12 : table + 16])
            for group in range(table + 16, table + 16 + 12 * groups, 12):
                first, last = struct.unpack(">II", data[group : group + 8])
                found.update(range(first, last + 1))
    return frozenset(found)
