"""The words of a session on paper, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from civic.kit import clock
from civic.kit.errors import N_
from civic.web.i18n import hour, translate
from councils.documents.rules.terms import (
    BASES,
    CHOICES,
    ITEMS,
    METHODS,
    OUTCOMES,
    PARAGRAPHS,
    POINTS,
    SHARES,
    STANCES,
)
from councils.minutes.rules.parts import AgendaItem, Motion, Person, Point, Tally, Task, Vote, moment
from councils.minutes.rules.room import HeadCheck, QuorumCheck
from councils.rules import Of
from councils.sessions.rules.words import MotionKind


@dataclass(frozen=True)
class Words:
    """Sentences for one language."""

    lang: str

    def __call__(self, message: str, **facts: object) -> str:
        """A marked Chinese text in this language, with its facts."""
        return translate(message, self.lang).format(**facts) if facts else translate(message, self.lang)

    def moment(self, at: datetime | None) -> str:
        """A day and its hour; nothing for None."""
        return f"{self.day(at)} {hour(at)}" if at else ""

    def hour(self, at: datetime | None) -> str:
        """The hour alone."""
        return hour(at) if at else ""

    def day(self, at: datetime | date | None) -> str:
        """The day alone, always with its year: paper is read years later."""
        if at is None:
            return ""
        on = clock.local(at).date() if isinstance(at, datetime) else at
        return self(N_("{year}年{month}月{day}日"), year=on.year, month=on.month, day=on.day)

    def names(self, people: Iterable[Person]) -> tuple[str, ...]:
        """As people were called on that day."""
        return tuple(person.name for person in people)

    def outcome(self, motion: Motion) -> str:
        """What became of a motion."""
        known = motion.outcome if motion.outcome in OUTCOMES else motion.lapse
        return self(OUTCOMES.get(known, OUTCOMES[""]))

    def kind(self, motion: Motion) -> str:
        """What was moved, and about which other motion."""
        name = self(MotionKind(motion.kind).words)
        if motion.target is None or motion.kind == "appeal":
            return name
        return self(N_("{kind}（针对动议 {n}）"), kind=name, n=motion.target)

    def point(self, point: Point) -> str:
        """A point of order and what the chair said to it."""
        said = self(
            N_("{at} {name}提出{kind}：{text}"),
            at=self.hour(moment(point.at)),
            name=point.person.name,
            kind=self(POINTS[point.kind]),
            text=point.text,
        )
        if point.well_taken is None:
            return said
        ruled = N_("主持人认为成立：{reason}") if point.well_taken else N_("主持人认为不成立：{reason}")
        answer = self(ruled if point.kind != "inquiry" else N_("主持人答复：{reason}"), reason=point.reason)
        if point.sustained is None:
            return f"{said}{self(N_('。'))}{answer}"
        appeal = self(N_("申诉表决后维持裁决") if point.sustained else N_("申诉表决后推翻裁决"))
        return f"{said}{self(N_('。'))}{answer}{self(N_('。'))}{appeal}"

    def task(self, task: Task) -> str:
        """Who does what by when, and where the money comes from."""
        day = self.day(date.fromisoformat(task.due))
        said = self(N_("{owner}：{content}，{day}以前"), owner=task.owner, content=task.content, day=day)
        return said + self(N_("（{words}）"), words=task.source) if task.source else said

    def item(self, item: AgendaItem) -> str:
        """What became of an item."""
        return self(ITEMS[item.outcome])

    def paragraph(self, anchor: str) -> str:
        """Where something stands, by its anchor (councils.minutes.rules.paragraphs)."""
        kind, _, number = anchor.partition("-")
        return self(PARAGRAPHS.get(kind, PARAGRAPHS["speech"]), n=number)

    def choice(self, name: str) -> str:
        """Yes, no or abstain."""
        return self(CHOICES[name])

    def stance(self, name: str) -> str:
        """For or against."""
        return self(STANCES[name])

    def method(self, vote: Vote) -> str:
        """How it was voted."""
        return self(METHODS[vote.method])

    def share(self, num: int, den: int, strict: bool) -> str:
        """A share as people say it: 过半数 is strict, 以上 includes the number itself."""
        if (num, den, strict) in SHARES:
            return self(SHARES[num, den, strict])
        return self(N_("超过 {num}/{den}") if strict else N_("{num}/{den} 以上"), num=num, den=den)

    def numbers(self, tally: Tally) -> str:
        """The numbers of a vote."""
        found = self(
            N_("赞成 {yes} · 反对 {no} · 弃权 {abstain} · 未表态 {silent}"),
            yes=tally.yes,
            no=tally.no,
            abstain=tally.abstain,
            silent=tally.silent,
        )
        if tally.invalid:
            found += self(N_(" · 无效 {n}"), n=tally.invalid)
        return found + self(N_(" · 回避 {n}"), n=tally.recused) if tally.recused else found

    def rule(self, tally: Tally) -> str:
        """The rule they were held against."""
        return self(
            N_("以{base}（{total}）计算，{share}才算通过，就是至少 {needed} 票赞成，并且多于反对。"),
            base=self(BASES[tally.base]),
            total=tally.total,
            share=self.share(tally.num, tally.den, tally.strict),
            needed=tally.needed,
        )

    def quorum(self, check: QuorumCheck) -> str:
        """One finding of the quorum."""
        opening = N_("开会时") if check.met else N_("原定开会时")
        opening = N_("会中核对") if check.between else opening
        before = self(N_("动议 {n} 表决前"), n=check.motion) if check.motion else self(opening)
        found = self(
            N_("应到 {seats} 人，在场 {present} 人，至少要 {needed} 人"),
            seats=check.seats,
            present=check.present,
            needed=check.needed,
        )
        further = "".join(self(N_("；")) + self.heads(one) for one in check.heads)
        met = self(N_("，够。") if check.met else N_("，不够。"))
        return f"{self.hour(check.when)} {before}{self(N_('：'))}{found}{further}{met}"

    def heads(self, check: HeadCheck) -> str:
        """How many of a kind were here, and how many it takes."""
        whose = self(Of(check.of).words)
        if check.least:
            told = N_("{whose}到了 {present} 位，至少要 {needed} 位")
            return self(told, whose=whose, present=check.present, needed=check.needed)
        told = N_("按{whose}算，{whole} 位到了 {present} 位，至少要 {needed} 位")
        return self(told, whose=whose, whole=check.whole, present=check.present, needed=check.needed)

    def length(self, seconds: int) -> str:
        """How long somebody spoke."""
        if seconds < 60:
            return self(N_("{s} 秒"), s=seconds)
        return self(N_("{m} 分 {s} 秒"), m=seconds // 60, s=seconds % 60)
