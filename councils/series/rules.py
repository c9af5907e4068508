"""When the next session of a series is due, and what a team is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences


class Rhythm(StrEnum):
    """How often sessions come round."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """The length of a period."""
        return {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self.value]


class Duty(StrEnum):
    """What somebody of the team does: 3 + 1 + N."""

    CHAIR = "chair"
    RECORDER = "recorder"
    STEWARD = "steward"  # 签到和计票
    ADVISER = "adviser"  # 社区书记或联络员
    VOLUNTEER = "volunteer"


# What 3 + 1 asks for; the rest are as many as there are.
WANTED = (Duty.CHAIR, Duty.RECORDER, Duty.STEWARD, Duty.ADVISER)
MOST_IN_TEAM = 30
# bytes
LARGEST_FILE = 5_000_000


@dataclass(frozen=True)
class Due:
    """The next session of a series is due in a period. missed: periods before it in which none was held.

    starts_on, ends_on: first and last day of the period.
    """

    starts_on: date
    ends_on: date
    missed: int

    def late(self, today: date) -> bool:
        """Whether a session was left out."""
        return self.missed > 0 or self.ends_on < today


def period_of(rhythm: Rhythm, day: date) -> date:
    """The first day of the period a day lies in: a calendar month, quarter, half or whole year."""
    return day.replace(month=(day.month - 1) // rhythm.months * rhythm.months + 1, day=1)


def after(rhythm: Rhythm, period: date) -> date:
    """The first day of the next period."""
    months = period.year * 12 + period.month - 1 + rhythm.months
    return date(months // 12, months % 12 + 1, 1)


def due(rhythm: Rhythm, starts_on: date, held: Iterable[date], today: date) -> Due:
    """When the next session is due: in this period, or in the next once this one has had its session.

    Periods that went by without one are counted from the start of the series, or since the last session.
    """
    with_session = {period_of(rhythm, day) for day in held if day >= period_of(rhythm, starts_on)}
    now, missed = period_of(rhythm, max(today, starts_on)), 0
    period = period_of(rhythm, starts_on)
    while period < now:
        missed = 0 if period in with_session else missed + 1
        period = after(rhythm, period)
    if now in with_session:
        now, missed = after(rhythm, now), 0
    return Due(now, date.fromordinal(after(rhythm, now).toordinal() - 1), missed)


def check_file(data: bytes) -> None:
    """Raises Refused for what is no PDF, and for one that is too big."""
    if not data.startswith(b"%PDF-"):
        raise Refused("agreement_not_pdf", "file")
    if len(data) > LARGEST_FILE:
        raise Refused("agreement_too_big", "file", most=LARGEST_FILE // 1_000_000)


def check_validity(signed_on: date, valid_until: date | None, today: date) -> None:
    """Raises Refused for an agreement signed in the future, or over before it was signed."""
    if signed_on > today:
        raise Refused("agreement_future", "signed_on")
    if valid_until is not None and valid_until < signed_on:
        raise Refused("agreement_validity", "valid_until")


sentences(
    series_taken=N_("已经登记过这个例会。"),
    series_over=N_("这个例会已经停了。"),
    series_unknown=N_("没有找到这个例会。"),
    agreement_taken=N_("同一天签的同名协议已经登记过。"),
    agreement_not_pdf=N_("请上传 PDF 文件。"),
    agreement_too_big=N_("文件太大，最多 {most} MB。"),
    agreement_future=N_("签订日期不能在今天以后。"),
    agreement_validity=N_("到期的日子不能早于签订的日子。"),
    team_taken=N_("这个人已经在会务组里担任这一项。"),
    team_full=N_("会务组最多 {most} 人。"),
    team_over=N_("会议已经结束，会务组不能再改。"),
    team_of_session=N_("主持人和记录人在会议公告里定，不在这里改。"),
)
