"""The two readings of one document on paper: 会议记录 (all that happened) and 会议纪要 (what was decided)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from civic.documents.rules import (
    Block,
    Heading,
    Mark,
    Paragraph,
    People,
    Sheet,
    Signed,
    Table,
)
from civic.kit.errors import N_
from councils.documents.rules.headings import numbered, second
from councils.documents.rules.overview import overview
from councils.documents.rules.record import record, wording
from councils.documents.rules.words import Words
from councils.minutes.rules.document import MinutesDocument, plain
from councils.minutes.rules.parts import AgendaItem, Motion


class Reading(StrEnum):
    """Which of the two."""

    RECORD = "record"
    MINUTES = "minutes"


_READINGS = {Reading.RECORD: N_("会议记录"), Reading.MINUTES: N_("会议纪要")}


@dataclass(frozen=True)
class Issue:
    """What stands around the document: its number, when it was published, who signed, how it is checked."""

    number: int | None
    published_at: datetime | None
    #: role (recorder | chair), name, moment
    signatures: tuple[tuple[str, str, datetime], ...]
    digest: str
    address: str
    #: the address as a drawing, SVG; empty without one
    qr: str = ""
    #: what a file says of itself to a program
    seal: str = ""
    #: why the version before was put right
    reason: str = ""


def minutes_parts(document: MinutesDocument, issue: Issue) -> dict[str, Any]:
    """What minutes say, part by part, for the seal of their copies: tells what changed between a draft and what was signed."""
    told = plain(document)
    gathering = (
        "chair",
        "recorder",
        "seats",
        "present",
        "absent",
        "excused",
        "substitutes",
        "observers",
        "quorum",
    )
    items = ("agenda", "procedure", "agenda_changes", "papers", "polls")
    late = ("version", "corrects", "remarks")
    other = ("log_seq", "log_digest", "form")
    rest = [name for name in told if name not in (*gathering, *items, *late, *other)]
    return {
        N_("会议概况"): {name: told[name] for name in rest},
        N_("到会的人"): [told.get(name) for name in gathering],
        N_("议程和表决"): [told.get(name) for name in items],
        N_("更正"): [told.get(name) for name in late],
        N_("签字"): issue.signatures,
    }


def full_record(document: MinutesDocument, issue: Issue, lang: str = "zh") -> Sheet:
    """会议记录: everything, in order."""
    say = Words(lang)
    blocks: list[Block] = [*overview(document, say), *record(document, say)]
    return _sheet(document, issue, say, Reading.RECORD, blocks)


def facts(document: MinutesDocument, lang: str = "zh") -> tuple[Block, ...]:
    """The head alone: when, where, who, how many."""
    return tuple(overview(document, Words(lang)))


def happened(document: MinutesDocument, lang: str = "zh") -> tuple[Block, ...]:
    """The items of the full record alone, for a page that says the rest itself."""
    return tuple(record(document, Words(lang)))


def gist(document: MinutesDocument, issue: Issue, lang: str = "zh") -> Sheet:
    """会议纪要: what was decided, and who was there."""
    say = Words(lang)
    blocks: list[Block] = [*overview(document, say), *_decided(document, say)]
    return _sheet(document, issue, say, Reading.MINUTES, blocks)


def _sheet(
    document: MinutesDocument, issue: Issue, say: Words, reading: Reading, blocks: list[Block]
) -> Sheet:
    here = [one.person for one in document.present]
    blocks += [
        People(say(N_("出席")), say.names(here) or (say(N_("没有人签到。")),)),
        *([People(say(N_("缺席")), say.names(document.absent))] if document.absent else []),
    ]
    return bound(document, issue, say, (say(_READINGS[reading]), reading.value), blocks)


def bound(
    document: MinutesDocument, issue: Issue, say: Words, kind: tuple[str, str], blocks: list[Block]
) -> Sheet:
    """A sheet about these minutes between its title and what shows that it is genuine. kind: what it is called, and its tag
    for a program."""
    number = say(N_("第 {n} 号，{day}签发"), n=issue.number, day=say.day(issue.published_at))
    state = number if issue.number else say(N_("草稿，还没有签发"))
    session = say(N_("第 {term} 届第 {number} 次会议"), term=document.term, number=document.number)
    signed = N_(
        "签的是下面这串指纹，它由全文算出，改一个字就对不上。由会议日志第 1 条到第 {seq} 条生成。核对："
    )
    called, tag = kind
    seal = f"{issue.seal}/{tag}.{say.lang}" if issue.seal else ""
    end = (
        Signed(_signatures(issue, say)),
        Mark(issue.digest, issue.address, say(signed, seq=document.log_seq), issue.qr, seal),
    )
    title = f"{document.council} {document.title} {called}"
    why = (say(N_("更正的原因：{reason}"), reason=issue.reason),) if issue.reason else ()
    return Sheet(title, (f"{document.council} {session}", state, *why), (*blocks, *end), say.lang)


def _signatures(issue: Issue, say: Words) -> tuple[tuple[str, str, str], ...]:
    roles = {"recorder": say(N_("记录人")), "chair": say(N_("主持人"))}
    signed = {role: (name, at) for role, name, at in issue.signatures}
    blank = say(N_("还没有签字"))
    return tuple(
        (label, signed[role][0], say.moment(signed[role][1])) if role in signed else (label, blank, "")
        for role, label in roles.items()
    )


def _decided(document: MinutesDocument, say: Words) -> Iterator[Block]:
    yield Heading(numbered(2, say(N_("议定事项")), say))
    for place, motion in enumerate(document.adopted, 1):
        yield Heading(second(place, say(N_("第 {n} 项"), n=place), say), 2)
        yield from wording(motion, say)
        yield from _counted(motion, say)
    if not document.adopted:
        yield Paragraph(say(N_("这次会议没有通过任何动议。")))
    yield Heading(numbered(3, say(N_("议程和结果")), say))
    head = (say(N_("事项")), say(N_("结果")), say(N_("表决")))
    rows = [row for item in document.agenda for row in _agenda_rows(item, say)]
    yield Table(head, tuple(rows), (5, 2, 3))


def _agenda_rows(item: AgendaItem, say: Words) -> Iterator[tuple[str, str, str]]:
    yield f"{item.number}. {item.title}", say.item(item), ""
    for motion in item.motions:
        named = say(N_("动议 {n}"), n=motion.number)
        about = "" if motion.kind == "main" else f" · {say.kind(motion)}"
        text = f"{named}{about}{say(N_('：'))}{motion.text}"
        yield text, say.outcome(motion), say.numbers(motion.tally) if motion.tally else ""


def _counted(motion: Motion, say: Words) -> Iterator[Block]:
    counted = next((vote for vote in reversed(motion.votes) if vote.tally), None)
    if counted and counted.tally:
        stop, tally = say(N_("。")), counted.tally
        yield Paragraph(f"{say.method(counted)}{stop}{say.numbers(tally)}{stop}{say.rule(tally)}")
