"""Written contributions beside the floor: what was posted, shown, answered, carried onto the floor.

The log holds that something was written and its digest. The words are kept beside it (room discussions), so that what
breaks the law or shows somebody's private data can be taken away.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import (
    ContributionAnswered,
    ContributionCarried,
    ContributionDeclined,
    ContributionPosted,
    ContributionShown,
    Fact,
    HandRaised,
    Seat,
)
from councils.sessions.rules.floor import RaiseHand, raise_hand
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_in_session, need_tender, tends
from councils.sessions.rules.shapes import Contribution
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import ContributionKind, Stance, Who

#: contributions of one person on one item that are not declined
POSTS_MAX = 3
REASON_MAX = 200
ANSWER_MAX = 500
STANCE_OF = {
    ContributionKind.FOR: Stance.FOR,
    ContributionKind.AGAINST: Stance.AGAINST,
    ContributionKind.QUESTION: Stance.NEUTRAL,
}


@dataclass(frozen=True)
class Post:
    """Write something on the current item. digest: SHA-256 of the text, in hex."""

    kind: ContributionKind
    digest: str


@dataclass(frozen=True)
class Show:
    """Put one on the wall; 0: none."""

    contribution: int


@dataclass(frozen=True)
class Decline:
    """Do not show it; its author is told why."""

    contribution: int
    reason: str


@dataclass(frozen=True)
class Answer:
    """What was answered, in a sentence."""

    contribution: int
    answer: str


@dataclass(frozen=True)
class Carry:
    """Its author speaks to it: the hand goes up."""

    contribution: int


def post(state: State, command: Post, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Anyone signed in may write. Raises Refused without a current item and after as many as one may write on it."""
    if who.person_id is None:
        raise Forbidden("contribution_sign_in")
    need_in_session(state)
    if state.item is None:
        raise Refused("no_item_current")
    item = state.item.number
    mine = [
        each
        for each in state.contributions
        if each.item == item and each.person.person_id == who.person_id and not each.declined
    ]
    if len(mine) >= POSTS_MAX:
        raise Refused("contributions_used", most=POSTS_MAX)
    if any(each.digest == command.digest for each in mine):
        raise Refused("contribution_twice", "text")
    person = state.seat(who.person_id) or state.observer(who.person_id) or Seat(who.person_id, who.name)
    here = person.person_id in (state.present | state.observing) - state.remote
    number = len(state.contributions) + 1
    return (ContributionPosted(number, item, person, command.kind, command.digest, remote=not here),)


def show(state: State, command: Show, who: Who, at: datetime) -> tuple[Fact, ...]:
    """One at a time. Raises Refused for one that was declined or is on the wall."""
    need_tender(state, who)
    need_in_session(state)
    if command.contribution != 0 and _found(state, command.contribution).declined:
        raise Refused("contribution_declined")
    if command.contribution == state.shown:
        raise Refused("contribution_shown")
    return (ContributionShown(command.contribution),)


def decline(state: State, command: Decline, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Takes it off the wall as well. Raises Refused without a reason, and for one that was declined."""
    need_tender(state, who)
    need_in_session(state)
    contribution = _found(state, command.contribution)
    if contribution.declined:
        raise Refused("contribution_declined")
    reason = _words(command.reason, REASON_MAX, "contribution_reason", "reason")
    shown = (ContributionShown(0),) if state.shown == contribution.number else ()
    return (*shown, ContributionDeclined(contribution.number, reason))


def answer(state: State, command: Answer, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for one that was declined; a better answer takes the place of the one before."""
    need_tender(state, who)
    need_in_session(state)
    contribution = _found(state, command.contribution)
    if contribution.declined:
        raise Refused("contribution_declined")
    words = _words(command.answer, ANSWER_MAX, "contribution_answer", "answer")
    return (ContributionAnswered(contribution.number, words),)


def carry(state: State, command: Carry, who: Who, at: datetime) -> tuple[Fact, ...]:
    """A member's or an observer's: the hand goes up, if it may. A resident's: noted, and the chair may call the person.

    Raises Refused as raising the hand does, and for one that was carried or declined.
    """
    need_tender(state, who)
    need_in_session(state)
    contribution = _found(state, command.contribution)
    if contribution.declined:
        raise Refused("contribution_declined")
    if contribution.carried:
        raise Refused("contribution_carried")
    return (*_hand(state, contribution, who, at), ContributionCarried(contribution.number))


def _hand(state: State, contribution: Contribution, who: Who, at: datetime) -> tuple[Fact, ...]:
    person = contribution.person.person_id
    if state.seat(person) is None and state.observer(person) is None:
        return ()
    motion = state.floor
    if motion is None:
        raise Refused("floor_not_open")
    # a question takes no side; the hand that the rules of debate would refuse for that is raised all the same
    raised = raise_hand(state, RaiseHand(motion, Stance.FOR, person), who, at)
    stance = STANCE_OF[contribution.kind]
    return tuple(replace(fact, stance=stance) for fact in raised if isinstance(fact, HandRaised))


def _found(state: State, number: int) -> Contribution:
    if not 1 <= number <= len(state.contributions):
        raise Refused("contribution_unknown")
    return state.contributions[number - 1]


def _words(typed: str, most: int, code: str, field: str) -> str:
    words = " ".join(typed.split())
    if not 2 <= len(words) <= most:
        raise Refused(code, field, most=most)
    return words


def posted(state: State, fact: ContributionPosted, event: Event) -> State:
    """One more, to be looked at."""
    made = Contribution(fact.contribution, fact.item, fact.person, fact.kind, fact.digest, fact.remote)
    return changed(state, contributions=(*state.contributions, made))


def shown(state: State, fact: ContributionShown, event: Event) -> State:
    """On the wall."""
    known = _with(state, fact.contribution, seen=True) if fact.contribution else state
    return changed(known, shown=fact.contribution)


def declined(state: State, fact: ContributionDeclined, event: Event) -> State:
    """Not for the wall."""
    return _with(state, fact.contribution, declined=fact.reason)


def answered(state: State, fact: ContributionAnswered, event: Event) -> State:
    """Answered, as said last."""
    return _with(state, fact.contribution, answer=fact.answer)


def carried(state: State, fact: ContributionCarried, event: Event) -> State:
    """Its author may speak: a resident counts as an observer from here on, whom the chair may call."""
    known = _with(state, fact.contribution, carried=True)
    person = state.contributions[fact.contribution - 1].person
    if state.seat(person.person_id) is not None or state.observer(person.person_id) is not None:
        return known
    return changed(
        known, observers=(*state.observers, person), observing=state.observing | {person.person_id}
    )


def _with(state: State, number: int, **news: Any) -> State:
    made = replace(state.contributions[number - 1], **news)
    before, after = state.contributions[: number - 1], state.contributions[number:]
    return changed(state, contributions=(*before, made, *after))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act about written contributions, to ask whether it is in order."""
    acts: dict[str, Any] = {"post": Post(ContributionKind.QUESTION, "")}
    if tends(state, who) and state.contributions:
        last = len(state.contributions)
        acts |= {
            "show_contribution": Show(0 if state.shown else last),
            "decline_contribution": Decline(last, "xx"),
            "answer_contribution": Answer(last, "xx"),
        }
        waiting = next((each.number for each in state.contributions if not each.carried), 0)
        acts["carry_contribution"] = Carry(waiting)
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Post: post,
    Show: show,
    Decline: decline,
    Answer: answer,
    Carry: carry,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    ContributionPosted: posted,
    ContributionShown: shown,
    ContributionDeclined: declined,
    ContributionAnswered: answered,
    ContributionCarried: carried,
}

sentences(
    contribution_sign_in=N_("登录以后可以写意见。"),
    contributions_used=N_("每人在一个议题上最多写 {most} 条，您的已经写满。"),
    contribution_twice=N_("这条意见您已经写过。"),
    contribution_unknown=N_("没有这条意见。"),
    contribution_declined=N_("这条意见已经决定不展示。"),
    contribution_shown=N_("屏幕上现在就是这一条。"),
    contribution_carried=N_("这条意见已经转到发言。"),
    contribution_reason=N_("请写明为什么不展示，2 到 {most} 个字，会告诉写的人。"),
    contribution_answer=N_("答复写 2 到 {most} 个字。"),
)
