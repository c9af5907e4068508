"""The head of a Pabulib file (META and PROJECTS), and the whole of it put together.

Format: pabulib.org/format (April 2026). Strict about whatever could change a count; lenient about what real
files contain: a byte order mark, any line ends, blank lines, blanks around cells, a decimal comma, votes that
name nobody, and votes that name a project twice (22 of 1,746 archived files: one voter, one approval; points
add up).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.papers import Form, Papers, read_papers
from votes.tally.rules import Election, Kind, Project, whole

_NUMBER = re.compile(r"[0-9]{1,15}([.,][0-9]{1,6})?")
_SECTIONS = ("META", "PROJECTS", "VOTES")
_NEEDED = ("num_projects", "num_votes", "budget", "vote_type", "rule")
_COUNTED = ("votes", "score", "selected")

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class File:
    """What a Pabulib file says."""

    election: Election
    #: every field of META as written
    meta: dict[str, str]
    #: the line of each field of META, for sentences
    lines: dict[str, int]
    #: the file's own rule, as in Pabulib
    rule: str
    #: the least score a project needs; None when the file has none
    threshold: Fraction | None
    #: the recorded outcome for each project (1 chosen, 0 not, 2 and 3 explained in a comment); None without it
    selected: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines still to be read, and the number of the last one."""

    rows: Iterator[Row]
    end: int


def read(raw: bytes) -> File:
    """Read a whole file. Raises Broken with the line and the reason."""
    plain = _plain(raw)
    text = _Text(_rows(plain), plain.count("\n") + 1)
    meta, lines = _meta(text)
    kind = _kind(meta, lines)
    table = list(_until(text, "VOTES"))
    projects, costs, selected = _projects(table, meta, lines)
    budget = _amount(meta["budget"], lines["budget"], "budget")
    if budget <= 0:
        raise Broken(lines["budget"], "pb_no_budget")
    scale = _scale([budget, *costs])
    papers = _votes(text, kind, [pid for pid, _ in projects], meta, lines)
    election = Election(
        kind,
        int(budget * scale),
        tuple(
            Project(pid, name, int(cost * scale)) for (pid, name), cost in zip(projects, costs, strict=True)
        ),
        papers.groups,
        papers.voters,
        scale,
        papers.point_scale,
    )
    return File(election, meta, lines, meta["rule"], _threshold(meta, lines), selected)


def _plain(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Broken(raw.count(b"\n", 0, error.start) + 1, "pb_not_utf8") from None
    if "\0" in text:
        raise Broken(text.count("\n", 0, text.index("\0")) + 1, "pb_not_text")
    if not text.strip():
        raise Broken(1, "pb_empty")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _rows(text: str) -> Iterator[Row]:
    """Each line with its number. A quoted cell that runs on into the next line is an unclosed quote."""
    reader = csv.reader(text.split("\n"), delimiter=";")
    for number in count(1):
        try:
            row = next(reader, None)
        except csv.Error:
            raise Broken(number, "pb_unreadable") from None
        if row is None:
            return
        if reader.line_num != number:
            raise Broken(number, "pb_open_quote")
        yield number, row


def _until(text: _Text, section: str) -> Iterator[Row]:
    """The lines up to the heading of the next section, without blank ones. Raises Broken if it never comes."""
    for number, row in text.rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        heading = cells[0].upper()
        if heading in _SECTIONS and not any(cells[1:]):
            if heading == section:
                return
            raise Broken(number, "pb_section_order", found=heading, expected=section)
        yield number, cells
    raise Broken(text.end, "pb_no_section", section=section)


def _meta(text: _Text) -> tuple[dict[str, str], dict[str, int]]:
    for number, cells in _until(text, "META"):
        raise Broken(number, "pb_no_section_first", found=cells[0])
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    number = 1
    for number, cells in _until(text, "PROJECTS"):
        if not meta and [cell.lower() for cell in cells[:2]] == ["key", "value"]:
            continue
        if len(cells) < 2 or any(cells[2:]):
            raise Broken(number, "pb_columns", found=len(cells), expected=2)
        if cells[0] in meta:
            raise Broken(number, "pb_field_twice", field_name=cells[0])
        meta[cells[0]], lines[cells[0]] = cells[1], number
    for name in _NEEDED:
        if not meta.get(name):
            raise Broken(lines.get(name, number), "pb_field_missing", field_name=name)
    return meta, lines


def _kind(meta: dict[str, str], lines: dict[str, int]) -> Kind:
    try:
        return Kind(meta["vote_type"])
    except ValueError:
        raise Broken(lines["vote_type"], "pb_vote_type", found=meta["vote_type"]) from None


def _header(row: Row, section: str, needed: tuple[str, ...]) -> dict[str, int]:
    """The columns of a section and where they stand."""
    number, cells = row
    columns = {name.strip().lower(): place for place, name in enumerate(cells)}
    if len(columns) < len(cells):
        raise Broken(number, "pb_column_twice", section=section)
    for name in needed:
        if name not in columns:
            raise Broken(number, "pb_no_column", section=section, column=name)
    return columns


def _projects(
    table: list[Row], meta: dict[str, str], lines: dict[str, int]
) -> tuple[list[tuple[str, str]], list[Fraction], tuple[int, ...] | None]:
    if not table:
        raise Broken(lines["num_projects"], "pb_no_projects")
    columns = _header(table[0], "PROJECTS", ("project_id", "cost"))
    projects, costs, selected = dict[str, str](), [], []
    for number, cells in table[1:]:
        if len(cells) != len(columns):
            raise Broken(number, "pb_columns", found=len(cells), expected=len(columns))
        pid = cells[columns["project_id"]]
        if not pid or pid in projects:
            raise Broken(number, "pb_project_twice" if pid else "pb_project_nameless", project=pid)
        for name in _COUNTED:
            if name in columns and cells[columns[name]]:
                _amount(cells[columns[name]], number, name)
        costs.append(_amount(cells[columns["cost"]], number, "cost"))
        projects[pid] = cells[columns["name"]] if "name" in columns else ""
        if "selected" in columns:
            selected.append(int(_amount(cells[columns["selected"]] or "0", number, "selected")))
    if meta["num_projects"] != str(len(projects)):
        raise Broken(lines["num_projects"], "pb_num_projects", found=len(projects), said=meta["num_projects"])
    return (
        [(pid, name or pid) for pid, name in projects.items()],
        costs,
        tuple(selected) if selected else None,
    )


def _votes(text: _Text, kind: Kind, ids: list[str], meta: dict[str, str], lines: dict[str, int]) -> Papers:
    header = next((row for row in text.rows if any(row[1])), (text.end, []))
    points = ("points",) if kind in (Kind.CUMULATIVE, Kind.SCORING) else ()
    columns = _header(header, "VOTES", ("voter_id", "vote", *points))
    limits = {
        name: whole(_amount(meta[name], lines[name], name))
        for name in ("max_length", "max_points", "max_sum_points")
        if meta.get(name)
    }
    form = Form(kind, {pid: place for place, pid in enumerate(ids)}, limits)
    papers = read_papers(text.rows, columns, form)
    if meta["num_votes"] != str(papers.voters):
        raise Broken(lines["num_votes"], "pb_num_votes", found=papers.voters, said=meta["num_votes"])
    return papers


def _threshold(meta: dict[str, str], lines: dict[str, int]) -> Fraction | None:
    name = "min_project_score_threshold"
    return _amount(meta[name], lines[name], name) if meta.get(name) else None


def _amount(text: str, line: int, what: str) -> Fraction:
    """A number that is not negative. Raises Broken."""
    if not _NUMBER.fullmatch(text):
        raise Broken(line, "pb_bad_number", what=what, found=text)
    return Fraction(text.replace(",", "."))


def _scale(amounts: list[Fraction]) -> int:
    """The power of ten that makes all amounts whole."""
    scale = 1
    while any((amount * scale).denominator > 1 for amount in amounts):
        scale *= 10
    return scale
