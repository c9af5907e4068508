"""The pack to read before a session, put together once and said twice: on a page and on paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from civic.documents.rules import Block, Facts, Heading, Mark, Paragraph, Sheet, Table
from civic.kit import clock
from civic.kit.errors import N_
from civic.kit.money import Fen, yuan
from civic.kit.refs import Ref
from civic.kit.thresholds import MORE_THAN_HALF, Threshold
from civic.web import i18n
from councils.preparation.agendas.rules.entries import Elsewhere, EntryKind
from councils.preparation.supplements.rules import Late
from councils.rules import Base, FloorRules, Strictness
from councils.sessions.rules.naming import Names

Say = Callable[..., str]


@dataclass(frozen=True)
class About:
    """The proposal an item is about."""

    id: int
    title: str
    need: str
    plan: str
    supports: int
    cost_fen: Fen | None


@dataclass(frozen=True)
class Matter:
    """An item of the agenda with all there is to read about it."""

    number: int
    title: str
    kind: EntryKind | None
    presenter: str
    minutes: int
    starts_at: datetime
    note: str = ""
    motion: str = ""
    author: str = ""
    about: About | None = None
    spoke_for: tuple[str, ...] = ()
    spoke_against: tuple[str, ...] = ()
    papers: tuple[tuple[str, str], ...] = ()  # name, key
    basis: Ref | None = None  # what is in dispute


@dataclass(frozen=True)
class Pack:
    """All of it."""

    session_id: int
    council: str
    title: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    chair: str
    recorder: str
    basis: str
    notice_day: date
    rules: FloorRules
    matters: tuple[Matter, ...]
    elsewhere: tuple[Elsewhere, ...]
    gallery_seats: int
    cancelled: bool
    late: tuple[Late, ...] = ()  # what came after the notice, those taken back included


def hidden(pack: Pack, names: Names) -> Pack:
    """The pack with the members' names hidden, for those who are not part of the session."""
    return replace(
        pack,
        matters=tuple(_hidden(matter, names.said) for matter in pack.matters),
        late=tuple(replace(paper, added_by=names.said(paper.added_by)) for paper in pack.late),
    )


def _hidden(matter: Matter, said: Callable[[str], str]) -> Matter:
    return replace(
        matter,
        presenter=said(matter.presenter),
        author=said(matter.author),
        spoke_for=tuple(map(said, matter.spoke_for)),
        spoke_against=tuple(map(said, matter.spoke_against)),
    )


def speaker(lang: str) -> Say:
    """Marked Chinese sentences in a language, with their facts."""

    def say(message: str, **facts: object) -> str:
        words = i18n.translate(message, lang)
        return words.format(**facts) if facts else words

    return say


def plain_rules(floor: FloorRules, say: Say) -> list[str]:
    """What a newcomer must know, in sentences."""
    minutes, seconds = divmod(floor.speech_seconds, 60)
    times = floor.speeches_per_motion
    sentences = [
        say(N_("主持人只管规则，不说自己赞成还是反对。")),
        say(
            N_("先举手，点到名字再说。一次最多 {n} 秒，同一件事最多 {times} 次，没说过的人先说。"),
            n=floor.speech_seconds,
            times=times,
        )
        if seconds
        else say(
            N_("先举手，点到名字再说。一次最多 {n} 分钟，同一件事最多 {times} 次，没说过的人先说。"),
            n=minutes,
            times=times,
        ),
        say(N_("先说赞成还是反对，再说理由。对着主持人说，不打断别人，不说人品，只说事情。")),
    ]
    if floor.strictness is Strictness.CONSULTATION:
        return [*sentences, say(N_("这是一次协商：先听意见，不当场作有约束力的决定。"))]
    return [
        say(N_("先有动议，再讨论：要说清谁来做、做什么、什么时候做完、花多少钱。")),
        *sentences,
        say(N_("话说完了才表决。赞成票多于反对票才算通过，一样多就是没通过。"))
        if (floor.passing, floor.base) == (MORE_THAN_HALF, Base.CAST)
        else say(N_("话说完了才表决，赞成票要有{share}才算通过。"), share=_share(floor.passing, say)),
        say(N_("成员到场要有应到人数的{share}，才能开会和表决。"), share=_share(floor.quorum, say)),
    ]


def _share(share: Threshold, say: Say) -> str:
    words = N_("超过 {num}/{den}") if share.strict else N_(" {num}/{den} 以上")
    return say(words, num=share.num, den=share.den)


def taking_part(pack: Pack, say: Say) -> list[str]:
    """How to come, listen, and be heard."""
    ways = [say(N_("成员请回复参加、请假或线上参加。"))]
    if pack.gallery_seats:
        ways.append(say(N_("居民可以报名旁听，有 {n} 个座位，先报先得，满了排队。"), n=pack.gallery_seats))
    ways.append(say(N_("来不了也能在手机上看：会议进行到哪一步、结果是什么，页面上都有。")))
    ways.append(say(N_("有意见可以写给本届成员，也可以交一份书面议题单，下次会议再议。")))
    return ways


def parts(pack: Pack) -> dict[str, Any]:
    """What it says, part by part, for its seal; in no language."""
    return {
        N_("时间和地点"): (pack.starts_at, pack.ends_at, pack.venue, pack.cancelled),
        N_("主持人和记录人"): (pack.chair, pack.recorder),
        N_("为什么开会"): (pack.council, pack.title, pack.basis, pack.notice_day),
        N_("议程"): [(one.number, one.title, one.presenter, one.minutes) for one in pack.matters],
        N_("每一项的资料"): pack.matters,
        N_("补充材料"): pack.late,
        N_("另行处理的事项"): pack.elsewhere,
        N_("开会的规矩"): (pack.rules, pack.gallery_seats),
    }


def sheet(pack: Pack, mark: Mark, lang: str) -> Sheet:
    """The pack on paper. mark: how a reader finds out what has changed since."""
    say = speaker(lang)
    starts_on = day(clock.local(pack.starts_at).date(), say)
    when = f"{starts_on} {i18n.hour(pack.starts_at)}–{i18n.hour(pack.ends_at)}"
    pairs = (
        (say(N_("时间")), when),
        (say(N_("地点")), pack.venue),
        (say(N_("主持人")), pack.chair),
        (say(N_("记录人")), pack.recorder),
        (say(N_("为什么开会")), pack.basis),
    )
    blocks: list[Block] = [Facts(pairs), Heading(say(N_("议程"))), _agenda(pack, say)]
    blocks += _elsewhere(pack.elsewhere, say)
    for matter in pack.matters:
        blocks += _matter(matter, say)
    blocks += _late(pack.late, say)
    blocks.append(Heading(say(N_("开会的规矩，第一次来的人看这里"))))
    blocks += [Paragraph(f"{n}. {text}") for n, text in enumerate(plain_rules(pack.rules, say), start=1)]
    blocks.append(Heading(say(N_("怎么参加"))))
    blocks += [Paragraph(text) for text in taking_part(pack, say)]
    blocks.append(mark)
    under = (f"{pack.council} {pack.title}", say(N_("{day}公告"), day=day(pack.notice_day, say)))
    return Sheet(say(N_("会前资料")), under, tuple(blocks), lang)


def day(on: date, say: Say) -> str:
    """Always with its year: paper is read years later."""
    return say(N_("{year}年{month}月{day}日"), year=on.year, month=on.month, day=on.day)


def _agenda(pack: Pack, say: Say) -> Table:
    head = (say(N_("时间")), say(N_("议程")), say(N_("谁来说明")), say(N_("分钟")))
    rows = tuple(
        (
            i18n.hour(matter.starts_at),
            f"{matter.number}. {matter.title}",
            matter.presenter,
            str(matter.minutes),
        )
        for matter in pack.matters
    )
    return Table(head, rows, (2, 8, 4, 2))


def _elsewhere(matters: Sequence[Elsewhere], say: Say) -> Iterator[Block]:
    for matter in matters:
        facts = {
            "why": say(matter.sensitive.words),
            "handler": matter.handler,
            "due_on": day(matter.due_on, say),
        }
        yield Paragraph(
            say(N_("另有一项{why}，不在会上公开议，另行处理：由{handler}负责，{due_on}前答复。"), **facts)
        )


def _late(papers: Sequence[Late], say: Say) -> Iterator[Block]:
    """Under a heading of their own, each with the day it came: nobody takes them for what was published."""
    if not papers:
        return
    yield Heading(say(N_("公告以后补充的材料")))
    for paper in papers:
        local = clock.local(paper.added_at)
        facts = {
            "when": f"{day(local.date(), say)} {i18n.hour(paper.added_at)}",
            "name": paper.name,
            "by": paper.added_by,
            "note": paper.note,
        }
        words = N_("{when}，{by}补充：{name}。{note}")
        if paper.item:
            words, facts["item"] = N_("{when}，{by}补充到第 {item} 项：{name}。{note}"), str(paper.item)
        yield Paragraph(say(words, **facts))
        if paper.struck_at:
            yield Paragraph(say(N_("这份材料后来撤下了，原因：{reason}"), reason=paper.struck_reason))


def _matter(matter: Matter, say: Say) -> Iterator[Block]:
    yield Heading(f"{matter.number}. {matter.title}", 2)
    if matter.note:
        yield Paragraph(matter.note)
    if matter.motion:
        yield Paragraph(say(N_("{name}交来的书面动议："), name=matter.author))
        yield Paragraph(matter.motion, quoted=True)
    if matter.about:
        cost = yuan(matter.about.cost_fen) if matter.about.cost_fen else say(N_("还没有估算"))
        yield Facts(
            (
                (say(N_("提案")), matter.about.title),
                (say(N_("现在的问题")), matter.about.need),
                (say(N_("想怎么办")), matter.about.plan),
                (say(N_("附议")), say(N_("{n} 人"), n=matter.about.supports)),
                (say(N_("估算")), cost),
            )
        )
    for label, said in (
        (N_("以前会上赞成的人说"), matter.spoke_for),
        (N_("以前会上反对的人说"), matter.spoke_against),
    ):
        if said:
            yield Paragraph(f"{say(label)}{'；'.join(said)}")
    if matter.papers:
        yield Paragraph(say(N_("附件：{names}"), names="、".join(name for name, _ in matter.papers)))
