"""The words of a session on paper, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from civic.kit import clock
from civic.kit.errors import N_
from civic.web.i18n import hour, translate
from councils.minutes.rules.document import AgendaItem, Motion, Person, QuorumCheck, Tally, Vote

_OUTCOMES = {
    "adopted": N_("通过"),
    "lost": N_("没有通过"),
    "withdrawn": N_("提出人撤回"),
    "no_second": N_("没有人附议，不再讨论"),
    "": N_("散会时还没有表决"),
}
_ITEMS = {
    "decided": N_("已表决"),
    "discussed": N_("议过，没有表决"),
    "postponed": N_("留到下次"),
    "planned": N_("还没有议"),
    "current": N_("还没有议完"),
}
_METHODS = {"hands": N_("举手表决，由主持人计数"), "phones": N_("记名表决，各人在手机上投")}
_SHARES = {
    (1, 2, True): N_("过半数"),
    (2, 3, False): N_("三分之二以上"),
    (3, 4, False): N_("四分之三以上"),
}
_BASES = {"cast": N_("赞成加反对的票数"), "present": N_("在场人数"), "seats": N_("应到人数")}
_CHOICES = {"yes": N_("赞成"), "no": N_("反对"), "abstain": N_("弃权")}
_STANCES = {"for": N_("赞成"), "against": N_("反对")}


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
        known = motion.outcome if motion.outcome in _OUTCOMES else motion.lapse
        return self(_OUTCOMES.get(known, _OUTCOMES[""]))

    def item(self, item: AgendaItem) -> str:
        """What became of an item."""
        return self(_ITEMS[item.outcome])

    def choice(self, name: str) -> str:
        """Yes, no or abstain."""
        return self(_CHOICES[name])

    def stance(self, name: str) -> str:
        """For or against."""
        return self(_STANCES[name])

    def method(self, vote: Vote) -> str:
        """How it was voted."""
        return self(_METHODS[vote.method])

    def share(self, num: int, den: int, strict: bool) -> str:
        """A share as people say it: 过半数 is strict, 以上 includes the number itself."""
        if (num, den, strict) in _SHARES:
            return self(_SHARES[num, den, strict])
        return self(N_("超过 {num}/{den}") if strict else N_("{num}/{den} 以上"), num=num, den=den)

    def numbers(self, tally: Tally) -> str:
        """The numbers of a vote."""
        return self(
            N_("赞成 {yes} · 反对 {no} · 弃权 {abstain} · 未表态 {silent}"),
            yes=tally.yes,
            no=tally.no,
            abstain=tally.abstain,
            silent=tally.silent,
        )

    def rule(self, tally: Tally) -> str:
        """The rule they were held against."""
        return self(
            N_("以{base}（{total}）计算，{share}才算通过，就是至少 {needed} 票赞成，并且多于反对。"),
            base=self(_BASES[tally.base]),
            total=tally.total,
            share=self.share(tally.num, tally.den, tally.strict),
            needed=tally.needed,
        )

    def quorum(self, check: QuorumCheck) -> str:
        """One finding of the quorum."""
        opening = N_("开会时") if check.met else N_("原定开会时")
        before = self(N_("动议 {n} 表决前"), n=check.motion) if check.motion else self(opening)
        found = self(
            N_("应到 {seats} 人，在场 {present} 人，至少要 {needed} 人"),
            seats=check.seats,
            present=check.present,
            needed=check.needed,
        )
        met = self(N_("，够。") if check.met else N_("，不够。"))
        return f"{self.hour(check.when)} {before}{self(N_('：'))}{found}{met}"

    def length(self, seconds: int) -> str:
        """How long somebody spoke."""
        if seconds < 60:
            return self(N_("{s} 秒"), s=seconds)
        return self(N_("{m} 分 {s} 秒"), m=seconds // 60, s=seconds % 60)
