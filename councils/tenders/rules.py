"""A call's life: prepared with two keys, open for sealed bids, opened by both holders, awarded with reasons."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen, yuan
from civic.people.rules import Actor, Role


class Phase(StrEnum):
    """Where a call stands; it follows from its times, not from a switch."""

    PREPARING = "preparing"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    OPENED = "opened"
    AWARDED = "awarded"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """For people, in Chinese."""
        return _WORDS[self]

    @property
    def tone(self) -> str:
        """Which badge it gets."""
        return {"open": "now", "awarded": "good", "failed": "warn"}.get(self.value, "plain")


_WORDS = {
    Phase.PREPARING: N_("准备中"),
    Phase.ANNOUNCED: N_("已发布，还没开始收"),
    Phase.OPEN: N_("正在征集"),
    Phase.CLOSED: N_("已截止，等开标"),
    Phase.OPENED: N_("已开标，等评定"),
    Phase.AWARDED: N_("已选定"),
    Phase.FAILED: N_("征集未成"),
}


@dataclass(frozen=True)
class Times:
    """What decides the phase of a call."""

    opens_at: datetime
    closes_at: datetime
    published_at: datetime | None
    opened_at: datetime | None
    failed_at: datetime | None
    awarded: bool


def phase(times: Times, now: datetime) -> Phase:
    """Where a call stands at a moment. Bids are taken from ``opens_at`` up to, but not at, ``closes_at``."""
    if times.failed_at is not None:
        return Phase.FAILED
    if times.published_at is None:
        return Phase.PREPARING
    if times.awarded:
        return Phase.AWARDED
    if times.opened_at is not None:
        return Phase.OPENED
    if now < times.opens_at:
        return Phase.ANNOUNCED
    return Phase.OPEN if now < times.closes_at else Phase.CLOSED


@dataclass(frozen=True)
class Plan:
    """A call as it is prepared; the ceiling in fen."""

    title: str
    requirements: str
    criteria: str
    ceiling_fen: Fen
    opens_at: datetime
    closes_at: datetime
    min_bids: int = 2


def check_plan(plan: Plan, amount_fen: Fen, now: datetime) -> None:
    """Refuse a ceiling above the decision's amount and times that leave nobody time to bid."""
    if plan.ceiling_fen > amount_fen:
        raise Refused("ceiling_above_decision", "ceiling", amount=yuan(amount_fen))
    if plan.closes_at <= plan.opens_at:
        raise Refused("call_closes_before_opening", "closes_at")
    if plan.closes_at <= now:
        raise Refused("call_closes_in_past", "closes_at")


def may_call(actor: Actor, path: str) -> bool:
    """The residents' committee carries out what the council decided (五步: 居委会组织实施)."""
    return actor.holds(Role.CLERK, path)


def may_bid(actor: Actor, path: str) -> bool:
    """Whoever works for the side that calls, holds its keys or watches over it cannot bid there as well."""
    return not actor.holds_any((Role.CLERK, Role.SUPERVISOR, Role.OFFICER), path)


def may_award(actor: Actor, path: str) -> bool:
    """The same clerk's office, in public and with reasons."""
    return actor.holds(Role.CLERK, path)


sentences(
    ceiling_above_decision=N_("限价不能高于资金决定的 {amount}。"),
    call_closes_before_opening=N_("截止时间要晚于开始时间。"),
    call_closes_in_past=N_("截止时间已经过去了。"),
    call_exists=N_("这项资金决定已经有一份征集公告了。"),
    key_not_yours=N_("开标钥匙由居委会和监委会各派一人保管。"),
    key_taken=N_("这把钥匙已经有人领了。"),
    keys_missing=N_("居委会和监委会的两把开标钥匙都领了，才能发布。"),
    call_published=N_("公告已经发布，不能再改。"),
    bids_not_open=N_("现在不收申报。征集时间：{opens} 到 {closes}。"),
    bid_above_ceiling=N_("报价不能高于限价 {ceiling}。"),
    bid_not_for_you=N_("申报由登记过的社会组织或企业的代表来办。"),
    bid_by_staff=N_("居委会、监委会和街道的工作人员，不能在自己管的地方申报。"),
    bid_for_two=N_("同一次征集，一个人只能代表一家单位。您已经代表 {name} 交过申报。"),
    bids_still_sealed=N_("要到 {closes} 截止以后才能开标。"),
    key_turned=N_("您的钥匙已经用过了，在等另一位。"),
    award_not_yet=N_("开标以后才能评定。"),
    award_of_other_call=N_("请在这次收到的申报里选一份。"),
    award_too_few=N_("只收到 {count} 份申报，至少要 {least} 份，这次征集没有成。"),
    award_own_organisation=N_("您代表其中一家申报单位，不能参加评定。"),
    call_cannot_fail=N_("这次征集还在进行，现在不能宣布未成。"),
)
