"""Items: exactly one is current, and none is skipped unnoticed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules.chair import need_presider, returning
from councils.sessions.rules.events import (
    Fact,
    ItemAdded,
    ItemClosed,
    ItemPostponed,
    ItemsReordered,
    ItemTaken,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.polls import closing
from councils.sessions.rules.queue import cleared
from councils.sessions.rules.rights import may_run, need_in_session, need_quorum, need_runner
from councils.sessions.rules.shapes import Item
from councils.sessions.rules.speeches import end_all
from councils.sessions.rules.state import State, changed, with_item
from councils.sessions.rules.words import ItemState, MotionKind, MotionState, Suspendable, Who


@dataclass(frozen=True)
class TakeItem:
    """Make an item current. confirmed: items before it that were not dealt with go to a later session."""

    item: int
    confirmed: bool = False


@dataclass(frozen=True)
class PostponeItem:
    """Put an item off to a later session."""

    item: int


@dataclass(frozen=True)
class CloseItem:
    """Done with the current item."""

    item: int


def take_item(state: State, command: TakeItem, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Closes the one before by itself; raises Refused when a motion is pending or items would be skipped unasked.

    A postponed or merely discussed item may be taken up again: that mends a slip of the thumb. With the order of the agenda
    set aside those before it are not put off; they come later.
    """
    item = _item(state, command.item, who)
    if item.state is ItemState.CURRENT:
        raise Refused("item_current_already")
    if item.state is ItemState.DECIDED:
        raise Refused("item_decided_already")
    before = state.items[: state.items.index(item)]
    passed = [other for other in before if other.state is ItemState.PLANNED]
    skipped = [] if state.suspends(Suspendable.ORDER) else passed
    if skipped and not command.confirmed:
        raise Refused("items_skipped", "confirmed", count=len(skipped), title=skipped[0].title)
    need_quorum(state)
    need_presider(state, item.number)
    ended = (*end_all(state, at), *closing(state))
    closed = (closed_now(state, state.item),) if state.item else ()
    put_off = tuple(ItemPostponed(other.number) for other in skipped)
    return (*ended, *closed, *returning(state, item.number), *put_off, ItemTaken(item.number))


def postpone_item(state: State, command: PostponeItem, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless the item is planned, or current without a pending motion or a decision."""
    item = _item(state, command.item, who)
    if item.state is ItemState.CURRENT and not decided(state, item):
        return (*end_all(state, at), *closing(state), *returning(state), ItemPostponed(item.number))
    if item.state is not ItemState.PLANNED:
        raise Refused("item_done_already")
    return (ItemPostponed(item.number),)


def close_item(state: State, command: CloseItem, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless it is the current one and nothing is pending on it."""
    item = _item(state, command.item, who)
    if item.state is not ItemState.CURRENT:
        raise Refused("item_not_current")
    return (*end_all(state, at), *closing(state), closed_now(state, item), *returning(state))


def _item(state: State, number: int, who: Who) -> Item:
    need_runner(state, who)
    need_in_session(state)
    item = next((item for item in state.items if item.number == number), None)
    if item is None:
        raise Refused("item_unknown")
    if state.motion is not None:
        raise Refused("motion_pending")
    return item


def decided(state: State, item: Item) -> bool:
    """Whether a main motion on it was put to the vote."""
    return any(
        motion.item == item.number
        and motion.kind in (MotionKind.MAIN, MotionKind.RESCIND)
        and motion.state in (MotionState.ADOPTED, MotionState.LOST, MotionState.RESCINDED)
        for motion in state.motions
    )


def closed_now(state: State, item: Item) -> ItemClosed:
    """The fact by which an item is left."""
    return ItemClosed(item.number, decided(state, item))


def item_taken(state: State, fact: ItemTaken, event: Event) -> State:
    """Current now; its open floor begins anew, and rules that were set aside are in force again."""
    taken = with_item(cleared(state, 0), fact.item, ItemState.CURRENT)
    return changed(taken, list_closed=False, shown=0, suspended=())


def item_postponed(state: State, fact: ItemPostponed, event: Event) -> State:
    """Off to a later session."""
    return _left(state, fact.item, ItemState.POSTPONED)


def item_closed(state: State, fact: ItemClosed, event: Event) -> State:
    """Done with, decided or only discussed."""
    return _left(state, fact.item, ItemState.DECIDED if fact.decided else ItemState.DISCUSSED)


def _left(state: State, number: int, to: ItemState) -> State:
    """Whoever waited to speak on it waits no more."""
    if state.item is None or state.item.number != number:
        return with_item(state, number, to)
    # set aside for this item; the order of the agenda until the next one is taken
    left = tuple(each for each in state.suspended if each.rule is Suspendable.ORDER)
    return changed(with_item(cleared(state, 0), number, to), suspended=left)


def item_added(state: State, fact: ItemAdded, event: Event) -> State:
    """In its place on the agenda."""
    line = fact.line
    item = Item(line.item, line.title, line.proposal, line.minutes, kind=line.kind, presenter=line.presenter)
    place = next((n for n, each in enumerate(state.items, 1) if each.number == fact.after), 0)
    return changed(state, items=(*state.items[:place], item, *state.items[place:]))


def items_reordered(state: State, fact: ItemsReordered, event: Event) -> State:
    """In the new order; what it does not name stays behind in the old one."""
    places = {number: place for place, number in enumerate(fact.order)}
    items = sorted(state.items, key=lambda item: places.get(item.number, len(places)))
    return changed(state, items=tuple(items))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on the agenda, to ask whether it is in order."""
    if not may_run(state, who):
        return {}
    item = state.item.number if state.item else 0
    upcoming = next((line.number for line in state.items if line.state is ItemState.PLANNED), 0)
    return {
        "take_item": TakeItem(upcoming),
        "postpone_item": PostponeItem(item),
        "close_item": CloseItem(item),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    TakeItem: take_item,
    PostponeItem: postpone_item,
    CloseItem: close_item,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    ItemTaken: item_taken,
    ItemPostponed: item_postponed,
    ItemClosed: item_closed,
    ItemAdded: item_added,
    ItemsReordered: items_reordered,
}

sentences(
    item_unknown=N_("议程里没有这一项。"),
    item_current_already=N_("现在议的就是这一项。"),
    item_decided_already=N_("这一项已经表决过，不再重新审议。"),
    item_done_already=N_("这一项已经议过。"),
    item_not_current=N_("现在议的不是这一项。"),
    items_skipped=N_("前面还有 {count} 项没有议（{title}）。确认推到下次，再进入这一项。"),
    motion_pending=N_("还有一个动议没有处理完。一时一件，请先处理完它。"),
)
