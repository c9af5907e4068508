"""Recusal (回避): a member with an interest is outside floor, roll and base of an item."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, Recused
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import without
from councils.sessions.rules.rights import may_run, need_in_session
from councils.sessions.rules.shapes import Recusal
from councils.sessions.rules.speeches import end_all
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import ItemState, Who

REASON_MAX = 200


@dataclass(frozen=True)
class Recuse:
    """Declare an interest in an item; whoever runs the session may write it down for the member."""

    person_id: int
    item: int
    reason: str


def recuse(state: State, command: Recuse, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for an item that is done with, in the middle of its vote, without a reason, and for who presides."""
    if who.person_id != command.person_id and not may_run(state, who):
        raise Forbidden("recuse_own")
    need_in_session(state)
    seat = state.seat(command.person_id)
    if seat is None:
        raise Forbidden("members_only")
    item = next((item for item in state.items if item.number == command.item), None)
    if item is None or item.state not in (ItemState.PLANNED, ItemState.CURRENT):
        raise Refused("recuse_item", "item")
    current = item.state is ItemState.CURRENT
    if current and state.vote is not None:
        raise Refused("vote_open")
    if any(each.person == seat and each.item == item.number for each in state.recusals):
        raise Refused("recused_already", name=seat.name)
    if current and seat == state.presiding:
        raise Refused("recuse_chair")
    reason = " ".join(command.reason.split())
    if not 2 <= len(reason) <= REASON_MAX:
        raise Refused("recuse_reason", "reason", most=REASON_MAX)
    ended = end_all(state, at, seat.person_id) if current else ()
    return (*ended, Recused(seat, item.number, reason))


def recused(state: State, fact: Recused, event: Event) -> State:
    """Waits no more to speak on it."""
    out = changed(state, recusals=(*state.recusals, Recusal(fact.person, fact.item, fact.reason)))
    current = state.item is not None and state.item.number == fact.item
    return without(out, fact.person.person_id) if current else out


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of recusing oneself from the current item, to ask whether it is in order."""
    if state.item is None or who.person_id not in state.present:
        return {}
    return {"recuse": Recuse(who.person_id or 0, state.item.number, "xx")}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {Recuse: recuse}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {Recused: recused}

sentences(
    recuse_own=N_("回避由本人声明，或者由主持人、记录人记下。"),
    recuse_item=N_("这一项已经议过，或者不在议程里。"),
    recused_already=N_("{name} 在这一项上已经回避。"),
    recuse_chair=N_("主持的人要回避，请先把主持交给另一位成员。"),
    recuse_reason=N_("请写明为什么回避，2 到 {most} 个字。"),
)
