"""The two readings of one document on paper: 会议记录 (all that happened) and 会议纪要 (what was decided)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from civic.documents.rules import (
    Block,
    Facts,
    Heading,
    Mark,
    Paragraph,
    People,
    Sheet,
    Signed,
    Table,
)
from civic.kit.errors import N_
from civic.kit.money import yuan
from councils.documents.rules.words import Words
from councils.minutes.rules.document import AgendaItem, Attendance, MinutesDocument, Motion, Vote

_COUNTED = N_("一二三四五六七八九十")


class Reading(StrEnum):
    """Which of the two."""

    RECORD = "record"
    MINUTES = "minutes"


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


def full_record(document: MinutesDocument, issue: Issue, lang: str = "zh") -> Sheet:
    """会议记录: everything, in order."""
    say = Words(lang)
    blocks: list[Block] = [*_overview(document, say, 1), *_record(document, say)]
    return _sheet(document, issue, say, say(N_("会议记录")), blocks)


def gist(document: MinutesDocument, issue: Issue, lang: str = "zh") -> Sheet:
    """会议纪要: what was decided, and who was there."""
    say = Words(lang)
    blocks: list[Block] = [*_overview(document, say, 1), *_decided(document, say)]
    return _sheet(document, issue, say, say(N_("会议纪要")), blocks)


def _sheet(document: MinutesDocument, issue: Issue, say: Words, kind: str, blocks: list[Block]) -> Sheet:
    here = [one.person for one in document.present]
    number = say(N_("第 {n} 号，{day}签发"), n=issue.number, day=say.day(issue.published_at))
    state = number if issue.number else say(N_("草稿，还没有签发"))
    session = say(N_("第 {term} 届第 {number} 次会议"), term=document.term, number=document.number)
    blocks += [
        People(say(N_("出席")), say.names(here) or (say(N_("没有人签到。")),)),
        *([People(say(N_("缺席")), say.names(document.absent))] if document.absent else []),
        Signed(_signatures(issue, say)),
        Mark(
            issue.digest,
            issue.address,
            say(
                N_(
                    "签的是下面这串指纹，它由全文算出，改一个字就对不上。由会议日志第 1 条到第 {seq} 条生成。核对："
                ),
                seq=document.log_seq,
            ),
            issue.qr,
        ),
    ]
    title = f"{document.council} {document.title} {kind}"
    return Sheet(title, (f"{document.council} {session}", state), tuple(blocks), say.lang)


def _signatures(issue: Issue, say: Words) -> tuple[tuple[str, str, str], ...]:
    roles = {"recorder": say(N_("记录人")), "chair": say(N_("主持人"))}
    signed = {role: (name, at) for role, name, at in issue.signatures}
    blank = say(N_("还没有签字"))
    return tuple(
        (label, signed[role][0], say.moment(signed[role][1])) if role in signed else (label, blank, "")
        for role, label in roles.items()
    )


def _overview(document: MinutesDocument, say: Words, number: int) -> Iterator[Block]:
    unwritten = say(N_("（没有写明）"))
    yield Heading(_numbered(number, say(N_("会议概况")), say))
    if not document.held:
        yield Paragraph(say(N_("到会人数不够，会议没有开成。")))
    started = (say(N_("开始")), say.moment(document.opened))
    pairs = [
        started if document.opened else (say(N_("原定时间")), say.moment(document.planned)),
        (say(N_("结束")), say.moment(document.closed) or unwritten),
        (say(N_("地点")), document.venue or unwritten),
        (say(N_("召集人")), document.convener or unwritten),
        (say(N_("召集依据")), document.basis or unwritten),
        (say(N_("通知发出")), say.day(document.noticed) or unwritten),
        (say(N_("主持人")), document.chair.name),
        (say(N_("记录人")), document.recorder.name),
        (say(N_("应到")), say(N_("{n} 人"), n=document.seats)),
        (say(N_("实到")), say(N_("{n} 人"), n=len(document.present))),
        (say(N_("缺席")), say(N_("{n} 人"), n=len(document.absent))),
        (say(N_("规则")), f"{document.rules.name} · {document.rules.source}"),
    ]
    pairs += [(say(N_("够不够人")), say.quorum(check)) for check in document.quorum]
    yield Facts(tuple(pairs))


def _decided(document: MinutesDocument, say: Words) -> Iterator[Block]:
    yield Heading(_numbered(2, say(N_("议定事项")), say))
    for place, motion in enumerate(document.adopted, 1):
        yield Heading(_second(place, say(N_("第 {n} 项"), n=place), say), 2)
        yield from _wording(motion, say)
        yield from _counted(motion, say)
    if not document.adopted:
        yield Paragraph(say(N_("这次会议没有通过任何动议。")))
    yield Heading(_numbered(3, say(N_("议程和结果")), say))
    head = (say(N_("事项")), say(N_("结果")), say(N_("表决")))
    rows = [row for item in document.agenda for row in _agenda_rows(item, say)]
    yield Table(head, tuple(rows), (5, 2, 3))


def _agenda_rows(item: AgendaItem, say: Words) -> Iterator[tuple[str, str, str]]:
    yield f"{item.number}. {item.title}", say.item(item), ""
    for motion in item.motions:
        text = f"{say(N_('动议 {n}'), n=motion.number)}{say(N_('：'))}{motion.text}"
        yield text, say.outcome(motion), say.numbers(motion.tally) if motion.tally else ""


def _record(document: MinutesDocument, say: Words) -> Iterator[Block]:
    for place, item in enumerate(document.agenda, 2):
        yield Heading(_numbered(place, item.title, say))
        yield Paragraph(say.item(item))
        for order, motion in enumerate(item.motions, 1):
            title = f"{say(N_('动议 {n}'), n=motion.number)}{say(N_('：'))}{say.outcome(motion)}"
            yield Heading(_second(order, title, say), 2)
            yield from _wording(motion, say)
            yield from _debate(motion, say)
            for vote in motion.votes:
                yield from _vote(vote, say)
        if not item.motions:
            yield Paragraph(say(N_("这一项没有人提出动议。")))
    if document.closed:
        text = N_("{at} 散会，散会时在场 {n} 人。")
        yield Paragraph(say(text, at=say.moment(document.closed), n=document.present_at_close))
    yield Heading(_numbered(len(document.agenda) + 2, say(N_("签到")), say))
    head = (say(N_("姓名")), say(N_("到")), say(N_("离")), say(N_("怎么登记的")))
    yield Table(head, tuple(_sign_in(one, say) for one in document.present), (3, 2, 2, 3))


def _sign_in(one: Attendance, say: Words) -> tuple[str, str, str, str]:
    how = say(N_("现场代为登记")) if one.steward else say(N_("本人签到"))
    return one.person.name, say.hour(one.came), say.hour(one.gone) or say(N_("到散会")), how


def _wording(motion: Motion, say: Words) -> Iterator[Block]:
    yield Paragraph(motion.text, quoted=True)
    pairs = [(say(N_("动议人")), motion.mover.name)]
    pairs.append((say(N_("附议人")), motion.seconder.name if motion.seconder else say(N_("没有人附议"))))
    if motion.amount_fen:
        pairs.append((say(N_("金额")), yuan(motion.amount_fen)))
    yield Facts(tuple(pairs))


def _debate(motion: Motion, say: Words) -> Iterator[Block]:
    if not motion.speeches:
        return
    counted = N_("发言：赞成 {pro} 次，反对 {con} 次")
    yield Paragraph(say(counted, pro=len(motion.speakers_for), con=len(motion.speakers_against)))
    head = (say(N_("姓名")), say(N_("立场")), say(N_("用时")), say(N_("要点")))
    rows = tuple(
        (
            speech.person.name,
            say.stance(speech.stance),
            say.length(speech.seconds),
            speech.gist or say(N_("（记录人没有写要点）")),
        )
        for speech in motion.speeches
    )
    yield Table(head, rows, (2, 1, 2, 6))


def _vote(vote: Vote, say: Words) -> Iterator[Block]:
    yield Paragraph(f"{say.hour(vote.closed)} {say.method(vote)}")
    if vote.tally is None:
        yield Paragraph(say(N_("这次表决作废：{reason}"), reason=vote.void_reason))
        return
    yield Paragraph(f"{say.numbers(vote.tally)}{say(N_('。'))}{say.rule(vote.tally)}")
    for choice, people in vote.by_choice:
        yield People(say.choice(choice), say.names(people))


def _counted(motion: Motion, say: Words) -> Iterator[Block]:
    if motion.tally:
        yield Paragraph(f"{say.numbers(motion.tally)}{say(N_('。'))}{say.rule(motion.tally)}")


def _numbered(number: int, title: str, say: Words) -> str:
    """一、 in Chinese, 1. in English; beyond ten, figures in both."""
    if say.lang == "zh" and number <= len(_COUNTED):
        return f"{_COUNTED[number - 1]}、{title}"
    return f"{number}. {title}"


def _second(number: int, title: str, say: Words) -> str:
    if say.lang == "zh" and number <= len(_COUNTED):
        return f"（{_COUNTED[number - 1]}）{title}"
    return f"({number}) {title}"
