"""A text put to yes and no: quorum, the share that must say yes, and what that share is taken of.

A tie is lost whatever the share says: yes must exceed no (twelve principles, no. 12).
"""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.thresholds import MORE_THAN_HALF, Threshold
from votes.tally.choosing.contest import because
from votes.tally.rules import Reason


class Base(StrEnum):
    """What the share is taken of."""

    #: papers that say yes or no: who abstains does not count
    YES_NO = "yes_no"
    #: papers that say yes, no or abstain
    CAST = "cast"
    #: everybody who handed in a paper, a blank one too
    PRESENT = "present"
    #: everybody on the roll: who stays away counts like a no
    ENTITLED = "entitled"


@dataclass(frozen=True, slots=True)
class Poll:
    """The papers and the roll."""

    entitled: int
    yes: int
    no: int
    abstain: int = 0
    blank: int = 0

    def __post_init__(self) -> None:
        """ValueError when more took part than were entitled."""
        if min(self.yes, self.no, self.abstain, self.blank) < 0 or self.absent < 0:
            raise ValueError("more papers than entitled, or fewer than none")

    @property
    def present(self) -> int:
        """Who handed in a paper."""
        return self.yes + self.no + self.abstain + self.blank

    @property
    def absent(self) -> int:
        """Who did not."""
        return self.entitled - self.present

    def base(self, base: Base) -> int:
        """How many the share is taken of."""
        return {
            Base.YES_NO: self.yes + self.no,
            Base.CAST: self.yes + self.no + self.abstain,
            Base.PRESENT: self.present,
            Base.ENTITLED: self.entitled,
        }[base]


@dataclass(frozen=True, slots=True)
class Bar:
    """What has to be reached."""

    share: Threshold = MORE_THAN_HALF
    base: Base = Base.YES_NO
    #: of the entitled, who must take part; None: any number
    quorum: Threshold | None = None
    least_yes: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Carried or lost, by which numbers."""

    poll: Poll
    bar: Bar
    total: int
    needed: int
    quorum_needed: int
    carried: bool
    #: further people saying yes who would have been enough; None when no number would; 0 when carried
    more: int | None
    why: tuple[Reason, ...]


def majority(poll: Poll, bar: Bar) -> Verdict:
    """Whether the text is carried, and all the reasons why not."""
    total = poll.base(bar.base)
    needed = max(1, bar.share.needed(total))
    quorum_needed = bar.quorum.needed(poll.entitled) if bar.quorum else 0
    # a text that lacks yes votes need not be told as well that it is not ahead
    lacking = (*_share(poll, bar, total, needed), *_least(poll, bar)) or _tie(poll)
    failing = (*_quorum(poll, bar, quorum_needed), *lacking)
    more = _more(poll, bar, needed, quorum_needed)
    carried = because("majority_carried", **_numbers(poll, bar, total, needed))
    why = (*failing, _ahead(poll, more)) if failing else (carried,)
    return Verdict(poll, bar, total, needed, quorum_needed, not failing, more, why)


def _numbers(poll: Poll, bar: Bar, total: int, needed: int) -> dict[str, int | str]:
    return {
        "base": bar.base.value,
        "total": total,
        "share": str(bar.share),
        "needed": needed,
        "yes": poll.yes,
        "no": poll.no,
    }


def _quorum(poll: Poll, bar: Bar, needed: int) -> tuple[Reason, ...]:
    if bar.quorum is None or poll.present >= needed:
        return ()
    facts = {"entitled": poll.entitled, "present": poll.present, "lack": needed - poll.present}
    return (because("majority_no_quorum", share=str(bar.quorum), needed=needed, **facts),)


def _share(poll: Poll, bar: Bar, total: int, needed: int) -> tuple[Reason, ...]:
    if poll.yes >= needed:
        return ()
    return (because("majority_short", **_numbers(poll, bar, total, needed), lack=needed - poll.yes),)


def _least(poll: Poll, bar: Bar) -> tuple[Reason, ...]:
    if poll.yes >= bar.least_yes:
        return ()
    return (because("majority_below_least", least=bar.least_yes, yes=poll.yes),)


def _tie(poll: Poll) -> tuple[Reason, ...]:
    return () if poll.yes > poll.no else (because("majority_not_ahead", yes=poll.yes, no=poll.no),)


def _more(poll: Poll, bar: Bar, needed: int, quorum_needed: int) -> int | None:
    """People who stayed away and would have said yes: each adds to yes, to the base and to who is present."""
    if bar.base is Base.ENTITLED:
        share: int | None = needed - poll.yes
    else:
        share = bar.share.lacking(poll.yes, poll.base(bar.base))
    if share is None:
        return None
    steps = (
        share,
        quorum_needed - poll.present,
        bar.least_yes - poll.yes,
        poll.no + 1 - poll.yes,
        1 - poll.yes,
    )
    return max(0, *steps)


def _ahead(poll: Poll, more: int | None) -> Reason:
    if more is None:
        return because("majority_never", no=poll.present - poll.yes)
    if more > poll.absent:
        return because("majority_too_few_left", absent=poll.absent)
    return because("majority_more", more=more)
