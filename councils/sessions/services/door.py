"""The door: opening it, and coming in."""

from civic.kit import clock
from civic.kit.codes import plain_code
from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import Actor
from councils import queries as councils
from councils.sessions import queries
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import Seat
from councils.sessions.services.acting import act


async def open_checkin(actor: Actor, session_id: int, key: str | None = None) -> None:
    """Open the door with the members of today on the roster."""
    head = await queries.head(session_id)
    seats = await councils.voting_seats(head.term_id, clock.today())
    roster = tuple(Seat(seat.person_id, seat.person.display_name) for seat in seats)
    await act(actor, session_id, OpenCheckin(len(roster), roster), key)


async def check_in(
    actor: Actor, session_id: int, person_id: int | None, code: str, key: str | None = None
) -> None:
    """Check in oneself (person_id None) with the code on the wall, or somebody else as steward.

    Raises Refused for a wrong code: it shows that the person is in the room.
    """
    if actor.person_id is None:
        raise SignInNeeded
    person = person_id or actor.person_id
    if person == actor.person_id:
        head = await queries.head(session_id)
        if plain_code(code) != plain_code(head.checkin_code):
            raise Refused("checkin_code", "code")
    await act(actor, session_id, CheckIn(person), key)
