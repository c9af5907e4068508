"""Deciding: the quorum once more, a method, who may vote, and the verdict with every number it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules import box, outcomes, roll
from councils.sessions.rules.counting import Count, verdict
from councils.sessions.rules.events import Fact, Seat, VoteCast, VoteClosed, VoteOpened, VoteVoided
from councils.sessions.rules.log import Event
from councils.sessions.rules.precedence import WITHOUT_QUORUM, debatable, passing
from councils.sessions.rules.queue import waiting
from councils.sessions.rules.rights import (
    may_run,
    need_member,
    need_motion,
    need_no_point,
    need_runner,
    quorum_short,
    tends,
)
from councils.sessions.rules.shapes import Counted, Motion, Named, Verdict, Vote
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Choice, Method, MotionState, Source, Who

REASON_MAX = 200
_BY_NAME = frozenset({Method.PHONES, Method.ROLL_CALL})


@dataclass(frozen=True)
class OpenVote:
    """Put the motion to the vote. ballot: of the votes floor, for a secret vote; paper: which takes papers of paper too."""

    motion: int
    method: Method
    ballot: int | None = None
    paper: bool = False


@dataclass(frozen=True)
class Cast:
    """One member's named vote. person_id: the member it is entered for; None: one's own."""

    motion: int
    choice: Choice | None
    person_id: int | None = None


@dataclass(frozen=True)
class CloseVote:
    """Declare the result. Counts are given for hands and for papers; None where names or silence counted."""

    motion: int
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    invalid: int = 0


@dataclass(frozen=True)
class VoidVote:
    """Stop a vote opened by mistake; another may follow."""

    motion: int
    reason: str


def open_vote(state: State, command: OpenVote, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before the debate is closed, without a quorum at this moment, and by a method that is barred."""
    need_runner(state, who)
    need_no_point(state)
    motion = _ready(state, command)
    if motion.kind not in WITHOUT_QUORUM and not state.quorate:
        raise quorum_short(state, "vote_not_quorate")
    if command.method in motion.barred:
        raise Refused("recount_by_name" if Method.HANDS in motion.barred else "consent_refused_already")
    if command.method is Method.SECRET and (command.ballot is None or not motion.item):
        raise Refused("secret_without_ballot" if motion.item else "secret_without_item")
    rule = passing(state.rules, motion.kind, motion.noticed)
    opened = VoteOpened(
        motion.number,
        command.method,
        len(state.present),
        state.seats,
        state.quorum_needed,
        ballot=command.ballot if command.method is Method.SECRET else None,
        recused=tuple(sorted(_outside(state))),
        num=rule.share.num,
        den=rule.share.den,
        strict=rule.share.strict,
        base=rule.base,
        version=motion.version,
        digest=motion.digest,
        heads=state.heads,
        or_all=rule.or_all and command.method is not Method.SECRET,
        paper=command.paper and command.method is Method.SECRET,
    )
    first = roll.first(state, opened) if command.method is Method.ROLL_CALL else ()
    return (opened, *first)


def _ready(state: State, command: OpenVote) -> Motion:
    """The motion, when it may be voted on. Without a debate where there is none; consent also while nobody wants to speak."""
    motion = state.motion
    states = {MotionState.DEBATED}
    if motion is not None and (command.method is Method.CONSENT or not debatable(state, motion)):
        states.add(MotionState.STATED)
    if command.method is Method.CONSENT:
        states.add(MotionState.DEBATING)
    motion = need_motion(state, command.motion, *states)
    if motion.state is MotionState.DEBATING:
        if state.speaking is not None and state.speaking.motion == motion.number:
            raise Refused("floor_taken", name=state.speaking.person.name)
        if waiting(state):
            raise Refused("hands_waiting", count=len(waiting(state)))
    return motion


def _outside(state: State) -> frozenset[int]:
    """Who has no vote here: those recused, and whoever presides where the rules give the chair none (R8)."""
    chair = state.presiding
    voteless = {chair.person_id} if chair is not None and not state.rules.chair_votes else set()
    return state.recused | voteless


def cast(state: State, command: Cast, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for a second vote, without a choice, and where votes are not given by name.

    In a roll call the one who is called answers, on the phone or aloud; then the next is called.
    """
    person = _voter(state, command, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion:
        raise Refused("no_vote_open")
    if vote.method not in _BY_NAME:
        raise Refused("vote_by_" + vote.method.value)
    if person.person_id in vote.recused:
        raise Refused("chair_no_vote" if person == state.presiding else "recused")
    if any(named.person == person for named in vote.cast):
        raise Refused("voted_already")
    if vote.method is Method.ROLL_CALL and vote.called != person:
        raise Refused("roll_not_called")
    if command.choice is None:
        raise Refused("choice_missing", "choice")
    own = who.person_id == person.person_id
    voted = VoteCast(vote.motion, person, command.choice, Source.SELF if own else Source.STEWARD)
    after = roll.following(state, vote, person) if vote.method is Method.ROLL_CALL else ()
    return (voted, *after)


def _voter(state: State, command: Cast, who: Who) -> Seat:
    """The member whose vote it is. Entered for another (现场录入) by whoever tends the meeting, or a teller."""
    if command.person_id in (None, who.person_id):
        return need_member(state, who)
    if not (tends(state, who) or is_teller(state, who)):
        raise Refused("vote_own_only")
    return need_member(state, Who(command.person_id))


def is_teller(state: State, who: Who) -> bool:
    """Whether this person was named to count."""
    return any(teller.person_id == who.person_id for teller in state.tellers)


def close_vote(state: State, command: CloseVote, who: Who, at: datetime) -> tuple[Fact, ...]:
    """The verdict, and what follows from it. Raises Refused when hands were not counted, or more than there are voters."""
    vote = state.vote
    counts_hands = vote is not None and vote.method is Method.HANDS and is_teller(state, who)
    if not (counts_hands or may_run(state, who)):
        need_runner(state, who)
    if vote is None or vote.motion != command.motion:
        raise Refused("no_vote_open")
    box.need_taken_in(vote)
    closed = verdict(state, vote, _count(state, vote, command))
    motion = state.motions[vote.motion - 1]
    after = _closed(state, closed)
    return (closed, *outcomes.of(after, motion, closed.adopted, at))


def _count(state: State, vote: Vote, command: CloseVote) -> Count:
    if vote.method in _BY_NAME:
        choices = [named.choice for named in vote.cast]
        return Count(*(choices.count(choice) for choice in Choice))
    if vote.method is Method.CONSENT:
        return Count(0, 0, 0)
    if command.yes is None or command.no is None:
        raise Refused("hands_not_counted", "yes" if command.yes is None else "no")
    return Count(command.yes, command.no, command.abstain or 0, command.invalid)


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
    vote = Vote(
        fact.motion,
        fact.method,
        ballot=fact.ballot,
        recused=frozenset(fact.recused),
        here=state.present,
        paper=fact.paper,
    )
    before = state.motions[fact.motion - 1].state
    return changed(with_motion(state, fact.motion, state=MotionState.VOTING, resumes=before), vote=vote)


def vote_cast(state: State, fact: VoteCast, event: Event) -> State:
    """One more."""
    vote = state.vote
    if vote is None:
        return state
    cast = (*vote.cast, Named(fact.person, fact.choice, fact.source))
    return changed(state, vote=changed(vote, cast=cast, called=None))


def vote_closed(state: State, fact: VoteClosed, event: Event) -> State:
    """Decided; a show of hands may be doubted until the meeting has gone on."""
    after = _closed(state, fact)
    if fact.method is not Method.HANDS:
        return after
    doubt = Counted(
        fact.motion, state.motions, state.items, state.points, state.limits, state.steps, state.suspended
    )
    return changed(after, doubtful=doubt)


def _closed(state: State, fact: VoteClosed) -> State:
    named = state.vote.cast if state.vote else ()
    to = MotionState.ADOPTED if fact.adopted else MotionState.LOST
    verdicts = (*state.verdicts, Verdict(fact, named))
    return outcomes.settled(changed(state, vote=None, verdicts=verdicts), fact.motion, to)


def vote_voided(state: State, fact: VoteVoided, event: Event) -> State:
    """As before the vote."""
    return changed(outcomes.unvoted(state, fact.motion), vote=None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of voting, to ask whether it is in order."""
    motion = state.motion.number if state.motion else 0
    samples = {
        "open_vote": OpenVote(motion, Method.PHONES),
        "open_consent": OpenVote(motion, Method.CONSENT),
        "cast": Cast(motion, Choice.YES),
        "close_vote": CloseVote(motion, 0, 0, 0),
        "void_vote": VoidVote(motion, "xx"),
    }
    vote = state.vote
    unheard = roll.unheard(state, vote) if vote else ()
    other = next((seat for seat in unheard if seat.person_id != who.person_id), None)
    if vote is not None and vote.method is Method.ROLL_CALL:
        other = vote.called
    return samples | ({"cast_for": Cast(motion, Choice.YES, other.person_id)} if other else {})


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
    vote_not_quorate=N_(
        "应到 {seats} 人，现在在场 {present} 人，至少需要 {needed} 人。人数不够，不能表决。请把人请回来，或者休会、散会。"
    ),
    no_vote_open=N_("现在没有正在进行的表决。"),
    vote_by_hands=N_("这次是举手表决，请向主持人举手。"),
    vote_by_secret=N_("这次是无记名投票，请在票上投。"),
    vote_by_consent=N_("主持人在问有没有异议。有异议就提出来，没有就不用做什么。"),
    vote_own_only=N_("替没有手机的成员录入，由主持人、记录人、现场社工或监票人来做。"),
    voted_already=N_("您已经投过，投后不可改。"),
    chair_no_vote=N_("按这次会议的规则，主持人不投票。"),
    roll_not_called=N_("正在点名表决，点到名字再回答。"),
    choice_missing=N_("请选赞成、反对或弃权。"),
    hands_not_counted=N_("请填赞成和反对各多少人，没有就填 0。"),
    void_reason=N_("请写明为什么作废，2 到 {most} 个字。"),
    recount_by_name=N_("有人对计票有疑问，这次要记名表决：手机或点名。"),
    consent_refused_already=N_("已经有人提出异议，请换一种方式表决。"),
    secret_without_ballot=N_("无记名投票要先准备好票。"),
    secret_without_item=N_("这个动议不属于哪一项议程，请用别的方式表决。"),
)
