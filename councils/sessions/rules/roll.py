"""Around the vote: the roll that is called, consent that is refused, tellers, and a count that is doubted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules import outcomes
from councils.sessions.rules.events import (
    ConsentRefused,
    Fact,
    RecountDemanded,
    RollCalled,
    Seat,
    TellersNamed,
    VoteOpened,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_in_session, need_member, need_no_point, need_runner
from councils.sessions.rules.shapes import Vote
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Method, MotionState, Who

REASON_MIN, REASON_MAX = 2, 200
TELLERS_MOST = 5


@dataclass(frozen=True)
class CallRoll:
    """Ask the next member for their vote aloud, or this one. Who was called and did not answer may be called again."""

    motion: int
    person_id: int | None = None


@dataclass(frozen=True)
class ObjectConsent:
    """Not without a vote."""

    motion: int
    reason: str


@dataclass(frozen=True)
class NameTellers:
    """Who counts hands and papers (监票人)."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class DemandRecount:
    """Doubt a show of hands (division of the assembly): one member's demand is enough (RONR 29)."""

    motion: int


def unheard(state: State, vote: Vote) -> tuple[Seat, ...]:
    """Members here who have a vote and have not given it, in the order of the roster."""
    voted = {named.person.person_id for named in vote.cast}
    seats = (*state.roster, *(substitute for _, substitute in state.substitutes))
    return tuple(
        seat
        for seat in seats
        if seat.person_id in state.present and seat.person_id not in voted | vote.recused
    )


def first(state: State, opened: VoteOpened) -> tuple[RollCalled, ...]:
    """Who is called when a roll call opens."""
    vote = Vote(opened.motion, opened.method, recused=frozenset(opened.recused))
    return tuple(RollCalled(opened.motion, seat) for seat in unheard(state, vote)[:1])


def following(state: State, vote: Vote, answered: Seat) -> tuple[RollCalled, ...]:
    """Who is called once this member has answered, until each was called once."""
    left = [seat for seat in unheard(state, vote) if seat != answered and seat.person_id not in vote.asked]
    return tuple(RollCalled(vote.motion, seat) for seat in left[:1])


def call_roll(state: State, command: CallRoll, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when all have answered."""
    need_runner(state, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion or vote.method is not Method.ROLL_CALL:
        raise Refused("no_vote_open")
    left = [seat for seat in unheard(state, vote) if seat != vote.called]
    if command.person_id is not None:
        left = [seat for seat in left if seat.person_id == command.person_id]
    # those not called yet come first, then those who did not answer
    left.sort(key=lambda seat: seat.person_id in vote.asked)
    if not left:
        raise Refused("roll_finished")
    return (RollCalled(vote.motion, left[0]),)


def object_consent(state: State, command: ObjectConsent, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Ends the question for consent. Raises Refused without a reason (Loomio's rule: an objection says why)."""
    person = need_member(state, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion or vote.method is not Method.CONSENT:
        raise Refused("no_consent_asked")
    reason = " ".join(command.reason.split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise Refused("objection_reason", "reason", least=REASON_MIN, most=REASON_MAX)
    return (ConsentRefused(vote.motion, person, reason),)


def name_tellers(state: State, command: NameTellers, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Members or observers; the latest naming counts."""
    need_runner(state, who)
    need_in_session(state)
    wanted = dict.fromkeys(command.person_ids)
    found = [state.seat(person) or state.observer(person) for person in wanted]
    tellers = tuple(seat for seat in found if seat is not None)
    if not 1 <= len(tellers) <= TELLERS_MOST or len(tellers) < len(wanted):
        raise Refused("tellers_unknown", "persons", most=TELLERS_MOST)
    return (TellersNamed(tellers),)


def demand_recount(state: State, command: DemandRecount, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused once the meeting has gone on, and for anything but a show of hands."""
    person = need_member(state, who)
    need_no_point(state)
    doubt = state.doubtful
    if doubt is None or doubt.motion != command.motion or doubt.steps != state.steps:
        raise Refused("recount_too_late")
    return (RecountDemanded(command.motion, person),)


def roll_called(state: State, fact: RollCalled, event: Event) -> State:
    """This one is asked."""
    vote = state.vote
    if vote is None:
        return state
    return changed(state, vote=replace(vote, called=fact.person, asked=vote.asked | {fact.person.person_id}))


def consent_refused(state: State, fact: ConsentRefused, event: Event) -> State:
    """As before the question; consent is not asked for again."""
    before = outcomes.unvoted(state, fact.motion)
    barred = before.motions[fact.motion - 1].barred | {Method.CONSENT}
    return changed(with_motion(before, fact.motion, barred=barred), vote=None)


def tellers_named(state: State, fact: TellersNamed, event: Event) -> State:
    """They count from now on."""
    return changed(state, tellers=fact.tellers)


def recount_demanded(state: State, fact: RecountDemanded, event: Event) -> State:
    """As before the result, which no longer stands: to be voted on again, by name."""
    doubt = state.doubtful
    if doubt is None:
        return state
    before = changed(
        state,
        motions=doubt.motions,
        items=doubt.items,
        points=doubt.points,
        limits=doubt.limits,
        suspended=doubt.suspended,
        verdicts=state.verdicts[:-1],
        doubtful=None,
    )
    barred = frozenset({Method.HANDS, Method.CONSENT})
    return with_motion(before, fact.motion, state=MotionState.DEBATED, resumes=None, barred=barred)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act around a vote, to ask whether it is in order."""
    motion = state.vote.motion if state.vote else 0
    doubted = state.doubtful.motion if state.doubtful else 0
    return {
        "call_roll": CallRoll(motion),
        "object_consent": ObjectConsent(motion, "xx"),
        "name_tellers": NameTellers(tuple(seat.person_id for seat in state.roster[:1])),
        "demand_recount": DemandRecount(doubted),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    CallRoll: call_roll,
    ObjectConsent: object_consent,
    NameTellers: name_tellers,
    DemandRecount: demand_recount,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    RollCalled: roll_called,
    ConsentRefused: consent_refused,
    TellersNamed: tellers_named,
    RecountDemanded: recount_demanded,
}

sentences(
    roll_finished=N_("没有还要点名的人了。请宣布结果。"),
    no_consent_asked=N_("现在没有在问异议。"),
    objection_reason=N_("请写明为什么有异议，{least} 到 {most} 个字。"),
    tellers_unknown=N_("请选 1 到 {most} 位在名单上的人来监票。"),
    recount_too_late=N_("只有刚刚举手表决的结果可以要求重新计票。"),
)
