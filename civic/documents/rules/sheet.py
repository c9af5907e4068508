"""What a sheet of paper holds, whatever it is set with.

The measures are those of GB/T 9704-2012 §5 and §10.3, for readers who expect the look of 纪要. The standard binds party
and state organs; a residents' committee is neither, so a sheet has no red head, no seal and no document number.
"""

from dataclasses import asdict, dataclass
from typing import Any

# millimetres: the type area is 156 × 225 on A4
PAGE = (210, 297)
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
# points: 2号, 3号 and 4号 type, and a line pitch of 225 mm / 22 lines
TITLE, BODY, SMALL, PITCH = 22, 16, 14, 29
# as Word knows them; other programs fall back to what they have
SONG, HEI, KAI, FANG, PLAIN = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 in 黑体, level 2 in 楷体, level 3 in bold 仿宋."""

    text: str
    level: int = 1
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Running text. quoted: the wording of something that was voted on, set apart."""

    text: str
    quoted: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True)
class Facts:
    """Names and what stands behind them, a line each."""

    pairs: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class People:
    """A list of names behind a word in 黑体, turned over under the first name (§10.3)."""

    label: str
    names: tuple[str, ...]
    kind: str = "people"


@dataclass(frozen=True)
class Table:
    """Rows under a head that is repeated on each page. ``widths``: shares of the line.

    tall: the least height of a row in millimetres, where somebody writes by hand; 0: as its text asks.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    tall: int = 0
    kind: str = "table"


@dataclass(frozen=True)
class Signed:
    """Who put their name to it, and when."""

    rows: tuple[tuple[str, str, str], ...]
    kind: str = "signed"


@dataclass(frozen=True)
class Mark:
    """How a reader finds out whether the sheet is genuine: a digest, an address, and the address as a QR drawing (SVG).

    seal: what the file says of itself to a program (``Seal.in_file``).
    """

    digest: str
    address: str
    text: str
    qr: str = ""
    seal: str = ""
    kind: str = "mark"

    @property
    def says(self) -> str:
        """For a program that finds it in the file."""
        return f"{self.digest} {self.seal}".strip()


Block = Heading | Paragraph | Facts | People | Table | Signed | Mark


@dataclass(frozen=True)
class Sheet:
    """A document as it is read from top to bottom."""

    title: str
    #: one line under the title each: number, date, state
    under: tuple[str, ...]
    blocks: tuple[Block, ...]
    lang: str = "zh"

    @property
    def says(self) -> str:
        """What the sheet says of itself, for a program that finds it in the file; empty without a mark."""
        return next((block.says for block in self.blocks if isinstance(block, Mark)), "")


def plain(sheet: Sheet) -> dict[str, Any]:
    """The sheet as texts, numbers and lists."""
    return asdict(sheet) | {"says": sheet.says}
