"""The door: opening it, and coming in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.codes import plain_code
from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import Actor
from councils import queries as councils
from councils.rules import Of
from councils.seating import queries as seating
from councils.sessions import queries
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import Bench, Reserve, Seat
from councils.sessions.services.acting import act


@dataclass(frozen=True)
class Expected:
    """What rooms above know before the door opens: who is invited to one session, and who has asked for leave, and why."""

    guests: tuple[Seat, ...] = ()
    excused: tuple[tuple[int, str], ...] = ()


_KNOWN_ABOVE: list[Callable[[int], Awaitable[Expected]]] = []


def expect(read: Callable[[int], Awaitable[Expected]]) -> None:
    """Let a room above say whom it expects: nobody is imported upwards."""
    if read not in _KNOWN_ABOVE:
        _KNOWN_ABOVE.append(read)


async def open_checkin(actor: Actor, session_id: int, key: str | None = None) -> None:
    """Open the door with the members, the reserve, the observers and the member bodies of today."""
    head, today = await queries.head(session_id), clock.today()
    seats = await councils.voting_seats(head.term_id, today)
    roster = tuple(Seat(seat.person_id, seat.person.display_name) for seat in seats)
    expected = [await read(session_id) for read in _KNOWN_ABOVE]
    known = {seat.person_id for seat in roster}
    guests = {
        guest.person_id: guest for guest in (*_guests(expected), *await _observers(head.term_id, today))
    }
    opening = OpenCheckin(
        len(roster),
        roster,
        tuple(guest for guest in guests.values() if guest.person_id not in known),
        await _benches(head.term_id, today),
        await _reserves(head.term_id),
        tuple(line for each in expected for line in each.excused),
    )
    await act(actor, session_id, opening, key)


def _guests(expected: list[Expected]) -> list[Seat]:
    return [guest for each in expected for guest in each.guests]


async def _observers(term_id: int, today: date) -> list[Seat]:
    """One without an account has the negative of the number in the register: the desk checks them in."""
    found = await seating.observers(term_id, today)
    return [
        Seat(each.person_id if each.person_id is not None else -each.id, f"{each.name}（{each.capacity}）")
        for each in found
    ]


async def _benches(term_id: int, today: date) -> tuple[Bench, ...]:
    bodies = await councils.benches(term_id, today)
    members = [tuple(person_id for person_id, _ in body.members) for body in bodies]
    return tuple(
        Bench(body.name, len(sitting), sitting, body.quorum)
        for body, sitting in zip(bodies, members, strict=True)
    )


async def _reserves(term_id: int) -> tuple[Reserve, ...]:
    """Where the council's rules know substitutes, those who wait for a seat, in their order."""
    term = await councils.term(term_id)
    if not term.council.rule_set.substitutes:
        return ()
    return tuple(
        Reserve(each.person_id, each.person.display_name, each.bench.name if each.bench else "")
        for each in await seating.substitutes(term_id)
    )


async def check_in(
    actor: Actor,
    session_id: int,
    person_id: int | None,
    code: str,
    key: str | None = None,
    remote: bool = False,
    side: Of | None = None,
) -> None:
    """Check in oneself (person_id None) with the code on the wall or over the network, or somebody else as steward.

    side: as what the steward counts them, where the rules ask for more than filled seats.

    Raises Refused for a wrong code: it shows that the person is in the room.
    """
    if actor.person_id is None:
        raise SignInNeeded
    person = person_id or actor.person_id
    if person == actor.person_id and not remote:
        head = await queries.head(session_id)
        if plain_code(code) != plain_code(head.checkin_code):
            raise Refused("checkin_code", "code")
    await act(actor, session_id, CheckIn(person, remote, side), key)
