"""Announcing, opening with a quorum, and adjourning."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.rules import Strictness
from councils.sessions.rules.agenda import decided
from councils.sessions.rules.events import (
    Adjourned,
    Announced,
    Fact,
    ItemClosed,
    ItemPostponed,
    MotionLapsed,
    Opened,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.polls import closing
from councils.sessions.rules.queue import cleared
from councils.sessions.rules.rights import may_run, need_runner, quorum_short
from councils.sessions.rules.shapes import Item
from councils.sessions.rules.speeches import end_all
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import ItemState, Lapse, Phase, Who


@dataclass(frozen=True)
class Announce:
    """Publish the notice."""

    notice: Announced


@dataclass(frozen=True)
class Open:
    """Open the session, if enough are here. talk: they are not, so only as a conversation that decides nothing (座谈)."""

    talk: bool = False


@dataclass(frozen=True)
class Adjourn:
    """End the session. confirmed: what is not dealt with goes to a later one."""

    confirmed: bool = False


def announce(state: State, command: Announce, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when it was announced already or has nothing on its agenda."""
    if state.phase is not Phase.DRAFT:
        raise Refused("announced_already")
    if not command.notice.items:
        raise Refused("agenda_empty")
    return (command.notice,)


def open_session(state: State, command: Open, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused("not_quorate") below the quorum: nothing decided there would stand.

    Without one it may begin, or go on while nothing is pending, as a conversation; with one that is opened in earnest.
    """
    need_runner(state, who)
    going = state.phase is Phase.IN_SESSION
    if state.phase is Phase.ADJOURNED or (going and state.talk == command.talk):
        raise Refused("opened_already")
    if not going and state.phase is not Phase.CHECKING_IN:
        raise Refused("checkin_not_open")
    if command.talk:
        _need_talk(state)
    elif not state.quorate:
        raise quorum_short(state, "not_quorate")
    chair = state.presiding
    if chair is not None and state.seat(chair.person_id) is not None and chair.person_id not in state.present:
        raise Refused("chair_not_here", name=chair.name)
    found = Opened(len(state.present), state.seats, state.quorum_needed, state.heads, command.talk)
    return (*end_all(state, at), *closing(state), found)


def _need_talk(state: State) -> None:
    """Raises Refused where a conversation is not called for: with a quorum, and while something waits to be decided."""
    if state.quorate:
        raise Refused("talk_quorate")
    if state.motion is not None:
        raise Refused("motion_pending")


def adjourn(state: State, command: Adjourn, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while a vote is open, and once more when items would be put off unasked."""
    need_runner(state, who)
    if state.phase not in (Phase.CHECKING_IN, Phase.IN_SESSION, Phase.RECESSED):
        raise Refused("session_over" if state.phase is Phase.ADJOURNED else "session_not_open")
    if state.vote is not None:
        raise Refused("vote_open")
    count = sum(isinstance(fact, ItemPostponed) for fact in _leftovers(state))
    if count and not command.confirmed:
        raise Refused("items_left", "confirmed", count=count)
    return ending(state, at)


def ending(state: State, at: datetime, settled: int | None = None) -> tuple[Fact, ...]:
    """The facts of an adjournment, whoever decided it: nothing is left going on. settled: the motion that did it."""
    lapsed = [
        MotionLapsed(motion.number, Lapse.ADJOURNED)
        for motion in reversed(state.stack)
        if motion.number != settled
    ]
    before = (*end_all(state, at), *closing(state), *lapsed, *_leftovers(state, settled))
    return (*before, Adjourned(len(state.present)))


def _leftovers(state: State, settled: int | None = None) -> list[ItemClosed | ItemPostponed]:
    """What becomes of items not dealt with: one on which something was decided and nothing is pending is simply done."""
    left = [item for item in state.items if item.state in (ItemState.PLANNED, ItemState.CURRENT)]
    pending = {motion.item for motion in state.stack if motion.number != settled}
    return [
        ItemClosed(item.number, True)
        if decided(state, item) and item.number not in pending
        else ItemPostponed(item.number)
        for item in left
    ]


def announced(state: State, fact: Announced, event: Event) -> State:
    """The heading and the agenda stand."""
    items = tuple(
        Item(line.item, line.title, line.proposal, line.minutes, kind=line.kind, presenter=line.presenter)
        for line in fact.items
    )
    return changed(state, phase=Phase.ANNOUNCED, heading=fact, rules=fact.rules, items=items)


def opened(state: State, fact: Opened, event: Event) -> State:
    """In session from this moment, by the rules of the notice, or as a conversation in which nothing is moved."""
    assert state.heading is not None
    rules = state.heading.rules
    if fact.talk:
        rules = replace(rules, strictness=Strictness.CONSULTATION)
    return changed(
        cleared(state, 0),
        phase=Phase.IN_SESSION,
        opened_at=state.opened_at or event.at,
        counted=state.here,
        rules=rules,
        talk=fact.talk,
    )


def adjourned(state: State, fact: Adjourned, event: Event) -> State:
    """Over."""
    return changed(state, phase=Phase.ADJOURNED, adjourned_at=event.at, hands=(), safe=None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of opening and of adjourning, to ask whether it is in order."""
    if not may_run(state, who):
        return {}
    return {"open_session": Open(), "open_talk": Open(talk=True), "adjourn": Adjourn(confirmed=True)}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Announce: announce,
    Open: open_session,
    Adjourn: adjourn,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    Announced: announced,
    Opened: opened,
    Adjourned: adjourned,
}

sentences(
    announced_already=N_("这次会议已经公告。"),
    agenda_empty=N_("议程里还没有事项。请先加一项。"),
    opened_already=N_("会议已经宣布开始。"),
    not_quorate=N_(
        "应到 {seats} 人，实到 {present} 人，至少需要 {needed} 人。人数不够，会议还不能开始。可以再等一等，或者散会，也可以先座谈：只说不定。"
    ),
    talk_quorate=N_("人数够了，可以正式开会，不用改成座谈。"),
    vote_open=N_("表决还开着。请先宣布结果，再做这一步。"),
    items_left=N_("还有 {count} 项议程没有议完。确认推到下次，再宣布散会。"),
)
