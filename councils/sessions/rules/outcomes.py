"""What follows when a motion is adopted or lost: facts appended to the verdict, so that the log says what happened."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from councils.sessions.rules import again, pauses, presence, queue, speeches
from councils.sessions.rules.events import (
    DebateClosed,
    Fact,
    ItemAdded,
    ItemLine,
    ItemsReordered,
    LimitsChanged,
    MotionAmended,
    MotionDivided,
    MotionLaidAside,
    MotionLapsed,
    MotionMoved,
    MotionPostponed,
    MotionReferred,
    MotionReopened,
    MotionRescinded,
    MotionTakenUp,
    MotionWithdrawn,
    RuleSuspended,
    RulingDecided,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.precedence import matter
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Lapse, MotionKind, MotionState

_Effect = Callable[[State, Motion, datetime], tuple[Fact, ...]]


def of(state: State, motion: Motion, adopted: bool, at: datetime) -> tuple[Fact, ...]:
    """The facts that follow from a verdict. state: with the motion settled; motion: as it was voted on."""
    if motion.kind is MotionKind.APPEAL:
        return _ruling(state, motion, adopted, at)
    effect = _EFFECTS.get(motion.kind)
    return effect(state, motion, at) if adopted and effect else ()


def _ruling(state: State, motion: Motion, adopted: bool, at: datetime) -> tuple[Fact, ...]:
    """A tie leaves the ruling standing: the appeal is lost. The speaker interrupted goes on."""
    speech = state.speaking
    on = speeches.go_on(state, at) if speech is not None and speech.motion == state.floor else ()
    return (RulingDecided(motion.target or 0, motion.number, sustained=not adopted), *on)


def _amend(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return (again.rewritten(_target(state, motion), motion, motion),)


def _target(state: State, motion: Motion) -> Motion:
    return state.motions[(motion.target or motion.number) - 1]


def _put_off(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return _with_all(state, lambda number: MotionPostponed(number, motion.number, motion.detail))


def _refer(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return _with_all(state, lambda number: MotionReferred(number, motion.number, motion.detail))


def _table(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return _with_all(state, lambda number: MotionLaidAside(number, motion.number))


def _with_all(state: State, fact: Callable[[int], Fact]) -> tuple[Fact, ...]:
    """The main question and its amendments go together; whatever else is pending about it falls (RONR 17:5)."""
    main, *above = _pile(state)
    together = [main]
    for each in above:
        if each.kind is MotionKind.AMEND and each.target in [one.number for one in together]:
            together.append(each)
    lapsed = (MotionLapsed(each.number, Lapse.OVERTAKEN) for each in reversed(above) if each not in together)
    return (*lapsed, *(fact(each.number) for each in reversed(together)))


def _pile(state: State) -> tuple[Motion, ...]:
    """The main question and everything pending about it, the main one first."""
    main, stack = matter(state), state.stack
    return stack[stack.index(main) :] if main is not None else ()


def _drop(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    """Not dealt with in this session at all."""
    main, *above = _pile(state)
    fallen = (MotionLapsed(each.number, Lapse.OVERTAKEN) for each in reversed(above))
    return (*fallen, MotionPostponed(main.number, motion.number, ""))


def _close_debate(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return (DebateClosed(_target(state, motion).number, motion.number),)


def _limit(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return (LimitsChanged(motion.number, motion.target, motion.seconds or 0, motion.times or 0),)


def _suspend(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    if motion.rule is None:
        return ()
    return (RuleSuspended(motion.number, motion.rule, state.item.number if state.item else 0),)


def _recess(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return pauses.pausing(state, motion.seconds or 0, at)


def _adjourn(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return presence.ending(state, at)


def _withdraw(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    return (MotionWithdrawn(_target(state, motion).number, motion.number),)


def divide(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    """Each part is a motion of its own, by the mover of the whole; they come up in their order."""
    whole, first = _target(state, motion), len(state.motions) + 1
    amounts = motion.amounts or (0,) * len(motion.parts)
    parts = tuple(
        MotionMoved(
            number, whole.item, whole.mover, text, amount or None, whole.proposal, part_of=whole.number
        )
        for number, (text, amount) in enumerate(zip(motion.parts, amounts, strict=True), first)
    )
    return (*parts, MotionDivided(whole.number, tuple(part.motion for part in parts)))


def _rescind(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    """A decision of this session falls or reads anew; of an earlier one this motion itself is the decision."""
    if motion.target is None:
        return ()
    return (
        (again.rewritten(_target(state, motion), motion, motion),)
        if motion.text
        else (MotionRescinded(motion.target, motion.number),)
    )


def _change_agenda(state: State, motion: Motion, at: datetime) -> tuple[Fact, ...]:
    if motion.order:
        return (ItemsReordered(motion.order, motion.number),)
    number = max((item.number for item in state.items), default=0) + 1
    after = state.item or (state.items[-1] if state.items else None)
    line = ItemLine(number, motion.text, minutes=(motion.seconds or 0) // 60)
    return (ItemAdded(line, after.number if after else 0, motion.number),)


_EFFECTS: dict[MotionKind, _Effect] = {
    MotionKind.AMEND: _amend,
    MotionKind.POSTPONE: _put_off,
    MotionKind.REFER: _refer,
    MotionKind.TABLE: _table,
    MotionKind.POSTPONE_INDEFINITELY: _drop,
    MotionKind.OBJECT: _drop,
    MotionKind.PREVIOUS_QUESTION: _close_debate,
    MotionKind.LIMITS: _limit,
    MotionKind.SUSPEND_RULES: _suspend,
    MotionKind.RECESS: _recess,
    MotionKind.ADJOURN: _adjourn,
    MotionKind.WITHDRAW: _withdraw,
    MotionKind.DIVIDE: divide,
    MotionKind.TAKE_UP: again.take_up,
    MotionKind.DISCHARGE: again.take_up,
    MotionKind.RECONSIDER: again.reopen,
    MotionKind.RESCIND: _rescind,
    MotionKind.CHANGE_AGENDA: _change_agenda,
}


def settled(state: State, number: int, to: MotionState, **news: Any) -> State:
    """The state with one motion dealt with; what lies beneath goes on with its own queue."""
    after = with_motion(state, number, state=to, turns=state.called, **news)
    return queue.pinned(queue.cleared(after, number))


def unvoted(state: State, number: int) -> State:
    """The motion as it was before its vote was opened."""
    before = state.motions[number - 1].resumes or MotionState.DEBATED
    return with_motion(state, number, state=before, resumes=None)


def amended(state: State, fact: MotionAmended, event: Event) -> State:
    """The new text stands, the old one is kept."""
    motion = state.motions[fact.motion - 1]
    news: dict[str, Any] = {
        "text": fact.text,
        "amount_fen": fact.amount_fen,
        "detail": fact.detail,
        "seconds": fact.seconds,
        "times": fact.times,
        "parts": fact.parts,
        "amounts": fact.amounts,
        "versions": (*motion.versions, motion.text),
        "amended_by": fact.by,
        "past": motion,
    }
    return with_motion(state, fact.motion, **news)


def divided(state: State, fact: MotionDivided, event: Event) -> State:
    """Its parts stand in its place."""
    return settled(state, fact.motion, MotionState.DIVIDED)


def postponed(state: State, fact: MotionPostponed, event: Event) -> State:
    """Off to a later time, or for good."""
    return _aside(state, fact.motion, MotionState.POSTPONED, fact.by, fact.to)


def referred(state: State, fact: MotionReferred, event: Event) -> State:
    """With somebody who works on it."""
    return _aside(state, fact.motion, MotionState.REFERRED, fact.by, fact.to)


def laid_aside(state: State, fact: MotionLaidAside, event: Event) -> State:
    """On the table."""
    return _aside(state, fact.motion, MotionState.LAID_ASIDE, fact.by, "")


def _aside(state: State, number: int, to: MotionState, by: int, until: str) -> State:
    before = state.motions[number - 1].state
    return settled(state, number, to, resumes=before, set_by=by, until=until)


def taken_up(state: State, fact: MotionTakenUp, event: Event) -> State:
    """As it stood."""
    after = unvoted(state, fact.motion)
    return queue.pinned(with_motion(after, fact.motion, set_by=None, until=""))


def reopened(state: State, fact: MotionReopened, event: Event) -> State:
    """Before the meeting again, as it was last worded; who has used up their turns has (RONR 37:18)."""
    return with_motion(
        state,
        fact.motion,
        state=MotionState.STATED,
        resumes=None,
        closed_by=None,
        barred=frozenset(),
        reopened=True,
    )


def suspended(state: State, fact: RuleSuspended, event: Event) -> State:
    """In force no more, for this item."""
    return changed(state, suspended=(*state.suspended, fact))


def rescinded(state: State, fact: MotionRescinded, event: Event) -> State:
    """It was decided, and no longer stands."""
    return with_motion(state, fact.motion, state=MotionState.RESCINDED)


APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    MotionAmended: amended,
    MotionDivided: divided,
    MotionPostponed: postponed,
    MotionReferred: referred,
    MotionLaidAside: laid_aside,
    MotionTakenUp: taken_up,
    MotionReopened: reopened,
    MotionRescinded: rescinded,
    RuleSuspended: suspended,
}
