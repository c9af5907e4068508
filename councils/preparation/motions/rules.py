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

    GATHERING = "gathering"  # fewer names than the rule set asks for
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
    Status.GATHERING: (N_("等人联名"), "now"),
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


def gathered(names: int, least: int) -> Status:
    """How a motion stands that no session has yet, by its names: the author's, and those of members who sit today."""
    return Status.RECEIVED if names >= least else Status.GATHERING


def may_cosign(seated: bool, own: bool) -> bool:
    """Members put their names under what others handed in; its author's is there already."""
    return seated and not own


def check_open(status: Status) -> None:
    """Raises Refused once a session has it, or it went back: from then on nothing about it changes."""
    if status not in (Status.GATHERING, Status.RECEIVED):
        raise Refused("slip_settled")


def check_edit(slip: Slip, before: str) -> None:
    """Raises Refused for an edit that changes nothing, which would take names away for nothing."""
    if text_digest(slip) == before:
        raise Refused("slip_same")


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
    if (status, to) == (Status.GATHERING, Status.TAKEN_UP):
        raise Refused("slip_short")
    allowed = {
        Status.GATHERING: {Status.RECEIVED, Status.RETURNED, Status.WITHDRAWN},
        Status.RECEIVED: {Status.GATHERING, Status.TAKEN_UP, Status.RETURNED, Status.WITHDRAWN},
        Status.TAKEN_UP: {Status.TAKEN_UP},
    }
    if to not in allowed.get(status, set()):
        raise Refused("slip_settled")
    return to


kinds(
    slip_received=N_("{name}交来一份议题单“{title}”，等安排。"),
    slip_taken_up=N_("您交的议题单“{title}”列入了{council}{session}的议程。"),
    slip_asks=N_("{name}交来一份议题单“{title}”，还差成员联名。同意就签名。"),
    slip_complete=N_("您的议题单“{title}”联名够了，已经交给安排会议的人。"),
    slip_incomplete=N_("您的议题单“{title}”有人收回了联名，现在不够数，要再有成员签名。"),
    slip_void=N_("您联名的议题单“{title}”改了文字，您的签名不再算数。同意新的文字，请重新签名。"),
    slip_gone=N_("您联名的议题单“{title}”由提出的人撤回了。"),
    slip_returned=N_("您交的议题单“{title}”退回来了，页面上写着原因。"),
)
sentences(
    slip_forbidden=N_("议题单由本社区居民或本届成员来交。"),
    slip_members_only=N_("按这个议事会的规则，议题单由本届成员来交。"),
    slip_deadline=N_("完成的日期要在今天以后。"),
    slip_settled=N_("这份议题单已经处理过了。"),
    slip_screen_forbidden=N_("议题单由主持人、记录人、社工或居委会来安排。"),
    slip_own=N_("只有交议题单的人能撤回它。"),
    slip_edit_own=N_("只有交议题单的人能改它的文字。"),
    slip_same=N_("文字没有变，签名照旧。"),
    slip_stale=N_("您在别的页面刚刚改过这份议题单。请看一下现在的文字，再改一次。"),
    slip_short=N_("议程里有一份议题单的联名不够了，不能列入会议。请等成员签名，或者先把它从议程里拿掉。"),
    slip_cosign_forbidden=N_("联名由本届成员来签。提出的人已经签过。"),
    slip_cosigned=N_("您已经签过名了，一人只签一次。"),
    slip_not_cosigned=N_("您没有签名。"),
    slip_proposal_unknown=N_("选的提案不是本社区现在可以议的。"),
)
