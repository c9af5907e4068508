"""协商结果报告: what a consultation was about, who was heard, what they agreed on, and who answers by when.

Fields as in domain.md 5.1: topic, sponsors, stakeholders invited and present, facts, positions, consensus, dissent, actions
with owner and deadline, feedback. Counts of people only, never names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from civic.documents.rules import Block, Facts, Heading, Mark, Paragraph, Sheet, Table
from civic.kit.errors import N_
from civic.kit.money import yuan
from councils.documents.rules.headings import numbered
from councils.documents.rules.words import Words


@dataclass(frozen=True)
class Group:
    """A side that is concerned. heard: how its voice came in, as a marked word."""

    name: str
    interest: str
    invited: int
    present: int
    written: int
    heard: str


@dataclass(frozen=True)
class Choice:
    """An option and how people stand to it. objections: reasons of those who cannot live with it."""

    title: str
    cost_fen: int | None
    bearer: str
    duration: str
    support: int
    accept: int
    object: int
    objections: tuple[str, ...]


@dataclass(frozen=True)
class Opinion:
    """A statement with its votes."""

    text: str
    agrees: int
    disagrees: int
    passes: int


@dataclass(frozen=True)
class Moved:
    """A question of the survey, with the means before and after; empty for fewer pairs than may be shown."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Dissent:
    """An opinion kept, whose it is, and why."""

    text: str
    group: str
    reason: str


@dataclass(frozen=True)
class Owed:
    """Who answers what by when, and the answer. verdict: a marked word, empty while it is awaited."""

    name: str
    text: str
    due: date
    verdict: str
    reason: str


@dataclass(frozen=True)
class Report:
    """A consultation from the topic to what was done. Words that are ours are marked Chinese, to be said in any language."""

    title: str
    place: str
    kind: str
    origin: str
    raised_at: datetime
    need: str
    about: str
    decides: str
    published_at: datetime | None
    summary: str
    chosen: str
    consensus: tuple[str, ...]
    dissent: tuple[Dissent, ...]
    unheard: str
    unheard_reason: str
    groups: tuple[Group, ...]
    #: when, where, how it went
    evenings: tuple[tuple[datetime, str, str], ...]
    #: what came in writing: of whom, what
    views: tuple[tuple[str, str], ...]
    options: tuple[Choice, ...]
    people: int
    opinions: tuple[Opinion, ...]
    answered: tuple[int, int]
    survey: tuple[Moved, ...]
    owed: tuple[Owed, ...]
    done: tuple[tuple[datetime, str], ...]


def report_blocks(report: Report, lang: str = "zh") -> tuple[Block, ...]:
    """The report below its title; chapters without anything in them are left out and the rest numbered."""
    say = Words(lang)
    chapters = (
        (N_("协商议题"), _topic(report, say)),
        (N_("有关各方"), _sides(report, say)),
        (N_("协商经过"), _course(report, say)),
        (N_("方案和态度"), _options(report, say)),
        (N_("大家的意见"), _opinions(report, say)),
        (N_("协商结果"), _outcome(report, say)),
        (N_("答复"), _owed(report, say)),
        (N_("落实情况"), _done(report, say)),
    )
    written = [(title, blocks) for title, chapter in chapters if (blocks := tuple(chapter))]
    return tuple(
        block
        for n, (title, blocks) in enumerate(written, 1)
        for block in (Heading(numbered(n, say(title), say)), *blocks)
    )


def report_sheet(report: Report, mark: Mark, lang: str = "zh") -> Sheet:
    """The report on paper. mark: how a reader finds out what has changed since."""
    say = Words(lang)
    state = N_("{day}公布") if report.published_at else N_("草稿，还没有公布")
    under = (f"{report.place} · {say(report.kind)}", say(state, day=say.day(report.published_at)))
    title = f"{report.title} {say(N_('协商结果报告'))}"
    return Sheet(title, under, (*report_blocks(report, lang), mark), lang)


def report_parts(report: Report) -> dict[str, Any]:
    """What it says by its chapters, for its seal: counts and words as they stand, in no language."""
    one = report
    return {
        N_("协商议题"): (
            one.title,
            one.place,
            one.kind,
            one.origin,
            one.raised_at,
            one.need,
            one.about,
            one.decides,
        ),
        N_("有关各方"): (one.groups, one.unheard, one.unheard_reason),
        N_("协商经过"): (one.evenings, one.views),
        N_("方案和态度"): one.options,
        N_("大家的意见"): (one.people, one.opinions, one.answered, one.survey),
        N_("协商结果"): (one.published_at, one.summary, one.chosen, one.consensus, one.dissent),
        N_("答复"): one.owed,
        N_("落实情况"): one.done,
    }


def _topic(report: Report, say: Words) -> Iterator[Block]:
    pairs = (
        (say(N_("议题")), report.title),
        (say(N_("来源")), f"{say(report.origin)} · {say.day(report.raised_at)}"),
        (say(N_("谈什么")), report.about),
        (say(N_("谁来定")), report.decides),
    )
    yield Facts(tuple((label, told) for label, told in pairs if told))
    yield Paragraph(report.need)


def _sides(report: Report, say: Words) -> Iterator[Block]:
    if not report.groups:
        return
    head = (N_("哪一方"), N_("关系"), N_("邀请"), N_("到场"), N_("书面"), N_("听到了没有"))
    rows = (
        (
            one.name,
            one.interest,
            str(one.invited),
            str(one.present),
            str(one.written),
            say(one.heard),
        )
        for one in report.groups
    )
    yield Table(tuple(say(name) for name in head), tuple(rows), (4, 5, 2, 2, 2, 3))
    if report.unheard:
        reason = report.unheard_reason
        yield Paragraph(say(N_("没有听到：{groups}。原因：{reason}"), groups=report.unheard, reason=reason))


def _course(report: Report, say: Words) -> Iterator[Block]:
    for at, venue, record in report.evenings:
        yield Paragraph(
            say(N_("{at} 在{venue}见面协商。{record}"), at=say.moment(at), venue=venue, record=record)
        )
    for group, text in report.views:
        yield Paragraph(say(N_("{group}的书面意见：{text}"), group=group, text=text))


def _options(report: Report, say: Words) -> Iterator[Block]:
    if not report.options:
        return
    head = (N_("方案"), N_("费用"), N_("谁出钱"), N_("多久"), N_("支持"), N_("可以接受"), N_("反对"))
    rows = (
        (
            one.title,
            yuan(one.cost_fen) if one.cost_fen is not None else "",
            one.bearer,
            one.duration,
            str(one.support),
            str(one.accept),
            str(one.object),
        )
        for one in report.options
    )
    yield Table(tuple(say(name) for name in head), tuple(rows), (4, 3, 4, 3, 2, 2, 2))
    for one in report.options:
        for reason in one.objections:
            yield Paragraph(say(N_("反对“{option}”的理由：{reason}"), option=one.title, reason=reason))


def _opinions(report: Report, say: Words) -> Iterator[Block]:
    if report.people:
        yield Paragraph(say(N_("{n} 人对大家的说法表了态。最多人表态的几条："), n=report.people))
        head = (N_("说法"), N_("同意"), N_("不同意"), N_("说不准"))
        rows = tuple(
            (one.text, str(one.agrees), str(one.disagrees), str(one.passes)) for one in report.opinions
        )
        yield Table(tuple(say(name) for name in head), rows, (7, 2, 2, 2))
    if any(report.answered):
        before, after = report.answered
        yield Paragraph(
            say(
                N_("协商前 {before} 人、协商后 {after} 人回答了同样的问题（1 到 5 分）。"),
                before=before,
                after=after,
            )
        )
        moved = [one for one in report.survey if one.before]
        if moved:
            asked = (N_("问的是什么"), N_("协商前平均"), N_("协商后平均"))
            lines = tuple((one.question, one.before, one.after) for one in moved)
            yield Table(tuple(say(name) for name in asked), lines, (6, 3, 3))


def _outcome(report: Report, say: Words) -> Iterator[Block]:
    if report.summary:
        yield Paragraph(report.summary)
    if report.chosen:
        yield Paragraph(say(N_("大家同意用这个方案：{option}"), option=report.chosen))
    if report.consensus:
        yield Heading(say(N_("共识")), 2)
        for n, text in enumerate(report.consensus, 1):
            yield Paragraph(f"{n}. {text}")
    if report.dissent:
        yield Heading(say(N_("保留的不同意见")), 2)
    for one in report.dissent:
        text = one.text + say(N_("（{words}）"), words=one.group) if one.group else one.text
        yield Paragraph(text + say(N_("。理由：{reason}"), reason=one.reason))


def _owed(report: Report, say: Words) -> Iterator[Block]:
    if not report.owed:
        return
    head = (N_("由谁答复"), N_("答复什么"), N_("期限"), N_("答复"))
    rows = tuple((one.name, one.text, say.day(one.due), _answer(one, say)) for one in report.owed)
    yield Table(tuple(say(name) for name in head), rows, (3, 5, 3, 5))


def _answer(one: Owed, say: Words) -> str:
    if not one.verdict:
        return say(N_("等答复"))
    return f"{say(one.verdict)}{say(N_('：'))}{one.reason}" if one.reason else say(one.verdict)


def _done(report: Report, say: Words) -> Iterator[Block]:
    for at, text in report.done:
        yield Paragraph(f"{say.day(at)}{say(N_('：'))}{text}")
