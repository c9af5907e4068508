"""Instant runoff: round by round the option with the fewest papers goes out and its papers go to their next choice.

Counted until one option holds more than half of the papers still in play. Who is fewest when several are equal: the one
with fewer papers in the round before, and the one before that (as in the Scottish rules for STV); then the lot.
"""

from collections.abc import Collection
from dataclasses import dataclass

from votes.tally.choosing.contest import Contest, Draw, Fate, Outcome, because, drawn
from votes.tally.rules import Reason


@dataclass(frozen=True, slots=True)
class Round:
    """One round: who held how many papers, and who went out."""

    tallies: dict[str, int]
    #: papers that name nobody who is still in play
    exhausted: int
    #: empty in the last round
    out: str = ""


@dataclass(frozen=True)
class Rounds(Outcome):
    """The rounds in order."""

    rounds: tuple[Round, ...] = ()


def irv(contest: Contest) -> Rounds:
    """One winner. Nobody when no paper ranks anything."""
    if not contest.valid:
        return Rounds(tuple(Fate(code, False, 0, (because("choose_nobody"),)) for code in contest.options))
    rounds, draws = _run(contest)
    left = rounds[-1].tallies
    order = sorted(left, key=lambda code: (-left[code], contest.lot[code]))
    order += [each.out for each in reversed(rounds[:-1])]
    won = order[0]
    fates = tuple(
        Fate(code, code == won, _held(rounds, code), (_why(contest, rounds, code, won, draws),))
        for code in order
    )
    return Rounds(fates, draws, rounds)


def _run(contest: Contest, kept: str = "") -> tuple[tuple[Round, ...], tuple[Draw, ...]]:
    """All rounds. With ``kept`` that option never goes out and the count runs until two are left, or it is alone."""
    playing = set(contest.options)
    rounds, draws = list[Round](), list[Draw]()
    while True:
        held = _hold(contest, playing)
        exhausted = contest.valid - sum(held.values())
        if len(playing) <= (2 if kept else 1) or (not kept and _over_half(held)):
            return (*rounds, Round(held, exhausted)), tuple(draws)
        out, tied = _fewest(contest, rounds, held, playing - {kept})
        if tied:
            draws.append(drawn(contest, tied, len(rounds) + 1))
        rounds.append(Round(held, exhausted, out))
        playing.remove(out)


def _hold(contest: Contest, playing: Collection[str]) -> dict[str, int]:
    held = {code: 0 for code in contest.options if code in playing}
    for pile in contest.piles:
        for code in pile.codes:
            if code in playing:
                held[code] += pile.papers
                break
    return held


def _over_half(held: dict[str, int]) -> bool:
    return 2 * max(held.values()) > sum(held.values())


def _fewest(
    contest: Contest, rounds: list[Round], held: dict[str, int], playing: Collection[str]
) -> tuple[str, list[str]]:
    """Who goes out, and between whom it was drawn, if it was."""
    least = [code for code in held if code in playing]
    for tallies in (held, *(each.tallies for each in reversed(rounds))):
        fewest = min(tallies[code] for code in least)
        least = [code for code in least if tallies[code] == fewest]
    least.sort(key=contest.lot.__getitem__)
    return least[-1], least if len(least) > 1 else []


def _held(rounds: tuple[Round, ...], code: str) -> int:
    return next(each.tallies[code] for each in reversed(rounds) if code in each.tallies)


def _why(contest: Contest, rounds: tuple[Round, ...], code: str, won: str, draws: tuple[Draw, ...]) -> Reason:
    last = rounds[-1]
    if code == won:
        in_play = sum(last.tallies.values())
        return because("irv_won", round=len(rounds), held=last.tallies[code], in_play=in_play)
    more = _enough(contest, code)
    facts: dict[str, int | str] = {"first": contest.firsts[code], "more": more, "rival": won}
    if code in last.tallies:
        return because(
            "irv_behind", round=len(rounds), held=last.tallies[code], theirs=last.tallies[won], **facts
        )
    number = next(n for n, each in enumerate(rounds, 1) if each.out == code)
    facts |= {"round": number, "held": rounds[number - 1].tallies[code]}
    if any(draw.round == number for draw in draws):
        return because("irv_drawn_out", **facts)
    return because("irv_out", **facts)


def _enough(contest: Contest, code: str) -> int:
    """How many more papers ranking only this option make it win without luck.

    Such papers change nobody else's numbers, so the others go out in the order of a count in which this option cannot:
    it must hold more than the fewest of them in every round.
    """
    rounds, _ = _run(contest, kept=code)
    gaps = [
        min(n for other, n in each.tallies.items() if other != code) - each.tallies[code] + 1
        for each in rounds
        if len(each.tallies) > 1
    ]
    return max(0, *gaps) if gaps else 0
