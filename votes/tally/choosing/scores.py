"""Rules that add up: most votes, most approvals, most points, Borda. The best scores take the seats.

Equal scores: points look at how many gave any, Borda at how many ranked it first; what is equal still is drawn by lot.
An option that stands on no paper is never chosen.

Borda gives n-1 points to the first of n options, n-2 to the second and so on, 0 to what a paper does not rank
(J.-C. de Borda, Mémoire sur les élections au scrutin, 1781; unranked options get nothing, so that ranking more options
never costs the first one anything).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from votes.tally.choosing.contest import Contest, Draw, Fate, Outcome, because, drawn
from votes.tally.rules import Reason, whole


@dataclass(frozen=True)
class Sums(Outcome):
    """What each option got."""

    scores: Mapping[str, int] | None = None
    #: what equal scores are compared by; empty where nothing is left but the lot
    seconds: Mapping[str, int] | None = None
    #: points for each paper on average, blank papers included; empty where no points are given
    means: Mapping[str, int | Fraction] | None = None


@dataclass(frozen=True)
class _Kind:
    """What differs between the rules: the unit, and what one paper can add at most."""

    unit: str
    #: what a further paper that names only this option adds to it
    gain: int
    second: str = ""


def plurality(contest: Contest) -> Sums:
    """Each paper names one option; the most named are chosen."""
    return _best(contest, contest.votes, {}, _Kind("votes", 1))


def approval(contest: Contest) -> Sums:
    """Each paper names as many as its voter likes; the most named are chosen."""
    return _best(contest, contest.votes, {}, _Kind("approvals", 1))


def score(contest: Contest) -> Sums:
    """Each paper gives points; the largest sums are chosen. The mean is told beside it."""
    totals = dict.fromkeys(contest.options, 0)
    for pile in contest.piles:
        for code, points in zip(pile.codes, pile.points, strict=True):
            totals[code] += points * pile.papers
    papers = contest.valid + contest.blank
    means = {code: whole(Fraction(total, papers)) if papers else 0 for code, total in totals.items()}
    return _best(contest, totals, contest.votes, _Kind("points", max(1, contest.points), "votes"), means)


def borda(contest: Contest) -> Sums:
    """Each paper ranks; places are turned into points and added."""
    most = len(contest.options) - 1
    totals = dict.fromkeys(contest.options, 0)
    for pile in contest.piles:
        for place, code in enumerate(pile.codes):
            totals[code] += (most - place) * pile.papers
    return _best(contest, totals, contest.firsts, _Kind("borda", max(1, most), "firsts"))


def _best(
    contest: Contest,
    scores: Mapping[str, int],
    seconds: Mapping[str, int],
    kind: _Kind,
    means: Mapping[str, int | Fraction] | None = None,
) -> Sums:
    def merit(code: str) -> tuple[bool, int, int]:
        # named at all, for the last of a Borda paper has no points and is named nevertheless
        return contest.votes[code] > 0, scores[code], seconds.get(code, 0)

    order = sorted(contest.options, key=lambda code: (*(-each for each in merit(code)), contest.lot[code]))
    chosen = [code for code in order[: contest.seats] if contest.votes[code]]
    draws = _border(contest, order, len(chosen), merit)
    reasons = _Reasons(contest, order, chosen, scores, seconds, kind, draws)
    fates = tuple(Fate(code, code in chosen, scores[code], (reasons.of(code),)) for code in order)
    return Sums(fates, draws, scores, seconds, means)


def _border(
    contest: Contest, order: list[str], chosen: int, merit: Callable[[str], tuple[bool, int, int]]
) -> tuple[Draw, ...]:
    """The tie across the last seat, when there is one: the only tie that decides anything."""
    if not 0 < chosen < len(order) or merit(order[chosen - 1]) != merit(order[chosen]):
        return ()
    return (drawn(contest, [code for code in order if merit(code) == merit(order[chosen])]),)


@dataclass(frozen=True)
class _Reasons:
    """Why each option fared as it did."""

    contest: Contest
    order: list[str]
    chosen: list[str]
    scores: Mapping[str, int]
    seconds: Mapping[str, int]
    kind: _Kind
    draws: tuple[Draw, ...]

    def of(self, code: str) -> Reason:
        """One reason with all its numbers."""
        facts: dict[str, int | str] = {
            "score": self.scores[code],
            "unit": self.kind.unit,
            "place": self.order.index(code) + 1,
            "options": len(self.order),
            "seats": self.contest.seats,
        }
        if code in self.chosen:
            return because("choose_drawn_in" if self._drawn(code) else "choose_best", **facts)
        if not self.chosen:
            return because("choose_nobody")
        # with a seat left over there is nobody to beat: one paper that names it is enough
        if len(self.chosen) < self.contest.seats:
            return because("choose_unnamed")
        rival = self.chosen[-1]
        gap = self.scores[rival] - self.scores[code]
        facts |= {"rival": rival, "more": gap + 1, "papers": gap // self.kind.gain + 1}
        if self._drawn(code):
            return because("choose_drawn_out", **facts)
        if gap == 0:
            second: dict[str, int | str] = {
                "second": self.seconds[code],
                "rival_second": self.seconds[rival],
                "what": self.kind.second,
            }
            return because("choose_second_best", **facts, **second)
        return because("choose_behind", **facts)

    def _drawn(self, code: str) -> bool:
        return any(code in draw.among for draw in self.draws)
