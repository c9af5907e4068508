"""Reading a table as lines of a roll: every defect with its line, doubles found, sums held against what was announced."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from civic.web.fields import clean
from votes.rolls.imports.rules.columns import FIELD_NAMES, Columns, columns
from votes.rolls.imports.rules.tables import Table
from votes.rolls.rules.entitled import Ages
from votes.rolls.rules.lines import (
    LONGEST_TEXT,
    area_text,
    canon,
    check_line,
    parse_area,
    parse_year,
    twin_of,
)
from votes.rolls.rules.matching import UNITS
from votes.rules import Electorate, RollLine


@dataclass(frozen=True)
class Row:
    """One line of the file, as far as it could be read."""

    line: int
    entry: RollLine
    #: a number that says which rows are one owner
    owner: str = ""


@dataclass(frozen=True)
class Finding:
    """Something about a line of the file, as a code with its facts; line 0 is the file as a whole."""

    line: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    #: in which column, by the name of its field
    column: str = ""


@dataclass(frozen=True)
class Controls:
    """What the importer knows from elsewhere: how many lines, and the sum of the areas in hundredths of a m²."""

    lines: int
    area: int | None = None


@dataclass(frozen=True)
class Reading:
    """What became of a file. With any defect nothing can be taken over; notices must be looked at."""

    entries: tuple[RollLine, ...]
    lines: int
    area: int
    defects: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    left: tuple[str, ...] = ()


def read_lines(electorate: Electorate, table: Table, ages: Ages, year: int, controls: Controls) -> Reading:
    """The lines of a roll. Raises Refused as ``columns`` does; everything else is told as a finding."""
    found = columns(electorate, table.header)
    rows: list[Row] = []
    defects: list[Finding] = []
    for line, cells in table.rows:
        row, wrong = _row(line, cells, found)
        defects += wrong or _against_rules(electorate, row, ages, year)
        rows.append(row)
    defects += _doubles(electorate, rows)
    entries, notices = [row.entry for row in rows], []
    if electorate is Electorate.OWNER:
        defects += _owners_at_odds(rows)
        notices = _namesakes(rows)
        entries = _heads(rows)
    area = sum(row.entry.area for row in rows)
    defects = _against_controls(len(rows), area, controls) + sorted(defects, key=lambda each: each.line)
    return Reading(tuple(entries), len(rows), area, tuple(defects), tuple(notices), found.left)


def _row(line: int, cells: Sequence[str], found: Columns) -> tuple[Row, list[Finding]]:
    typed = {name: found.cell(cells, name) for name in FIELD_NAMES}
    texts = {name: clean(text, lines=False) if text else "" for name, text in typed.items()}
    numbers: dict[str, int | None] = {}
    defects = []
    readers: dict[str, Callable[[str], int]] = {"area": parse_area, "birth_year": parse_year}
    for name, reader in readers.items():
        try:
            numbers[name] = reader(texts[name]) if texts[name] else None
        except Refused as refusal:
            defects.append(Finding(line, refusal.code, refusal.facts, name))
    entry = RollLine(
        key="",
        name=texts["name"],
        unit=texts["unit"],
        area=numbers.get("area") or 0,
        birth_year=numbers.get("birth_year"),
        stratum=texts["stratum"],
    )
    return Row(line, entry, canon(texts["owner"])), defects


def _against_rules(electorate: Electorate, row: Row, ages: Ages, year: int) -> list[Finding]:
    try:
        check_line(electorate, row.entry, ages, year)
    except Refused as refusal:
        return [Finding(row.line, refusal.code, refusal.facts, refusal.field or "")]
    return []


def _grouped(rows: Sequence[Row], by: Callable[[Row], str]) -> Iterator[list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if by(row):
            groups[by(row)].append(row)
    yield from groups.values()


def _doubles(electorate: Electorate, rows: Sequence[Row]) -> list[Finding]:
    """The same right to vote written twice, also where only width, blanks or dashes differ."""
    whole = [row for row in rows if row.entry.name or row.entry.unit]
    return [
        Finding(again.line, _double(electorate, first, again), {"first": first.line})
        for first, *others in _grouped(whole, lambda row: twin_of(electorate, row.entry))
        for again in others
    ]


def _double(electorate: Electorate, first: Row, again: Row) -> str:
    if electorate in (Electorate.HOUSEHOLD, Electorate.OWNER):
        same = canon(first.entry.name) == canon(again.entry.name)
        return "double_line" if same else "double_unit"
    return "double_line" if first.entry.name == again.entry.name else "double_written"


def _owners_at_odds(rows: Sequence[Row]) -> list[Finding]:
    """One owner's number with two names."""
    return [
        Finding(other.line, "owner_two_names", {"first": first.line}, "owner")
        for first, *others in _grouped(rows, lambda row: row.owner)
        for other in others
        if canon(other.entry.name) != canon(first.entry.name)
    ]


def _namesakes(rows: Sequence[Row]) -> list[Finding]:
    """The same name at two units without a number to tell whether it is one owner: counted as two until someone says."""
    return [
        Finding(other.line, "owner_namesake", {"first": first.line}, "name")
        for first, *others in _grouped(rows, lambda row: canon(row.entry.name))
        for other in others
        if not (first.owner and other.owner)
    ]


def _heads(rows: Sequence[Row]) -> list[RollLine]:
    """An owner with several units is one head with their areas together (法释〔2009〕7号 art. 9)."""
    return [
        replace(
            group[0].entry,
            area=sum(row.entry.area for row in group),
            unit=_units([row.entry.unit for row in group]),
        )
        for group in _grouped(rows, lambda row: f"id {row.owner}" if row.owner else f"line {row.line}")
    ]


def _units(units: Sequence[str]) -> str:
    whole = UNITS.join(units)
    return whole if len(whole) <= LONGEST_TEXT else f"{units[0]} +{len(units) - 1}"


def _against_controls(lines: int, area: int, controls: Controls) -> list[Finding]:
    wrong = []
    if lines != controls.lines:
        wrong.append(Finding(0, "control_lines", {"said": controls.lines, "found": lines}))
    if controls.area is not None and area != controls.area:
        facts = {"said": area_text(controls.area), "found": area_text(area)}
        wrong.append(Finding(0, "control_area", facts))
    return wrong


sentences(
    double_line=N_("和第 {first} 行重复：同一位、同一处写了两次。"),
    double_written=N_("和第 {first} 行是同一位，只是全角、空格或写法不同。"),
    double_unit=N_("和第 {first} 行是同一个房号。一处房屋算一票，共有人请写在同一行。"),
    owner_two_names=N_("业主编号和第 {first} 行一样，姓名却不同。"),
    owner_namesake=N_(
        "和第 {first} 行同名，房号不同，现在算两位业主。如果是同一个人，请在“业主编号”一列写上同一个编号。"
    ),
    control_lines=N_("您说有 {said} 行，文件里有 {found} 行。"),
    control_area=N_("您说面积一共 {said} ㎡，文件里加起来是 {found} ㎡。"),
)
