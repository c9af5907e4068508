"""What an outcome must hold before it is published, who may answer it, and the two ways out of a dispute.

Delegated consultations bind the one who asked: 无正当理由的，应当采纳协商结果，并以适当方式反馈 (上海市居民委员会工作条例 23,
meetings.md 5.4). So each outcome names who answers by when, and what is not adopted needs its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor, Role

LONGEST_WAIT = timedelta(days=180)
MOST_POINTS = 30


class PointKind(StrEnum):
    """Whether they agreed on it or not."""

    CONSENSUS = "consensus"
    DISSENT = "dissent"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _POINT_WORDS[self]


class Addressee(StrEnum):
    """Who must answer."""

    COMMITTEE = "committee"
    STREET = "street"
    ORGANISATION = "organisation"
    OTHER = "other"  # a body without an account here: whoever leads the consultation enters what it wrote

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _ADDRESSEE_WORDS[self]


class Verdict(StrEnum):
    """What was answered."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _VERDICT_WORDS[self]


class MediationResult(StrEnum):
    """What a mediation led to."""

    AGREED = "agreed"
    PARTLY = "partly"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _MEDIATION_WORDS[self]


@dataclass(frozen=True)
class Seat:
    """Somebody who may hold the role of an addressee: at which place, or for which organisations."""

    actor: Actor
    place_path: str
    organisations: frozenset[int] = frozenset()


def may_answer(seat: Seat, addressee: Addressee, organisation_id: int | None) -> bool:
    """Whether this person answers for the addressee."""
    if addressee is Addressee.ORGANISATION:
        return organisation_id in seat.organisations
    role = Role.OFFICER if addressee is Addressee.STREET else Role.CLERK
    return seat.actor.holds(role, seat.place_path)


def check_point(kind: PointKind, reason: str, points: int) -> None:
    """Dissent is kept with its reason. Raises Refused ``outcome_point_reason`` and ``outcome_points_many``."""
    if points >= MOST_POINTS:
        raise Refused("outcome_points_many", most=MOST_POINTS)
    if kind is PointKind.DISSENT and not reason:
        raise Refused("outcome_point_reason", "reason")


def check_ask(addressee: Addressee, organisation_id: int | None, name: str, due: date, today: date) -> None:
    """Raises Refused beside the field: whom exactly, and by a day that can be met."""
    if addressee is Addressee.ORGANISATION and organisation_id is None:
        raise Refused("outcome_ask_whom", "organisation")
    if addressee is Addressee.OTHER and not name:
        raise Refused("outcome_ask_name", "name")
    if not today < due <= today + LONGEST_WAIT:
        raise Refused("outcome_ask_due", "due", days=LONGEST_WAIT.days)


def check_publishing(points: Sequence[PointKind], asks: int, answered: bool) -> None:
    """An outcome says something, and somebody answers it where the kind asks for that.

    Raises Refused ``outcome_empty`` and ``outcome_nobody_asked``.
    """
    if not points:
        raise Refused("outcome_empty")
    if answered and not asks:
        raise Refused("outcome_nobody_asked")


def check_reply(verdict: Verdict, reason: str) -> None:
    """Raises Refused ``outcome_reply_reason`` for anything but full adoption without a reason."""
    if verdict is not Verdict.ADOPTED and not reason:
        raise Refused("outcome_reply_reason", "reason")


def check_closing(waiting: int, asks: int, feedback: int, disputes: int) -> None:
    """Raises Refused ``outcome_closing_unanswered``, ``outcome_closing_dispute`` and ``outcome_closing_no_feedback`` while something is owed."""
    if waiting:
        raise Refused("outcome_closing_unanswered", waiting=waiting)
    if disputes:
        raise Refused("outcome_closing_dispute", open=disputes)
    if asks and not feedback:
        raise Refused("outcome_closing_no_feedback")


def overdue(due: date, replied: bool, today: date) -> bool:
    """Whether an answer is late; the day itself still counts (届满, 民法典 1259)."""
    return not replied and today > due


_POINT_WORDS = {PointKind.CONSENSUS: N_("共识"), PointKind.DISSENT: N_("保留的不同意见")}
_ADDRESSEE_WORDS = {
    Addressee.COMMITTEE: N_("居委会"),
    Addressee.STREET: N_("街道办事处"),
    Addressee.ORGANISATION: N_("本站登记的单位"),
    Addressee.OTHER: N_("其他单位（没有账号）"),
}
_VERDICT_WORDS = {
    Verdict.ADOPTED: N_("采纳"),
    Verdict.PARTLY: N_("部分采纳"),
    Verdict.DECLINED: N_("不采纳"),
}
_MEDIATION_WORDS = {
    MediationResult.AGREED: N_("调解成了"),
    MediationResult.PARTLY: N_("部分谈拢"),
    MediationResult.FAILED: N_("没有谈拢"),
}

sentences(
    outcome_point_reason=N_("不同意见要连理由一起记下来。"),
    outcome_points_many=N_("最多写 {most} 条。"),
    outcome_ask_whom=N_("请选由哪个单位答复。"),
    outcome_ask_name=N_("请写明由谁答复。"),
    outcome_ask_due=N_("答复期限要在明天以后，最长 {days} 天。"),
    outcome_ask_unknown=N_("没有这个单位。"),
    outcome_empty=N_("先写下至少一条共识或不同意见。"),
    outcome_nobody_asked=N_("请写明由谁在什么时候以前答复。"),
    outcome_none=N_("还没有协商结果。"),
    outcome_council=N_("请选管这个社区的议事会。"),
    outcome_option_unknown=N_("请在这件事的方案里选。"),
    outcome_reply_reason=N_("没有全部采纳，请写明理由。"),
    outcome_reply_forbidden=N_("由被请求答复的单位来答复。"),
    outcome_reply_given=N_("这一项已经答复过了。"),
    outcome_closing_unanswered=N_("还有 {waiting} 项没有答复，不能办结。"),
    outcome_closing_dispute=N_("还有 {open} 项调解或上级协调没有结果，不能办结。"),
    outcome_closing_no_feedback=N_("先写一条落实情况，再办结。"),
    mediation_done=N_("这次调解已经有结果了。"),
    mediation_date=N_("结果要在调解那天以后填。"),
    escalation_none_above=N_("上面没有可以报请的单位。"),
    escalation_open=N_("已经报上去了，等上级答复。"),
    escalation_forbidden=N_("由上级的工作人员来答复。"),
    escalation_answered=N_("上级已经答复过了。"),
)
