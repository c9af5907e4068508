"""What a motion handed in must say, who may hand one in, and what becomes of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.kit.chain import GENESIS, digest
from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen, yuan
from civic.notifications.rules import kinds
from civic.people.rules import Actor

# the wording and two full stops must fit into what a motion on the floor may be long
LONGEST_ACTION = 500
# the motion itself, in the language of the meeting
_FREE = N_("由{unit}在 {year} 年 {month} 月 {day} 日前完成：{what}。")
_COSTING = N_("由{unit}在 {year} 年 {month} 月 {day} 日前完成：{what}，所需资金不超过 {money}。")


class Status(StrEnum):
    """What became of a motion handed in."""

    RECEIVED = "received"
    TAKEN_UP = "taken_up"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _WORDS[self][0]

    @property
    def tone(self) -> str:
        """The colour of its badge; the words say the same."""
        return _WORDS[self][1]


_WORDS = {
    Status.RECEIVED: (N_("已收到，等安排"), "now"),
    Status.TAKEN_UP: (N_("已列入会议"), "good"),
    Status.RETURNED: (N_("已退回"), "warn"),
    Status.WITHDRAWN: (N_("本人撤回了"), "plain"),
}


@dataclass(frozen=True)
class Slip:
    """What the sheet asks for: specific, actionable (domain.md 2.4; twelve principles, no. 1). amount_fen: None for none."""

    title: str
    unit: str
    action: str
    deadline: date
    amount_fen: Fen | None
    reason: str
    proposal_id: int | None = None


def may_hand_in(actor: Actor, seated: bool, residents: bool, *paths: str) -> bool:
    """Members always; residents of the place where the rule set lets them."""
    return seated or (residents and any(map(actor.lives_in, paths)))


def check(slip: Slip, today: date) -> None:
    """Raises Refused for a deadline that has passed: nobody can keep it."""
    if slip.deadline <= today:
        raise Refused("slip_deadline", "deadline")


def wording(unit: str, action: str, deadline: date, amount_fen: Fen | None) -> str:
    """The motion as it is put to the floor: who does what by when with how much money."""
    what = action.rstrip("。；;，,. \n")
    facts = {"unit": unit, "year": deadline.year, "month": deadline.month, "day": deadline.day, "what": what}
    return _COSTING.format(**facts, money=yuan(amount_fen)) if amount_fen else _FREE.format(**facts)


def text_digest(slip: Slip) -> str:
    """SHA-256 of everything that is signed."""
    signed = {
        "title": slip.title,
        "unit": slip.unit,
        "action": slip.action,
        "deadline": slip.deadline.isoformat(),
        "amount_fen": slip.amount_fen,
        "reason": slip.reason,
        "proposal": slip.proposal_id,
    }
    return digest(GENESIS, signed)


def follow(status: Status, to: Status) -> Status:
    """The status after a step. One that was taken up may be taken up again (its session was called off, or put it off).

    Raises Refused for a step that does not follow.
    """
    allowed = {Status.RECEIVED: set(Status) - {Status.RECEIVED}, Status.TAKEN_UP: {Status.TAKEN_UP}}
    if to not in allowed.get(status, set()):
        raise Refused("slip_settled")
    return to


kinds(
    slip_received=N_("{name}交来一份议题单“{title}”，等安排。"),
    slip_taken_up=N_("您交的议题单“{title}”列入了{council}{session}的议程。"),
    slip_returned=N_("您交的议题单“{title}”退回来了，页面上写着原因。"),
)
sentences(
    slip_forbidden=N_("议题单由本社区居民或本届成员来交。"),
    slip_members_only=N_("按这个议事会的规则，议题单由本届成员来交。"),
    slip_deadline=N_("完成的日期要在今天以后。"),
    slip_settled=N_("这份议题单已经处理过了。"),
    slip_screen_forbidden=N_("议题单由主持人、记录人、社工或居委会来安排。"),
    slip_own=N_("只有交议题单的人能撤回它。"),
    slip_proposal_unknown=N_("选的提案不是本社区现在可以议的。"),
)
