"""Reading matters: lists in one statement, a matter's page with all it shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from civic.kit import clock
from civic.kit.db import day, marks, moment_or_none, rows
from civic.kit.errors import NotFound
from votes.matters import rules
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.models import Ballot, Option
from votes.rounds.queries.plans import LATE
from votes.rounds.rules import Calendar, Unit, left
from votes.rules import FIXED_OPTIONS, Electorate, Method, Phase, Rule, Secrecy, State, phase, states_of
from votes.tally.choosing.owners import Bulk

_SELECT = """
SELECT m.id, b.id AS ballot_id, b.title, b.method, b.rule, b.electorate, b.secrecy, b.advisory, b.seats, b.place_id,
       p.name AS place_name, p.path AS place_path, b.state, b.opens_at, b.closes_at, b.closed_at, b.roll_size,
       (SELECT COUNT(*) FROM ballot_option o WHERE o.ballot_id = b.id) AS options,
       (SELECT COUNT(*) FROM turnout t WHERE t.ballot_id = b.id) AS turnout
FROM matter m
JOIN ballot b ON b.id = m.ballot_id
JOIN place p ON p.id = b.place_id
"""
REMINDER_HOURS = 24


@dataclass(frozen=True)
class Card:
    """A matter as a list shows it. The turnout is a number of papers and says nothing about any option."""

    id: int
    ballot_id: int
    title: str
    method: Method
    rule: Rule
    electorate: Electorate
    secrecy: Secrecy
    advisory: bool
    seats: int
    place_id: int
    place_name: str
    place_path: str
    phase: Phase
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    roll_size: int
    options: int
    turnout: int
    #: labels of what was chosen, once it is counted
    chosen: list[str] = field(default_factory=list)

    @property
    def left(self) -> tuple[int, Unit] | None:
        """Time left while papers are taken."""
        if self.phase is not Phase.VOTING or self.closes_at is None:
            return None
        return left(self.closes_at, clock.now())

    @property
    def percent(self) -> int:
        """Turnout in whole per cent of the roll, rounded down."""
        return self.turnout * 100 // self.roll_size if self.roll_size else 0

    @property
    def counted(self) -> bool:
        """Whether there is a result to be read."""
        return self.phase in (Phase.CLOSED, Phase.CERTIFIED)

    @property
    def text(self) -> bool:
        """Whether one text is carried or lost, and nothing is chosen among several."""
        return self.method in FIXED_OPTIONS


async def cards(
    place_id: int | None, phases: Sequence[Phase], after: int | None = None, size: int = 50
) -> list[Card]:
    """Matters of a place (or of all) in these phases, newest first, one more than ``size``."""
    states = states_of(phases)
    conditions, values = [f"b.state IN ({marks(states)})"], list[Any](states)
    if place_id is not None:
        conditions.append("b.place_id = ?")
        values.append(place_id)
    if after is not None:
        conditions.append("m.id < ?")
        values.append(after)
    where = " AND ".join(conditions)
    found = await rows(f"{_SELECT} WHERE {where} ORDER BY m.id DESC LIMIT ?", *values, size + 1)
    chosen = await _chosen([row["ballot_id"] for row in found])
    made = [_card(row, chosen.get(row["ballot_id"], [])) for row in found]
    return [card for card in made if card.phase in phases]


async def card(matter_id: int) -> Card:
    """One matter. Raises NotFound."""
    found = await rows(f"{_SELECT} WHERE m.id = ?", matter_id)
    if not found:
        raise NotFound
    chosen = await _chosen([found[0]["ballot_id"]])
    return _card(found[0], chosen.get(found[0]["ballot_id"], []))


def _card(row: dict[str, Any], chosen: list[str]) -> Card:
    moments = {name: moment_or_none(row[name]) for name in ("opens_at", "closes_at", "closed_at")}
    state = State(row.pop("state"))
    words = {
        "method": Method(row["method"]),
        "rule": Rule(row["rule"]),
        "electorate": Electorate(row["electorate"]),
        "secrecy": Secrecy(row["secrecy"]),
        "advisory": bool(row["advisory"]),
        "phase": phase(state, moments["opens_at"], moments["closes_at"], clock.now()),
    }
    return Card(**row | moments | words, chosen=chosen)


async def _chosen(ballots: Sequence[int]) -> dict[int, list[str]]:
    """What was chosen in each of these ballots by its latest count."""
    if not ballots:
        return {}
    found = await rows(
        f"""
        SELECT r.ballot_id, o.label FROM result r
        JOIN result_line l ON l.result_id = r.id JOIN ballot_option o ON o.id = l.option_id
        WHERE r.ballot_id IN ({marks(ballots)}) AND r.official = ? AND l.selected = ?
          AND r.run = (SELECT MAX(s.run) FROM result s WHERE s.ballot_id = r.ballot_id AND s.official = ?)
        ORDER BY l.rank""",
        *ballots,
        True,
        True,
        True,
    )
    chosen: dict[int, list[str]] = {}
    for row in found:
        chosen.setdefault(row["ballot_id"], []).append(row["label"])
    return chosen


async def one(matter_id: int) -> Matter:
    """A matter with its ballot and place. Raises NotFound."""
    found = await Matter.get_or_none(id=matter_id).select_related("ballot__place")
    if found is None:
        raise NotFound
    return found


async def of_ballot(ballot_id: int) -> int:
    """The matter a ballot belongs to. Raises NotFound, also for a ballot that is a round's."""
    found = await Matter.get_or_none(ballot_id=ballot_id).values("id")
    if found is None:
        raise NotFound
    return int(found["id"])


async def options(ballot_id: int) -> list[Option]:
    """What can be chosen, in the official order."""
    return await Option.filter(ballot_id=ballot_id).order_by("position")


async def plan(matter: Matter) -> Plan:
    """The plan behind a matter, to be changed while it is a draft."""
    labels = tuple(option.label for option in await options(matter.ballot_id))
    return rules.planned(vars(matter.ballot), labels)


async def mine(ballots: Sequence[int], person_id: int | None) -> dict[int, date | None]:
    """Of these ballots those a person may vote in, each with the day they voted, if they have."""
    if person_id is None or not ballots:
        return {}
    found = await rows(
        f"""
        SELECT v.ballot_id, t.day FROM roll_voter v
        LEFT JOIN turnout t ON t.ballot_id = v.ballot_id AND t.entry_id = v.entry_id
        WHERE v.person_id = ? AND v.ballot_id IN ({marks(ballots)})""",
        person_id,
        *ballots,
    )
    return {row["ballot_id"]: day(row["day"]) if row["day"] else None for row in found}


async def silent(ballot_id: int) -> Bulk:
    """The entries of the roll that have not voted, by area and heads."""
    found = await rows(
        "SELECT COUNT(*) AS heads, SUM(e.area) AS area FROM roll_entry e WHERE e.ballot_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM turnout t WHERE t.ballot_id = e.ballot_id AND t.entry_id = e.id)",
        ballot_id,
    )
    return Bulk(int(found[0]["area"] or 0), found[0]["heads"])


async def due(now: datetime) -> list[tuple[int, int]]:
    """Matters whose closing time has passed and whose ballot is still open, each with its ballot."""
    found = await Matter.filter(ballot__state=State.OPEN, ballot__closes_at__lte=now).order_by("id")
    return [(each.id, each.ballot_id) for each in found]


def calendar(ballot: Ballot) -> Calendar | None:
    """What is needed to know what is due to be told; None while nothing can be. A day before closing people are
    reminded, unless voting takes no longer than that."""
    if ballot.opens_at is None or ballot.closes_at is None:
        return None
    reminders = (
        (REMINDER_HOURS,) if ballot.closes_at - timedelta(hours=REMINDER_HOURS) > ballot.opens_at else ()
    )
    return Calendar(ballot.state, ballot.opens_at, ballot.closes_at, ballot.closed_at, reminders)


async def to_tell(now: datetime) -> list[int]:
    """Matters that are open, or closed lately: something may be due to be told about them."""
    found = await rows(
        "SELECT m.id FROM matter m JOIN ballot b ON b.id = m.ballot_id "
        "WHERE b.state = ? OR (b.state IN (?, ?) AND b.closed_at > ?) ORDER BY m.id",
        State.OPEN.value,
        State.CLOSED.value,
        State.CERTIFIED.value,
        now - LATE,
    )
    return [row["id"] for row in found]
