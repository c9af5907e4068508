"""What a funding decision may be: by whom, on what ground, how much, from which pool."""

from dataclasses import dataclass

from civic.kit.errors import N_, Forbidden, Refused, sentences
from civic.kit.money import yuan
from civic.people.rules import Actor, Role
from civic.places.rules import covers


@dataclass(frozen=True)
class Ground:
    """The resolution a decision would rest on. motion_fen: what the motion asked for; proposal_id: what it was about."""

    place_path: str
    proposal_id: int | None
    motion_fen: int | None
    # a decision rests on this resolution already, or on another one for the same proposal
    taken: bool


@dataclass(frozen=True)
class Pool:
    """A fund as it stands, in fen. committed: the sum of the decisions on it."""

    place_path: str
    amount_fen: int
    committed_fen: int

    @property
    def left_fen(self) -> int:
        """What can still be decided on."""
        return self.amount_fen - self.committed_fen


@dataclass(frozen=True)
class Won:
    """The round that chose the proposal, in fen. committed: the sum of the decisions on its winners so far."""

    round_id: int
    budget_fen: int
    committed_fen: int
    certified: bool
    selected: bool


def may_decide(actor: Actor, place_path: str) -> bool:
    """The residents' committee carries out what the council resolved."""
    return actor.holds(Role.CLERK, place_path)


def may_open_fund(actor: Actor, place_path: str) -> bool:
    """Money is entered by the residents' committee or the street office that allots it."""
    return actor.holds_any((Role.CLERK, Role.OFFICER), place_path)


def need_ground(actor: Actor, ground: Ground) -> int:
    """The proposal the decision will be for. Raises Forbidden, or Refused without a proposal, an amount, or twice."""
    if not may_decide(actor, ground.place_path):
        raise Forbidden("decision_clerk_only")
    if ground.taken:
        raise Refused("decision_taken")
    if ground.proposal_id is None:
        raise Refused("decision_without_proposal")
    if ground.motion_fen is None:
        raise Refused("decision_without_amount")
    return ground.proposal_id


def need_money(amount_fen: int, ground: Ground, pool: Pool, won: Won | None) -> None:
    """Whether this much may be decided from this pool. Raises Refused beside the field it is about.

    Σ decisions ≤ fund; for what a round chose also Σ ≤ its budget, and only certified winners.
    """
    if not covers(pool.place_path, ground.place_path):
        raise Refused("fund_elsewhere", "fund")
    if amount_fen > (ground.motion_fen or 0):
        raise Refused("decision_above_motion", "amount", most=yuan(ground.motion_fen or 0))
    if amount_fen > pool.left_fen:
        raise Refused("fund_too_small", "fund", left=yuan(max(0, pool.left_fen)))
    if won is None:
        return
    if not (won.certified and won.selected):
        raise Refused("decision_not_a_winner")
    if won.committed_fen + amount_fen > won.budget_fen:
        left = max(0, won.budget_fen - won.committed_fen)
        raise Refused("round_too_small", "amount", left=yuan(left))


sentences(
    decision_clerk_only=N_("资金决定由居委会工作人员按决议来做。"),
    decision_taken=N_("这件事已经有资金决定了。"),
    decision_without_proposal=N_("这条决议不是针对某个提案的，不能据此安排资金。"),
    decision_without_amount=N_("这条决议没有写金额，不能据此安排资金。"),
    decision_above_motion=N_("决议写的是 {most}，不能超过。"),
    fund_elsewhere=N_("这笔资金不是给这个社区的。"),
    fund_too_small=N_("这笔资金只剩 {left}，不够。"),
    round_too_small=N_("本轮预算只剩 {left}，不够。"),
    decision_not_a_winner=N_("这个提案没有在经确认的投票结果里入选。"),
    fund_forbidden=N_("资金由居委会或街道来登记。"),
    fund_taken=N_("这个地方今年已经登记过同名的资金。"),
)
