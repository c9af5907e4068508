"""What may be moved now: rank and precedence, what a motion applies to, and what may not come again (R1-R3, R9, R10)."""

from collections.abc import Callable
from datetime import datetime

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import again, points, speeches
from councils.sessions.rules.events import Fact, MotionMoved, Seat
from councils.sessions.rules.precedence import (
    LAWS,
    WITHOUT_QUORUM,
    Group,
    Law,
    debatable,
    degree,
    known,
    matter,
    outranked,
)
from councils.sessions.rules.rights import in_name_of, need_debater, need_no_point, need_quorum
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State
from councils.sessions.rules.wording import Move, worded
from councils.sessions.rules.words import Method, MotionKind, MotionState, Who

# Where a question has to stand before something else may be moved about it.
BEFORE_THE_MEETING = (MotionState.STATED, MotionState.DEBATING, MotionState.DEBATED)
# What one vote settles for the session; the others may be tried again once the meeting has got on (RONR 38:6-7).
_K = MotionKind
_FINAL = frozenset(
    {_K.MAIN, _K.AMEND, _K.RESCIND, _K.POSTPONE_INDEFINITELY, _K.OBJECT, _K.DIVIDE, _K.RECONSIDER}
)


def move(state: State, command: Move, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for what is not in order now, says too little, or was settled in this session already."""
    hat, source = in_name_of(state, command.person_id, who)
    mover = need_debater(state, hat)
    law = LAWS[command.kind]
    if not known(state.rules, command.kind):
        raise Refused("motion_kind_unknown")
    need_no_point(state)
    if command.kind not in WITHOUT_QUORUM:
        need_quorum(state)
    if state.vote is not None:
        raise Refused("motion_voting")
    if state.speaking is not None and not state.speaking.paused and not law.interrupts:
        raise Refused("floor_taken", name=state.speaking.person.name)
    target = _about(state, command, law, mover)
    words = worded(state, command, target)
    made = MotionMoved(
        len(state.motions) + 1,
        state.item.number if state.item else 0,
        mover,
        words.pop("text", ""),
        kind=command.kind,
        target=command.target if command.kind is MotionKind.APPEAL else target.number if target else None,
        source=source,
        **words,
    )
    _need_new(state, made)
    # what is only put on record for later does not take the floor from anybody
    waits = command.kind is MotionKind.RECONSIDER and again.waits(state, made.target)
    return (*(() if waits else speeches.hold(state, at)), made)


def _about(state: State, command: Move, law: Law, mover: Seat) -> Motion | None:
    """The motion it applies to, or None. Raises Refused when it is not in order (R1-R3)."""
    kind, top = command.kind, state.motion
    if kind in (MotionKind.MAIN, MotionKind.RESCIND) and state.item is None:
        raise Refused("no_item_current")
    if kind is MotionKind.AMEND:
        return _amended(state, command)
    if kind is not MotionKind.RECONSIDER and outranked(state, kind) is not None:
        raise Refused(
            "motion_pending" if law.group is Group.BACK or kind is MotionKind.MAIN else "motion_outranked"
        )
    if top is not None and law.group is not Group.BACK and kind is not MotionKind.APPEAL:
        need_before(top)
        if law.cut_off and top.closed_by is not None:
            raise Refused("question_ordered")
    return _TARGETS.get(kind, _none)(state, command, mover)


def need_before(top: Motion) -> None:
    """Raises Refused unless the chair has stated the question, and while a count is doubted."""
    if Method.HANDS in top.barred:
        raise Refused("recount_first")
    if top.state not in BEFORE_THE_MEETING:
        raise Refused("motion_" + top.state.value)


def _none(state: State, command: Move, mover: Seat) -> Motion | None:
    return None


def _amended(state: State, command: Move) -> Motion:
    """The pending question, or the main motion beneath a motion to drop it: then its friends may still better it."""
    top = state.motion
    if top is None:
        raise Refused("nothing_pending")
    need_before(top)
    target = top
    if top.kind is MotionKind.POSTPONE_INDEFINITELY and command.target == top.target:
        target = state.motions[(top.target or 1) - 1]
    if command.target is not None and command.target != target.number:
        raise Refused("motion_not_pending")
    if not LAWS[target.kind].amend:
        raise Refused("amend_not_this")
    if top.closed_by is not None:
        raise Refused("question_ordered")
    if degree(state, target) >= 2:
        raise Refused("amend_third_degree")
    if degree(state, target) >= state.rules.degrees:
        raise Refused("amend_second_degree")
    return target


def _main(state: State, command: Move, mover: Seat) -> Motion:
    """The main question under whatever is pending."""
    main = matter(state)
    if main is None or main.kind not in (MotionKind.MAIN, MotionKind.RESCIND):
        raise Refused("nothing_pending")
    return main


def _pending(state: State, command: Move, mover: Seat) -> Motion:
    """The pending question, while it is debated (R5)."""
    top = state.motion
    if top is None:
        raise Refused("nothing_pending")
    if not debatable(state, top):
        raise Refused("motion_undebatable")
    if top.state is MotionState.DEBATED:
        raise Refused("motion_debated")
    return top


def _pending_or_all(state: State, command: Move, mover: Seat) -> Motion | None:
    return _pending(state, command, mover) if state.motion is not None else None


def _whole(state: State, command: Move, mover: Seat) -> Motion:
    """A main motion that is the pending question."""
    top = state.motion
    if top is None or top.kind is not MotionKind.MAIN:
        raise Refused("motion_main_only")
    return top


def _undebated(state: State, command: Move, mover: Seat) -> Motion:
    top = _whole(state, command, mover)
    if top.state is not MotionState.STATED or top.part_of is not None or top.reopened:
        raise Refused("object_too_late")
    return top


def _own(state: State, command: Move, mover: Seat) -> Motion:
    top = state.motion
    if top is None:
        raise Refused("nothing_pending")
    if top.mover.person_id != mover.person_id:
        raise Forbidden("withdraw_mover_only")
    return top


def _beside(state: State, command: Move, mover: Seat) -> None:
    """A rule is set aside for the main question or for the meeting as a whole, never for a side question."""
    if state.motion is not None and state.motion is not matter(state):
        raise Refused("motion_outranked")


def _ruling(state: State, command: Move, mover: Seat) -> None:
    points.need_appealable(state, command.target)


def _settled(state: State, command: Move, *states: MotionState) -> Motion:
    """A motion dealt with earlier, named by its number."""
    number = command.target or 0
    found = state.motions[number - 1] if 0 < number <= len(state.motions) else None
    if found is None or found.state not in states or found.kind not in (MotionKind.MAIN, MotionKind.RESCIND):
        raise Refused("motion_not_there", "target")
    return found


def _laid_aside(state: State, command: Move, mover: Seat) -> Motion:
    found = _settled(state, command, MotionState.LAID_ASIDE, MotionState.POSTPONED)
    if found.state is MotionState.POSTPONED and not found.until:
        raise Refused("motion_not_there", "target")
    return found


def _referred(state: State, command: Move, mover: Seat) -> Motion:
    return _settled(state, command, MotionState.REFERRED)


def _adopted(state: State, command: Move, mover: Seat) -> Motion | None:
    """A decision of this session by its number, or None: then the words say which earlier one."""
    if command.target is None:
        return None
    found = _settled(state, command, MotionState.ADOPTED)
    if found.kind is not MotionKind.MAIN:
        raise Refused("motion_not_there", "target")
    return found


def _decided(state: State, command: Move, mover: Seat) -> Motion:
    return again.need_reconsiderable(state, command.target, mover)


_TARGETS: dict[MotionKind, Callable[[State, Move, Seat], Motion | None]] = {
    MotionKind.TABLE: _main,
    MotionKind.POSTPONE: _main,
    MotionKind.REFER: _main,
    MotionKind.POSTPONE_INDEFINITELY: _whole,
    MotionKind.PREVIOUS_QUESTION: _pending,
    MotionKind.LIMITS: _pending_or_all,
    MotionKind.OBJECT: _undebated,
    MotionKind.DIVIDE: _whole,
    MotionKind.WITHDRAW: _own,
    MotionKind.SUSPEND_RULES: _beside,
    MotionKind.APPEAL: _ruling,
    MotionKind.TAKE_UP: _laid_aside,
    MotionKind.DISCHARGE: _referred,
    MotionKind.RESCIND: _adopted,
    MotionKind.RECONSIDER: _decided,
}


def _need_new(state: State, made: MotionMoved) -> None:
    """R10: what was lost, or dropped for good, is not moved again; what is about procedure, not before the meeting got on."""
    for other in state.motions:
        dropped = other.state is MotionState.POSTPONED and not other.until
        if not (other.state is MotionState.LOST or dropped) or not _same(other, made):
            continue
        if made.kind in _FINAL:
            raise Refused("motion_renewed", "text")
        if other.turns == state.called and state.verdicts[-1].numbers.motion == other.number:
            raise Refused("motion_renewed_soon")


def _same(other: Motion, made: MotionMoved) -> bool:
    if (other.kind, other.text, other.rule) != (made.kind, made.text, made.rule):
        return False
    if made.kind is MotionKind.MAIN:
        return True
    numbers = (made.target, made.detail, made.amount_fen, made.seconds, made.times, made.parts, made.order)
    return numbers == (
        other.target,
        other.detail,
        other.amount_fen,
        other.seconds,
        other.times,
        other.parts,
        other.order,
    )


sentences(
    motion_kind_unknown=N_("按这次会议的规则，没有这种动议。"),
    motion_outranked=N_("还有一个动议要先处理。请等它表决完。"),
    nothing_pending=N_("现在没有正在议的动议。"),
    no_item_current=N_("现在没有正在议的事项，等主持人宣布下一项。"),
    question_ordered=N_("大家已经表决停止辩论，接下来就表决，不再改动。"),
    amend_not_this=N_("这个动议不能修正。"),
    amend_second_degree=N_("按这次会议的规则，不能再修正一个修正案。请先表决它，再提新的修正案。"),
    amend_third_degree=N_("修正案最多两层。请先表决现在的修正案，再提新的。"),
    motion_undebatable=N_("这个动议不辩论，直接表决。"),
    motion_main_only=N_("现在议的不是主动议，这一步要等它处理完。"),
    object_too_late=N_("反对审议要在开始辩论之前提出。"),
    motion_not_there=N_("没有可以这样处理的动议，请再选一个。"),
    recount_first=N_("有人对计票有疑问。请先重新表决这个动议。"),
    motion_renewed=N_("同样的动议在这次会上已经否决，不能再提。"),
    motion_renewed_soon=N_("刚刚否决了同样的动议。等会议有了新的进展再提。"),
)
