"""A sample of each kind of motion, to ask the engine which of them are in order now."""

from collections.abc import Iterable

from councils.sessions.rules.again import reconsiderable
from councils.sessions.rules.precedence import LAWS, known
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State
from councils.sessions.rules.wording import DETAIL_MIN, TEXT_MIN, Move, suspendable
from councils.sessions.rules.words import MotionKind, MotionState

# Long enough, and nothing anybody would move: the question is whether it may be moved.
_TEXT, _OTHER, _DETAIL = "x" * TEXT_MIN, "y" * TEXT_MIN, "x" * DETAIL_MIN
_FILLED: dict[MotionKind, Move] = {
    MotionKind.RECESS: Move(seconds=600),
    MotionKind.LIMITS: Move(seconds=61, times=7),
    MotionKind.POSTPONE: Move(detail=_DETAIL),
    MotionKind.REFER: Move(detail=_DETAIL),
    MotionKind.FIX_TIME: Move(detail=_DETAIL),
    MotionKind.MAIN: Move(_TEXT),
    MotionKind.RESCIND: Move(_TEXT),
    MotionKind.CHANGE_AGENDA: Move(_TEXT, seconds=600),
}


def moves(state: State) -> dict[str, Move]:
    """By the act's name, which is ``move`` for a main motion and ``move_<kind>`` for the others."""
    kinds = (kind for kind in LAWS if known(state.rules, kind))
    samples = ((kind, sample) for kind in kinds for sample in _samples(state, kind))
    return {"move" if kind is MotionKind.MAIN else f"move_{kind.value}": sample for kind, sample in samples}


def _samples(state: State, kind: MotionKind) -> Iterable[Move]:
    """At most one; none where there is nothing it could be about."""
    if kind is MotionKind.AMEND:
        return [_amendment(state, state.motion)] if state.motion else []
    if kind is MotionKind.DIVIDE:
        whole = (state.motion.amount_fen or 0) if state.motion else 0
        return [Move(kind=kind, parts=(_TEXT, _OTHER), amounts=(whole, 0))]
    if kind is MotionKind.APPEAL:
        return [Move(kind=kind, target=state.points[-1].number)] if state.points else []
    if kind is MotionKind.SUSPEND_RULES:
        return [Move(kind=kind, detail=_DETAIL, rule=rule) for rule in suspendable(state)[:1]]
    if kind in _BACK:
        found = backs(state, kind)
        return [Move(kind=kind, target=found[-1].number)] if found else []
    return [_of_kind(_FILLED.get(kind, Move()), kind)]


def _of_kind(sample: Move, kind: MotionKind) -> Move:
    return Move(sample.text, kind=kind, detail=sample.detail, seconds=sample.seconds, times=sample.times)


def _amendment(state: State, top: Motion) -> Move:
    """Something else than what is there, whatever the pending question is about."""
    base = top
    while base.kind is MotionKind.AMEND:
        base = state.motions[(base.target or 1) - 1]
    parts = (_TEXT, _OTHER) if base.kind is MotionKind.DIVIDE else ()
    whole = (state.motions[(base.target or 1) - 1].amount_fen or 0) if parts else 0
    return Move(
        _TEXT,
        kind=MotionKind.AMEND,
        detail=_DETAIL,
        seconds=61 if top.seconds != 61 else 62,
        times=7,
        parts=parts,
        amounts=(whole, 0) if parts else (),
    )


_BACK: dict[MotionKind, tuple[MotionState, ...]] = {
    MotionKind.TAKE_UP: (MotionState.LAID_ASIDE, MotionState.POSTPONED),
    MotionKind.DISCHARGE: (MotionState.REFERRED,),
    MotionKind.RECONSIDER: (),
}


def backs(state: State, kind: MotionKind) -> tuple[Motion, ...]:
    """The main motions of this session that a motion of this kind could bring back or change; for rescind what was adopted."""
    if kind is MotionKind.RECONSIDER:
        return reconsiderable(state)
    states = _BACK.get(kind, (MotionState.ADOPTED,))
    return tuple(
        motion
        for motion in state.motions
        if motion.kind is MotionKind.MAIN
        and motion.state in states
        and (motion.until or motion.state is not MotionState.POSTPONED)
    )
