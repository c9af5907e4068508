"""What a file says it is, and the words in it, found without opening it with anything that could be made to do something."""

import html
import io
import re
import zipfile

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_NAMED = re.compile(r"([a-z]+(?:-[a-z]+)*)-(\d{1,9})[-.]")
_CORE, _BODY = "docProps/core.xml", "word/document.xml"
_CORE_MAX, _BODY_MAX = 100_000, 5_000_000
_CANDIDATES, _LINES = 20, 8
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)")


def readable(data: bytes) -> str:
    """Where a file says what it is: a DOCX among its properties, anything else in plain sight."""
    return (_part(data, _CORE, _CORE_MAX) if data.startswith(b"PK") else data).decode("latin-1")


def digests(said: str) -> tuple[str, ...]:
    """Digests a file carries, each once. At most twenty."""
    return tuple(dict.fromkeys(_DIGEST.findall(said)))[:_CANDIDATES]


def named(name: str) -> tuple[str, int] | None:
    """What a download is called before its number, and the number: for a table, which has no room to say what it is."""
    found = _NAMED.match(name)
    return (found[1], int(found[2])) if found else None


def strange(held: bytes, ours: bytes) -> tuple[str, ...]:
    """Lines of a DOCX that stand in ours nowhere. At most eight; empty when it was merely saved again."""
    known = set(_lines(ours))
    return tuple(dict.fromkeys(line for line in _lines(held) if line not in known))[:_LINES]


def _lines(data: bytes) -> list[str]:
    """The paragraphs of a DOCX, without its markup."""
    lines, line = list[str](), ""
    for text, end in _TEXT.findall(_part(data, _BODY, _BODY_MAX).decode("utf-8", "replace")):
        line += html.unescape(text)
        if end:
            lines, line = [*lines, line.strip()], ""
    return [one for one in lines if one]


def _part(data: bytes, name: str, most: int) -> bytes:
    """One part of a DOCX; nothing for another archive, or a part that is larger than ours ever are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"" if archive.getinfo(name).file_size > most else archive.read(name)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return b""
