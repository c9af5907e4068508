"""Who waits to speak, in which order and why: the published key of meetings.md 4.4.

Members before observers; who did not answer when called behind all who have not been called; then fewest turns on this
motion, the other side than the last speaker's, least time used in the session, first asked. The one told to be next stays
next (one safe place). Points of order are no part of the queue: they come at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from councils.rules import Strictness
from councils.sessions.rules.shapes import Hand, Said, Speech
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Stance, Suspendable

_Own = tuple[bool, bool, int, int]
_Key = tuple[bool, bool, int, bool, int, int]


class Why(StrEnum):
    """What put a person behind the one before: the first part of the key in which the two differ."""

    NEXT = "next"
    SAFE = "safe"
    OBSERVER = "observer"
    MISSED = "missed"
    SPEECHES = "speeches"
    SIDE = "side"
    TIME = "time"
    ASKED = "asked"


_PARTS = (Why.OBSERVER, Why.MISSED, Why.SPEECHES, Why.SIDE, Why.TIME, Why.ASKED)


@dataclass(frozen=True)
class Place:
    """A place in the queue. spoken: turns on this motion so far; seconds: time used in this session."""

    position: int
    hand: Hand
    spoken: int
    seconds: int
    why: Why


@dataclass(frozen=True)
class Limits:
    """How long a speech may be, in seconds, and how many each may make. 0: as long, as often as anybody likes."""

    seconds: int
    times: int


def limits(state: State, motion: int) -> Limits:
    """What holds for this motion (0: the open floor): as changed by vote for it, or for all, or as in the rules."""
    held = _set(state, motion)
    return Limits(
        0 if state.suspends(Suspendable.SECONDS) else held.seconds,
        0 if state.suspends(Suspendable.TIMES) else held.times,
    )


def _set(state: State, motion: int) -> Limits:
    for motion_meant in (motion, None):
        for change in reversed(state.limits):
            if change.motion == motion_meant:
                return Limits(change.seconds, change.times)
    return Limits(state.rules.speech_seconds, state.rules.speeches_per_motion)


def said(state: State, motion: int) -> Said:
    """What was said on a motion, or on the current item's open floor (0)."""
    return state.said.get(floor_key(state, motion), Said())


def floor_key(state: State, motion: int) -> tuple[int, int]:
    """Under which turns are counted: the motion, or the item whose floor is open."""
    return (motion, 0) if motion or state.item is None else (0, state.item.number)


def with_said(state: State, motion: int, tally: Said) -> Mapping[tuple[int, int], Said]:
    """The tallies with that of one motion anew."""
    return {**state.said, floor_key(state, motion): tally}


def turns_used(state: State, motion: int, person_id: int) -> int:
    """How often a person has had the floor on a motion, the turn going on included."""
    return said(state, motion).turns.get(person_id, 0)


def waiting(state: State, motion: int | None = None) -> list[Hand]:
    """Hands that are up on a motion; None: on what is before the meeting now."""
    number = _now(state) if motion is None else motion
    return [hand for hand in state.hands if hand.motion == number]


def _now(state: State) -> int:
    return state.motion.number if state.motion else 0


def queue(state: State) -> tuple[Place, ...]:
    """The order of speaking on what is before the meeting now.

    Sides alternate along the queue, so each place is chosen knowing the one before.
    """
    motion, places = _now(state), list[Place]()
    lanes = _Lanes(state, motion)
    last, why = said(state, motion).last, Why.NEXT
    while (best := lanes.first(last)) is not None:
        chosen = best if places else lanes.of(state.safe) or best
        lanes.take(chosen)
        key = lanes.key(chosen, last)
        places.append(Place(len(places) + 1, chosen, key[2], key[4], why))
        rival = lanes.first(chosen.stance)
        if rival is not None:
            why = _why(key, lanes.key(rival, last))
        last = chosen.stance
    return tuple(places)


def head(state: State) -> Hand | None:
    """Who is next to speak on what is before the meeting now."""
    hands = waiting(state)
    safe = next((hand for hand in hands if hand.person.person_id == state.safe), None)
    return safe or _first(state, hands)


def _first(state: State, hands: list[Hand]) -> Hand | None:
    """The first by the key, whoever was told to be next."""
    if len(hands) < 2:
        return hands[0] if hands else None
    tally, own = said(state, hands[0].motion), _key_of(state, hands[0].motion)
    return min(hands, key=lambda hand: _after(own(hand), hand, tally.last))


def _key_of(state: State, motion: int) -> Callable[[Hand], _Own]:
    """What of the key is a person's own, whoever spoke before."""
    turns, spent = said(state, motion).turns, state.spent
    # where nothing is decided, observers and members are heard alike
    alike = state.rules.strictness is Strictness.CONSULTATION or not state.observers

    def own(hand: Hand) -> _Own:
        person = hand.person.person_id
        guest = not alike and state.seat(person) is None
        return guest, hand.missed, turns.get(person, 0), spent.get(person, 0)

    return own


def _after(own: _Own, hand: Hand, last: Stance | None) -> _Key:
    """The whole key, after somebody of this side."""
    guest, missed, turns, spent = own
    return guest, missed, turns, hand.stance is last, spent, hand.asked


class _Lanes:
    """The waiting hands by side, each side in the order of the key: the next one is the first of some side."""

    def __init__(self, state: State, motion: int) -> None:
        own, hands = _key_of(state, motion), waiting(state, motion)
        self._own = {hand.asked: own(hand) for hand in hands}
        hands.sort(key=lambda hand: self.key(hand, None))
        self._lanes = {side: [hand for hand in hands if hand.stance is side] for side in Stance}

    def key(self, hand: Hand, last: Stance | None) -> _Key:
        """The whole key, after somebody of this side."""
        return _after(self._own[hand.asked], hand, last)

    def first(self, last: Stance | None) -> Hand | None:
        """Who is next after somebody of this side."""
        heads = [lane[0] for lane in self._lanes.values() if lane]
        return min(heads, key=lambda hand: self.key(hand, last)) if heads else None

    def of(self, person_id: int | None) -> Hand | None:
        """The hand of a person."""
        hands = (hand for lane in self._lanes.values() for hand in lane)
        return next((hand for hand in hands if hand.person.person_id == person_id), None)

    def take(self, hand: Hand) -> None:
        """Out of the lanes."""
        self._lanes[hand.stance].remove(hand)


def _why(before: _Key, behind: _Key) -> Why:
    """Why the one behind is behind. A safe place beats a better key."""
    if before > behind:
        return Why.SAFE
    part = next(index for index, (one, other) in enumerate(zip(before, behind, strict=True)) if one != other)
    return _PARTS[part]


def pinned(state: State) -> State:
    """The state with somebody safe at the head: the same as before while they wait, else the first by the key."""
    if not state.hands:
        return state if state.safe is None else changed(state, safe=None)
    motion = _now(state)
    if any(hand.motion == motion and hand.person.person_id == state.safe for hand in state.hands):
        return state
    first = _first(state, waiting(state, motion))
    return changed(state, safe=first.person.person_id if first else None)


def without(state: State, person_id: int, motion: int | None = None) -> State:
    """Nobody waits by this number any more: on one motion, or on any."""
    hands = tuple(
        hand
        for hand in state.hands
        if hand.person.person_id != person_id or (motion is not None and hand.motion != motion)
    )
    return pinned(changed(state, hands=hands))


def cleared(state: State, motion: int) -> State:
    """Nobody waits on this motion, and a speech on it that was held is over."""
    hands = tuple(hand for hand in state.hands if hand.motion != motion)
    over = [turn for turn in (*state.held, state.speaking) if turn is not None and turn.motion == motion]
    if not over:
        return changed(state, hands=hands, safe=None)
    going = [turn for turn in (*state.held, state.speaking) if turn is not None and turn.motion != motion]
    done = tuple(changed(turn, took=turn.used) for turn in over)
    return changed(state, hands=hands, safe=None, speeches=(*state.speeches, *done), **floor_to(going))


def floor_to(going: list[Speech]) -> dict[str, Speech | tuple[Speech, ...] | None]:
    """Who has the floor, and who had it when something came between, out of the speeches going on."""
    return {"speaking": going[-1] if going else None, "held": tuple(going[:-1])}
