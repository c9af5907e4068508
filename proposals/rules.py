"""A proposal's life and who may do what with it."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen
from civic.notifications.rules import kinds as notification_kinds
from civic.organisations.rules import Kind
from civic.people.rules import Actor

MOST_PHOTOS = 3


class State(StrEnum):
    """Where a proposal stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    DECLINED = "declined"
    OPEN = "open"
    ON_BALLOT = "on_ballot"
    NOT_CHOSEN = "not_chosen"
    CHOSEN = "chosen"
    FUNDED = "funded"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """How people call it, in Chinese, marked for translation."""
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        """The colour of its badge; the words say the same."""
        return _STATES[self][1]

    @property
    def event(self) -> str:
        """What happened when it came to this, marked for translation."""
        return _STATES[self][2]


# how it stands · colour · how it came about, on the timeline
_STATES = {
    State.SUBMITTED: (N_("等初审"), "plain", N_("已收到")),
    State.RETURNED: (N_("请提案人补充"), "warn", N_("请提案人补充")),
    State.DECLINED: (N_("初审没有通过"), "plain", N_("初审没有通过")),
    State.OPEN: (N_("正在征集附议"), "now", N_("初审通过")),
    State.ON_BALLOT: (N_("正在表决"), "now", N_("列入表决")),
    State.NOT_CHOSEN: (N_("这一轮没有选上"), "plain", N_("这一轮没有选上")),
    State.CHOSEN: (N_("表决选上了"), "good", N_("表决选上了")),
    State.FUNDED: (N_("钱已经定下来"), "good", N_("议事会定下了钱")),
    State.DELIVERING: (N_("正在实施"), "good", N_("开始实施")),
    State.DELIVERED: (N_("已经办完"), "good", N_("办完了，验收通过")),
    State.WITHDRAWN: (N_("提案人撤回了"), "plain", N_("提案人撤回了")),
}

# What may follow what. Screening opens, returns or declines; residents choose; the council funds; works deliver.
# A ballot called off gives the proposal back; a decision undone or a contract ended goes one step back.
FOLLOWS: dict[State, frozenset[State]] = {
    State.SUBMITTED: frozenset({State.OPEN, State.RETURNED, State.DECLINED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.OPEN: frozenset({State.ON_BALLOT, State.FUNDED, State.WITHDRAWN}),
    State.ON_BALLOT: frozenset({State.CHOSEN, State.NOT_CHOSEN, State.OPEN}),
    State.NOT_CHOSEN: frozenset({State.ON_BALLOT}),
    State.CHOSEN: frozenset({State.FUNDED, State.NOT_CHOSEN}),
    State.FUNDED: frozenset({State.DELIVERING, State.CHOSEN}),
    State.DELIVERING: frozenset({State.DELIVERED, State.FUNDED}),
    State.DELIVERED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

# The way that lies ahead when all goes well, told to the proposer before it comes.
_AHEAD = (State.OPEN, State.ON_BALLOT, State.FUNDED, State.DELIVERED)
AHEAD_WORDS = {
    State.OPEN: N_("初审"),
    State.ON_BALLOT: N_("列入表决"),
    State.FUNDED: N_("议事会定钱"),
    State.DELIVERED: N_("办完验收"),
}
_REACHED = {
    State.SUBMITTED: 0,
    State.RETURNED: 0,
    State.OPEN: 1,
    State.ON_BALLOT: 2,
    State.NOT_CHOSEN: 1,
    State.CHOSEN: 2,
    State.FUNDED: 3,
    State.DELIVERING: 3,
}


def ahead(state: State) -> tuple[State, ...]:
    """The stations still to come, in order; none for a proposal whose life is over."""
    return _AHEAD[_REACHED[state] :] if state in _REACHED else ()


def follow(state: State, to: State) -> State:
    """The state after a step. Raises Refused ``proposal_move`` for a step the table does not have."""
    if to not in FOLLOWS[state]:
        raise Refused("proposal_move")
    return to


class Stage(StrEnum):
    """Groups of states by which the list is filtered."""

    OPEN = "open"
    SCREENING = "screening"
    BALLOT = "ballot"
    DOING = "doing"
    DONE = "done"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _STAGES[self][0]

    @property
    def states(self) -> tuple[State, ...]:
        """The states it gathers."""
        return _STAGES[self][1]


_STAGES = {
    Stage.OPEN: (N_("征集附议"), (State.OPEN,)),
    Stage.SCREENING: (N_("初审中"), (State.SUBMITTED, State.RETURNED)),
    Stage.BALLOT: (N_("表决中"), (State.ON_BALLOT,)),
    Stage.DOING: (N_("选上在办"), (State.CHOSEN, State.FUNDED, State.DELIVERING)),
    Stage.DONE: (N_("已办完"), (State.DELIVERED,)),
    Stage.CLOSED: (N_("没有办"), (State.NOT_CHOSEN, State.DECLINED, State.WITHDRAWN)),
}


class Category(StrEnum):
    """What a proposal is about (优先清单 of the community fund and the six fields of need)."""

    ENVIRONMENT = "environment"
    SAFETY = "safety"
    FACILITIES = "facilities"
    ELDERLY = "elderly"
    CHILDREN = "children"
    CULTURE = "culture"
    SERVICE = "service"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _CATEGORIES[self]


_CATEGORIES = {
    Category.ENVIRONMENT: N_("环境整治"),
    Category.SAFETY: N_("公共安全"),
    Category.FACILITIES: N_("设施维护"),
    Category.ELDERLY: N_("养老助老"),
    Category.CHILDREN: N_("儿童友好"),
    Category.CULTURE: N_("文体活动"),
    Category.SERVICE: N_("便民服务"),
}


@dataclass(frozen=True)
class Draft:
    """What a proposer writes."""

    place_id: int  # the community, or one of its estates
    title: str
    need: str
    plan: str
    category: Category
    cost_fen: Fen | None = None
    beneficiaries: int | None = None


@dataclass(frozen=True)
class Standing:
    """What the rules need to know of a proposal."""

    state: State
    place_path: str  # of the community that decides
    proposer_id: int


def may_submit(actor: Actor, community_path: str, kinds: frozenset[Kind]) -> bool:
    """Residents propose where they live, organisations anywhere; firms only bid (成都社区保障资金 e 管家).

    ``kinds``: of the organisations the person acts for.
    """
    return actor.lives_in(community_path) or may_propose_anywhere(kinds)


def may_propose_anywhere(kinds: frozenset[Kind]) -> bool:
    """Whether one of these organisations is more than a firm."""
    return bool(kinds - {Kind.COMPANY})


def may_support(actor: Actor, proposal: Standing) -> bool:
    """A verified resident of the community backs a neighbour's proposal, not their own."""
    return actor.lives_in(proposal.place_path) and actor.person_id != proposal.proposer_id


def support_refusal(actor: Actor, proposal: Standing) -> str:
    """The code of why this person cannot back it now; empty when they can (or could after signing in)."""
    if proposal.state is not State.OPEN:
        early = proposal.state in (State.SUBMITTED, State.RETURNED)
        return "support_early" if early else "support_late"
    if actor.signed_in and actor.person_id == proposal.proposer_id:
        return "support_own"
    if actor.signed_in and not may_support(actor, proposal):
        return "support_elsewhere"
    return ""


def may_edit(actor: Actor, proposal: Standing) -> bool:
    """Only who proposed it changes its words."""
    return actor.signed_in and actor.person_id == proposal.proposer_id


def editable(state: State) -> bool:
    """Before neighbours have backed the words, they may change."""
    return state in (State.SUBMITTED, State.RETURNED)


def may_withdraw(actor: Actor, proposal: Standing) -> bool:
    """Only who proposed it takes it back."""
    return actor.signed_in and actor.person_id == proposal.proposer_id


def withdrawable(state: State) -> bool:
    """Until it stands on a ballot."""
    return State.WITHDRAWN in FOLLOWS[state]


def check_photos(count: int) -> None:
    """Raises Refused ``photos_many`` for more photographs than a proposal may have."""
    if count > MOST_PHOTOS:
        raise Refused("photos_many", field="photo_1", most=MOST_PHOTOS)


sentences(
    proposal_move=N_("提案走到现在这一步，不能这样改。请刷新看看。"),
    proposal_elsewhere=N_("您只能在自己住的社区提。请换一个地点。"),
    proposal_no_home=N_("还没有核实您住在哪个社区。请带身份证到居委会登记，登记后就能提。"),
    proposal_place=N_("请选一个社区或者小区。"),
    proposal_not_yours=N_("只有提案人自己能改、能撤回。"),
    proposal_fixed=N_("提案已经过了初审，内容不能再改。"),
    proposal_underway=N_("提案已经进入表决，不能撤回了。"),
    proposal_stale=N_("您打开以后，这个提案又改过一次。您写的还在下面；请对照现在的内容，再交一次。"),
    photos_many=N_("照片最多 {most} 张。"),
    support_early=N_("初审通过以后才可以附议。"),
    support_late=N_("现在不收附议了。"),
    support_own=N_("自己的提案不用附议。"),
    support_elsewhere=N_("只有这个社区的居民可以附议。"),
)

notification_kinds(
    proposal_open=N_("您提的“{title}”通过了初审，邻居们可以附议了。"),
    proposal_returned=N_("您提的“{title}”要补充一下：{reason}"),
    proposal_declined=N_("您提的“{title}”初审没有通过：{reason}"),
    proposal_on_ballot=N_("“{title}”列入表决了。"),
    proposal_chosen=N_("“{title}”表决选上了。"),
    proposal_not_chosen=N_("“{title}”这一轮没有选上。{reason}"),
    proposal_funded=N_("“{title}”的钱定下来了。"),
    proposal_delivering=N_("“{title}”开始实施了。"),
    proposal_delivered=N_("“{title}”办完了，验收通过。"),
)
