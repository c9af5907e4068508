"""From contract to payment: what adds up, and who may do it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen, yuan
from civic.people.rules import Actor, Role

MOST_MILESTONES = 8


@dataclass(frozen=True)
class Due:
    """One milestone as agreed: title, last day, share of the price in fen."""

    title: str
    due_on: date
    share_fen: Fen


def check_milestones(dues: tuple[Due, ...], price_fen: Fen) -> None:
    """Refuse shares that do not add up to the price, days out of order, or none at all."""
    if not dues:
        raise Refused("milestones_missing", "milestone")
    if len(dues) > MOST_MILESTONES:
        raise Refused("milestones_too_many", "milestone", most=MOST_MILESTONES)
    total = sum(due.share_fen for due in dues)
    if total != price_fen:
        raise Refused("milestones_do_not_add_up", "share", total=yuan(total), price=yuan(price_fen))
    if any(later.due_on < earlier.due_on for earlier, later in pairwise(dues)):
        raise Refused("milestones_out_of_order", "due")


def check_payment(amount_fen: Fen, paid_fen: Fen, share_fen: Fen, accepted: bool) -> None:
    """Refuse money for a milestone that was not accepted, or more than its share."""
    if not accepted:
        raise Refused("pay_not_accepted")
    if paid_fen + amount_fen > share_fen:
        raise Refused("pay_above_share", "amount", left=yuan(share_fen - paid_fen))


def may_sign(actor: Actor, path: str) -> bool:
    """The residents' committee signs for the community."""
    return actor.holds(Role.CLERK, path)


def may_accept(actor: Actor, path: str) -> bool:
    """The supervision committee finds whether a deliverable meets the contract."""
    return actor.holds(Role.SUPERVISOR, path)


def may_pay(actor: Actor, path: str) -> bool:
    """The residents' committee pays what was accepted by somebody else."""
    return actor.holds(Role.CLERK, path)


sentences(
    milestones_missing=N_("至少要有一个里程碑。"),
    milestones_too_many=N_("里程碑最多 {most} 个。"),
    milestones_do_not_add_up=N_("各里程碑金额加起来是 {total}，要正好等于合同价 {price}。"),
    milestones_out_of_order=N_("里程碑的日期要一个比一个晚。"),
    milestone_row_missing=N_("第 {row} 个里程碑要写全：内容、日期和金额。"),
    works_own_organisation=N_("您代表承接单位，这一步要由别的工作人员来办。"),
    contract_exists=N_("这份合同已经签了。"),
    milestone_accepted_already=N_("这个里程碑已经验收过了。"),
    accept_in_order=N_("请先验收前面的里程碑。"),
    pay_not_accepted=N_("验收以后才能付款。"),
    pay_above_share=N_("这个里程碑还能付 {left}，不能超过。"),
    voucher_used=N_("这个凭证号已经记过一笔付款了。"),
)
