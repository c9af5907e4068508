"""Items: exactly one is current, and none is skipped unnoticed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules.events import Fact, ItemClosed, ItemPostponed, ItemTaken
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_in_session, need_runner
from councils.sessions.rules.shapes import Item
from councils.sessions.rules.state import State, with_item
from councils.sessions.rules.words import ItemState, MotionState, Who


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

    A postponed or merely discussed item may be taken up again: that mends a slip of the thumb.
    """
    item = _item(state, command.item, who)
    if item.state is ItemState.CURRENT:
        raise Refused("item_current_already")
    if item.state is ItemState.DECIDED:
        raise Refused("item_decided_already")
    skipped = [
        other for other in state.items if other.state is ItemState.PLANNED and other.number < item.number
    ]
    if skipped and not command.confirmed:
        raise Refused("items_skipped", "confirmed", count=len(skipped), title=skipped[0].title)
    closed = (_closing(state, state.item),) if state.item else ()
    return (*closed, *(ItemPostponed(other.number) for other in skipped), ItemTaken(item.number))


def postpone_item(state: State, command: PostponeItem, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless the item is planned, or current without a pending motion or a decision."""
    item = _item(state, command.item, who)
    if item.state is ItemState.CURRENT and not _decided(state, item):
        return (ItemPostponed(item.number),)
    if item.state is not ItemState.PLANNED:
        raise Refused("item_done_already")
    return (ItemPostponed(item.number),)


def close_item(state: State, command: CloseItem, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless it is the current one and nothing is pending on it."""
    item = _item(state, command.item, who)
    if item.state is not ItemState.CURRENT:
        raise Refused("item_not_current")
    return (_closing(state, item),)


def _item(state: State, number: int, who: Who) -> Item:
    need_runner(state, who)
    need_in_session(state)
    item = next((item for item in state.items if item.number == number), None)
    if item is None:
        raise Refused("item_unknown")
    if state.motion is not None:
        raise Refused("motion_pending")
    return item


def _decided(state: State, item: Item) -> bool:
    return any(
        motion.item == item.number and motion.state in (MotionState.ADOPTED, MotionState.LOST)
        for motion in state.motions
    )


def _closing(state: State, item: Item) -> ItemClosed:
    return ItemClosed(item.number, _decided(state, item))


def item_taken(state: State, fact: ItemTaken, event: Event) -> State:
    """Current now."""
    return with_item(state, fact.item, ItemState.CURRENT)


def item_postponed(state: State, fact: ItemPostponed, event: Event) -> State:
    """Off to a later session."""
    return with_item(state, fact.item, ItemState.POSTPONED)


def item_closed(state: State, fact: ItemClosed, event: Event) -> State:
    """Done with, decided or only discussed."""
    return with_item(state, fact.item, ItemState.DECIDED if fact.decided else ItemState.DISCUSSED)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on the agenda, to ask whether it is in order."""
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
