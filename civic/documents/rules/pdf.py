"""A sheet or a poster set as PDF."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from civic.documents.rules.glyphs import FOLDER, drawable
from civic.documents.rules.poster import Poster, drawn
from civic.documents.rules.sheet import Sheet, plain

_SHEET, _POSTER = (Path(__file__).with_name(name) for name in ("sheet.typ", "poster.typ"))


@cache
def _fonts() -> typst.Fonts:
    """Noto CJK, which has the rare characters of people's names; a tenth of a second to read, so once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])


def pdf(sheet: Sheet) -> bytes:
    """The sheet as a tagged PDF with its fonts inside. The same sheet gives the same bytes: no date is written.

    Residents' text reaches the typesetter as data, so nothing in it is a command.
    """
    return _set(_SHEET, plain(sheet))


def poster_pdf(poster: Poster) -> bytes:
    """The poster as a PDF of one page."""
    return _set(_POSTER, drawn(poster))


def _set(layout: Path, data: dict[str, Any]) -> bytes:
    made = typst.compile(
        str(layout),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"sheet": drawable(json.dumps(data, ensure_ascii=False))},
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made
