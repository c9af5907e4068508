"""From the bytes of an upload to rows of text. Nothing in a file is run, followed or believed."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook

from civic.kit.errors import N_, Refused, sentences

MOST_BYTES = 5 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 30
MOST_CELL = 300
# of an XLSX, which is a zip archive: so much may come out of it, from so many files inside
MOST_UNPACKED = 40 * 2**20
MOST_MEMBERS = 300
# a table that goes on after so many empty rows is taken to have ended
MOST_BLANKS = 500


@dataclass(frozen=True)
class Table:
    """The header and the rows that are not empty, each with its line in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(data: bytes) -> Table:
    """The first sheet of an XLSX, or a CSV in UTF-8 or GB18030, told apart by their bytes and not by their names.

    Raises Refused, field ``file``: ``table_too_big``, ``table_old_excel``, ``table_unreadable``, ``table_encoding``,
    ``table_too_many_rows``, ``table_empty``.
    """
    if len(data) > MOST_BYTES:
        raise Refused("table_too_big", "file", megabytes=MOST_BYTES // 2**20)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("table_old_excel", "file")
    rows = _of_workbook(data) if data.startswith(b"PK") else _of_csv(data)
    return _table(rows)


def _table(rows: Iterable[tuple[int, Sequence[str]]]) -> Table:
    header: tuple[str, ...] | None = None
    kept: list[tuple[int, tuple[str, ...]]] = []
    blanks = 0
    for line, cells in rows:
        texts = tuple(cell.strip()[:MOST_CELL] for cell in cells[:MOST_COLUMNS])
        blanks = 0 if any(texts) else blanks + 1
        if blanks > MOST_BLANKS:
            break
        if blanks:
            continue
        if header is None:
            header = texts
            continue
        if len(kept) >= MOST_ROWS:
            raise Refused("table_too_many_rows", "file", most=MOST_ROWS)
        kept.append((line, texts))
    if header is None or not kept:
        raise Refused("table_empty", "file")
    return Table(header, tuple(kept))


def _of_csv(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Refused("table_unreadable", "file") from error


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused("table_encoding", "file")


def _of_workbook(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    _check_archive(data)
    try:
        # data_only stays off: with it a formula would pass for the number it once had
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
            yield line, [_text(cell) for cell in cells]
    except Refused:
        raise
    except (
        Exception
    ) as error:  # the library raises a dozen kinds on a broken file, down to KeyError and ParseError
        raise Refused("table_unreadable", "file") from error


def _check_archive(data: bytes) -> None:
    """A small file may unpack to gigabytes: what comes out is added up before any of it is unpacked.

    The sizes an archive states are kept to by ``zipfile`` when it reads, so a false one only makes the file unreadable.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("table_unreadable", "file") from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused("table_too_big", "file", megabytes=MOST_BYTES // 2**20)


def _text(value: object) -> str:
    """A cell as it is shown. Numbers have fifteen digits in a spreadsheet; more are its own rounding dust."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value)


sentences(
    table_too_big=N_("文件太大了，最多 {megabytes} MB。请只留名册这一张表。"),
    table_old_excel=N_("这是旧版 Excel 文件（.xls）。请另存为 .xlsx 或 CSV 再传。"),
    table_unreadable=N_("这个文件打不开。请另存为 .xlsx 或 CSV 再传。"),
    table_encoding=N_("文件里的文字认不出来。请另存为 UTF-8 的 CSV，或者 .xlsx。"),
    table_too_many_rows=N_("行数太多了，最多 {most} 行。"),
    table_empty=N_("表里除了表头没有内容。"),
)
