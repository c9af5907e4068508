"""What was decided is brought back: taken up again, or decided once more (the last column of the table of motions).

Reconsidered is what the table lets be (RONR 37:9, tables II-IV), once, on the word of somebody who was on the winning side,
and only while what it did can still be undone. An amendment is reconsidered while the question it is about is before the
meeting; anything else waits until nothing is (R3). What only sets limits, times or pauses is simply moved again (R10).
"""

from datetime import datetime

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import agenda
from councils.sessions.rules.events import (
    Fact,
    ItemTaken,
    MotionAmended,
    MotionReopened,
    MotionTakenUp,
    Seat,
)
from councils.sessions.rules.precedence import LAWS, Again
from councils.sessions.rules.shapes import Motion, Verdict
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Choice, Method, MotionKind, MotionState

_K = MotionKind
# what was put aside by these comes back with them
_ASIDE = frozenset({_K.POSTPONE, _K.REFER, _K.POSTPONE_INDEFINITELY, _K.OBJECT})
_UNDONE = _ASIDE | {_K.MAIN, _K.AMEND, _K.RESCIND, _K.DISCHARGE}
_BEFORE_THE_MEETING = (MotionState.STATED, MotionState.DEBATING, MotionState.DEBATED)


def waits(state: State, target: int | None) -> bool:
    """Whether a motion to reconsider this one waits until nothing is pending (R3); of an amendment it is dealt with at once."""
    amendment = target is not None and state.motions[target - 1].kind is MotionKind.AMEND
    return state.motion is not None and not amendment


def reconsiderable(state: State) -> tuple[Motion, ...]:
    """Which motions of this session may be decided once more now, whoever asks."""
    return tuple(motion for motion in state.motions if _why_not(state, motion) is None)


def need_reconsiderable(state: State, number: int | None, mover: Seat) -> Motion:
    """The motion. Raises Refused when it may not be decided again; Forbidden for who was not on the winning side."""
    motion = state.motions[number - 1] if number and 0 < number <= len(state.motions) else None
    if motion is None:
        raise Refused("motion_not_there", "target")
    why = _why_not(state, motion)
    if why is not None:
        raise Refused(why, "target" if why == "motion_not_there" else None)
    verdict = _verdict(state, motion)
    if verdict is not None and verdict.named and not _won(verdict, mover.person_id):
        raise Forbidden("reconsider_winners_only")
    return motion


def _why_not(state: State, motion: Motion) -> str | None:
    """The code of the sentence that says why a motion is not decided again; None when it may be."""
    if motion.state not in (MotionState.ADOPTED, MotionState.LOST):
        return "motion_not_there"
    adopted, again = motion.state is MotionState.ADOPTED, LAWS[motion.kind].again
    if motion.reopened:
        return "reconsider_once"
    if any(each.kind is MotionKind.RECONSIDER and each.target == motion.number for each in state.stack):
        return "reconsider_asked"
    verdict = _verdict(state, motion)
    if again is Again.NO or again is (Again.LOST if adopted else Again.ADOPTED) or verdict is None:
        return "reconsider_never"
    if verdict.numbers.method is Method.SECRET:
        return "reconsider_secret"
    if motion.kind not in _UNDONE or (motion.kind in _ASIDE and not adopted):
        return "reconsider_move_again"
    return None if _undoable(state, motion, adopted) else "reconsider_overtaken"


def _verdict(state: State, motion: Motion) -> Verdict | None:
    return next((each for each in reversed(state.verdicts) if each.numbers.motion == motion.number), None)


def _undoable(state: State, motion: Motion, adopted: bool) -> bool:
    """Whether things still stand as the vote left them."""
    target = state.motions[motion.target - 1] if motion.target else None
    if motion.kind in _ASIDE:
        return any(each.set_by == motion.number and each.state.settled for each in state.motions)
    if motion.kind is MotionKind.AMEND:
        top = state.motion
        if target is None or top is not target or top.state not in _BEFORE_THE_MEETING or top.closed_by:
            return False
        return target.amended_by == motion.number if adopted else (target.amended_by or 0) < motion.number
    stood = {MotionKind.RESCIND: MotionState.ADOPTED, MotionKind.DISCHARGE: MotionState.REFERRED}
    return motion.kind is MotionKind.MAIN or target is None or target.state is stood[motion.kind]


def _won(verdict: Verdict, person_id: int) -> bool:
    """Whether somebody is known to have voted with the side that carried the day."""
    side = Choice.YES if verdict.numbers.adopted else Choice.NO
    return any(each.person.person_id == person_id and each.choice is side for each in verdict.named)


def take_up(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    """What was put aside together comes back together, the main question first."""
    main = state.motions[(motion.target or 1) - 1]
    together = [each for each in state.motions if each.state is main.state and each.set_by == main.set_by]
    return (*_back_to(state, main), *(MotionTakenUp(each.number, motion.number) for each in together))


def reopen(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    """Before the meeting as it was, and what its vote did undone."""
    target = state.motions[(motion.target or 1) - 1]
    reopened = MotionReopened(target.number, motion.number)
    if target.kind is MotionKind.AMEND:
        return (*_unamended(state, target, motion), reopened)
    aside = [each for each in state.motions if each.set_by == target.number and target.kind in _ASIDE]
    return (
        *_back_to(state, target),
        *(MotionTakenUp(each.number, motion.number) for each in aside),
        reopened,
    )


def _unamended(state: State, amendment: Motion, motion: Motion) -> tuple[MotionAmended, ...]:
    """The words as they were before the amendment, while it is decided anew."""
    target = state.motions[(amendment.target or 1) - 1]
    was = target.past
    if was is None or target.amended_by != amendment.number:
        return ()
    return (rewritten(target, motion, was),)


def rewritten(target: Motion, by: Motion, words: Motion) -> MotionAmended:
    """A motion gets the words of another: of the amendment to it, or those it had before."""
    return MotionAmended(
        target.number,
        by.number,
        target.version + 1,
        words.text,
        words.amount_fen,
        detail=words.detail,
        seconds=words.seconds,
        times=words.times,
        parts=words.parts,
        amounts=words.amounts,
    )


def _back_to(state: State, motion: Motion) -> tuple[Fact, ...]:
    """Its item becomes the current one again, by the vote that brings the motion back."""
    current = state.item
    if current is not None and current.number == motion.item:
        return ()
    closed = (agenda.closed_now(state, current),) if current is not None else ()
    return (*closed, ItemTaken(motion.item))


sentences(
    reconsider_once=N_("同一个动议只重议一次。"),
    reconsider_asked=N_("已经有人提出重议这个动议，轮到时会处理。"),
    reconsider_secret=N_("无记名投票的结果不能重议，因为不知道谁投了哪一边。"),
    reconsider_winners_only=N_("重议要由当时投在多数一边的成员提出。"),
    reconsider_never=N_("按规则，这样的表决不能重议。"),
    reconsider_move_again=N_("这样的动议不用重议，直接再提一次就行。"),
    reconsider_overtaken=N_("会议已经往下走了，这次表决办成的事现在退不回去，不能重议。"),
)
