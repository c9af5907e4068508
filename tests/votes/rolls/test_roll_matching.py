"""Lines from the register, and the accounts behind the lines of an imported list."""

import pytest

from civic.people.rules import Registered
from votes.rolls.rules import Ages
from votes.rolls.rules.entitled import household_lines, organisation_lines, person_lines, seat_lines
from votes.rolls.rules.matching import keyed
from votes.rules import Electorate, RollLine

LIN = Registered(1, "林秀英", 1954, 10, "3-2-501", "一号院")
SON = Registered(2, "林小军", 1980, 10, "3-2-501", "一号院")
CHILD = Registered(3, "林小宝", 2015, 10, "3-2-501", "一号院")
WEI = Registered(4, "魏国强", 1960, 11, "3-2-501", "二号院")
NAMESAKE = Registered(5, "魏国强", 1990, 12, "1-1-101", "二号院")
ALONE = Registered(6, "马丽", 1985)
YOUTH = Registered(7, "小陈", 2010, 12, "1-1-101", "二号院")
ALL = [WEI, LIN, SON, CHILD, NAMESAKE, ALONE, YOUTH]


def found(electorate: Electorate, *lines: RollLine) -> list[tuple[str, tuple[int, ...]]]:
    made = keyed(electorate, lines, ALL, Ages(), 2026, "salt")
    return [(line.key.split(":")[0] + ":" + line.key.split(":")[1][:4], line.voters) for line in made]


def test_a_roll_by_person_has_the_grown_ups_from_door_to_door():
    lines = person_lines(ALL, Ages(), 2026)
    assert [line.key for line in lines] == ["person:6", "person:2", "person:1", "person:5", "person:4"]
    assert lines[2].voters == (1,)


def test_a_youth_roll_has_the_young_only():
    assert [line.key for line in person_lines(ALL, Ages(14, 17), 2026)] == ["person:7"]


def test_a_roll_by_household_has_one_line_for_all_who_live_there():
    lines = household_lines(ALL, Ages(), 2026)
    assert [(line.key, line.voters) for line in lines] == [
        ("household:10", (1, 2)),
        ("household:12", (5,)),
        ("household:11", (4,)),
    ]


def test_a_household_of_children_only_is_not_on_the_roll():
    assert household_lines([CHILD], Ages(), 2026) == []


def test_a_person_casts_for_one_organisation():
    lines = organisation_lines([(1, "甲", 7), (1, "甲", 8), (2, "乙", 7)])
    assert [(line.key, line.voters) for line in lines] == [("organisation:1", (7, 8)), ("organisation:2", ())]


def test_each_seat_has_a_line():
    assert seat_lines([(4, "魏国强")]) == [RollLine("person:4", (4,), "魏国强")]


@pytest.mark.parametrize(
    ("line", "voters"),
    [
        (RollLine("", name="林秀英", unit="3－2－501"), (1,)),
        (RollLine("", name="林秀英", unit="9-9-901"), ()),
        (RollLine("", name="魏国强", unit="3-2-501"), (4,)),
        (RollLine("", name="马丽", birth_year=1985), (6,)),
        (RollLine("", name="马丽", birth_year=1986), ()),
        (RollLine("", name="魏国强", birth_year=1960), (4,)),
        (RollLine("", name="谁也不是", unit="3-2-501"), ()),
    ],
)
def test_a_person_of_a_list_is_found_by_name_and_unit_or_year(line: RollLine, voters: tuple[int, ...]):
    ((key, who),) = found(Electorate.PERSON, line)
    assert who == voters
    assert key.startswith("person:" if voters else "import:")


def test_a_household_of_a_list_is_found_by_unit_and_estate():
    unit = RollLine("", unit="3-2-501", stratum="二号院")
    assert found(Electorate.HOUSEHOLD, unit) == [("household:11", (4,))]
    # two estates have such a unit: nobody is guessed at
    assert found(Electorate.HOUSEHOLD, RollLine("", unit="3-2-501"))[0][1] == ()


def test_an_owner_with_several_units_is_found_by_any_of_them():
    line = RollLine("", name="林秀英", unit="9-9-901、3-2-501", area=100)
    ((key, who),) = found(Electorate.OWNER, line)
    assert who == (1,)
    assert key.startswith("import:")


def test_nobody_is_found_twice():
    twice = [
        RollLine("", name="林秀英", unit="3-2-501", stratum="甲"),
        RollLine("", name="林秀英", unit="3-2-501"),
    ]
    assert [who for _, who in found(Electorate.OWNER, *twice)] == [(1,), ()]


def test_a_child_who_owns_a_flat_has_no_account_to_cast_with():
    assert found(Electorate.OWNER, RollLine("", name="林小宝", unit="3-2-501"))[0][1] == ()
