"""The floor: who waits, in which order and why, who speaks and for how long."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import (
    Fact,
    GistNoted,
    HandRaised,
    HandWithdrawn,
    SpeakerCalled,
    SpeechEnded,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import may_run, need_debater, need_motion, need_runner
from councils.sessions.rules.shapes import Hand, Speech
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import MotionState, Phase, Stance, Who

GIST_MAX = 500


class Why(StrEnum):
    """What put a person behind the one before: the first part of the key in which the two differ."""

    NEXT = "next"
    SAFE = "safe"
    SPEECHES = "speeches"
    SIDE = "side"
    TIME = "time"
    ASKED = "asked"


@dataclass(frozen=True)
class Place:
    """A place in the queue. spoken: speeches on this motion so far; seconds: time used in this session."""

    position: int
    hand: Hand
    spoken: int
    seconds: int
    why: Why


@dataclass(frozen=True)
class RaiseHand:
    """Ask for the floor. stance: None is refused with a sentence, not guessed."""

    motion: int
    stance: Stance | None


@dataclass(frozen=True)
class WithdrawHand:
    """No longer ask."""

    motion: int


@dataclass(frozen=True)
class CallSpeaker:
    """Give the floor to the person at the head of the queue; who presses late calls nobody by mistake."""

    person_id: int


@dataclass(frozen=True)
class EndSpeech:
    """The speech is finished."""

    speech: int


@dataclass(frozen=True)
class NoteGist:
    """What was said, in the recorder's words."""

    speech: int
    gist: str


def queue(state: State) -> tuple[Place, ...]:
    """The order of speaking: (speeches on this motion, other side than the last first, time used, first asked).

    The published key of meetings.md 4.4. Sides alternate along the queue, so each place is chosen knowing the one
    before. The person told to be next stays next (one safe place), whoever raises a hand after.
    """
    waiting, places, last = list(state.hands), list[Place](), _last_stance(state)
    why = Why.NEXT
    while waiting:
        best = min(waiting, key=lambda hand: _key(state, hand, last))
        safe = next((hand for hand in waiting if not places and hand.person.person_id == state.safe), best)
        waiting.remove(safe)
        spoken, _, seconds, _ = _key(state, safe, last)
        places.append(Place(len(places) + 1, safe, spoken, seconds, why))
        if waiting:
            rival = min(waiting, key=lambda hand: _key(state, hand, safe.stance))
            why = _why(_key(state, safe, last), _key(state, rival, last))
        last = safe.stance
    return tuple(places)


def _key(state: State, hand: Hand, last: Stance | None) -> tuple[int, int, int, int]:
    person = hand.person.person_id
    motion = state.motion.number if state.motion else 0
    spoken = len(state.speeches_on(motion, person))
    seconds = sum(turn.took or 0 for turn in state.speeches if turn.person.person_id == person)
    return spoken, int(hand.stance is last), seconds, hand.asked


def _why(before: tuple[int, ...], behind: tuple[int, ...]) -> Why:
    """Why the one behind is behind. A safe place beats a better key."""
    if before > behind:
        return Why.SAFE
    part = next(index for index, (one, other) in enumerate(zip(before, behind, strict=True)) if one != other)
    return (Why.SPEECHES, Why.SIDE, Why.TIME, Why.ASKED)[part]


def _last_stance(state: State) -> Stance | None:
    """The side of whoever speaks, or spoke last, on this motion."""
    motion = state.motion.number if state.motion else 0
    return next((turn.stance for turn in reversed(state.turns) if turn.motion == motion), None)


def pinned(state: State) -> State:
    """The state with somebody safe at the head: the same as before while they wait, else the first by the key."""
    if any(hand.person.person_id == state.safe for hand in state.hands):
        return state
    if not state.hands:
        return state if state.safe is None else changed(state, safe=None)
    last = _last_stance(state)
    first = min(state.hands, key=lambda hand: _key(state, hand, last))
    return changed(state, safe=first.person.person_id)


def cleared(state: State) -> State:
    """Nobody waits."""
    return changed(state, hands=(), safe=None)


def raise_hand(state: State, command: RaiseHand, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without a side, twice, while speaking, and after the last speech the rules allow."""
    person = need_debater(state, who)
    motion = need_motion(state, command.motion, MotionState.DEBATING)
    if any(hand.person == person for hand in state.hands):
        raise Refused("hand_up_already")
    if state.speaking is not None and state.speaking.person == person:
        raise Refused("speaking_already")
    if len(state.speeches_on(motion.number, person.person_id)) >= state.rules.speeches_per_motion:
        raise Refused("speeches_used", most=state.rules.speeches_per_motion)
    if command.stance is None:
        raise Refused("stance_missing", "stance")
    return (HandRaised(motion.number, person, command.stance),)


def withdraw_hand(state: State, command: WithdrawHand, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the hand is not up."""
    person = need_debater(state, who)
    motion = need_motion(state, command.motion, MotionState.DEBATING)
    if all(hand.person != person for hand in state.hands):
        raise Refused("hand_not_up")
    return (HandWithdrawn(motion.number, person),)


def call_speaker(state: State, command: CallSpeaker, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Ends the speech before, if one goes on. Raises Refused unless the person is at the head of the queue."""
    need_runner(state, who)
    places = queue(state)
    if not places or places[0].hand.person.person_id != command.person_id:
        raise Refused("not_next_in_queue")
    hand, motion = places[0].hand, state.motion
    if motion is None or motion.state is not MotionState.DEBATING:
        raise Refused("motion_not_pending")
    ended = end_now(state, at)
    number = len(state.speeches) + len(ended) + 1
    called = SpeakerCalled(
        number, motion.number, hand.person, hand.stance, places[0].spoken + 1, state.rules.speech_seconds
    )
    return (*ended, called)


def end_speech(state: State, command: EndSpeech, who: Who, at: datetime) -> tuple[Fact, ...]:
    """The speaker ends it, or whoever runs the session."""
    speech = state.speaking
    if speech is None or speech.number != command.speech:
        raise Refused("speech_over")
    if who.person_id != speech.person.person_id and not may_run(state, who):
        raise Forbidden("runner_only")
    return end_now(state, at)


def note_gist(state: State, command: NoteGist, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Adds to the record of a speech, changes nothing that happened. Raises Refused for a speech that never was."""
    need_runner(state, who)
    if state.phase not in (Phase.IN_SESSION, Phase.ADJOURNED):
        raise Refused("session_not_open")
    gist = " ".join(command.gist.split())
    if not 1 <= len(gist) <= GIST_MAX:
        raise Refused("gist_length", "gist", most=GIST_MAX)
    if not 1 <= command.speech <= len(state.turns):
        raise Refused("speech_unknown")
    return (GistNoted(command.speech, gist),)


def end_now(state: State, at: datetime) -> tuple[SpeechEnded, ...]:
    """The fact that ends the speech going on, if any. A clock that went back counts as no time."""
    speech = state.speaking
    if speech is None:
        return ()
    return (SpeechEnded(speech.number, speech.person, max(0, int((at - speech.started_at).total_seconds()))),)


def hand_raised(state: State, fact: HandRaised, event: Event) -> State:
    """Waits; the safe place was given before this hand went up."""
    return pinned(changed(state, hands=(*state.hands, Hand(fact.person, fact.stance, event.seq))))


def hand_withdrawn(state: State, fact: HandWithdrawn, event: Event) -> State:
    """Waits no more."""
    return pinned(changed(state, hands=tuple(hand for hand in state.hands if hand.person != fact.person)))


def speaker_called(state: State, fact: SpeakerCalled, event: Event) -> State:
    """Speaks; the next one is chosen afresh, knowing this side."""
    speech = Speech(fact.speech, fact.motion, fact.person, fact.stance, fact.nth, event.at, fact.seconds)
    hands = tuple(hand for hand in state.hands if hand.person != fact.person)
    return pinned(changed(state, hands=hands, safe=None, speaking=speech))


def speech_ended(state: State, fact: SpeechEnded, event: Event) -> State:
    """Silence."""
    if state.speaking is None:
        return state
    return changed(
        state, speaking=None, speeches=(*state.speeches, replace(state.speaking, took=fact.seconds))
    )


def gist_noted(state: State, fact: GistNoted, event: Event) -> State:
    """The latest gist stands."""
    speaking = state.speaking
    if speaking is not None and speaking.number == fact.speech:
        return changed(state, speaking=replace(speaking, gist=fact.gist))
    speeches = tuple(
        replace(turn, gist=fact.gist) if turn.number == fact.speech else turn for turn in state.speeches
    )
    return changed(state, speeches=speeches)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on the floor, to ask whether it is in order."""
    motion = state.motion.number if state.motion else 0
    head = queue(state)[0].hand.person.person_id if state.hands else 0
    return {
        "raise_hand": RaiseHand(motion, Stance.FOR),
        "withdraw_hand": WithdrawHand(motion),
        "call_speaker": CallSpeaker(head),
        "end_speech": EndSpeech(state.speaking.number if state.speaking else 0),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    RaiseHand: raise_hand,
    WithdrawHand: withdraw_hand,
    CallSpeaker: call_speaker,
    EndSpeech: end_speech,
    NoteGist: note_gist,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    HandRaised: hand_raised,
    HandWithdrawn: hand_withdrawn,
    SpeakerCalled: speaker_called,
    SpeechEnded: speech_ended,
    GistNoted: gist_noted,
}

sentences(
    hand_up_already=N_("您已经举手，在等候发言。"),
    hand_not_up=N_("您没有举手。"),
    speaking_already=N_("现在正轮到您发言。"),
    speeches_used=N_("您在这个动议上已经发言 {most} 次，把机会留给别人。"),
    stance_missing=N_("请先选赞成或反对，再举手。"),
    not_next_in_queue=N_("排队有了变化，请看一下现在轮到谁。"),
    floor_taken=N_("{name} 正在发言。请等发言结束。"),
    speech_over=N_("这次发言已经结束。"),
    speech_unknown=N_("没有这次发言。"),
    gist_length=N_("摘要写 1 到 {most} 个字。"),
)
