"""The table of motions as data: what ranks above what, what is debated, amended, seconded, and by how much it carries.

Source: the table of meetings.md 5 (RONR 12th ed., ranking of motions and tables II-IV; the numbering of ranks is that
table's). R1: a ranked motion is in order when it ranks above every ranked motion pending. R2: incidental ones have no rank
and are decided at once. R3: what brings something back waits until nothing is pending.
"""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.thresholds import Threshold
from councils.rules import Base, FloorRules, Strictness
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State
from councils.sessions.rules.words import MotionKind, MotionState


class Group(StrEnum):
    """Which of the three orders a motion belongs to."""

    RANKED = "ranked"
    INCIDENTAL = "incidental"
    BACK = "back"  # brings something back, or changes what stands


class Debate(StrEnum):
    """Whether a motion is debated."""

    NO = "no"
    YES = "yes"
    AS_TARGET = "as_target"  # an amendment is debated when what it changes is
    AS_BENEATH = "as_beneath"  # an appeal is debated when the question it interrupts is


class Again(StrEnum):
    """Which vote on a motion may be reconsidered (the last column of the table)."""

    NO = "no"
    YES = "yes"
    LOST = "lost"  # an affirmative vote may not be
    ADOPTED = "adopted"  # a negative vote may not be


@dataclass(frozen=True)
class Law:
    """One line of the table. rank: 1 is the highest, 0: none. higher: needs the larger share. small: in the simple set too.

    interrupts: may be moved while somebody speaks. cut_off: not in order once the question was ordered to be put. again:
    which vote on it may be reconsidered. eased: announced in the notice the ordinary share will do, and unannounced a majority
    of all members carries it as well as the larger share (RONR 35:2, 36:4).
    """

    group: Group
    rank: int = 0
    interrupts: bool = False
    second: bool = True
    debate: Debate = Debate.NO
    amend: bool = False
    higher: bool = False
    small: bool = False
    cut_off: bool = False
    again: Again = Again.YES
    eased: bool = False


_K, _R, _I, _B = MotionKind, Group.RANKED, Group.INCIDENTAL, Group.BACK
_YES = Debate.YES

LAWS: dict[MotionKind, Law] = {
    _K.FIX_TIME: Law(_R, 1, amend=True),
    _K.ADJOURN: Law(_R, 2, small=True, again=Again.NO),
    _K.RECESS: Law(_R, 3, amend=True, small=True, again=Again.NO),
    _K.TABLE: Law(_R, 6, again=Again.LOST),
    _K.PREVIOUS_QUESTION: Law(_R, 7, higher=True, small=True),
    _K.LIMITS: Law(_R, 8, amend=True, higher=True, cut_off=True),
    _K.POSTPONE: Law(_R, 9, debate=_YES, amend=True, small=True, cut_off=True),
    _K.REFER: Law(_R, 10, debate=_YES, amend=True, small=True, cut_off=True),
    _K.AMEND: Law(_R, 11, debate=Debate.AS_TARGET, amend=True, small=True, cut_off=True),
    _K.POSTPONE_INDEFINITELY: Law(_R, 12, debate=_YES, cut_off=True, again=Again.ADOPTED),
    _K.MAIN: Law(_R, 13, debate=_YES, amend=True, small=True),
    _K.APPEAL: Law(_I, interrupts=True, debate=Debate.AS_BENEATH, small=True),
    _K.SUSPEND_RULES: Law(_I, higher=True, again=Again.NO),
    _K.OBJECT: Law(_I, interrupts=True, second=False, higher=True, again=Again.ADOPTED),
    _K.DIVIDE: Law(_I, amend=True, again=Again.NO),
    _K.WITHDRAW: Law(_I, second=False, small=True, again=Again.LOST),
    _K.TAKE_UP: Law(_B, again=Again.NO),
    _K.RESCIND: Law(_B, debate=_YES, amend=True, higher=True, again=Again.LOST, eased=True),
    _K.DISCHARGE: Law(_B, debate=_YES, higher=True, again=Again.LOST, eased=True),
    _K.RECONSIDER: Law(_B, interrupts=True, debate=Debate.AS_TARGET, again=Again.NO),
    # RONR 41:63: an agenda once adopted is changed by two thirds; with us it is frozen by its notice
    _K.CHANGE_AGENDA: Law(_B, debate=_YES, higher=True, small=True, again=Again.NO),
}

# R9: what may be done without a quorum (RONR 40:7).
WITHOUT_QUORUM = frozenset({_K.FIX_TIME, _K.ADJOURN, _K.RECESS})
# What an incidental motion yields to: the privileged ones, and those about when it is dealt with and how long.
_YIELDS_TO = 8
# What may be changed or set aside as a matter of its own.
SUBSTANTIAL = frozenset({_K.MAIN, _K.RESCIND, _K.DISCHARGE, _K.CHANGE_AGENDA})


@dataclass(frozen=True)
class Passing:
    """What a motion needs to carry: a share of a base, and always more yes than no.

    or_all: a majority of all members does as well. eased: announced in the notice, so the ordinary share will do.
    """

    share: Threshold
    base: Base
    or_all: bool = False
    eased: bool = False


def known(rules: FloorRules, kind: MotionKind) -> bool:
    """Whether the rule set has this kind of motion at all; where nothing is decided there are none."""
    if rules.strictness is Strictness.CONSULTATION:
        return False
    return rules.strictness is Strictness.FULL or LAWS[kind].small


def passing(rules: FloorRules, kind: MotionKind, noticed: bool = False) -> Passing:
    """R6. What takes away the right to speak or sets a rule aside needs the larger share.

    noticed: the notice told that a decision would be changed. An appeal asks whether the ruling is to fall, so that a tie
    leaves it standing.
    """
    law = LAWS[kind]
    eased = law.eased and noticed
    if law.higher and not eased:
        return Passing(rules.higher, rules.higher_base, or_all=law.eased)
    return Passing(rules.passing, rules.base, eased=eased)


def target_of(state: State, motion: Motion) -> Motion | None:
    """The motion another one is about; None where it is about a point, an item, or nothing."""
    if motion.target is None or motion.kind is MotionKind.APPEAL:
        return None
    return state.motions[motion.target - 1]


def debatable(state: State, motion: Motion) -> bool:
    """Whether it is debated at all."""
    debate = LAWS[motion.kind].debate
    if debate is Debate.AS_TARGET:
        target = target_of(state, motion)
        return target is not None and debatable(state, target)
    if debate is Debate.AS_BENEATH:
        beneath = [other for other in state.stack if other.number < motion.number]
        return not beneath or debatable(state, beneath[-1])
    return debate is Debate.YES


def degree(state: State, motion: Motion) -> int:
    """0 for what is no amendment, 1 for an amendment, 2 for an amendment to an amendment."""
    if motion.kind is not MotionKind.AMEND:
        return 0
    target = target_of(state, motion)
    return 1 + (degree(state, target) if target else 0)


def outranked(state: State, kind: MotionKind) -> Motion | None:
    """The pending motion that has to be dealt with before one of this kind may be moved (R1-R3), or None."""
    law, top = LAWS[kind], state.motion
    if top is None:
        return None
    if law.group is Group.BACK or kind is MotionKind.MAIN:
        return top
    if law.group is Group.INCIDENTAL:
        return None
    if law.rank > _YIELDS_TO and any(_at_once(each) for each in state.stack):
        return top
    ranked = [other for other in state.stack if _rank(other.kind) <= law.rank]
    return ranked[-1] if ranked else None


def _at_once(motion: Motion) -> bool:
    """Whether it is dealt with before anything else about the main question (R2)."""
    side = LAWS[motion.kind].group is not Group.RANKED and motion.kind not in SUBSTANTIAL
    return side and motion.state is not MotionState.WAITING


def _rank(kind: MotionKind) -> int:
    """A motion to change what stands is a main motion by its rank."""
    return LAWS[MotionKind.MAIN].rank if kind in SUBSTANTIAL else LAWS[kind].rank or len(LAWS)


def matter(state: State) -> Motion | None:
    """The main question before the meeting, which may lie beneath others; None when there is none."""
    mains = (each for each in reversed(state.stack) if each.kind in SUBSTANTIAL)
    found = next(mains, None)
    return None if found is None or found.state is MotionState.WAITING else found
