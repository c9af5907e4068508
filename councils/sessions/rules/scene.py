"""Whose possible acts an event may have changed: everybody's, or only those of a few.

A thousand phones cannot all ask what they may do after every vote cast and every hand raised. So what the meeting's scene
is to everybody goes to everybody as one short mark, and only when it changes each asks; whom a fact names, and whose place
in the queue has moved, is told apart. A property test holds that nobody else's page ever changes.
"""

from collections.abc import Iterable
from zlib import crc32

from councils.sessions.rules.events import Fact, Seat
from councils.sessions.rules.queue import queue
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Phase


def scene(state: State) -> str:
    """A mark of all that decides what people may do, apart from what each of them has done.

    Left out: who is present, waits, spoke, voted or answered (told to these people), and what is only for reading.
    """
    told = (
        state.phase,
        state.quorate or (state.phase is Phase.IN_SESSION and (len(state.present), state.heads)),
        state.talk,
        state.counted == state.here,
        [(item.number, item.state) for item in state.items],
        [(motion.number, motion.state, motion.version, motion.list_closed) for motion in state.motions],
        _without(state.vote, "cast", "here", "asked", "recused"),
        _without(state.polls[-1] if state.polls else None, "answers"),
        [(point.number, point.well_taken, point.sustained) for point in state.points],
        (
            state.presiding,
            state.handover is None,
            len(state.limits),
            state.suspended,
            len(state.recusals),
            len(state.substitutes),
        ),
        (state.list_closed, state.recessed_until, state.doubtful is None, len(state.verdicts)),
    )
    return f"{crc32(repr(told).encode()):08x}"


def _without(thing: object, *names: str) -> list[tuple[str, object]]:
    return [] if thing is None else [(name, held) for name, held in vars(thing).items() if name not in names]


def concerned(before: State, after: State, facts: Iterable[Fact]) -> frozenset[int]:
    """Whom these facts name, and whose place in the queue, or reason for it, they changed."""
    named = {seat.person_id for fact in facts for seat in vars(fact).values() if isinstance(seat, Seat)}
    stood = {place.hand.person.person_id: (place.position, place.why) for place in queue(before)}
    stands = {place.hand.person.person_id: (place.position, place.why) for place in queue(after)}
    moved = {person for person in stood | stands if stood.get(person) != stands.get(person)}
    return frozenset(named | moved)
