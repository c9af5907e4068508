"""One winner from rankings: Condorcet with its table, instant runoff round by round; against plain ways of counting."""

import itertools
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given

from tests.votes.contests import CODES, contest, helped, papers_of, rankings, stands_on_the_papers_alone
from votes.tally.choosing.contest import Contest, Outcome
from votes.tally.choosing.pairs import Table, condorcet, pairwise
from votes.tally.choosing.runoff import irv
from votes.tally.choosing.why import told

NAMES = {code: f"方案{code}" for code in CODES}
RING = [["a", "b", "c"]] * 4 + [["b", "c", "a"]] * 3 + [["c", "a", "b"]] * 2
# Schulze's own example of 45 voters (2011, section 3): E wins, and A, C, B, D follow
SCHULZE = {"acbed": 5, "adecb": 5, "bedac": 8, "cabed": 3, "caebd": 7, "cbade": 2, "dceba": 7, "ebadc": 8}


def test_who_wins_every_comparison_is_chosen():
    outcome = condorcet(contest("abc", [["a", "b"]] * 3 + [["c", "b"]] * 2 + [["b", "c"]] * 2))
    assert (outcome.beats_all, outcome.winners, outcome.cycle) == ("b", ("b",), ())


def test_a_ring_is_told_and_the_strongest_chain_decides():
    outcome = condorcet(contest("abc", RING))
    assert outcome.beats_all == ""
    assert sorted(outcome.cycle) == ["a", "b", "c"]
    assert outcome.winners == ("a",)
    assert "舒尔策" in told(outcome.fates[0].why[0], NAMES, str)


def test_the_published_example_of_schulze():
    papers = [list(order) for order, number in SCHULZE.items() for _ in range(number)]
    outcome = condorcet(contest("abcde", papers))
    assert outcome.table is not None
    assert outcome.table["a"] == {"b": 20, "c": 26, "d": 30, "e": 22}
    assert outcome.chains is not None
    assert outcome.chains["e"] == {"a": 25, "b": 28, "c": 28, "d": 31}
    assert [fate.code for fate in outcome.fates] == ["e", "a", "c", "b", "d"]


def test_two_that_cannot_be_told_apart_are_drawn():
    outcome = condorcet(contest("ab", [["a"], ["b"]]))
    assert set(outcome.draws[0].among) == {"a", "b"}
    assert outcome.winners == outcome.draws[0].among[:1]
    assert outcome.cycle == ()


def test_rounds_of_a_runoff_are_told_one_by_one():
    outcome = irv(contest("abc", [["a"]] * 4 + [["b", "c"]] * 3 + [["c", "b"]] * 2))
    assert [each.out for each in outcome.rounds] == ["c", ""]
    assert outcome.rounds[1].tallies == {"a": 4, "b": 5}
    assert outcome.winners == ("b",)
    assert outcome.fates[-1].why[0].facts["round"] == 1


def test_papers_without_a_further_choice_are_exhausted():
    assert irv(contest("abc", [["a"]] * 2 + [["b"]] * 2 + [["c"]])).rounds[1].exhausted == 1


def test_the_fewest_of_several_is_told_apart_by_the_round_before():
    papers = [["a"]] * 5 + [["b"]] * 3 + [["c"]] * 2 + [["d", "c"]]
    outcome = irv(contest("abcd", papers))
    assert [each.out for each in outcome.rounds] == ["d", "c", ""]
    assert not outcome.draws


@pytest.mark.parametrize("count", [condorcet, irv])
def test_without_a_ranked_paper_nobody_is_chosen(count: Callable[[Contest], Outcome]):
    outcome = count(contest("ab", [[], []]))
    assert outcome.winners == ()
    assert {fate.why[0].code for fate in outcome.fates} == {"choose_nobody"}


@given(rankings())
def test_the_table_is_every_paper_read_twice(counted: Contest) -> None:
    table = pairwise(counted)
    for a, b in permutations(counted.options, 2):
        assert table[a][b] == sum(_prefers(paper, a, b) for paper in papers_of(counted))


def _prefers(paper: tuple[str, ...], a: str, b: str) -> bool:
    return a in paper and (b not in paper or paper.index(a) < paper.index(b))


@given(rankings())
def test_the_completion_equals_schulze_by_all_simple_paths(counted: Contest) -> None:
    outcome = condorcet(counted)
    assert outcome.table is not None
    if not counted.valid:
        return
    best = _potential_winners(outcome.table)
    assert outcome.winners[0] in best
    assert bool(outcome.draws) == (len(best) > 1)
    if outcome.beats_all:
        assert best == {outcome.beats_all}
    if outcome.cycle:
        ring = [*outcome.cycle, outcome.cycle[0]]
        assert all(outcome.table[a][b] > outcome.table[b][a] for a, b in itertools.pairwise(ring))


def _potential_winners(table: Table) -> set[str]:
    """Schulze's definition, word by word: the strongest of all paths without repetition."""

    def strength(a: str, b: str) -> int:
        between = [code for code in table if code not in (a, b)]
        found = 0
        for length in range(len(between) + 1):
            for middle in permutations(between, length):
                way = (a, *middle, b)
                links = list(itertools.pairwise(way))
                if all(table[x][y] > table[y][x] for x, y in links):
                    found = max(found, min(table[x][y] for x, y in links))
        return found

    return {a for a in table if all(strength(a, b) >= strength(b, a) for b in table if b != a)}


@given(rankings())
def test_a_runoff_equals_the_plain_way_when_no_lot_was_drawn(counted: Contest) -> None:
    outcome = irv(counted)
    playing, out, before = set(counted.options), list[str](), list[dict[str, int]]()
    while counted.valid and not outcome.draws:
        tops = [next((code for code in paper if code in playing), None) for paper in papers_of(counted)]
        held = {code: tops.count(code) for code in playing}
        if 2 * max(held.values()) > sum(held.values()):
            assert outcome.winners == (max(held, key=held.__getitem__),)
            assert [each.out for each in outcome.rounds] == [*out, ""]
            return
        worst = min(playing, key=lambda code: (held[code], *(each[code] for each in reversed(before))))
        before.append(held)
        out.append(worst)
        playing.remove(worst)


@given(rankings())
def test_no_paper_is_lost_between_rounds(counted: Contest) -> None:
    for each in irv(counted).rounds:
        assert sum(each.tallies.values()) + each.exhausted == counted.valid


@pytest.mark.parametrize("count", [condorcet, irv])
@given(counted=rankings())
def test_who_is_first_on_more_than_half_is_chosen(
    count: Callable[[Contest], Outcome], counted: Contest
) -> None:
    for code, first in counted.firsts.items():
        if 2 * first > counted.valid:
            assert count(counted).winners == (code,)


@pytest.mark.parametrize("count", [condorcet, irv])
@given(counted=rankings())
def test_the_papers_said_to_be_missing_are_enough(
    count: Callable[[Contest], Outcome], counted: Contest
) -> None:
    for fate in count(counted).fates:
        more = fate.why[0].facts.get("more")
        assert "{" not in told(fate.why[0], NAMES, str)
        if isinstance(more, int):
            assert count(helped(counted, fate.code, more)).winners == (fate.code,)


@given(rankings())
def test_in_a_runoff_two_fewer_would_not_have_been_enough(counted: Contest) -> None:
    """One fewer may win with luck in a tie; two fewer go out."""
    for fate in irv(counted).fates:
        more = fate.why[0].facts.get("more")
        if isinstance(more, int) and more >= 2:
            assert irv(helped(counted, fate.code, more - 2)).winners != (fate.code,)


@pytest.mark.parametrize("count", [condorcet, irv])
@given(counted=rankings())
def test_order_grouping_and_scale_change_nothing(
    count: Callable[[Contest], Outcome], counted: Contest
) -> None:
    stands_on_the_papers_alone(count, counted)
