"""Several seats by single transferable vote, as Scotland counts its councils, with exact fractions.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52: Droop quota; the
largest surplus first, every paper of the holder passed on at surplus divided by holding (weighted inclusive Gregory);
then the lowest out; equal holdings are told apart by the stage before, and the one before that, then by lot. The order
rounds transfer values down to five places and loses the rest; here they are fractions and nothing is lost.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from votes.tally.choosing.contest import Contest, Draw, Fate, Outcome, because, drawn
from votes.tally.rules import Reason, whole

Held = int | Fraction


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what everybody held when it began, who reached the quota, and what was passed on."""

    tallies: dict[str, Held]
    exhausted: Held
    elected: tuple[str, ...] = ()
    #: whose surplus was passed on; empty otherwise
    surplus: str = ""
    #: who went out; empty otherwise
    out: str = ""
    #: what each option received by it
    passed: dict[str, Held] = field(default_factory=dict)
    #: elected without the quota because as many were left as seats
    last: bool = False


@dataclass(frozen=True)
class Stages(Outcome):
    """The stages in order, and the quota."""

    quota: int = 0
    stages: tuple[Stage, ...] = ()


def stv(contest: Contest) -> Stages:
    """As many as there are seats. Nobody when no paper ranks anything."""
    if not contest.valid:
        return Stages(tuple(Fate(code, False, 0, (because("choose_nobody"),)) for code in contest.options))
    count = _Count(contest)
    while not count.step():
        pass
    left = sorted(
        count.continuing, key=lambda code: (*(-each for each in count.history(code)), contest.lot[code])
    )
    order = [*count.elected, *left, *reversed(count.excluded)]
    fates = tuple(
        Fate(code, code in count.elected, whole(count.last_held(code)), (_why(count, code),))
        for code in order
    )
    return Stages(fates, tuple(count.draws), count.quota, tuple(count.stages))


class _Count:
    """A count under way. Piles lie with whom they count for, each worth a fraction of its papers."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.quota = contest.valid // (contest.seats + 1) + 1
        self.continuing = set(contest.options)
        self.elected: list[str] = []
        self.excluded: list[str] = []
        self.stages: list[Stage] = []
        self.draws: list[Draw] = []
        self.exhausted = Fraction(0)
        self._waiting: list[str] = []  # elected, surplus not passed on yet
        self._worth = [Fraction(pile.papers) for pile in contest.piles]
        self._piles: dict[str, list[int]] = {code: [] for code in contest.options}
        self._held: dict[str, Fraction] = dict.fromkeys(contest.options, Fraction(0))
        for number, pile in enumerate(contest.piles):
            self._piles[pile.codes[0]].append(number)
            self._held[pile.codes[0]] += self._worth[number]

    def step(self) -> bool:
        """One stage. Answers whether the count is over."""
        begun: tuple[dict[str, Held], Held] = (
            {code: whole(n) for code, n in self._held.items()},
            whole(self.exhausted),
        )
        reached = [code for code in self.continuing if self._held[code] >= self.quota]
        reached = self._ranked(reached)
        self._elect(reached)
        free = self.contest.seats - len(self.elected)
        if len(self.continuing) <= free or not free:
            rest = self._ranked(self.continuing) if free else []
            self.stages.append(Stage(*begun, (*reached, *rest), last=bool(rest)))
            self._elect(rest)
            return True
        if self._waiting:
            giver = self._pick(self._waiting, begun[0], most=True)
            self._waiting.remove(giver)
            passed = self._pass_surplus(giver)
            self.stages.append(Stage(*begun, tuple(reached), surplus=giver, passed=passed))
        else:
            lowest = self._pick(sorted(self.continuing), begun[0], most=False)
            self.continuing.remove(lowest)
            self.excluded.append(lowest)
            passed = self._pass_on(lowest, Fraction(1))
            self._held[lowest] = Fraction(0)
            self.stages.append(Stage(*begun, tuple(reached), out=lowest, passed=passed))
        return False

    def history(self, code: str) -> list[Held]:
        """What an option held, this stage first and the first stage last."""
        return [self._held[code], *(stage.tallies[code] for stage in reversed(self.stages))]

    def last_held(self, code: str) -> Held:
        """What an option held when it was elected or went out, or in the end."""
        for stage in self.stages:
            if code in stage.elected or code == stage.out:
                return stage.tallies[code]
        return self._held[code]

    def _elect(self, codes: list[str]) -> None:
        self.elected += codes
        self.continuing -= set(codes)
        self._waiting += [code for code in codes if self._held[code] > self.quota]

    def _ranked(self, codes: set[str] | list[str]) -> list[str]:
        """Most first; equal ones by earlier stages, then by the lot. It only decides who is named first."""
        return sorted(
            codes, key=lambda code: (*(-each for each in self.history(code)), self.contest.lot[code])
        )

    def _pick(self, codes: list[str], now: dict[str, Held], most: bool) -> str:
        """Who holds most or least; equal ones by the stage before, and the one before that; then the lot."""
        best = max if most else min
        found = list(codes)
        for tallies in (now, *(stage.tallies for stage in reversed(self.stages))):
            wanted = best(tallies[code] for code in found)
            found = [code for code in found if tallies[code] == wanted]
        if len(found) > 1:
            self.draws.append(drawn(self.contest, found, len(self.stages) + 1))
        return best(found, key=lambda code: -self.contest.lot[code])

    def _pass_surplus(self, giver: str) -> dict[str, Held]:
        surplus = self._held[giver] - self.quota
        passed = self._pass_on(giver, surplus / self._held[giver])
        self._held[giver] = Fraction(self.quota)
        return passed

    def _pass_on(self, giver: str, share: Fraction) -> dict[str, Held]:
        """Each paper to its next choice that is still in play, at this share of what it was worth."""
        passed: dict[str, Fraction] = {}
        for number in self._piles.pop(giver):
            self._worth[number] *= share
            codes = self.contest.piles[number].codes
            following = next((code for code in codes if code in self.continuing), None)
            if following is None:
                self.exhausted += self._worth[number]
                continue
            self._piles[following].append(number)
            passed[following] = passed.get(following, Fraction(0)) + self._worth[number]
        for code, worth in passed.items():
            self._held[code] += worth
        return {code: whole(worth) for code, worth in passed.items()}


def _why(count: _Count, code: str) -> Reason:
    first, seats = count.contest.firsts[code], count.contest.seats
    facts: dict[str, Held | str] = {
        "held": whole(count.last_held(code)),
        "quota": count.quota,
        "first": first,
    }
    for number, stage in enumerate(count.stages, 1):
        if code in stage.elected:
            reached = stage.tallies[code] >= count.quota
            return because("stv_elected" if reached else "stv_last", **facts, round=number)
        if code == stage.out:
            luck = any(draw.round == number and code in draw.among for draw in count.draws)
            return because(
                "stv_drawn_out" if luck else "stv_out", **facts, round=number, more=_enough(count, code)
            )
    return because("stv_left", **facts, seats=seats, more=_enough(count, code))


def _enough(count: _Count, code: str) -> int:
    """How many more papers ranking it first put it over the quota at once, though they raise the quota as well."""
    seats = count.contest.seats
    return (count.contest.valid - (seats + 1) * count.contest.firsts[code]) // seats + 1
