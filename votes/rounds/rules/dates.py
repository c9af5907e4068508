"""The calendar of a round: when papers are taken, when people are reminded, how the closing may be put off."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from votes.rules import State

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(days=92)
#: how long somebody may have taken to fill the form in
TYPING = timedelta(hours=1)
#: hours before closing at which a reminder may go out
REMINDER_WORDS = {
    168: N_("截止前 7 天"),
    72: N_("截止前 3 天"),
    24: N_("截止前 1 天"),
    3: N_("截止前 3 小时"),
}
REMINDERS = tuple(REMINDER_WORDS)


def check_dates(opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """A round may run from then till then, or Refused beside the date that is wrong."""
    if closes_at <= now:
        raise Refused("round_closes_past", "closes_at")
    if opens_at < now - TYPING:
        raise Refused("round_opens_past", "opens_at")
    _check_length(opens_at, closes_at)


def _check_length(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at - opens_at < SHORTEST:
        raise Refused("round_too_short", "closes_at")
    if closes_at - opens_at > LONGEST:
        raise Refused("round_too_long", "closes_at", days=LONGEST.days)


def check_reminders(reminders: Collection[int], opens_at: datetime, closes_at: datetime) -> None:
    """Each reminder falls into the time of voting, or Refused ``reminder_before_opening``."""
    for hours in reminders:
        if hours not in REMINDERS:
            raise Refused("reminder_unknown", "reminders")
        if closes_at - timedelta(hours=hours) <= opens_at:
            raise Refused("reminder_before_opening", "reminders", hours=hours)


def check_opening(closes_at: datetime | None, now: datetime) -> None:
    """A round whose closing time has passed is not opened any more."""
    if closes_at is None or closes_at <= now:
        raise Refused("round_closes_past")


def check_extension(
    state: State, opens_at: datetime | None, closes_at: datetime | None, wanted: datetime, now: datetime
) -> None:
    """The closing of an open ballot may be put off, never brought forward, and only before it has come.

    Raises Refused ``ballot_not_open``, ``extension_too_late``, ``extension_not_later`` and ``round_too_long``.
    """
    if state is not State.OPEN or closes_at is None or opens_at is None:
        raise Refused("ballot_not_open")
    if now >= closes_at:
        raise Refused("extension_too_late", closes=closes_at)
    if wanted <= closes_at:
        raise Refused("extension_not_later", "closes_at", closes=closes_at)
    _check_length(opens_at, wanted)


class Occasion(StrEnum):
    """What people are told about a ballot, each once."""

    OPENED = "opened"
    CLOSING = "closing"
    CLOSED = "closed"
    RESULT = "result"


@dataclass(frozen=True)
class Calendar:
    """What is needed to know what is due to be told about a ballot."""

    state: State
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    reminders: tuple[int, ...] = ()


def due(
    calendar: Calendar, told: Collection[tuple[Occasion, datetime]], now: datetime
) -> list[tuple[Occasion, datetime]]:
    """What is to be told now and was not, each with the moment it belongs to.

    A moment that was slept through is not made up for by two messages at once: of several reminders that are due
    only the last one goes out, and none once the ballot is over.
    """
    return [each for each in _moments(calendar, now) if each not in told]


def _moments(calendar: Calendar, now: datetime) -> Iterable[tuple[Occasion, datetime]]:
    if calendar.state is State.OPEN and calendar.opens_at <= now < calendar.closes_at:
        passed = [at for at in _reminders(calendar) if at <= now]
        yield (Occasion.CLOSING, max(passed)) if passed else (Occasion.OPENED, calendar.opens_at)
    if calendar.state is State.CLOSED and calendar.closed_at is not None:
        yield Occasion.CLOSED, calendar.closed_at
    if calendar.state is State.CERTIFIED and calendar.closed_at is not None:
        yield Occasion.RESULT, calendar.closed_at


def _reminders(calendar: Calendar) -> list[datetime]:
    return [calendar.closes_at - timedelta(hours=hours) for hours in calendar.reminders]


class Unit(StrEnum):
    """What the time left is counted in."""

    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


def left(until: datetime, now: datetime) -> tuple[int, Unit]:
    """Time left in the largest unit of which two or more are left, rounded down; minutes are rounded up."""
    seconds = max(0, int((until - now).total_seconds()))
    if seconds >= 2 * 86400:
        return seconds // 86400, Unit.DAYS
    if seconds >= 2 * 3600:
        return seconds // 3600, Unit.HOURS
    return -(-seconds // 60), Unit.MINUTES


sentences(
    round_opens_past=N_("开始时间已经过去了，请往后写。"),
    round_closes_past=N_("截止时间已经过去了，请往后写。"),
    round_too_short=N_("从开始到截止至少要有 1 小时。"),
    round_too_long=N_("从开始到截止最多 {days} 天。"),
    reminder_unknown=N_("提醒的时间只能从给出的几个里选。"),
    reminder_before_opening=N_(
        "截止前 {hours} 小时，投票还没有开始，这时候不能提醒。请去掉它，或者把投票时间放长。"
    ),
    extension_too_late=N_("投票 {closes} 已经截止，不能再延长。"),
    extension_not_later=N_("现在的截止时间是 {closes}，只能往后延，不能提前。"),
)

kinds(
    round_opened=N_("“{title}”开始投票了，{closes_at} 截止。"),
    round_closing=N_("“{title}”您还没投，{closes_at} 截止。"),
    round_closed=N_("“{title}”投票结束，票已经点清。"),
    round_result=N_("“{title}”的结果确认了，来看看。"),
)
