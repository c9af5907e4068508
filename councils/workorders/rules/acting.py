"""Who may do what with a work order."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from civic.kit.errors import N_, Forbidden, Refused, SignInNeeded, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.assignees.rules import AssigneeKind, Doer, acts_for
from councils.workorders.rules.states import MOVES, OVER, UNSENT, State, StepKind, follow

MOST_PHOTOS = 3
TEXT_MIN, TEXT_MAX = 4, 500
TITLE_MIN, TITLE_MAX = 4, 60
MOST_DAYS = 365  # ahead, for a deadline


class Stance(Enum):
    """What somebody is to a work order."""

    REPORTER = auto()
    ALONE = auto()  # the only one who reported it
    DOER = auto()  # acts for whom it was sent to
    BEHALF = auto()  # writes down what those say it was sent to, who have no account
    FACILITATOR = auto()
    CLERK = auto()
    OFFICER = auto()
    OUTSIDE = auto()  # may check how it was done: staff that did not do it


@dataclass(frozen=True)
class Facts:
    """A work order as far as permission asks. path: of its community."""

    state: State
    path: str
    reporters: frozenset[int]
    doer: Doer | None = None
    covered: bool = False


_STAFF = frozenset({Stance.CLERK, Stance.OFFICER})
_DOES = frozenset({Stance.DOER, Stance.BEHALF})
_CHECKS = frozenset({Stance.REPORTER, Stance.OUTSIDE})
WHO: dict[StepKind, frozenset[Stance]] = {
    StepKind.CALLED: frozenset({Stance.OFFICER}),
    StepKind.DISPATCHED: _STAFF,
    StepKind.ACKNOWLEDGED: _DOES,
    StepKind.PROGRESS: _STAFF | {Stance.DOER, Stance.FACILITATOR},
    StepKind.EXTENDED: _STAFF,
    StepKind.DONE: _DOES,
    StepKind.ACCEPTED: _CHECKS,
    StepKind.DROPPED: _STAFF,
    StepKind.REOPENED: _STAFF | {Stance.REPORTER},
    StepKind.MERGED: _STAFF,
    StepKind.SPLIT: _STAFF,
    StepKind.COVERED: _STAFF,
    StepKind.UNCOVERED: _STAFF,
}
# that need no words: the act says it
SILENT = frozenset({StepKind.CALLED, StepKind.DISPATCHED, StepKind.ACKNOWLEDGED, StepKind.ACCEPTED})
# taken by what happens elsewhere, never chosen by somebody on the page
_ELSEWHERE = frozenset({StepKind.REPORTED, StepKind.DECIDED, StepKind.ESCALATED})


def may_report(actor: Actor, path: str) -> bool:
    """Who reports: residents of the community, and those who work there."""
    staff = (Role.CLERK, Role.FACILITATOR, Role.OFFICER)
    return actor.lives_in(path) or actor.holds_any(staff, path)


def may_meet(actor: Actor, path: str) -> bool:
    """Who says that they met with it too: who lives there."""
    return actor.lives_in(path)


def may_choose_pace(actor: Actor, path: str) -> bool:
    """Who chooses how fast a place wants them: the street and above, and administrators."""
    return actor.holds_any((Role.OFFICER, Role.ADMIN), path)


def may_read(actor: Actor, facts: Facts, organisations: frozenset[int]) -> bool:
    """Who reads words and pictures that were covered."""
    return not facts.covered or bool(stances(actor, facts, organisations))


def may_see_reporters(actor: Actor, facts: Facts, organisations: frozenset[int]) -> bool:
    """Who reads the names of those who reported: they themselves, those who work on it. Others see how many."""
    return bool(stances(actor, facts, organisations))


def stances(actor: Actor, facts: Facts, organisations: frozenset[int]) -> frozenset[Stance]:
    """What this person is to this work order. ``organisations``: those they act for today."""
    found = set()
    if actor.person_id in facts.reporters:
        found.add(Stance.REPORTER)
        if len(facts.reporters) == 1:
            found.add(Stance.ALONE)
    works = {Role.CLERK: Stance.CLERK, Role.OFFICER: Stance.OFFICER, Role.FACILITATOR: Stance.FACILITATOR}
    found |= {stance for role, stance in works.items() if actor.holds(role, facts.path)}
    if facts.doer is not None and acts_for(actor, facts.doer, organisations):
        found.add(Stance.DOER)
    elif found & {Stance.FACILITATOR, Stance.OFFICER}:
        found.add(Stance.OUTSIDE)
    if facts.doer is not None and facts.doer.kind is AssigneeKind.NAMED and found & _STAFF:
        found.add(Stance.BEHALF)
    return frozenset(found)


def may(actor: Actor, facts: Facts, organisations: frozenset[int], kind: StepKind) -> bool:
    """Whether this step is theirs, as things stand."""
    held = stances(actor, facts, organisations)
    if kind is StepKind.DISPUTED:  # "not ours" before it is done, "not so" afterwards
        over = facts.state in (State.DONE, State.DROPPED)
        return Stance.REPORTER in held if over else bool(held & _DOES)
    if kind is StepKind.DROPPED and facts.state in UNSENT and Stance.ALONE in held:
        return True  # a report made by mistake
    if kind is StepKind.ACCEPTED and Stance.DOER in held:
        return False  # nobody checks their own work, also when they reported it
    if kind is StepKind.ACCEPTED and facts.state is not State.DONE:
        return Stance.REPORTER in held  # a dispute ends when who raised it is content
    return bool(held & WHO.get(kind, frozenset()))


def offered(actor: Actor, facts: Facts, organisations: frozenset[int]) -> tuple[StepKind, ...]:
    """The steps this person can take now."""
    kinds_now = [
        kind for kind, move in MOVES.items() if facts.state in move.before and kind not in _ELSEWHERE
    ]
    kept = [kind for kind in kinds_now if may(actor, facts, organisations, kind)]
    out = StepKind.COVERED if facts.covered else StepKind.UNCOVERED
    return tuple(kind for kind in kept if kind is not out)


def need(
    actor: Actor, facts: Facts, organisations: frozenset[int], kind: StepKind, text: str = "", photos: int = 0
) -> State:
    """The state a step leads to. Raises SignInNeeded, Forbidden ``workorder_forbidden``, Refused: ``workorder_move``,
    ``workorder_text``, ``workorder_photo``, ``photos_many``."""
    if not actor.signed_in:
        raise SignInNeeded
    if kind in _ELSEWHERE:
        raise Refused("workorder_move", "kind")
    if facts.state in MOVES[kind].before and not may(actor, facts, organisations, kind):
        raise Forbidden("workorder_forbidden")
    after = follow(facts.state, kind)
    if kind in (StepKind.COVERED, StepKind.UNCOVERED) and facts.covered is (kind is StepKind.COVERED):
        raise Refused("workorder_move", "kind")
    if (kind not in SILENT or text) and not TEXT_MIN <= len(text) <= TEXT_MAX:
        raise Refused("workorder_text", "text", least=TEXT_MIN, most=TEXT_MAX)
    if kind is StepKind.DONE and not photos:
        raise Refused("workorder_photo", "photo_1")
    if photos > MOST_PHOTOS:
        raise Refused("workorder_photos", "photo_1", most=MOST_PHOTOS)
    return after


def check_due(due_on: date, today: date, before: date | None = None) -> None:
    """Raises Refused for a deadline in the past, too far ahead, or (when it is put off) not later than it was."""
    if not 0 <= (due_on - today).days <= MOST_DAYS:
        raise Refused("workorder_due", "due_on", most=MOST_DAYS)
    if before is not None and due_on <= before:
        raise Refused("workorder_due_later", "due_on", due=before)


def may_join(state: State) -> bool:
    """Whether others may still say that they met with it too."""
    return state not in OVER


# whose turn it is, where one tap is enough
_TURN = {
    State.REPORTED: StepKind.CALLED,
    State.DISPATCHED: StepKind.ACKNOWLEDGED,
    State.DONE: StepKind.ACCEPTED,
}


def turn(state: State, offered_now: tuple[StepKind, ...]) -> StepKind | None:
    """The one step that is expected of this person now, if any."""
    step = _TURN.get(state)
    return step if step in offered_now else None


kinds(
    workorder_reported=N_("{place}有人上报：“{title}”，请受理派单。"),
    workorder_yours=N_("有一张工单派给你们：“{title}”，{due_on}前办完。"),
    workorder_called=N_("您报的“{title}”，街道已经受理。"),
    workorder_dispatched=N_("工单“{title}”已经派给负责的单位。"),
    workorder_acknowledged=N_("工单“{title}”，负责的单位已经报到。"),
    workorder_progress=N_("工单“{title}”有进展：{text}"),
    workorder_extended=N_("工单“{title}”延期了：{text}"),
    workorder_done=N_("工单“{title}”说办完了。您报的，请看看是不是办好了。"),
    workorder_accepted=N_("工单“{title}”核实过了，办好了。"),
    workorder_disputed=N_("工单“{title}”有争议：{text}"),
    workorder_decided=N_("工单“{title}”，议事会已经议定：{text}"),
    workorder_dropped=N_("工单“{title}”不办了，原因：{text}"),
    workorder_reopened=N_("工单“{title}”重新打开了：{text}"),
    workorder_merged=N_("工单“{title}”和另一张说的是同一件事，并到一起办。"),
    workorder_split=N_("工单“{title}”从另一张里拆出来，单独办。"),
    workorder_covered=N_("工单“{title}”的文字和照片不再公开显示：{text}"),
    workorder_uncovered=N_("工单“{title}”的文字和照片恢复公开显示。"),
    workorder_escalated=N_("{place}的工单“{title}”超过了时限，报请协调。"),
)
sentences(
    workorder_forbidden=N_("这一步不由您来办。要补充情况，可以点“我也遇到”。"),
    workorder_stranger=N_("“我也遇到”由住在本社区的居民来点。"),
    workorder_elsewhere=N_("只有本社区的居民和在这里工作的人可以上报。"),
    workorder_place=N_("请选是哪个社区、哪个院子的事。"),
    workorder_alike=N_("邻居可能已经报过这件事了。是同一件，就点那一张；不是，就打勾再交。"),
    workorder_text=N_("请写 {least} 到 {most} 个字，让大家看明白。"),
    workorder_photo=N_("办完了请拍一张现场照片，报的人好核对。"),
    workorder_photos=N_("照片最多 {most} 张。"),
    workorder_due=N_("办完的日期要在今天以后，{most} 天以内。"),
    workorder_due_later=N_("延期要写一个比 {due} 更晚的日子。"),
    workorder_joined=N_("您已经报过这件事了。"),
    workorder_join_over=N_("这张工单已经了结。又出现了的话，请重新报一次。"),
    workorder_same=N_("请选另一张还没了结的、同一个社区的工单来并。"),
    workorder_keep=N_("派单由居委会和街道来做。"),
    workorder_pace=N_("办理时限由街道来定。"),
)
