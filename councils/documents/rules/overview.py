"""What stands at the head of every reading: when, where, who, and whether enough were there."""

from collections.abc import Iterator, Sequence

from civic.documents.rules import Block, Facts, Heading, Paragraph
from civic.kit.errors import N_
from councils.documents.rules.headings import numbered
from councils.documents.rules.words import Words
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.parts import Person, moment
from councils.minutes.rules.room import Presided

# how names stand in what everybody may read (councils.rules.Masking)
_NAMES = {
    "surname": N_("按议事规则，公开的记录里成员只写姓，到会的人看到的是全名。"),
    "role": N_("按议事规则，公开的记录里成员只写编号，到会的人看到的是全名。"),
}


def overview(document: MinutesDocument, say: Words) -> Iterator[Block]:
    """When, where, who, how many, and what a correction puts right."""
    unwritten = say(N_("（没有写明）"))
    yield Heading(numbered(1, say(N_("会议概况")), say))
    if document.talk:
        yield Paragraph(say(N_("到会人数不够，改为座谈：说了什么都记在下面，没有作决定。")))
    elif not document.held:
        yield Paragraph(say(N_("到会人数不够，会议没有开成。")))
    started = (say(N_("开始")), say.moment(document.opened))
    pairs = [
        started if document.opened else (say(N_("原定时间")), say.moment(document.planned)),
        (say(N_("结束")), say.moment(document.closed) or unwritten),
        (say(N_("地点")), document.venue or unwritten),
        (say(N_("召集人")), document.convener or unwritten),
        (say(N_("召集依据")), document.basis or unwritten),
        (say(N_("通知发出")), say.day(document.noticed) or unwritten),
        (say(N_("主持人")), _turns(document.chair, document.chairs, say)),
        (say(N_("记录人")), _turns(document.recorder, document.recorders, say)),
        (say(N_("应到")), say(N_("{n} 人"), n=document.seats)),
        (say(N_("实到")), say(N_("{n} 人"), n=len(document.present))),
        (say(N_("缺席")), say(N_("{n} 人"), n=len(document.absent))),
        (say(N_("规则")), f"{document.rules.name} · {document.rules.source}"),
        (say(N_("到会要求")), say(N_("应到人数的{share}"), share=_quorum(document, say))),
    ]
    pairs += _others(document, say)
    pairs += [(say(N_("够不够人")), say.quorum(check)) for check in document.quorum]
    yield Facts(tuple(pairs))
    yield from hidden(document, say)
    if document.preface:
        yield Paragraph(document.preface)
    if document.corrects:
        told = N_("本版是第 {version} 版，更正第 {n} 号：")
        yield Paragraph(say(told, version=document.version, n=document.corrects.number))
    for remark in document.remarks:
        was = say(N_("原为“{was}”，"), was=remark.was) if remark.was else ""
        where = f"{say.paragraph(remark.anchor)}{say(N_('：'))}"
        yield Paragraph(where + was + say(N_("应为“{now}”。"), now=remark.now))


def _quorum(document: MinutesDocument, say: Words) -> str:
    rules = document.rules
    return say.share(rules.quorum_num, rules.quorum_den, rules.quorum_strict)


def hidden(document: MinutesDocument, say: Words) -> Iterator[Block]:
    """Says so where the rule set hides names in what everybody may read."""
    if document.rules.masking in _NAMES:
        yield Paragraph(say(_NAMES[document.rules.masking]))


def _turns(one: Person, turns: Sequence[Presided], say: Words) -> str:
    """Who presided or kept the record, and who did instead from when to when."""
    if len(turns) < 2:
        return one.name
    turn = N_("{name}（{since}起，{reason}）")
    told = [turns[0].person.name]
    for each in turns[1:]:
        since, reason = say.hour(moment(each.since)), each.reason or say(N_("恢复主持"))
        told.append(say(turn, name=each.person.name, since=since, reason=reason))
    return say(N_("、")).join(told)


def _others(document: MinutesDocument, say: Words) -> list[tuple[str, str]]:
    """Leave, substitutes, observers, gallery, tellers, pauses: only what there was."""
    comma = say(N_("、"))
    leave = [f"{one.person.name}{say(N_('：'))}{one.reason}" for one in document.excused]
    sat = [
        say(N_("{substitute}代{member}"), substitute=one.substitute.name, member=one.member.name)
        for one in document.substitutes
    ]
    pauses = [f"{say.hour(moment(one.since))}–{say.hour(moment(one.until))}" for one in document.pauses]
    gallery = say(N_("{n} 人"), n=document.gallery) if document.gallery else ""
    pairs = (
        (N_("请假"), comma.join(leave)),
        (N_("候补出席"), comma.join(sat)),
        (N_("列席"), comma.join(say.names(document.observers))),
        (N_("旁听"), gallery),
        (N_("监票人"), comma.join(say.names(document.tellers))),
        (N_("休会"), comma.join(pauses)),
    )
    return [(say(label), told) for label, told in pairs if told]
