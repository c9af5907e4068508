"""The links of the chain, in order."""

from dataclasses import dataclass
from datetime import datetime

from civic.kit.errors import N_
from civic.kit.refs import Ref


@dataclass(frozen=True)
class Link:
    """One link: what it is (Chinese, marked), when it came about, how much money, and the page that shows it."""

    label: str
    at: datetime | None = None
    amount_fen: int | None = None
    ref: Ref | None = None
    note: str = ""

    @property
    def done(self) -> bool:
        """Whether it exists."""
        return self.at is not None


@dataclass(frozen=True)
class Payment:
    """Money paid on a milestone, in fen."""

    milestone: str
    amount_fen: int
    at: datetime


@dataclass(frozen=True)
class Trail:
    """Everything one proposal led to."""

    proposal_id: int
    links: tuple[Link, ...]
    payments: tuple[Payment, ...]
    decided_fen: int
    price_fen: int

    @property
    def paid_fen(self) -> int:
        """What has been paid so far, in fen."""
        return sum(payment.amount_fen for payment in self.payments)

    @property
    def begun(self) -> bool:
        """Whether anything beyond the proposal itself exists yet."""
        return any(link.done for link in self.links[1:])


PROPOSAL = N_("居民提案")
ROUND = N_("居民投票入选")
MOTION = N_("议事会表决")
MINUTES = N_("会议纪要签发")
RESOLUTION = N_("形成决议")
DECISION = N_("资金决定")
CALL = N_("公开征集")
AWARD = N_("选定承接方")
NOTICE = N_("公示")
CONTRACT = N_("签约")
ACCEPTED = N_("验收")
PAID = N_("付款")
