"""How many days before a session its notice must stand, and who may call one at short notice."""

from datetime import date, timedelta

from civic.kit.errors import N_, Refused, sentences
from civic.kit.workdays import DayKind, is_working
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.sessions.rules.words import Phase

# the column of a session's basis holds both with the words between
LONGEST_BASIS, LONGEST_URGENCY = 60, 50
_URGENT = N_("{basis}（紧急召开：{reason}）")


def last_day(starts_on: date, days: int, kind: DayKind = DayKind.CALENDAR) -> date:
    """The last day on which a session of this day may be published: the day of publication does not count (民法典 201)."""
    day, left = starts_on, days
    while left:
        left -= kind is DayKind.CALENDAR or is_working(day)
        day -= timedelta(days=1)
    return day


def may_hurry(actor: Actor, *paths: str) -> bool:
    """Who may call a session at shorter notice, with a reason: its chair and the residents' committee."""
    return any(actor.holds_any((Role.CHAIR, Role.CLERK), path) for path in paths)


def check_days(today: date, last: date, days: int, urgency: str = "", hurries: bool = False) -> None:
    """Raises Refused when the last day for the notice is over, unless it is marked urgent by who may."""
    if today <= last:
        return
    if not urgency:
        raise Refused("notice_days_short", "starts_at", days=days, last=last)
    if not hurries:
        raise Refused("urgent_forbidden", "urgency")


def basis(given: str, urgency: str) -> str:
    """Why the session was called, as the minutes will have it."""
    return _URGENT.format(basis=given, reason=urgency) if urgency else given


def changeable(phase: Phase) -> bool:
    """Whether place and time may still be corrected, or the session called off: until the door opens."""
    return phase is Phase.ANNOUNCED


kinds(
    session_corrected=N_("{council}{session}有变动：改为{starts_at}，{venue}。原因：{reason}"),
    session_cancelled=N_("{council}{session}取消了（原定{starts_at}）。原因：{reason}"),
    sensitive_assigned=N_("有一件涉及个人的事请您处理，{due_on}前答复：{title}"),
)
sentences(
    notice_days_short=N_(
        "按规则要提前 {days} 天公告。这个时间开会，最晚 {last} 就要公告，现在来不及了。"
        "请把会往后排，或者由主持人、居委会写明原因，按紧急会议召开。"
    ),
    urgent_forbidden=N_("紧急会议要由主持人或居委会来召开。"),
    agenda_past=N_("开会时间要在现在以后。"),
    agenda_published=N_("公告已经发出，议程定了。要改议程，请在会上表决。"),
    agenda_gone=N_("这份议程草稿已经不用了。"),
    agenda_stale=N_("别人刚刚改过这份议程。请看一下现在的内容，再做一次。"),
)
