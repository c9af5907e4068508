"""A sheet set as PDF."""

import json
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
import typst

from civic.documents.rules.sheet import Sheet, plain

_LAYOUT = Path(__file__).with_name("sheet.typ")


@cache
def _fonts() -> typst.Fonts:
    """Noto CJK, which has the rare characters of people's names; a tenth of a second to read, so once."""
    folder = Path(manimgx_fonts_cjk.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def pdf(sheet: Sheet) -> bytes:
    """The sheet as a tagged PDF with its fonts inside. The same sheet gives the same bytes: no date is written.

    Residents' text reaches the typesetter as data, so nothing in it is a command.
    """
    made = typst.compile(
        str(_LAYOUT),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"sheet": json.dumps(plain(sheet), ensure_ascii=False)},
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made
