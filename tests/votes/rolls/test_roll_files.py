"""Files of voters and owners: read exactly, refused with a line and a sentence, and never run."""

import contextlib
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Refused
from tests.votes.rolls.sheets import OWNERS, bomb, csv, xlsx
from votes.rolls.imports.rules.columns import columns
from votes.rolls.imports.rules.lines import Controls, Finding, Reading, read_lines
from votes.rolls.imports.rules.tables import MOST_BYTES, MOST_ROWS, read
from votes.rolls.rules import Ages
from votes.rules import Electorate, RollLine

SOUND = Controls(4, 31000)


def reading(
    rows: list, electorate: Electorate = Electorate.OWNER, controls: Controls | None = None
) -> Reading:
    table = read(xlsx(rows))
    return read_lines(electorate, table, Ages(), 2026, controls or Controls(len(rows) - 1))


def codes(findings: tuple[Finding, ...]) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in findings]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(OWNERS),
        csv(OWNERS),
        csv(OWNERS, "utf-8"),
        csv(OWNERS, "gb18030"),
        csv(OWNERS, "gb18030", "\t"),
        csv(OWNERS, "utf-8", ";"),
    ],
)
def test_the_same_list_in_every_dress_is_the_same_roll(data: bytes):
    found = read_lines(Electorate.OWNER, read(data), Ages(), 2026, SOUND)
    assert found.defects == found.notices == ()
    assert (found.lines, found.area, len(found.entries)) == (4, 31000, 3)
    assert found.entries[2] == RollLine("", name="陈素芳", unit="2-201、2-202", area=10025, stratum="2栋")


def test_english_headings_serve_as_well():
    rows = [["Owner", "Unit", "Exclusive area (m2)"], ["Lin", "1-101", 89.5]]
    assert reading(rows).entries == (RollLine("", name="Lin", unit="1-101", area=8950),)


def test_numbers_and_dates_of_a_workbook_are_read_as_they_are_shown():
    rows = [["姓名", "房号", "出生日期"], ["林秀英", 101, date(1954, 3, 1)], ["魏国强", 102.0, 1960]]
    found = reading(rows, Electorate.PERSON)
    assert [(each.unit, each.birth_year) for each in found.entries] == [("101", 1954), ("102", 1960)]
    dusty = [["姓名", "房号", "面积"], ["林秀英", "1-101", 29.85 * 3]]  # 89.55000000000001
    assert reading(dusty).entries[0].area == 8955


def test_headings_that_are_not_taken_are_named():
    rows = [[*OWNERS[0], "手机号"], [*OWNERS[1], "13900000001"]]
    found = reading(rows)
    assert found.left == ("手机号",)
    assert "13900000001" not in str(found)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (["姓名", "房号"], "columns_missing"),
        (["姓名", "业主", "房号", "面积"], "columns_twice"),
        (["甲", "乙", "丙"], "columns_missing"),
    ],
)
def test_headings_that_do_not_do_are_refused(header: list[str], code: str):
    with pytest.raises(Refused) as refusal:
        columns(Electorate.OWNER, header)
    assert (refusal.value.code, refusal.value.field) == (code, "file")


def test_every_defect_has_its_line():
    rows = [
        OWNERS[0],
        ["林秀英", "1-101", "89.505", "", ""],
        ["", "1-102", "80", "", ""],
        ["魏国强", "1-103", "0", "", ""],
        ["陈素芳", "", "70", "", ""],
        ["马丽", "1-105", "", "", ""],
        ["=cmd|'/c calc'!A1", "1-106", "70", "", ""],
    ]
    assert codes(reading(rows).defects) == [
        (2, "area_decimals"),
        (3, "line_without_name"),
        (4, "area_zero"),
        (5, "line_without_unit"),
        (6, "area_zero"),
        (7, "line_formula"),
    ]


def test_a_formula_is_text_and_never_a_number():
    rows = [OWNERS[0], ["林秀英", "1-101", "=80+9.5", "", ""]]
    assert codes(reading(rows).defects) == [(2, "area_bad")]


@pytest.mark.parametrize(
    ("again", "code"),
    [
        (["林秀英", "1-101", "89.50"], "double_line"),
        (["林秀英", "１－１０１", "89.50"], "double_line"),
        (["林秀英", " 1 - 101 ", "89.50"], "double_line"),
        (["林大爷", "1—101", "89.50"], "double_unit"),
    ],
)
def test_a_unit_of_an_owner_stands_once(again: list[str], code: str):
    rows = [OWNERS[0][:3], ["林秀英", "1-101", "89.50"], ["魏国强", "1-102", "80"], again]
    assert codes(reading(rows).defects) == [(4, code)]
    assert reading(rows).defects[0].facts == {"first": 2}


def test_a_person_written_differently_is_found():
    rows = [["姓名", "房号", "出生年份"], ["欧阳 娜", "1-101", "1980"], ["欧阳娜", "１-101", "1980"]]
    assert codes(reading(rows, Electorate.PERSON).defects) == [(3, "double_written")]


def test_children_are_not_put_on_a_roll_of_grown_ups():
    rows = [["姓名", "出生年份"], ["小明", "2012"], ["林秀英", "1954"], ["无名", ""]]
    assert codes(reading(rows, Electorate.PERSON).defects) == [
        (2, "line_under_age"),
        (4, "line_without_birth"),
    ]


def test_namesakes_are_two_heads_until_someone_says_they_are_one():
    rows = [
        OWNERS[0],
        ["张伟", "1-101", "50", "", ""],
        ["张伟", "1-102", "50", "", ""],
        ["张伟", "1-103", "50", "9", ""],
    ]
    found = reading(rows)
    assert codes(found.notices) == [(3, "owner_namesake"), (4, "owner_namesake")]
    assert found.defects == ()
    assert len(found.entries) == 3


def test_one_number_with_two_names_is_a_defect():
    rows = [OWNERS[0], ["张伟", "1-101", "50", "9", ""], ["李娜", "1-102", "50", "9", ""]]
    assert codes(reading(rows).defects) == [(3, "owner_two_names")]


def test_a_developer_with_fifty_units_is_one_head():
    rows = [OWNERS[0], *(["某置业公司", f"3-{n}01", "80.01", "1", ""] for n in range(50))]
    (entry,) = reading(rows).entries
    assert (entry.area, entry.unit) == (50 * 8001, "3-001 +49")


def test_the_file_is_held_against_what_was_announced():
    found = reading(OWNERS, controls=Controls(5, 31001))
    assert codes(found.defects) == [(0, "control_lines"), (0, "control_area")]
    assert found.defects[0].facts == {"said": 5, "found": 4}
    assert found.defects[1].facts == {"said": "310.01", "found": "310.00"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_empty"),
        (b"\xef\xbb\xbf", "table_empty"),
        ("姓名,房号\n".encode(), "table_empty"),
        (b"PK\x03\x04 this is no archive", "table_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table_old_excel"),
        (b"\xff\xfe\x00\x00", "table_encoding"),
        (b"a,b\n\0,1", "table_encoding"),
        (b"x" * (MOST_BYTES + 1), "table_too_big"),
        (b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1), "table_too_many_rows"),
        (b'a,b\n"' + b"x" * 200_000 + b'",1', "table_unreadable"),
        (bomb(), "table_too_big"),
    ],
)
def test_a_file_that_cannot_be_a_roll_is_refused(data: bytes, code: str):
    with pytest.raises(Refused) as refusal:
        read(data)
    assert (refusal.value.code, refusal.value.field) == (code, "file")


def rewritten(data: bytes, member: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            text = was.read(name).decode()
            now.writestr(name, re.sub(old, new, text, count=1) if name == member else text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_entities_in_a_workbook_do_not_multiply():
    text = ["x" * 100, *(f"&e{n};" * 10 for n in range(9))]
    entities = "".join(f'<!ENTITY e{n} "{each}">' for n, each in enumerate(text))
    hostile = rewritten(xlsx(OWNERS), SHEET, "^", f"<!DOCTYPE lol [{entities}]>")
    hostile = rewritten(
        hostile, SHEET, "<sheetData>", "<sheetData><row><c t='inlineStr'><is><t>&e9;</t></is></c></row>"
    )
    with pytest.raises(Refused):
        read_lines(Electorate.OWNER, read(hostile), Ages(), 2026, SOUND)


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes():
    hostile = rewritten(xlsx(OWNERS), SHEET, 'ref="[^"]*"', 'ref="A1:XFD1048576"')
    hostile = rewritten(hostile, SHEET, '<row r="5"', '<row r="1048576"')
    hostile = rewritten(hostile, SHEET, 'r="A5"', 'r="A1048576"')
    with contextlib.suppress(Refused):
        assert len(read(hostile).rows) == 3


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes):
    for dressed in (data, b"PK\x03\x04" + data):
        with contextlib.suppress(Refused):
            table = read(dressed)
            read_lines(Electorate.PERSON, table, Ages(), 2026, Controls(1))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 5000), st.integers(0, 255))
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(place: int, byte: int):
    data = bytearray(xlsx(OWNERS))
    data[place % len(data)] = byte
    with contextlib.suppress(Refused):
        read(bytes(data))


cell = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cell, min_size=5, max_size=5), min_size=1, max_size=6))
def test_no_cells_break_the_rules(rows: list[list[str]]):
    from_cells = read_lines(
        Electorate.OWNER,
        table=type(read(csv(OWNERS)))(tuple(OWNERS[0]), tuple(enumerate(map(tuple, rows), 2))),
        ages=Ages(),
        year=2026,
        controls=Controls(len(rows)),
    )
    assert from_cells.lines == len(rows)
    for entry in from_cells.entries:
        assert "\0" not in entry.name
        assert len(entry.unit) <= 80 or from_cells.defects
