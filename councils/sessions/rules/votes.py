"""Deciding: the quorum once more, hands counted by the chair or named votes by phone, and the verdict."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.rules import Base
from councils.sessions.rules.events import Fact, VoteCast, VoteClosed, VoteOpened, VoteVoided
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_member, need_motion, need_runner
from councils.sessions.rules.shapes import Named, Verdict, Vote
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Choice, Method, MotionState, Who

REASON_MAX = 200


@dataclass(frozen=True)
class OpenVote:
    """Put the motion to the vote."""

    motion: int
    method: Method


@dataclass(frozen=True)
class Cast:
    """One member's named vote by phone."""

    motion: int
    choice: Choice | None


@dataclass(frozen=True)
class CloseVote:
    """Declare the result. Counts are given for a show of hands only; None where phones counted."""

    motion: int
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None


@dataclass(frozen=True)
class VoidVote:
    """Stop a vote opened by mistake; another may follow."""

    motion: int
    reason: str


def open_vote(state: State, command: OpenVote, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before the debate is closed, and without a quorum at this moment."""
    need_runner(state, who)
    motion = need_motion(state, command.motion, MotionState.DEBATED)
    present = len(state.present)
    if not state.quorate:
        raise Refused("vote_not_quorate", present=present, needed=state.quorum_needed, seats=state.seats)
    return (VoteOpened(motion.number, command.method, present, state.seats, state.quorum_needed),)


def cast(state: State, command: Cast, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for a second vote, without a choice, and in a vote taken by hands. The chair may vote (R8)."""
    person = need_member(state, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion:
        raise Refused("no_vote_open")
    if vote.method is not Method.PHONES:
        raise Refused("vote_by_hands")
    if any(named.person == person for named in vote.cast):
        raise Refused("voted_already")
    if command.choice is None:
        raise Refused("choice_missing", "choice")
    return (VoteCast(vote.motion, person, command.choice),)


def close_vote(state: State, command: CloseVote, who: Who, at: datetime) -> tuple[Fact, ...]:
    """The verdict. Raises Refused when hands were not counted, or more were counted than are present."""
    need_runner(state, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion:
        raise Refused("no_vote_open")
    present = len(state.present | {named.person.person_id for named in vote.cast})
    if vote.method is Method.PHONES:
        choices = [named.choice for named in vote.cast]
        return (verdict(state, vote, present, *(choices.count(choice) for choice in Choice)),)
    if command.yes is None or command.no is None:
        raise Refused("hands_not_counted", "yes" if command.yes is None else "no")
    abstain = command.abstain or 0
    if min(command.yes, command.no, abstain) < 0 or command.yes + command.no + abstain > present:
        raise Refused("hands_too_many", "yes", present=present)
    return (verdict(state, vote, present, command.yes, command.no, abstain),)


def verdict(state: State, vote: Vote, present: int, yes: int, no: int, abstain: int) -> VoteClosed:
    """Numbers to result: yes must reach the share of the base and exceed no. A tie is lost (principle 12)."""
    rules = state.rules
    total = {Base.CAST: yes + no, Base.PRESENT: present, Base.SEATS: state.seats}[rules.base]
    needed = max(1, rules.passing.needed(total))
    return VoteClosed(
        motion=vote.motion,
        method=vote.method,
        yes=yes,
        no=no,
        abstain=abstain,
        silent=present - yes - no - abstain,
        present=present,
        seats=state.seats,
        base=rules.base,
        total=total,
        needed=needed,
        num=rules.passing.num,
        den=rules.passing.den,
        strict=rules.passing.strict,
        adopted=yes >= needed and yes > no,
    )


def void_vote(state: State, command: VoidVote, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without a reason: what was cast is set aside before everybody's eyes."""
    need_runner(state, who)
    if state.vote is None or state.vote.motion != command.motion:
        raise Refused("no_vote_open")
    reason = " ".join(command.reason.split())
    if not 2 <= len(reason) <= REASON_MAX:
        raise Refused("void_reason", "reason", most=REASON_MAX)
    return (VoteVoided(command.motion, reason),)


def vote_opened(state: State, fact: VoteOpened, event: Event) -> State:
    """Open, nothing cast."""
    return changed(
        with_motion(state, fact.motion, state=MotionState.VOTING), vote=Vote(fact.motion, fact.method)
    )


def vote_cast(state: State, fact: VoteCast, event: Event) -> State:
    """One more."""
    if state.vote is None:
        return state
    return changed(state, vote=replace(state.vote, cast=(*state.vote.cast, Named(fact.person, fact.choice))))


def vote_closed(state: State, fact: VoteClosed, event: Event) -> State:
    """Decided."""
    named = state.vote.cast if state.vote else ()
    settled = with_motion(state, fact.motion, state=MotionState.ADOPTED if fact.adopted else MotionState.LOST)
    return changed(settled, vote=None, verdicts=(*state.verdicts, Verdict(fact, named)))


def vote_voided(state: State, fact: VoteVoided, event: Event) -> State:
    """As before the vote."""
    return changed(with_motion(state, fact.motion, state=MotionState.DEBATED), vote=None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of voting, to ask whether it is in order."""
    motion = state.motion.number if state.motion else 0
    return {
        "open_vote": OpenVote(motion, Method.PHONES),
        "cast": Cast(motion, Choice.YES),
        "close_vote": CloseVote(motion, 0, 0, 0),
        "void_vote": VoidVote(motion, "xx"),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    OpenVote: open_vote,
    Cast: cast,
    CloseVote: close_vote,
    VoidVote: void_vote,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    VoteOpened: vote_opened,
    VoteCast: vote_cast,
    VoteClosed: vote_closed,
    VoteVoided: vote_voided,
}

sentences(
    vote_not_quorate=N_("应到 {seats} 人，现在在场 {present} 人，至少需要 {needed} 人。人数不够，不能表决。"),
    no_vote_open=N_("现在没有正在进行的表决。"),
    vote_by_hands=N_("这次是举手表决，请向主持人举手。"),
    voted_already=N_("您已经投过，投后不可改。"),
    choice_missing=N_("请选赞成、反对或弃权。"),
    hands_not_counted=N_("请填赞成和反对各多少人，没有就填 0。"),
    hands_too_many=N_("加起来比在场的 {present} 人还多，请再数一遍。"),
    void_reason=N_("请写明为什么作废，2 到 {most} 个字。"),
)
