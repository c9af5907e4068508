"""When a notice stands, who may object, and who answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from civic.documents.rules import MORE, Poster
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.errors import N_, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from civic.web.i18n import hour, translate


class Standing(StrEnum):
    """What a notice says to whoever wants to go on."""

    RUNNING = "running"
    OBJECTED = "objected"  # over, but an objection is not answered yet
    UPHELD = "upheld"  # an objection was right: this does not go on
    RETURNED = "returned"  # so many objected that it goes back to who decided it
    STANDS = "stands"

    @property
    def words(self) -> str:
        """For people, in Chinese."""
        return _WORDS[self]

    @property
    def tone(self) -> str:
        """Which badge it gets."""
        return {"running": "now", "objected": "warn", "upheld": "warn", "returned": "warn", "stands": "good"}[
            self.value
        ]


_WORDS = {
    Standing.RUNNING: N_("公示中"),
    Standing.OBJECTED: N_("公示期满，有异议待答复"),
    Standing.UPHELD: N_("异议成立"),
    Standing.RETURNED: N_("异议较多，退回重议"),
    Standing.STANDS: N_("公示期满，无未决异议"),
}


def standing(
    ends_at: datetime, now: datetime, waiting: int, upheld: int, filed: int = 0, returns_at: int = 0
) -> Standing:
    """Whether a notice stands: its period is over, no objection waits for an answer, none was upheld, and fewer were
    filed than send the thing back (returns_at; 0: none do)."""
    if upheld:
        return Standing.UPHELD
    if 0 < returns_at <= filed:
        return Standing.RETURNED
    if now < ends_at:
        return Standing.RUNNING
    return Standing.OBJECTED if waiting else Standing.STANDS


def may_object(actor: Actor, path: str) -> bool:
    """Residents of the place the notice is for."""
    return actor.lives_in(path)


def may_answer(actor: Actor, path: str, decided: Collection[int]) -> bool:
    """Clerk, supervisor or officer of the place, but never who published the notice or decided what it shows."""
    answers = actor.holds_any((Role.CLERK, Role.SUPERVISOR, Role.OFFICER), path)
    return answers and actor.person_id not in decided


def may_file(actor: Actor, path: str) -> bool:
    """The residents' committee files with the street (备案)."""
    return actor.holds(Role.CLERK, path)


def may_acknowledge(actor: Actor, path: str, filed_by: int) -> bool:
    """The street office says that it has it, by somebody else than who filed."""
    return actor.holds(Role.OFFICER, path) and actor.person_id != filed_by


def shown_digest(title: str, body: str, days: int, kind: str, last: date) -> str:
    """What is shown is known by this from the first moment on. last: the last day of the period."""
    told = {"title": title, "body": body, "days": days, "kind": kind, "last": last.isoformat()}
    return digest(GENESIS, told)


def proof_of(
    notice: Mapping[str, Any], published_at: datetime, ends_at: datetime, objections: Sequence[str]
) -> dict[str, Any]:
    """What a proof of publicity says: the text that was shown, from when to when, and the receipts of what was filed."""
    return {
        "form": 1,
        **notice,
        "published_at": iso(published_at),
        "ended_at": iso(ends_at),
        "objections": list(objections),
    }


def iso(at: datetime) -> str:
    """A moment as documents write it: UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class OnPaper:
    """A notice as it hangs on the board. ends_at: the first moment after the period. publisher: by name."""

    title: str
    body: str
    place: str
    publisher: str
    published_at: datetime
    ends_at: datetime


def poster(notice: OnPaper, address: str, qr: str, lang: str) -> Poster:
    """What is shown, from when to when, how to object and where (公示内容, domain.md 5.1)."""

    def say(text: str, **facts: object) -> str:
        return translate(text, lang).format(**facts)

    def on(at: datetime) -> str:
        # always with its year: paper is read years later
        day = clock.local(at)
        return say(N_("{year}年{month}月{day}日"), year=day.year, month=day.month, day=day.day)

    start = f"{on(notice.published_at)} {hour(notice.published_at)}"
    period = say(N_("{start} 起，{end} 止"), start=start, end=on(notice.ends_at - timedelta(seconds=1)))
    facts = (
        (say(N_("期限")), period),
        (say(N_("提异议")), say(N_("期限以内扫码写下，或者到居委会当面提；由没有参与决定的人答复。"))),
        (say(N_("发布")), f"{notice.place} · {notice.publisher}"),
    )
    scan = say(N_("扫码看全文，提异议"))
    return Poster(say(N_("公示")), notice.title, facts, notice.body, scan, address, qr, lang, say(MORE))


def poster_parts(notice: OnPaper) -> dict[str, Any]:
    """What a poster says, part by part, for its seal."""
    return {
        N_("标题和内容"): (notice.title, notice.body),
        N_("期限"): (notice.published_at, notice.ends_at),
        N_("发布"): (notice.place, notice.publisher),
    }


kinds(
    notice_returned=N_("公示“{title}”收到 {count} 条异议，退回重议。"),
    notice_filed=N_("{place}报来一件备案：{title}。"),
    filing_acknowledged=N_("街道已经收到备案：{title}。"),
)
sentences(
    only_residents_object=N_("公示的异议由本社区居民提出。"),
    other_answers=N_("异议要由没有参与决定的工作人员答复，不能由发布或决定这件事的人自己答复。"),
    notice_returned=N_("有 {count} 人提出异议，这件事退回重议，不能照原样办下去。"),
    filing_by_clerk=N_("备案由居委会来办。"),
    filing_by_officer=N_("备案由街道工作人员确认收到，不能由报送的人自己确认。"),
    filed_already=N_("这件事已经报街道备案。"),
    filing_acknowledged=N_("街道已经确认收到。"),
    notice_over=N_("公示期已于 {ends} 结束，不再收异议。您写的内容还在。"),
    objected_already=N_("您已经提过一次异议，回执 {receipt}。"),
    own_objection=N_("自己提的异议，要由别人来答复。"),
    objection_answered_already=N_("这条异议已经有人答复了。"),
    notice_running=N_("公示要到 {ends} 才满，现在还不能办下一步。"),
    notice_objected=N_("还有 {count} 条异议没有答复，现在还不能办下一步。"),
    notice_upheld=N_("有异议成立，这件事不能照原样办下去。"),
    notice_missing=N_("还没有公示，不能办下一步。"),
)
