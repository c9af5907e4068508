"""Where a work order stands, and which step leads from where to where."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences


class Category(StrEnum):
    """What is wrong."""

    FACILITY = "facility"
    CLEANING = "cleaning"
    FIRE = "fire"
    PARKING = "parking"
    NOISE = "noise"
    GREEN = "green"
    OTHER = "other"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _CATEGORIES[self]


_CATEGORIES = {
    Category.FACILITY: N_("设施坏了"),
    Category.CLEANING: N_("环境卫生"),
    Category.FIRE: N_("消防和安全"),
    Category.PARKING: N_("停车和占道"),
    Category.NOISE: N_("噪声扰民"),
    Category.GREEN: N_("树木和绿地"),
    Category.OTHER: N_("别的事"),
}


class State(StrEnum):
    """Where it stands (社区发现、街道呼叫、集中派单、协同整治)."""

    REPORTED = "reported"
    CALLED = "called"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    DECIDED = "decided"
    DROPPED = "dropped"
    MERGED = "merged"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        """The colour of its badge. The words say the same."""
        return _STATES[self][1]


_STATES = {
    State.REPORTED: (N_("等街道受理"), "plain"),
    State.CALLED: (N_("街道已受理，等派单"), "plain"),
    State.DISPATCHED: (N_("已派单，等报到"), "now"),
    State.ACKNOWLEDGED: (N_("正在办"), "now"),
    State.DONE: (N_("办完了，等核实"), "now"),
    State.ACCEPTED: (N_("办好了"), "good"),
    State.DISPUTED: (N_("有争议"), "warn"),
    State.DECIDED: (N_("议事会已议定，等派单"), "now"),
    State.DROPPED: (N_("不办，已说明"), "plain"),
    State.MERGED: (N_("并到另一张工单"), "plain"),
}

# somebody has it in hand, and a day to be done by
IN_HAND = frozenset({State.DISPATCHED, State.ACKNOWLEDGED})
OVER = frozenset({State.ACCEPTED, State.DROPPED, State.MERGED})
UNSENT = frozenset({State.REPORTED, State.CALLED})


class StepKind(StrEnum):
    """A step in the life of a work order."""

    REPORTED = "reported"
    CALLED = "called"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    PROGRESS = "progress"
    EXTENDED = "extended"  # to a later day, with the reason
    DONE = "done"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    DECIDED = "decided"  # by a resolution
    DROPPED = "dropped"
    REOPENED = "reopened"
    MERGED = "merged"
    SPLIT = "split"  # merged by mistake
    COVERED = "covered"  # words and pictures no longer shown to everybody
    UNCOVERED = "uncovered"
    ESCALATED = "escalated"  # late: the place above was told, by the clock

    @property
    def words(self) -> str:
        """What happened, marked for translation."""
        return _STEPS[self]


_STEPS = {
    StepKind.REPORTED: N_("上报"),
    StepKind.CALLED: N_("街道受理"),
    StepKind.DISPATCHED: N_("派单"),
    StepKind.ACKNOWLEDGED: N_("报到"),
    StepKind.PROGRESS: N_("进展"),
    StepKind.EXTENDED: N_("延期"),
    StepKind.DONE: N_("办完"),
    StepKind.ACCEPTED: N_("核实办好了"),
    StepKind.DISPUTED: N_("提出争议"),
    StepKind.DECIDED: N_("议事会议定"),
    StepKind.DROPPED: N_("不办"),
    StepKind.REOPENED: N_("重新打开"),
    StepKind.MERGED: N_("并单"),
    StepKind.SPLIT: N_("拆开"),
    StepKind.COVERED: N_("遮住内容"),
    StepKind.UNCOVERED: N_("恢复显示"),
    StepKind.ESCALATED: N_("超时，报上级"),
}


@dataclass(frozen=True)
class Move:
    """From which states a step may be taken, and to which it leads. None: it stays where it is."""

    before: frozenset[State]
    after: State | None


def _move(after: State | None, *before: State) -> Move:
    return Move(frozenset(before), after)


_S = State
MOVES: dict[StepKind, Move] = {
    StepKind.CALLED: _move(_S.CALLED, _S.REPORTED),
    # another one can be sent at any time before it is settled, and after a dispute or a resolution
    StepKind.DISPATCHED: _move(
        _S.DISPATCHED,
        *(_S.REPORTED, _S.CALLED, _S.DISPATCHED, _S.ACKNOWLEDGED, _S.DONE, _S.DISPUTED, _S.DECIDED),
    ),
    # who said it was not theirs may take it after all
    StepKind.ACKNOWLEDGED: _move(_S.ACKNOWLEDGED, _S.DISPATCHED, _S.DISPUTED),
    StepKind.PROGRESS: _move(None, _S.DISPATCHED, _S.ACKNOWLEDGED, _S.DONE, _S.DISPUTED, _S.DECIDED),
    StepKind.EXTENDED: _move(None, *IN_HAND),
    StepKind.DONE: _move(_S.DONE, *IN_HAND),
    StepKind.ACCEPTED: _move(_S.ACCEPTED, _S.DONE, _S.DISPUTED, _S.DECIDED),
    StepKind.DISPUTED: _move(_S.DISPUTED, _S.DISPATCHED, _S.ACKNOWLEDGED, _S.DONE, _S.DROPPED),
    StepKind.DECIDED: _move(_S.DECIDED, *(state for state in _S if state not in OVER)),
    StepKind.DROPPED: _move(_S.DROPPED, _S.REPORTED, _S.CALLED, _S.DISPATCHED, _S.DISPUTED, _S.DECIDED),
    StepKind.REOPENED: _move(_S.REPORTED, _S.ACCEPTED, _S.DROPPED),
    StepKind.MERGED: _move(_S.MERGED, _S.REPORTED, _S.CALLED),
    StepKind.SPLIT: _move(_S.REPORTED, _S.MERGED),
    StepKind.COVERED: _move(None, *_S),
    StepKind.UNCOVERED: _move(None, *_S),
    StepKind.ESCALATED: _move(None, *(state for state in _S if state not in OVER)),
}


def follow(state: State, kind: StepKind) -> State:
    """Where a step leads. Raises Refused ``workorder_move`` for one the table does not have."""
    move = MOVES[kind]
    if state not in move.before:
        raise Refused("workorder_move")
    return move.after or state


sentences(
    workorder_move=N_("工单现在的状态不能这样办。请刷新页面，看看别人是不是已经先办了一步。"),
)
