"""What a motion says: whether it names an action, and what it would change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import yuan
from councils.sessions.rules.queue import limits
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State
from councils.sessions.rules.words import ItemState, MotionKind, Suspendable

TEXT_MIN, TEXT_MAX = 10, 500  # characters: who does what, by when does not fit in fewer than ten
DETAIL_MIN, DETAIL_MAX = 2, 120
TITLE_MIN, TITLE_MAX = 2, 80
REASON_MAX = 200
AMOUNT_MAX_FEN = 10**12
PARTS_MOST = 6
SPEECH_LEAST, SPEECH_MOST, TIMES_MOST = 10, 1800, 10
PAUSE_LEAST, PAUSE_MOST = 60, 4 * 3600
MINUTES_MOST = 240


@dataclass(frozen=True)
class Move:
    """Move something. What each kind needs is read by ``worded``.

    text: who does what, by when; of an amendment the whole new text. amount_fen, amounts: money asked for, in fen; that of
    each part, 0 for none. target: the motion (of an appeal: the point) it is about. detail: to when, to whom, of what.
    seconds, times: limits asked for, the length of a recess or of an item. order: the agenda's items in their new order.
    person_id: for whom it is entered, when they have no phone. rule: which one is to be set aside.
    noticed: the notice told that an earlier decision is to be changed under this item.
    """

    text: str = ""
    amount_fen: int | None = None
    proposal: int | None = None
    kind: MotionKind = MotionKind.MAIN
    target: int | None = None
    detail: str = ""
    seconds: int | None = None
    times: int | None = None
    parts: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    person_id: int | None = None
    rule: Suspendable | None = None
    noticed: bool = False


Words = dict[str, Any]  # fields of MotionMoved


def worded(state: State, command: Move, target: Motion | None) -> Words:
    """What the motion says, tidied. Raises Refused, with the field it is about, when it does not say enough."""
    return _READS.get(command.kind, _nothing)(state, command, target)


def _nothing(state: State, command: Move, target: Motion | None) -> Words:
    return {}


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _action(state: State, command: Move, target: Motion | None) -> Words:
    """A main motion: who does what by when with how much money."""
    text = _tidy(command.text)
    if not TEXT_MIN <= len(text) <= TEXT_MAX:
        raise Refused("motion_text_length", "text", least=TEXT_MIN, most=TEXT_MAX)
    if command.amount_fen is not None and not 0 < command.amount_fen <= AMOUNT_MAX_FEN:
        raise Refused("motion_amount", "amount")
    proposal = command.proposal
    if proposal is None and state.item is not None:
        proposal = state.item.proposal
    return {"text": text, "amount_fen": command.amount_fen, "proposal": proposal}


def _detail(state: State, command: Move, target: Motion | None) -> Words:
    detail = _tidy(command.detail)
    if not DETAIL_MIN <= len(detail) <= DETAIL_MAX:
        raise Refused("motion_detail_length", "detail", least=DETAIL_MIN, most=DETAIL_MAX)
    return {"detail": detail}


def _suspension(state: State, command: Move, target: Motion | None) -> Words:
    """One rule, and what for."""
    if command.rule not in suspendable(state):
        raise Refused("suspend_which", "rule")
    return _detail(state, command, target) | {"rule": command.rule}


def suspendable(state: State) -> tuple[Suspendable, ...]:
    """Which rules may be set aside now: those that hold and would make a difference."""
    idle = {each.rule for each in state.suspended}
    if state.rules.observers_speak:
        idle.add(Suspendable.OBSERVERS)
    if state.item is None:
        idle |= set(Suspendable) - {Suspendable.ORDER}
    if sum(item.state is ItemState.PLANNED for item in state.items) < 2:
        idle.add(Suspendable.ORDER)
    return tuple(rule for rule in Suspendable if rule not in idle)


def _pause(state: State, command: Move, target: Motion | None) -> Words:
    if command.seconds is None or not PAUSE_LEAST <= command.seconds <= PAUSE_MOST:
        raise Refused("motion_recess_length", "minutes", most=PAUSE_MOST // 60)
    return {"seconds": command.seconds}


def _limits(state: State, command: Move, target: Motion | None) -> Words:
    seconds, times = command.seconds, command.times
    if seconds is None or not SPEECH_LEAST <= seconds <= SPEECH_MOST:
        raise Refused("motion_limits_seconds", "seconds", least=SPEECH_LEAST, most=SPEECH_MOST)
    if times is None or not 1 <= times <= TIMES_MOST:
        raise Refused("motion_limits_times", "times", most=TIMES_MOST)
    # an amendment to limits changes the figures moved, anything else those that hold
    now = limits(state, target.number if target else 0)
    held = (target.seconds, target.times) if command.kind is MotionKind.AMEND and target else None
    if (seconds, times) == (held or (now.seconds, now.times)):
        raise Refused("motion_limits_same", "seconds")
    return {"seconds": seconds, "times": times}


def _parts(state: State, command: Move, target: Motion | None) -> Words:
    """The parts of a question, each of which can stand alone, with the money of the whole shared out among them."""
    parts = tuple(text for text in map(_tidy, command.parts) if text)
    if not 2 <= len(parts) <= PARTS_MOST or len(set(parts)) < len(parts):
        raise Refused("motion_parts_count", "parts", most=PARTS_MOST)
    if not all(TEXT_MIN <= len(text) <= TEXT_MAX for text in parts):
        raise Refused("motion_text_length", "parts", least=TEXT_MIN, most=TEXT_MAX)
    amounts = command.amounts or (0,) * len(parts)
    whole = _money_of(state, target)
    if len(amounts) != len(parts) or min(amounts) < 0 or sum(amounts) != whole:
        raise Refused("motion_parts_amount", "amounts", whole=yuan(whole))
    return {"parts": parts, "amounts": amounts if whole else ()}


def _money_of(state: State, target: Motion | None) -> int:
    """What the question that is divided asks for, in fen; of a division to be amended the question under it."""
    if target is not None and target.kind is MotionKind.DIVIDE and target.target is not None:
        target = state.motions[target.target - 1]
    return (target.amount_fen or 0) if target else 0


def _amendment(state: State, command: Move, target: Motion | None) -> Words:
    """What the target is to become: its text and money, or the one thing its kind is about."""
    if target is None:
        return {}
    if target.kind is MotionKind.AMEND:
        return _amendment(state, command, state.motions[(target.target or 1) - 1]) | _differs(command, target)
    said = _READS.get(target.kind, _action)(state, command, target)
    _differs(command, target)
    return {name: value for name, value in said.items() if name != "proposal"}


def _differs(command: Move, target: Motion) -> Words:
    """Raises Refused for an amendment that changes nothing."""
    same = (
        _tidy(command.text) == target.text
        and command.amount_fen == target.amount_fen
        and _tidy(command.detail) == target.detail
        and command.seconds == target.seconds
        and command.times == target.times
        and (not command.parts or (command.parts, command.amounts) == (target.parts, target.amounts))
    )
    if same:
        raise Refused("amend_same", "text")
    return {}


def _reason(state: State, command: Move, target: Motion | None) -> Words:
    reason = _tidy(command.text)
    if len(reason) > REASON_MAX:
        raise Refused("motion_reason_length", "text", most=REASON_MAX)
    return {"text": reason}


def _agenda(state: State, command: Move, target: Motion | None) -> Words:
    """One item more, or another order of those not yet dealt with."""
    if command.order:
        wanted = command.order
        now = tuple(item.number for item in state.items)
        if sorted(wanted) != sorted(now):
            raise Refused("motion_order_items", "order")
        rest = {item.number for item in state.items if item.state is ItemState.PLANNED}
        fixed = [(place, number) for place, number in enumerate(now) if number not in rest]
        if wanted == now or any(wanted[place] != number for place, number in fixed):
            raise Refused("motion_order_same", "order")
        return {"order": wanted}
    title = _tidy(command.text)
    if not TITLE_MIN <= len(title) <= TITLE_MAX:
        raise Refused("motion_item_title", "text", least=TITLE_MIN, most=TITLE_MAX)
    if command.seconds is None or not 60 <= command.seconds <= MINUTES_MOST * 60:
        raise Refused("motion_item_minutes", "minutes", most=MINUTES_MOST)
    return {"text": title, "seconds": command.seconds}


def _rescission(state: State, command: Move, target: Motion | None) -> Words:
    """A decision of this session (target) reads anew, or falls when no text is given.

    About an earlier one the text is the whole new decision: which one, and what becomes of it.
    """
    if command.noticed and (target is not None or not on_notice(state)):
        raise Refused("rescind_not_noticed", "noticed")
    if target is not None and not command.text.strip():
        return {}
    said = _action(state, command, target)
    if target is not None:
        _differs(command, target)
    told = {name: value for name, value in said.items() if name != "proposal"}
    return told | ({"noticed": True} if command.noticed else {})


def on_notice(state: State) -> bool:
    """Whether the item before the meeting stood in the notice: only then can the notice have told what would be changed."""
    known = {line.item for line in state.heading.items} if state.heading else set()
    return state.item is not None and state.item.number in known


_Reads = Callable[[State, Move, Motion | None], Words]
_READS: dict[MotionKind, _Reads] = {
    MotionKind.MAIN: _action,
    MotionKind.AMEND: _amendment,
    MotionKind.POSTPONE: _detail,
    MotionKind.REFER: _detail,
    MotionKind.FIX_TIME: _detail,
    MotionKind.SUSPEND_RULES: _suspension,
    MotionKind.RECESS: _pause,
    MotionKind.LIMITS: _limits,
    MotionKind.DIVIDE: _parts,
    MotionKind.APPEAL: _reason,
    MotionKind.CHANGE_AGENDA: _agenda,
    MotionKind.RESCIND: _rescission,
}

sentences(
    motion_text_length=N_("动议要写清楚谁来做什么、什么时候做完，{least} 到 {most} 个字。"),
    motion_amount=N_("金额要大于零。不用钱就空着。"),
    motion_detail_length=N_("请写清楚，{least} 到 {most} 个字。"),
    rescind_not_noticed=N_("这一项不在会议公告里，或者要改的是这次会上刚定的事，不能算事先公告过。"),
    suspend_which=N_("请选现在可以不按的一条规矩。到会人数、无记名、多少票通过这些规矩不能不按。"),
    motion_recess_length=N_("请写休会几分钟，1 到 {most}。"),
    motion_limits_seconds=N_("请写每次发言几秒，{least} 到 {most}。"),
    motion_limits_times=N_("请写每人可以发言几次，1 到 {most}。"),
    motion_limits_same=N_("现在就是这个时间和次数，不用再改。"),
    motion_parts_count=N_("请把动议拆成 2 到 {most} 个不同的部分，每一部分写一条。"),
    motion_parts_amount=N_("各部分的金额加起来，要等于原动议的 {whole}。"),
    amend_same=N_("修正以后和原来一样，请改动以后再提。"),
    motion_reason_length=N_("理由最多写 {most} 个字。"),
    motion_order_items=N_("新的议程顺序要包含每一项，各一次。"),
    motion_order_same=N_("只能调整还没议的事项，而且要和现在的顺序不同。"),
    motion_item_title=N_("请写新议程的题目，{least} 到 {most} 个字。"),
    motion_item_minutes=N_("请写这一项计划几分钟，1 到 {most}。"),
)
