"""What may stand on a roll: areas, years, ages, doubles."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.rolls.rules import (
    Ages,
    area_text,
    canon,
    check_ages,
    check_line,
    import_key,
    parse_area,
    parse_year,
    twin_of,
)
from votes.rolls.rules.lines import LARGEST_AREA
from votes.rules import Electorate, RollLine


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("89.50", 8950),
        ("89.5", 8950),
        ("89", 8900),
        ("８９．５０", 8950),
        ("89.500", 8950),
        ("1,089.05", 108905),
        ("89.5 ㎡", 8950),
        ("89.5平方米", 8950),
        ("89.5m2", 8950),
        ("0.01", 1),
    ],
)
def test_an_area_is_read_exactly(typed: str, area: int):
    assert parse_area(typed) == area


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("89.505", "area_decimals"),
        ("0", "area_zero"),
        ("0.00", "area_zero"),
        ("-5", "area_bad"),
        ("1e3", "area_bad"),
        ("八十", "area_bad"),
        ("89.", "area_bad"),
        ("=1+1", "area_bad"),
        ("1,00", "area_bad"),
        ("٨٩", "area_bad"),
        ("9999999.00", "area_large"),
        ("", "area_bad"),
    ],
)
def test_an_area_that_is_none_is_refused(typed: str, code: str):
    with pytest.raises(Refused) as refusal:
        parse_area(typed)
    assert refusal.value.code == code


@given(st.integers(1, LARGEST_AREA))
def test_an_area_written_and_read_is_the_same(area: int):
    assert parse_area(area_text(area)) == area


@given(st.text(max_size=12))
def test_no_text_breaks_the_readers(typed: str):
    for read in (parse_area, parse_year):
        with contextlib.suppress(Refused):
            assert read(typed) > 0


@pytest.mark.parametrize("typed", ["1954", "1954年", "1954-05-01", "1954/5/1", "19540501", "１９５４"])
def test_of_a_date_of_birth_only_the_year_is_kept(typed: str):
    assert parse_year(typed) == 1954


@pytest.mark.parametrize("typed", ["54", "1854", "去年", "195", ""])
def test_a_year_that_is_none_is_refused(typed: str):
    with pytest.raises(Refused, match="birth_bad"):
        parse_year(typed)


def test_who_turns_eighteen_this_year_votes_and_who_has_no_year_does_not():
    assert Ages().admit(2008, 2026)
    assert not Ages().admit(2009, 2026)
    assert not Ages().admit(None, 2026)


def test_a_youth_ballot_ends_where_the_grown_up_one_begins():
    youth = Ages(14, 17)
    assert [age for age in range(10, 22) if youth.admit(2026 - age, 2026)] == [14, 15, 16, 17]
    assert all(youth.admit(2026 - age, 2026) != Ages().admit(2026 - age, 2026) for age in range(14, 90))


@pytest.mark.parametrize(
    ("ages", "advisory", "code"),
    [
        (Ages(13, 17), True, "ages_youngest"),
        (Ages(18, 17), False, "ages_order"),
        (Ages(16, 0), False, "ages_advisory"),
    ],
)
def test_ages_that_cannot_be_are_refused(ages: Ages, advisory: bool, code: str):
    with pytest.raises(Refused) as refusal:
        check_ages(ages, advisory)
    assert refusal.value.code == code


def test_ages_that_can_be():
    check_ages(Ages(), advisory=False)
    check_ages(Ages(14, 17), advisory=True)
    check_ages(Ages(18, 35), advisory=False)


@pytest.mark.parametrize(
    "other", ["3-2-501", "３－２－５０１", "3 - 2 - 501", "3—2—501", "3−2−501", " 3-2-501\u3000"]
)
def test_units_that_differ_in_writing_only_are_one(other: str):
    assert canon(other) == "3-2-501"


def test_a_blank_between_numbers_parts_them():
    assert canon("1 101") == "1-101" != canon("11 01")
    assert canon("1#101") == canon("1、101") != canon("1101")


@given(st.text(max_size=20))
def test_writing_it_plainly_twice_changes_nothing(text: str):
    assert canon(canon(text)) == canon(text)


def test_co_owners_of_a_unit_are_one_head_and_namesakes_are_not():
    first, second = RollLine("", name="张伟", unit="1-101"), RollLine("", name="李娜", unit="１-101")
    assert twin_of(Electorate.OWNER, first) == twin_of(Electorate.OWNER, second)
    assert twin_of(Electorate.PERSON, first) != twin_of(Electorate.PERSON, second)


@pytest.mark.parametrize(
    ("electorate", "line", "code"),
    [
        (Electorate.PERSON, RollLine("", name="", birth_year=1954), "line_without_name"),
        (Electorate.PERSON, RollLine("", name="林秀英"), "line_without_birth"),
        (Electorate.PERSON, RollLine("", name="小明", birth_year=2012), "line_under_age"),
        (Electorate.HOUSEHOLD, RollLine("", name="林秀英"), "line_without_unit"),
        (Electorate.OWNER, RollLine("", name="林秀英", unit="1-101"), "area_zero"),
        (Electorate.SEAT, RollLine("", unit="1-101"), "line_without_name"),
        (Electorate.SEAT, RollLine("", name="=HYPERLINK(1)"), "line_formula"),
        (Electorate.SEAT, RollLine("", name="@sum"), "line_formula"),
        (Electorate.SEAT, RollLine("", name="林" * 81), "line_text_long"),
    ],
)
def test_a_line_that_cannot_stand_is_refused_beside_its_field(
    electorate: Electorate, line: RollLine, code: str
):
    with pytest.raises(Refused) as refusal:
        check_line(electorate, line, Ages(), 2026)
    assert refusal.value.code == code
    assert refusal.value.field


def test_a_key_commits_to_the_name_and_cannot_be_guessed_without_the_salt():
    lin = RollLine("", name="林秀英", unit="1-101")
    key = import_key("salt", lin)
    assert key == import_key("salt", replace(lin, name="林 秀英", unit="１－101"))
    assert key != import_key("other", lin)
    assert key != import_key("salt", replace(lin, name="林秀兰"))
    assert "林" not in key
