"""How seats end, what ties members, and what a record of attendance says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor


class Ending(StrEnum):
    """Why a seat ended before its term."""

    RESIGNED = "resigned"
    MOVED = "moved"  # no longer lives or works there
    ABSENCES = "absences"
    RECALLED = "recalled"
    DIED = "died"


class Tie(StrEnum):
    """What ties a member to something that may be decided."""

    ORGANISATION = "organisation"  # sits on its board, represents it
    EMPLOYMENT = "employment"
    RELATIVE = "relative"
    PROPERTY = "property"


@dataclass(frozen=True)
class Sitting:
    """What the log of one session that is over says about who came. All by person id.

    excused: asked for leave, or had a substitute sit for them.
    """

    day: date
    roster: frozenset[int]
    present: frozenset[int]
    excused: frozenset[int]


@dataclass(frozen=True)
class Record:
    """Sessions of one member: came, asked for leave, stayed away; and the unexcused absences of each year."""

    present: int = 0
    excused: int = 0
    absent: int = 0
    by_year: Counter[int] = field(default_factory=Counter)

    @property
    def called(self) -> int:
        """To how many sessions."""
        return self.present + self.excused + self.absent

    def reached(self, limit: int, year: int) -> bool:
        """Whether so many unexcused absences in a year put the seat before the council (domain.md 2.4); 0: none do."""
        return limit > 0 and self.by_year[year] >= limit


NEVER_CALLED = Record()


def records(sittings: Iterable[Sitting]) -> dict[int, Record]:
    """The record of everybody who was ever on a roster. Who came counts as present, whatever was said before."""
    found: dict[int, Record] = {}
    for sitting in sittings:
        for person in sitting.roster:
            found[person] = _with(found.get(person, NEVER_CALLED), person, sitting)
    return found


def _with(record: Record, person: int, sitting: Sitting) -> Record:
    came = person in sitting.present
    excused = not came and person in sitting.excused
    absent = not came and not excused
    years = record.by_year + Counter({sitting.day.year: 1}) if absent else record.by_year
    return Record(record.present + came, record.excused + excused, record.absent + absent, years)


def check_end(last_day: date, starts_on: date, today: date) -> None:
    """An end is entered when it has come. Raises Refused for a day to come, or before the seat began."""
    if last_day > today:
        raise Refused("seat_end_future", "last_day")
    if last_day < starts_on:
        raise Refused("seat_end_early", "last_day", start=starts_on)


def may_declare(actor: Actor, person_id: int, keeps: bool) -> bool:
    """Members declare for themselves; who keeps the register enters what a member says on paper."""
    return actor.signed_in and (actor.person_id == person_id or keeps)


sentences(
    seat_end_future=N_("席位结束的日子不能在今天以后。"),
    seat_end_early=N_("席位从 {start} 才开始，不能在这以前结束。"),
    substitute_taken=N_("这一届的候补名单里已经有这个人，或者已经是成员。"),
    substitute_none=N_("候补名单里没有人可以补上了。"),
    no_vacancy=N_("现在没有空出来的席位。"),
    observer_taken=N_("这个人已经以同样的身份列席。"),
    observer_over=N_("已经不再列席。"),
    interest_taken=N_("这一条今天已经申报过。"),
    interest_lifted=N_("这一条已经解除。"),
    interest_forbidden=N_("本人申报，或者由登记名册的工作人员代为登记。"),
    interest_no_seat=N_("只有议事会成员和候补需要申报。"),
)
