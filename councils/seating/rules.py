"""How seats end, what ties members, and what a record of attendance says."""

import re
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
class Declared:
    """A tie of somebody who sits: an interest they declared (its Tie, its subject), or a seat in another council (tie empty).

    organisation: the one it is about, by id, if it is about one; called: by which names a text may mean it.
    """

    person_id: int
    tie: str
    subject: str
    organisation: int | None = None
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """What an agenda item is about: its texts, and what stands behind it by name (an organisation, an estate) or id."""

    texts: tuple[str, ...]
    names: tuple[str, ...] = ()
    organisation: int | None = None


# shorter names are in every other sentence
_NAME_LEAST = 3


def touched(declared: Iterable[Declared], matter: Matter) -> tuple[Declared, ...]:
    """Which of these ties an item seems to touch: it is about that organisation, or one names what the other names.

    A suggestion to look at, never a finding: nobody is recused by it.
    """
    text = _bare(" ".join((*matter.texts, *matter.names)))
    return tuple(one for one in declared if _touches(one, matter, text))


def _touches(one: Declared, matter: Matter, text: str) -> bool:
    if one.organisation is not None and one.organisation == matter.organisation:
        return True
    meant = [_bare(name) for name in (*one.called, *_PARTS.split(one.subject)[:1])]
    behind = [_bare(name) for name in matter.names]
    return any(len(name) >= _NAME_LEAST and name in text for name in meant) or any(
        len(name) >= _NAME_LEAST and name in _bare(one.subject) for name in behind
    )


# what a subject names stands before its first punctuation: 邻里社工服务中心（理事）
_PARTS = re.compile(r"[（(，,。、；;：:]")


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


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
