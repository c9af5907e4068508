"""Giving the floor: the next in the queue, somebody else for a reason, and who does not answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, Seat, SpeakerCalled, SpeakerMissed
from councils.sessions.rules.floor import asking, has_floor, need_turn_left
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import (
    floor_to,
    head,
    limits,
    pinned,
    said,
    turns_used,
    waiting,
    with_said,
)
from councils.sessions.rules.rights import (
    may_run,
    need_in_session,
    need_no_point,
    need_quorum,
    need_runner,
)
from councils.sessions.rules.shapes import Hand, Said, Speech
from councils.sessions.rules.speeches import end_now, going, hold
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Stance, Who

REASON_MAX = 200


@dataclass(frozen=True)
class CallSpeaker:
    """Give the floor to the person at the head of the queue; who presses late calls nobody by mistake.

    reason: why somebody else is called, out of turn or without a raised hand; it is logged.
    """

    person_id: int
    reason: str = ""


@dataclass(frozen=True)
class MissSpeaker:
    """Called, and did not answer."""

    speech: int


def call_speaker(state: State, command: CallSpeaker, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Ends the speech before, if one goes on; one that is held on what was interrupted stays held.

    Raises Refused for somebody who is not next without a reason, and after the last turn the rules allow.
    """
    need_runner(state, who)
    need_in_session(state)
    need_no_point(state)
    motion = state.floor
    following = head(state)
    reason = " ".join(command.reason.split())
    first = following is not None and following.person.person_id == command.person_id
    if not first and not 2 <= len(reason) <= REASON_MAX:
        raise Refused("not_next_in_queue", "reason")
    if motion is None:
        raise Refused("motion_not_pending")
    need_quorum(state)
    person, stance = _called(state, motion, command.person_id)
    need_turn_left(state, motion, person)
    speech = state.speaking
    before = end_now(state, at) if speech and speech.motion == motion else hold(state, at)
    nth = turns_used(state, motion, person.person_id) + 1
    item = state.item.number if state.item else 0
    seconds = limits(state, motion).seconds
    number, why = state.called + 1, "" if first else reason
    return (*before, SpeakerCalled(number, motion, person, stance, nth, seconds, why, item))


def _called(state: State, motion: int, person_id: int) -> tuple[Seat, Stance]:
    """Whom the chair calls: a hand that is up, or anybody here who may speak, heard without taking a side."""
    hand = next((h for h in waiting(state, motion) if h.person.person_id == person_id), None)
    if hand is not None:
        return hand.person, hand.stance
    try:
        person = asking(state, Who(person_id))
    except (Forbidden, Refused) as refusal:
        raise Refused("call_nobody", "person") from refusal
    if has_floor(state, motion, person):
        raise Refused("call_nobody", "person")
    return person, Stance.NEUTRAL


def miss_speaker(state: State, command: MissSpeaker, who: Who, at: datetime) -> tuple[Fact, ...]:
    """No turn is used up. The first time the person waits again, behind everybody else; the second time no more."""
    need_runner(state, who)
    speech = going(state, command.speech)
    return (SpeakerMissed(speech.number, speech.motion, speech.person, back=not speech.missed),)


def speaker_called(state: State, fact: SpeakerCalled, event: Event) -> State:
    """Speaks; the next one is chosen afresh, knowing this side."""
    hand = next((h for h in state.hands if h.motion == fact.motion and h.person == fact.person), None)
    speech = Speech(
        *(fact.speech, fact.motion, fact.person, fact.stance, fact.nth, event.at, fact.seconds),
        override=fact.override,
        item=fact.item,
        missed=hand.missed if hand else False,
    )
    held = (*state.held, state.speaking) if state.speaking else state.held
    tally = said(state, fact.motion)
    turns = {**tally.turns, fact.person.person_id: tally.turns.get(fact.person.person_id, 0) + 1}
    return pinned(
        changed(
            state,
            hands=tuple(h for h in state.hands if h is not hand),
            safe=None,
            speaking=speech,
            held=held,
            called=fact.speech,
            said=with_said(state, fact.motion, Said(turns, fact.stance)),
        )
    )


def speaker_missed(state: State, fact: SpeakerMissed, event: Event) -> State:
    """As if not called; the hand goes up again behind all others, once."""
    over = state.speaking
    if over is None or over.number != fact.speech:
        return state
    hands = state.hands
    if fact.back:
        hands = (*hands, Hand(over.person, over.stance, event.seq, over.motion, missed=True))
    last = next((turn.stance for turn in reversed(state.speeches) if turn.motion == over.motion), None)
    tally = said(state, over.motion)
    turns = {**tally.turns, over.person.person_id: tally.turns.get(over.person.person_id, 1) - 1}
    news = with_said(state, over.motion, Said(turns, last))
    return pinned(changed(state, hands=hands, said=news, **floor_to(list(state.held))))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of calling, to ask whether it is in order."""
    if not may_run(state, who):
        return {}
    acts: dict[str, Any] = {}
    following = head(state) if state.floor is not None else None
    if following is not None:
        acts["call_speaker"] = CallSpeaker(following.person.person_id)
    if state.speaking is not None:
        acts["miss_speaker"] = MissSpeaker(state.speaking.number)
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    CallSpeaker: call_speaker,
    MissSpeaker: miss_speaker,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    SpeakerCalled: speaker_called,
    SpeakerMissed: speaker_missed,
}

sentences(
    not_next_in_queue=N_("现在不是轮到这一位。要先请这一位说，请写明原因。"),
    call_nobody=N_("这一位现在不能发言：不在场、已经回避、正在主持，或者正在发言。"),
    floor_taken=N_("{name} 正在发言。请等发言结束。"),
)
