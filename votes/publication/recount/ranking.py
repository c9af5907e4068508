"""Papers that rank: every option against every other, rounds in which the last goes out, seats by transferable vote."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from votes.publication.recount.case import Case, Count, lot, plain


def pairwise(case: Case) -> list[list[int]]:
    """How many papers prefer each option to each other; what a paper ranks it prefers to what it leaves out."""
    size = len(case.codes)
    prefer = [[0] * size for _ in range(size)]
    for paper, count in case.papers.items():
        below = set(range(size))
        for option, _ in paper:
            below.discard(option)
            for other in below:
                prefer[option][other] += count
    return prefer


def condorcet(case: Case, seed: str) -> Count:
    """Who beats every other; in a cycle the winner by Schulze's method (strongest chains, winning votes)."""
    options, prefer = range(len(case.codes)), pairwise(case)
    chain = [[prefer[a][b] if prefer[a][b] > prefer[b][a] else 0 for b in options] for a in options]
    for middle in options:
        for a in options:
            for b in options:
                chain[a][b] = max(chain[a][b], min(chain[a][middle], chain[middle][b]))
    places = lot(case, seed)
    top = [a for a in options if all(chain[a][b] >= chain[b][a] for b in options if b != a)]
    winner = case.codes[min(top, key=lambda option: places[case.codes[option]])]
    won = {case.codes[a]: sum(prefer[a][b] > prefer[b][a] for b in options) for a in options}
    beats_all = [code for code in case.codes if won[code] == len(case.codes) - 1]
    working = {
        "table": _table(case, prefer),
        "beats_all": beats_all[0] if beats_all else "",
        "chains": None if beats_all else _table(case, chain),
        "scores": won,
    }
    return Count([winner] if any(case.papers) else [], working)


def _table(case: Case, table: list[list[int]]) -> dict[str, dict[str, int]]:
    options = range(len(case.codes))
    return {case.codes[a]: {case.codes[b]: table[a][b] for b in options if b != a} for a in options}


def nobody(case: Case) -> Count:
    """No paper ranks anything."""
    return Count([], {"scores": dict.fromkeys(case.codes, 0)})


def irv(case: Case, seed: str) -> Count:
    """The fewest go out until somebody holds more than half; equal ones by the rounds before, then by the lot."""
    if not any(case.papers):
        return nobody(case)
    places, playing = lot(case, seed), set(case.codes)
    rounds: list[dict[str, Any]] = []
    while True:
        held = {code: 0 for code in case.codes if code in playing}
        for paper, count in case.papers.items():
            following = [case.codes[option] for option, _ in paper if case.codes[option] in playing]
            if following:
                held[following[0]] += count
        exhausted = sum(count for paper, count in case.papers.items() if paper) - sum(held.values())
        rounds.append({"tallies": held, "exhausted": exhausted, "out": ""})
        if len(playing) == 1 or 2 * max(held.values()) > sum(held.values()):
            break
        past = [each["tallies"] for each in reversed(rounds)]
        out = min(playing, key=lambda code: ([tallies[code] for tallies in past], -places[code]))
        rounds[-1]["out"] = out
        playing.discard(out)
    winner = min(playing, key=lambda code: (-held[code], places[code]))
    last = {
        code: next(r["tallies"][code] for r in reversed(rounds) if code in r["tallies"])
        for code in case.codes
    }
    return Count([winner], {"rounds": rounds, "scores": last})


def stv(case: Case, seed: str) -> Count:
    """Several seats as Scotland counts them (SSI 2007/42, rules 45-52), with fractions that lose nothing."""
    return Transfers(case, lot(case, seed)).count() if any(case.papers) else nobody(case)


class Transfers:
    """A count by single transferable vote, stage by stage."""

    def __init__(self, case: Case, places: dict[str, int]) -> None:
        self.codes, self.seats, self.places = case.codes, case.seats, places
        ranked = [(paper, count) for paper, count in case.papers.items() if paper]
        self.rankings = [[case.codes[option] for option, _ in paper] for paper, _ in ranked]
        self.worth = [Fraction(count) for _, count in ranked]
        self.owner = [ranking[0] for ranking in self.rankings]
        self.quota = sum(count for _, count in ranked) // (case.seats + 1) + 1
        self.hopeful = set(case.codes)
        self.elected: list[str] = []
        self.waiting: list[str] = []
        self.kept: dict[str, Fraction] = {}
        self.past: list[dict[str, Fraction]] = []
        self.final: dict[str, Fraction] = {}
        self.stages: list[dict[str, Any]] = []

    def count(self) -> Count:
        """All stages to the end."""
        while self.stage():
            pass
        scores = {code: plain(self.final.get(code, self.past[-1][code])) for code in self.codes}
        return Count(self.elected, {"quota": self.quota, "stages": self.stages, "scores": scores})

    def stage(self) -> bool:
        """Who reached the quota is in; then a surplus or a loser's papers pass on. Whether the count goes on."""
        held = self.holdings()
        self.past.append(held)
        in_now = [code for code in self.best_first(self.hopeful) if held[code] >= self.quota]
        self.elect(in_now)
        free = self.seats - len(self.elected)
        over = not free or len(self.hopeful) <= free
        rest = self.best_first(self.hopeful)[:free] if over else []
        self.elect(rest)
        lost = [worth for worth, owner in zip(self.worth, self.owner) if not owner]
        told = {
            "tallies": {code: plain(held[code]) for code in self.codes},
            "exhausted": plain(sum(lost, Fraction(0))),
            "elected": in_now + rest,
            "surplus": "",
            "out": "",
            "passed": {},
        }
        self.stages.append(told)
        if not over:
            self.transfer(told, held)
        return not over

    def holdings(self) -> dict[str, Fraction]:
        """What everybody holds: papers by their worth, or the quota for who has passed a surplus on."""
        held = {code: self.kept.get(code, Fraction(0)) for code in self.codes}
        for worth, owner in zip(self.worth, self.owner):
            if owner:
                held[owner] += worth
        return held

    def best_first(self, codes: set[str]) -> list[str]:
        """Most first, equal ones by the stages before, then by the lot."""
        return sorted(
            codes, key=lambda code: ([-held[code] for held in reversed(self.past)], self.places[code])
        )

    def elect(self, codes: list[str]) -> None:
        """These are in."""
        for code in codes:
            self.elected.append(code)
            self.hopeful.discard(code)
            self.final[code] = self.past[-1][code]
            if self.final[code] > self.quota:
                self.waiting.append(code)

    def transfer(self, told: dict[str, Any], held: dict[str, Fraction]) -> None:
        """The largest surplus, or else all papers of who holds least, to the next choice still in play."""
        share = Fraction(1)
        if self.waiting:
            giver = self.best_first(set(self.waiting))[0]
            self.waiting.remove(giver)
            share = (held[giver] - self.quota) / held[giver]
            self.kept[giver] = Fraction(self.quota)
            told["surplus"] = giver
        else:
            giver = self.best_first(self.hopeful)[-1]
            self.hopeful.discard(giver)
            self.final[giver] = held[giver]
            told["out"] = giver
        passed: dict[str, Fraction] = {}
        for number, ranking in enumerate(self.rankings):
            if self.owner[number] == giver:
                self.worth[number] *= share
                following = next((code for code in ranking if code in self.hopeful), "")
                self.owner[number] = following
                if following:
                    passed[following] = passed.get(following, Fraction(0)) + self.worth[number]
        told["passed"] = {code: plain(worth) for code, worth in passed.items()}
