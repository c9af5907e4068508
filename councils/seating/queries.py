"""Reading who follows, who attends without a vote, what members declared, and who came."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tortoise.expressions import Q

from civic.kit import clock
from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils import queries as councils
from councils.models import Seat, Term
from councils.rules import SeatRole
from councils.seating.models import Interest, Observer, SeatEnd, Substitute
from councils.seating.rules import NEVER_CALLED, Declared, Record, Sitting, records

_KINDS = ("checkin_opened", "checked_in", "excused", "substitute_seated")


@dataclass(frozen=True)
class Line:
    """A member's attendance. flagged: so many unexcused absences this year that the rules put the seat in question."""

    seat: Seat
    record: Record
    flagged: bool


@dataclass(frozen=True)
class Vacancy:
    """Seats that fell free and were not filled, of the whole council or of one member body, and who is next."""

    bench_id: int | None
    body: str
    free: int
    following: Substitute | None


async def sittings(term_id: int) -> list[Sitting]:
    """Who came to the sessions of a term that are over, read from their logs.

    The logs are read in SQL, for the rooms of sessions stand above this one.
    """
    found = await rows(
        "SELECT s.id, s.starts_at, e.kind, e.payload FROM session_event e JOIN session s ON s.id = e.session_id "
        "WHERE s.term_id = ? AND e.kind IN (?, ?, ?, ?) "
        "AND EXISTS (SELECT 1 FROM session_event x WHERE x.session_id = s.id AND x.kind = 'adjourned') "
        "ORDER BY s.id, e.seq",
        term_id,
        *_KINDS,
    )
    return [_sitting(list(events)) for _, events in groupby(found, key=lambda row: row["id"])]


def _sitting(events: list[dict[str, Any]]) -> Sitting:
    people: dict[str, set[int]] = defaultdict(set)
    for row in events:
        stored = row["payload"]
        fact = json.loads(stored) if isinstance(stored, str) else stored
        kind = row["kind"]
        if kind == "checkin_opened":
            people[kind] |= {seat["person_id"] for seat in fact["roster"]}
        else:
            people[kind].add(fact["member" if kind == "substitute_seated" else "person"]["person_id"])
    return Sitting(
        clock.local(moment(events[0]["starts_at"])).date(),
        frozenset(people["checkin_opened"]),
        frozenset(people["checked_in"]),
        frozenset(people["excused"] | people["substitute_seated"]),
    )


async def attendance(term_id: int, today: date) -> list[Line]:
    """The attendance of those who sit today with a vote."""
    term = await councils.term(term_id)
    found, limit = records(await sittings(term_id)), term.council.rule_set.absences
    lines = []
    for seat in await councils.voting_seats(term_id, today):
        record = found.get(seat.person_id, NEVER_CALLED)
        lines.append(Line(seat, record, record.reached(limit, today.year)))
    return lines


async def ends(term_id: int) -> list[SeatEnd]:
    """Seats that ended before their term, the latest first."""
    found = SeatEnd.filter(seat__term_id=term_id).order_by("-last_day", "-id")
    return await found.select_related("seat__person", "seat__bench", "ended_by")


async def substitutes(term_id: int) -> list[Substitute]:
    """Who waits for a seat, in order, with their persons and bodies."""
    waiting = Substitute.filter(term_id=term_id, seat_id=None).order_by("position")
    return await waiting.select_related("person", "bench")


async def vacancies(term_id: int) -> list[Vacancy]:
    """Seats that fell free and nobody has followed on, with who is next."""
    freed: dict[int | None, int] = defaultdict(int)
    names: dict[int | None, str] = {}
    for end in await ends(term_id):
        if end.seat.role is not SeatRole.RECORDER:
            freed[end.seat.bench_id] += 1
            names[end.seat.bench_id] = end.seat.bench.name if end.seat.bench else ""
    for bench_id in await Substitute.filter(term_id=term_id, seat_id__not_isnull=True).values_list(
        "bench_id", flat=True
    ):
        freed[bench_id] -= 1  # type: ignore[index]
    waiting = await substitutes(term_id)
    return [
        Vacancy(bench, names[bench], free, next((one for one in waiting if one.bench_id == bench), None))
        for bench, free in freed.items()
        if free > 0
    ]


async def observers(term_id: int, day: date) -> list[Observer]:
    """Who attends without a vote on a day, in the order they were named."""
    found = Observer.filter(Q(ends_on=None) | Q(ends_on__gte=day), term_id=term_id, starts_on__lte=day)
    return await found.order_by("id").select_related("person")


async def observer(observer_id: int) -> Observer:
    """One who attends without a vote, with the council's place. Raises NotFound."""
    found = await Observer.get_or_none(id=observer_id).select_related("term__council__place")
    if found is None:
        raise NotFound
    return found


async def declared_interests(person_ids: Iterable[int]) -> dict[int, list[Interest]]:
    """What these people declared and has not been lifted, by person: sessions ask them to step back."""
    wanted = set(person_ids)
    found: dict[int, list[Interest]] = {person_id: [] for person_id in wanted}
    for one in (
        await Interest.filter(person_id__in=wanted, lifted_on=None)
        .order_by("id")
        .select_related("organisation")
    ):
        found[one.person_id].append(one)
    return found


_TIES = """
WITH sitting AS (
    SELECT s.person_id FROM seat s WHERE s.term_id = ? AND s.ends_on IS NULL
    UNION SELECT b.person_id FROM substitute b WHERE b.term_id = ? AND b.seat_id IS NULL
)
SELECT i.person_id, i.tie, i.subject, i.organisation_id, COALESCE(o.name, '') AS name
FROM interest i LEFT JOIN organisation o ON o.id = i.organisation_id
WHERE i.lifted_on IS NULL AND i.person_id IN (SELECT person_id FROM sitting)
UNION ALL
SELECT s.person_id, '', c.name, NULL, c.name FROM seat s
JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id
WHERE s.term_id <> ? AND s.ends_on IS NULL AND t.starts_on <= ? AND t.ends_on >= ?
AND s.person_id IN (SELECT person_id FROM sitting)
"""


async def ties(term_id: int, today: date) -> list[Declared]:
    """What ties those who sit in a term, or may sit for them, to something else: declared interests, other councils."""
    found = await rows(_TIES, term_id, term_id, term_id, today, today)
    return [
        Declared(
            row["person_id"],
            row["tie"],
            row["subject"],
            row["organisation_id"],
            (row["name"],) if row["name"] else (),
        )
        for row in found
    ]


async def interests_in(lines: Iterable[Line]) -> list[tuple[Seat, Interest]]:
    """The open declarations of those who sit, in the order of their seats."""
    seats = [line.seat for line in lines]
    declared = await declared_interests(seat.person_id for seat in seats)
    return [(seat, one) for seat in seats for one in declared[seat.person_id]]


async def interests_of(person_id: int) -> list[Interest]:
    """Everything a person declared, what was lifted last."""
    found = await Interest.filter(person_id=person_id).order_by("-id").select_related("organisation")
    return sorted(found, key=lambda one: one.lifted_on is not None)


async def interest(interest_id: int) -> Interest:
    """One declaration. Raises NotFound."""
    found = await Interest.get_or_none(id=interest_id)
    if found is None:
        raise NotFound
    return found


async def terms_of(person_id: int, today: date) -> list[Term]:
    """The running terms in which somebody sits or waits to follow, with councils and places."""
    seated = await Seat.filter(person_id=person_id, ends_on=None).values_list("term_id", flat=True)
    waiting = await Substitute.filter(person_id=person_id, seat_id=None).values_list("term_id", flat=True)
    found = Term.filter(id__in={*seated, *waiting}, starts_on__lte=today, ends_on__gte=today)
    return await found.order_by("council_id").select_related("council__place")
