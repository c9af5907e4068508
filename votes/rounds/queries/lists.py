"""Reading rounds: lists in one statement, a round's page with all it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from civic.kit import clock
from civic.kit.db import day, marks, moment_or_none, rows
from civic.kit.errors import NotFound
from civic.kit.money import Fen
from votes.rounds.models import Round
from votes.rounds.rules import Unit, left
from votes.rules import Phase, Rule, State, phase, states_of

_SELECT = """
SELECT f.id, f.title, f.budget_fen, f.currency, b.rule, f.source, f.place_id, p.name AS place_name, p.path AS place_path,
       b.id AS ballot_id, b.state, b.opens_at, b.closes_at, b.opened_at, b.closed_at, b.roll_size, b.advisory, f.beside_id,
       (SELECT COUNT(*) FROM ballot_option o WHERE o.ballot_id = b.id) AS options,
       (SELECT COUNT(*) FROM turnout t WHERE t.ballot_id = b.id) AS turnout
FROM funding_round f
JOIN ballot b ON b.id = f.ballot_id
JOIN place p ON p.id = f.place_id
"""


@dataclass(frozen=True)
class Card:
    """A round as a list shows it. The turnout is a number of people and says nothing about any option."""

    id: int
    title: str
    budget_fen: Fen
    currency: str
    rule: Rule
    source: str  # empty for our own rounds
    place_id: int
    place_name: str
    place_path: str
    ballot_id: int
    phase: Phase
    opens_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    roll_size: int
    # asks for opinions only
    advisory: bool
    # the round whose consultative ballot this is
    beside_id: int | None
    options: int
    turnout: int

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


async def cards(place_id: int | None, phases: Sequence[Phase], after: int | None, size: int) -> list[Card]:
    """Rounds of a place (or of all) in these phases, newest first, one more than ``size``."""
    states = states_of(phases)
    conditions, values = [f"b.state IN ({marks(states)})"], list[Any](states)
    if place_id is not None:
        conditions.append("f.place_id = ?")
        values.append(place_id)
    if after is not None:
        conditions.append("f.id < ?")
        values.append(after)
    where = " AND ".join(conditions)
    found = await rows(f"{_SELECT} WHERE {where} ORDER BY f.id DESC LIMIT ?", *values, size + 1)
    return [card for card in map(_card, found) if card.phase in phases]


async def card(round_id: int) -> Card:
    """One round. Raises NotFound."""
    found = await rows(f"{_SELECT} WHERE f.id = ?", round_id)
    if not found:
        raise NotFound
    return _card(found[0])


def _card(row: dict[str, Any]) -> Card:
    moments = {
        name: moment_or_none(row[name]) for name in ("opens_at", "closes_at", "opened_at", "closed_at")
    }
    state = State(row.pop("state"))
    now_is = phase(state, moments["opens_at"], moments["closes_at"], clock.now())
    return Card(
        **row | moments | {"rule": Rule(row["rule"]), "phase": now_is, "advisory": bool(row["advisory"])}
    )


async def one(round_id: int) -> Round:
    """A round with its ballot and place. Raises NotFound."""
    found = await Round.get_or_none(id=round_id).select_related("ballot", "place")
    if found is None:
        raise NotFound
    return found


async def on_ballot(proposal_id: int) -> list[Card]:
    """The rounds a proposal stands or stood in, newest first."""
    inside = "SELECT o.ballot_id FROM ballot_option o WHERE o.proposal_id = ?"
    found = await rows(f"{_SELECT} WHERE f.ballot_id IN ({inside}) ORDER BY f.id DESC LIMIT 10", proposal_id)
    return [_card(row) for row in found]


@dataclass(frozen=True)
class Cast:
    """That somebody voted: in which ballot, of a round or of a matter, and on which day."""

    ballot_id: int
    title: str
    day: date


async def cast_by(person_id: int) -> list[Cast]:
    """The ballots in which a person cast a paper, newest first. Not what was cast: that cannot be found."""
    found = await rows(
        "SELECT t.ballot_id, b.title, t.day FROM turnout t JOIN ballot b ON b.id = t.ballot_id "
        "WHERE t.person_id = ? ORDER BY t.id DESC LIMIT 50",
        person_id,
    )
    return [Cast(row["ballot_id"], row["title"], day(row["day"])) for row in found]


async def due(now: datetime) -> list[tuple[int, int]]:
    """Rounds whose closing time has passed and whose ballot is still open, each with its ballot."""
    found = await Round.filter(ballot__state=State.OPEN, ballot__closes_at__lte=now).order_by("id")
    return [(each.id, each.ballot_id) for each in found]


async def of_ballot(ballot_id: int) -> int:
    """The round a ballot belongs to. Raises NotFound, also for a ballot that is not a round's."""
    found = await Round.get_or_none(ballot_id=ballot_id).values("id")
    if found is None:
        raise NotFound
    return int(found["id"])


async def budget_of(ballot_id: int) -> Fen:
    """What the round of a ballot may spend. Raises NotFound for a ballot without a budget."""
    found = await Round.get_or_none(ballot_id=ballot_id).values("budget_fen")
    if found is None:
        raise NotFound
    return int(found["budget_fen"])


async def youth_of(round_id: int) -> int | None:
    """The consultative round beside a round, if there is one."""
    found = await Round.get_or_none(beside_id=round_id).values("id")
    return int(found["id"]) if found else None


@dataclass(frozen=True)
class Mine:
    """A ballot that takes papers now and on whose roll a person stands."""

    ballot_id: int
    title: str
    voted: bool


async def mine(person_id: int | None, now: datetime) -> list[Mine]:
    """Every ballot, of a round or not, in which a person may vote now, the one that closes first at the top."""
    if person_id is None:
        return []
    found = await rows(
        "SELECT b.id, b.title, t.id AS turnout_id FROM roll_voter v JOIN ballot b ON b.id = v.ballot_id "
        "LEFT JOIN turnout t ON t.ballot_id = v.ballot_id AND t.entry_id = v.entry_id "
        "WHERE v.person_id = ? AND b.state = ? AND b.opens_at <= ? AND b.closes_at > ? ORDER BY b.closes_at, b.id",
        person_id,
        State.OPEN.value,
        now,
        now,
    )
    return [Mine(row["id"], row["title"], row["turnout_id"] is not None) for row in found]
