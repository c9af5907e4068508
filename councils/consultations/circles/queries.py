"""Reading the small groups: who sits where now, what the tables brought in, how many rounds are over."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from civic.kit.db import moment, rows
from councils.consultations.circles.models import Circle
from councils.consultations.circles.rules import Chair, met_again
from councils.consultations.stakeholders.models import Invitee


@dataclass(frozen=True)
class Sitter:
    """Somebody at a table. name: empty when the person did not allow it to be shown; number: on the list of those who came."""

    invitee_id: int
    person_id: int | None
    name: str
    number: int
    host: bool


@dataclass(frozen=True)
class Round:
    """One round: its tables, and when it began and ends once it has begun."""

    number: int
    tables: dict[int, list[Sitter]]
    started_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class Plan:
    """The small groups of a consultation as they were drawn."""

    id: int
    question: str
    size: int
    minutes: int
    seed: str
    rounds: list[Round]
    #: pairs that sit together more than once
    met_again: int

    @property
    def current(self) -> Round | None:
        """The last round that has begun."""
        begun = [each for each in self.rounds if each.started_at is not None]
        return begun[-1] if begun else None

    @property
    def next(self) -> Round | None:
        """The first that has not."""
        return next((each for each in self.rounds if each.started_at is None), None)

    def table_of(self, person_id: int | None, number: int) -> int | None:
        """Where this person sits in a round."""
        if person_id is None:
            return None
        for table, sitting in self.rounds[number - 1].tables.items():
            if any(sitter.person_id == person_id for sitter in sitting):
                return table
        return None


_SEATS = """
SELECT s.number, s.table_number, s.host, i.id AS invitee_id, i.person_id, i.name, i.shown
FROM circle_seat s JOIN invitee i ON i.id = s.invitee_id WHERE s.circle_id = ?
ORDER BY s.number, s.table_number, s.host DESC, i.id
"""


async def of(consultation_id: int) -> Plan | None:
    """The small groups of a consultation, or None before they were drawn."""
    circle = await Circle.get_or_none(consultation_id=consultation_id)
    if circle is None:
        return None
    found = await rows(_SEATS, circle.id)
    numbers = {one: n for n, one in enumerate(sorted({row["invitee_id"] for row in found}), 1)}
    tables: dict[int, dict[int, list[Sitter]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        name, number = row["name"] if row["shown"] else "", numbers[row["invitee_id"]]
        sitter = Sitter(row["invitee_id"], row["person_id"], name, number, bool(row["host"]))
        tables[row["number"]][row["table_number"]].append(sitter)
    begun = {
        row["number"]: (moment(row["started_at"]), moment(row["ends_at"]))
        for row in await rows(
            "SELECT number, started_at, ends_at FROM circle_round WHERE circle_id = ?", circle.id
        )
    }
    chairs = [
        Chair(row["number"], row["table_number"], str(row["invitee_id"]), bool(row["host"])) for row in found
    ]
    rounds = [
        Round(number, dict(tables[number]), *begun.get(number, (None, None)))
        for number in range(1, circle.rounds + 1)
    ]
    return Plan(
        circle.id, circle.question, circle.size, circle.minutes, circle.seed, rounds, met_again(chairs)
    )


async def roster(plan: Plan) -> list[tuple[int, str, list[int]]]:
    """Number, name and the tables of every round, for the desk to call people by: everyone who sits somewhere."""
    sitters = {sitter.invitee_id: sitter for sitting in plan.rounds[0].tables.values() for sitter in sitting}
    names = {invitee.id: invitee.name for invitee in await Invitee.filter(id__in=list(sitters))}
    where = {
        (sitter.invitee_id, each.number): table
        for each in plan.rounds
        for table, sitting in each.tables.items()
        for sitter in sitting
    }
    found = [
        (sitter.number, names[one], [where[one, each.number] for each in plan.rounds])
        for one, sitter in sitters.items()
    ]
    return sorted(found)
