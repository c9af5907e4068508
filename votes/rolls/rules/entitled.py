"""Who is entitled: five kinds of electorate, ages by year of birth, lines built from the register, and who tends a roll."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor, Registered, Role
from votes.rules import Electorate, RollLine, State, may_set_up

# 18 years (城市居民委员会组织法 art. 8); told by the year of birth, the only thing kept
ADULT = 18
# accounts begin at fourteen (个人信息保护法 28, 31), so does a youth ballot
YOUNGEST = 14

ELECTORATE_NAMES = {
    Electorate.PERSON: N_("每人一票"),
    Electorate.HOUSEHOLD: N_("每户一票"),
    Electorate.OWNER: N_("业主，按人数和面积"),
    Electorate.SEAT: N_("议事会成员，每席一票"),
    Electorate.ORGANISATION: N_("组织，每个组织一票"),
}


@dataclass(frozen=True)
class Ages:
    """Who is old enough, in years reached by the end of the year."""

    least: int = ADULT
    #: 0: no upper bound
    most: int = 0

    def admit(self, birth_year: int | None, year: int) -> bool:
        """Whether someone may vote. Who has no year of birth on file is not put on a roll."""
        if birth_year is None:
            return False
        age = year - birth_year
        return self.least <= age and (not self.most or age <= self.most)


def check_ages(ages: Ages, advisory: bool) -> None:
    """Raises Refused ``ages_youngest``, ``ages_order``, and ``ages_advisory`` when minors would take a binding vote.

    Who is under eighteen has limited capacity (民法典 17-19) and is asked for an opinion, in a ballot of their own.
    The fields are ``least_age`` and ``most_age``.
    """
    if ages.least < YOUNGEST:
        raise Refused("ages_youngest", "least_age", youngest=YOUNGEST)
    if ages.most and ages.most < ages.least:
        raise Refused("ages_order", "most_age")
    if ages.least < ADULT and not advisory:
        raise Refused("ages_advisory", "least_age", adult=ADULT)


def may_inspect(actor: Actor, path: str) -> bool:
    """The whole roll is seen by who sets ballots up at the place, and by the supervisors."""
    return may_set_up(actor, path) or actor.holds(Role.SUPERVISOR, path)


def may_add_late(actor: Actor, path: str) -> bool:
    """After freezing only the residents' committee or the supervisors add someone, by a minuted act."""
    return actor.holds_any((Role.CLERK, Role.SUPERVISOR), path)


def check_draft(state: State) -> None:
    """Raises Refused ``roll_is_frozen`` once the ballot was opened."""
    if state is not State.DRAFT:
        raise Refused("roll_is_frozen")


def person_lines(residents: Iterable[Registered], ages: Ages, year: int) -> list[RollLine]:
    """One line for each verified resident of the right age, by estate and unit."""
    return in_order(
        RollLine(
            f"person:{each.person_id}",
            (each.person_id,),
            each.name,
            each.address,
            birth_year=each.birth_year,
            stratum=each.estate,
        )
        for each in residents
        if ages.admit(each.birth_year, year)
    )


def household_lines(residents: Iterable[Registered], ages: Ages, year: int) -> list[RollLine]:
    """One line for each household with somebody of the right age; any of them may cast its one paper."""
    homes: dict[int, list[Registered]] = defaultdict(list)
    for each in residents:
        if each.household_id is not None and ages.admit(each.birth_year, year):
            homes[each.household_id].append(each)
    return in_order(
        RollLine(
            f"household:{household_id}",
            tuple(each.person_id for each in members),
            unit=members[0].address,
            stratum=members[0].estate,
        )
        for household_id, members in homes.items()
    )


def seat_lines(members: Iterable[tuple[int, str]]) -> list[RollLine]:
    """One line for each seat: the person who holds it, with the name."""
    return [RollLine(f"person:{person_id}", (person_id,), name) for person_id, name in members]


def organisation_lines(acting: Iterable[tuple[int, str, int]]) -> list[RollLine]:
    """One line for each organisation; whoever represents it today may cast. Who represents two casts for the first."""
    names: dict[int, str] = {}
    voters: dict[int, list[int]] = defaultdict(list)
    taken: set[int] = set()
    for organisation_id, name, person_id in acting:
        names[organisation_id] = name
        if person_id not in taken:
            voters[organisation_id].append(person_id)
            taken.add(person_id)
    return [RollLine(f"organisation:{id}", tuple(voters[id]), name) for id, name in names.items()]


def in_order(lines: Iterable[RollLine]) -> list[RollLine]:
    """By group, then by unit as a person counts (2-10 after 2-9), then by name: as slips are carried from door to door."""
    return sorted(lines, key=lambda line: (line.stratum, _natural(line.unit), line.name))


def _natural(unit: str) -> list[tuple[int, int, str]]:
    pieces = re.findall(r"[0-9]{1,18}|[^0-9]+", unit)
    return [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]


def check_open_challenges(unanswered: int) -> None:
    """Raises Refused ``roll_challenges_open``: what residents said against the roll is answered before it is frozen."""
    if unanswered:
        raise Refused("roll_challenges_open", count=unanswered)


sentences(
    ages_youngest=N_("最小年龄不能小于 {youngest} 岁：更小的孩子要监护人同意，这里还办不到。"),
    ages_order=N_("最大年龄不能小于最小年龄。"),
    ages_advisory=N_("不满 {adult} 岁的人只能参加征求意见的投票。请另开一次青少年意向征询。"),
    roll_is_frozen=N_("投票已经开始，名册已经固定，不能再改。确实漏了人，只能凭会议记录补登。"),
    roll_owner_import=N_("系统里没有产权面积，业主的名册要从表格导入。"),
    roll_nobody=N_("按现在的登记，一个符合条件的也没有。请先核实居民身份，或者从表格导入。"),
    late_not_open=N_("现在不能补登：投票没有在进行。开始以前请直接改名册，截止以后不能再加人。"),
    roll_challenges_open=N_("还有 {count} 件对名册的异议没有答复。答复以后才能开始投票。"),
)
