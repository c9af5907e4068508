"""Tables for spreadsheets: nothing in a cell is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# what makes Excel, LibreOffice and WPS read a cell as a formula (OWASP, CSV injection)
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: str) -> str:
    """A cell's text, with an apostrophe before anything that would be a formula."""
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """A table as RFC 4180 wants it, with the mark by which Excel knows UTF-8."""
    with io.StringIO() as out:
        csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
        return "\ufeff" + out.getvalue()
