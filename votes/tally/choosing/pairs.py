"""Condorcet: every option against every other. Who wins each comparison is chosen; otherwise the cycle is told.

Completion by Schulze's method with winning votes (M. Schulze, A new monotonic, clone-independent, reversal symmetric,
and Condorcet-consistent single-winner election method, Social Choice and Welfare 36, 2011): the strength of a chain of
victories is that of its weakest link; of two options the one with the stronger chain to the other stands above it.
What a paper ranks it prefers to what it does not rank.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from votes.tally.choosing.contest import Contest, Draw, Fate, Outcome, because, drawn
from votes.tally.rules import Reason

Table = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Pairs(Outcome):
    """The whole table: ``table[a][b]`` papers prefer a to b."""

    table: Table | None = None
    #: who beats every other option; empty when nobody does
    beats_all: str = ""
    #: when nobody does: victories in a ring, each over the next and the last over the first; empty when ties are to blame
    cycle: tuple[str, ...] = ()
    #: the strongest chains, when they had to decide
    chains: Table | None = None


def condorcet(contest: Contest) -> Pairs:
    """One winner. Nobody when no paper ranks anything."""
    table = pairwise(contest)
    winner = next((code for code in contest.options if _beats_all(table, code)), "")
    chains = strongest_chains(table)
    order, draws = _order(contest, chains)
    cycle = () if winner else _cycle(table, sorted(contest.options, key=contest.lot.__getitem__))
    seats = min(1, contest.valid)
    fates = tuple(
        Fate(
            code,
            place < seats,
            _victories(table, code),
            (_why(contest, table, code, order[0], winner, draws),),
        )
        for place, code in enumerate(order)
    )
    return Pairs(fates, draws, table, winner, cycle, None if winner else chains)


def pairwise(contest: Contest) -> Table:
    """How many papers prefer each option to each other."""
    table = {a: {b: 0 for b in contest.options if b != a} for a in contest.options}
    for pile in contest.piles:
        below = set(contest.options)
        for code in pile.codes:
            below.discard(code)
            row = table[code]
            for other in below:
                row[other] += pile.papers
    return table


def strongest_chains(table: Table) -> Table:
    """For each pair the strength of the strongest chain of victories (Floyd and Warshall); 0 where there is none."""
    chains = {a: {b: n if n > table[b][a] else 0 for b, n in row.items()} for a, row in table.items()}
    for middle in table:
        onward = chains[middle]
        for a in table:
            if a == middle:
                continue
            reach, row = chains[a][middle], chains[a]
            for b in row:
                if b != middle:
                    row[b] = max(row[b], min(reach, onward[b]))
    return chains


def _beats_all(table: Table, code: str) -> bool:
    return all(table[code][other] > table[other][code] for other in table[code])


def _victories(table: Table, code: str) -> int:
    return sum(table[code][other] > table[other][code] for other in table[code])


def _order(contest: Contest, chains: Table) -> tuple[list[str], tuple[Draw, ...]]:
    """From first to last: again and again one that nobody left has a stronger chain to; of several the lot's first."""
    left, order, draws = set(contest.options), list[str](), tuple[Draw, ...]()
    while left:
        top = [a for a in left if all(chains[a][b] >= chains[b][a] for b in left if b != a)]
        top.sort(key=contest.lot.__getitem__)
        if len(top) > 1 and not order and contest.valid:
            draws = (drawn(contest, top),)
        order.append(top[0])
        left.remove(top[0])
    return order, draws


def _cycle(table: Table, codes: Sequence[str]) -> tuple[str, ...]:
    """The shortest ring of victories; of equally short ones the lot's first."""
    rings = [ring for code in codes if (ring := _ring(table, code, codes))]
    return min(rings, key=len, default=())


def _ring(table: Table, start: str, codes: Sequence[str]) -> tuple[str, ...]:
    """The shortest way from an option over victories back to itself."""
    ways, seen = deque[tuple[str, ...]]([(start,)]), set[str]()
    while ways:
        way = ways.popleft()
        for other in codes:
            if other == way[-1] or table[way[-1]][other] <= table[other][way[-1]]:
                continue
            if other == start:
                return way
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()


def _why(
    contest: Contest, table: Table, code: str, first: str, winner: str, draws: tuple[Draw, ...]
) -> Reason:
    won = _victories(table, code)
    facts: dict[str, int | str] = {"won": won, "others": len(table) - 1}
    if not contest.valid:
        return because("choose_nobody")
    if code == winner:
        return because("pairs_beats_all", **facts)
    # so many papers more that rank it first and nothing else, and it beats everybody
    more = max((table[other][code] - table[code][other] + 1 for other in table[code]), default=1)
    if draws and code in draws[0].among:
        return because("pairs_drawn_in" if code == first else "pairs_drawn_out", **facts, more=more)
    if code == first:
        return because("pairs_strongest", **facts)
    rival = winner or first
    against: dict[str, int | str] = {
        "rival": rival,
        "mine": table[code][rival],
        "theirs": table[rival][code],
        "more": more,
    }
    return because("pairs_beaten" if winner else "pairs_weaker", **facts, **against)
