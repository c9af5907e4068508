"""The full record (会议记录): item by item, everything that happened, in order."""

from collections.abc import Iterator, Sequence

from civic.documents.rules import Block, Facts, Heading, Paragraph, People, Table
from civic.kit.errors import N_
from civic.kit.money import yuan
from councils.documents.rules.headings import FIRST_ITEM, numbered, second
from councils.documents.rules.words import Words
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.parts import AgendaItem, Motion, Speech, Vote, moment
from councils.minutes.rules.room import Attendance
from councils.sessions.rules.words import Suspendable


def record(document: MinutesDocument, say: Words) -> Iterator[Block]:
    """Every item, then the end and the list of who came."""
    for place, item in enumerate(document.agenda, FIRST_ITEM):
        yield from of_item(place, item, say)
    yield from _changes(document, say)
    for order, motion in enumerate(document.procedure, 1):
        yield from _motion(order, motion, say)
    if document.closed:
        text = N_("{at} 散会，散会时在场 {n} 人。")
        yield Paragraph(say(text, at=say.moment(document.closed), n=document.present_at_close))
    yield Heading(numbered(len(document.agenda) + FIRST_ITEM, say(N_("签到")), say))
    head = (say(N_("姓名")), say(N_("到")), say(N_("离")), say(N_("怎么登记的")))
    yield Table(head, tuple(_sign_in(one, say) for one in document.present), (3, 2, 2, 3))


def of_item(place: int, item: AgendaItem, say: Words) -> Iterator[Block]:
    """One item; place: the number of its heading."""
    yield Heading(numbered(place, item.title, say))
    yield Paragraph(say.item(item))
    if item.prose:
        yield Paragraph(item.prose)
    yield from _around(item, say)
    for order, motion in enumerate(item.motions, 1):
        yield from _motion(order, motion, say)
    if not item.motions and not item.speeches:
        yield Paragraph(say(N_("这一项没有人提出动议。")))


def _motion(order: int, motion: Motion, say: Words) -> Iterator[Block]:
    named = f"{say(N_('动议 {n}'), n=motion.number)}"
    if motion.kind != "main":
        named = f"{named} · {say.kind(motion)}"
    yield Heading(second(order, f"{named}{say(N_('：'))}{say.outcome(motion)}", say), 2)
    yield from wording(motion, say)
    yield from _debate(motion.speeches, say)
    for vote in motion.votes:
        yield from _vote(vote, say)


def _around(item: AgendaItem, say: Words) -> Iterator[Block]:
    """Who brought it in, who stood aside, points of order, what was said and written without a motion."""
    colon = say(N_("："))
    pairs = [(say(N_("提案编号")), str(item.proposal))] if item.proposal else []
    pairs += [(say(N_("介绍人")), item.presenter)] if item.presenter else []
    pairs += [(say(N_("回避")), f"{one.person.name}{colon}{one.reason}") for one in item.recusals]
    pairs += [(say(N_("程序")), say.point(point)) for point in item.points]
    if item.written:
        told = N_("书面意见：赞成 {pro} 条，反对 {con} 条，提问 {ask} 条，已回应 {done} 条")
        written = item.written
        text = say(told, pro=written.pro, con=written.con, ask=written.questions, done=written.answered)
        pairs.append((say(N_("会场外")), text))
    if pairs:
        yield Facts(tuple(pairs))
    yield from _debate(item.speeches, say)


def _changes(document: MinutesDocument, say: Words) -> Iterator[Block]:
    """Agenda changes, papers handed out, and straw polls, which decided nothing."""
    for change in document.agenda_changes:
        what = (
            N_("{at} 经动议 {n} 表决，议程增加：{title}")
            if change.added
            else N_("{at} 经动议 {n} 表决，议程顺序改变")
        )
        at = say.hour(moment(change.at))
        yield Paragraph(say(what, at=at, n=change.motion, title=change.added))
    for paper in document.papers:
        what = (
            N_("{at} 会上提出材料“{name}”：{note}")
            if not paper.item
            else N_("{at} 就第 {n} 项提出材料“{name}”：{note}")
        )
        at = say.hour(moment(paper.at))
        told = say(what, at=at, n=paper.item, name=paper.name, note=paper.note)
        struck = say(N_("后来撤下，原因：{reason}"), reason=paper.struck) if paper.struck else ""
        yield Paragraph(f"{told}{say(N_('（文件的指纹 {digest}）'), digest=paper.digest)}{struck}")
    for poll in document.polls:
        counts = zip(poll.options, poll.counts, strict=True)
        answers = say(N_("；")).join(f"{option} {count}" for option, count in counts)
        told = N_("摸底 {n}（不算表决）：{question} {answers}")
        yield Paragraph(say(told, n=poll.number, question=poll.question, answers=answers))


def _sign_in(one: Attendance, say: Words) -> tuple[str, str, str, str]:
    how = say(N_("现场代为登记")) if one.steward else say(N_("本人签到"))
    comma, stayed = say(N_("、")), say(N_("到散会"))
    came = comma.join(say.hour(moment(stay.since)) for stay in one.stays)
    gone = comma.join(say.hour(moment(stay.until)) or stayed for stay in one.stays)
    return one.person.name, came, gone, how


def wording(motion: Motion, say: Words) -> Iterator[Block]:
    """What was moved, word for word, by whom, for how much; its earlier wordings when it was amended."""
    if motion.text:
        yield Paragraph(motion.text, quoted=True)
    pairs = [(say(N_("动议人")), motion.mover.name)]
    pairs.append((say(N_("附议人")), motion.seconder.name if motion.seconder else say(N_("没有人附议"))))
    if motion.amount_fen:
        pairs.append((say(N_("金额")), yuan(motion.amount_fen)))
    pairs += _terms(motion, say)
    pairs += [(say(N_("议定事项")), say.task(task)) for task in motion.tasks]
    for version, text in enumerate(motion.earlier, 1):
        pairs.append((say(N_("修改前第 {n} 稿"), n=version), text))
    yield Facts(tuple(pairs))


def _terms(motion: Motion, say: Words) -> Iterator[tuple[str, str]]:
    """Until when, to whom, how long, in which parts."""
    if motion.rule:
        yield say(N_("本项暂停的规矩")), say(Suspendable(motion.rule).words)
    if motion.noticed:
        yield say(N_("事先公告")), say(N_("会议公告里写明了这一项要改以前的决定"))
    if motion.detail:
        yield say(N_("说明")), motion.detail
    if motion.times:
        told = N_("每次 {length}，每人 {times} 次")
        yield say(N_("发言限制")), say(told, length=say.length(motion.seconds or 0), times=motion.times)
    elif motion.seconds:
        yield say(N_("多久")), say.length(motion.seconds)
    if motion.parts:
        yield say(N_("分成")), say(N_("；")).join(motion.parts)


def _debate(speeches: Sequence[Speech], say: Words) -> Iterator[Block]:
    if not speeches:
        return
    sides = [speech.stance for speech in speeches]
    counted = N_("发言：赞成 {pro} 次，反对 {con} 次")
    if "neutral" in sides:
        counted = N_("发言 {n} 次")
    yield Paragraph(say(counted, pro=sides.count("for"), con=sides.count("against"), n=len(sides)))
    head = (say(N_("姓名")), say(N_("立场")), say(N_("用时")), say(N_("要点")))
    yield Table(head, tuple(_speech(speech, say) for speech in speeches), (2, 1, 2, 6))


def _speech(speech: Speech, say: Words) -> tuple[str, str, str, str]:
    said = speech.gist or say(N_("（记录人没有写要点）"))
    if speech.confirmed:
        said += say(N_("（本人已确认）"))
    if speech.override:
        said += say(N_("（主持人提前请其发言：{reason}）"), reason=speech.override)
    return speech.person.name, say.stance(speech.stance), say.length(speech.seconds), said


def _vote(vote: Vote, say: Words) -> Iterator[Block]:
    yield Paragraph(f"{say.hour(vote.closed or moment(vote.opened_at))} {say.method(vote)}")
    for one in vote.objections:
        yield Paragraph(say(N_("{name}不同意直接通过：{reason}"), name=one.person.name, reason=one.reason))
    if vote.void_reason:
        yield Paragraph(say(N_("这次表决作废：{reason}"), reason=vote.void_reason))
    if vote.tally is None:
        return
    yield Paragraph(f"{say.numbers(vote.tally)}{say(N_('。'))}{say.rule(vote.tally)}")
    for choice, people in vote.by_choice:
        yield People(say.choice(choice), say.names(people))
    steward = [one.person for one in vote.named if one.steward]
    if steward:
        yield People(say(N_("现场录入")), say.names(steward))
    if vote.doubted:
        yield Paragraph(say(N_("{name}对计数有疑问，要求重新表决。"), name=vote.doubted.name))
