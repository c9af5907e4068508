"""What hangs on the board before a session, and the list people sign at its door."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from civic.documents.rules import MORE, Facts, Mark, Paragraph, Poster, Sheet, Table
from civic.kit.errors import N_
from councils.documents.rules.words import Words
from councils.sessions.rules.arrivals import Arrival, Part

_PARTS = {
    Part.CHAIR: N_("主持人"),
    Part.RECORDER: N_("记录人"),
    Part.MEMBER: N_("成员"),
    Part.SUBSTITUTE: N_("替补"),
    Part.OBSERVER: N_("列席"),
}
_SPARE = 5
_SIGNING = 9  # mm: less is too low to write a name in


@dataclass(frozen=True)
class Called:
    """A session as it was called: what its notice says."""

    council: str
    title: str
    starts_at: datetime
    venue: str
    chair: str
    convener: str
    basis: str
    notice_day: str
    items: tuple[str, ...]
    remote: bool = False

    @property
    def name(self) -> str:
        """The body and its session."""
        return f"{self.council} {self.title}"


def session_poster(called: Called, address: str, qr: str, lang: str) -> Poster:
    """The notice of a session for the board by the gate."""
    say = Words(lang)
    told = say.day(date.fromisoformat(called.notice_day)) if called.notice_day else ""
    facts = (
        (say(N_("时间")), say.moment(called.starts_at)),
        (say(N_("地点")), called.venue),
        (say(N_("主持人")), called.chair),
        (say(N_("召集")), f"{called.convener} {called.basis}".strip()),
        (say(N_("公告")), told),
    )
    scan = say(N_("扫码看资料，报名旁听") if not called.remote else N_("扫码看资料，可以线上参加"))
    kicker = f"{say(N_('会议公告'))} · {called.council}"
    agenda = "\n".join(f"{n}. {title}" for n, title in enumerate(called.items, 1))
    return Poster(kicker, called.title, facts, agenda, scan, address, qr, lang, say(MORE))


def called_parts(called: Called) -> dict[str, Any]:
    """What the notice says, part by part, for its seal."""
    return {
        N_("会议名称"): (called.council, called.title),
        N_("时间"): called.starts_at,
        N_("地点"): (called.venue, called.remote),
        N_("主持人"): called.chair,
        N_("召集"): (called.convener, called.basis, called.notice_day),
        N_("议程"): called.items,
    }


def list_parts(called: Called, lines: tuple[Arrival, ...]) -> dict[str, Any]:
    """What the list at the door says, part by part."""
    return {
        N_("会议名称"): (called.council, called.title),
        N_("时间"): called.starts_at,
        N_("地点"): called.venue,
        N_("主持人"): called.chair,
        N_("名单"): tuple((line.name, line.role) for line in lines),
        N_("到场时间"): tuple((line.at, line.remote, line.excused) for line in lines),
    }


def sign_in_list(called: Called, lines: tuple[Arrival, ...], mark: Mark, lang: str) -> Sheet:
    """The list at the door (签到表): blank before the meeting, with the times of arrival during and after it."""
    say = Words(lang)
    head = tuple(say(name) for name in (N_("序号"), N_("姓名"), N_("身份"), N_("签名"), N_("到场时间")))
    rows = [
        (str(n), line.name, say(_PARTS[line.role]), "", _came(line, say)) for n, line in enumerate(lines, 1)
    ]
    rows += [(str(len(lines) + n), "", "", "", "") for n in range(1, _SPARE + 1)]
    facts = (
        (say(N_("时间")), say.moment(called.starts_at)),
        (say(N_("地点")), called.venue),
        (say(N_("主持人")), called.chair),
        (say(N_("应到")), say(N_("{n} 人"), n=len(lines))),
    )
    blank = "＿" * 6
    signed = f"{say(N_('记录人签名'))}{say(N_('：'))}{blank}　{say(N_('监票人签名'))}{say(N_('：'))}{blank}"
    blocks = (Facts(facts), Table(head, tuple(rows), (1, 3, 2, 4, 2), tall=_SIGNING), Paragraph(signed), mark)
    return Sheet(say(N_("签到表")), (called.name,), blocks, lang)


def _came(line: Arrival, say: Words) -> str:
    if line.at:
        return f"{say.hour(line.at)} {say(N_('线上'))}" if line.remote else say.hour(line.at)
    return say(N_("请假")) if line.excused else ""
