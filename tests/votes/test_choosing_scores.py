"""Most votes, most approvals, most points, Borda: against the plainest way, and what is said to be missing."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given

from tests.votes.contests import (
    CODES,
    contest,
    helped,
    papers_of,
    rankings,
    scored,
    scorings,
    stands_on_the_papers_alone,
)
from votes.tally.choosing.contest import Contest
from votes.tally.choosing.scores import Sums, approval, borda, plurality, score
from votes.tally.choosing.why import told

NAMES = {code: f"方案{code}" for code in CODES}
RULES = [approval, borda, score]


def test_most_votes_win_and_the_loser_is_told_how_many_more():
    outcome = plurality(contest("abc", [["a"]] * 5 + [["b"]] * 3 + [[]]))
    assert outcome.winners == ("a",)
    assert outcome.fates[1].why[0].facts["more"] == 3
    assert told(outcome.fates[1].why[0], NAMES, str) == (
        "得 3 票，在 3 项里排第 2，一共选 1 项，所以没有选上。再多 3 票，它就会排到“方案a”前面。"
    )


def test_several_seats_go_to_the_best():
    assert approval(contest("abc", [["a", "b"], ["b", "c"], ["b"], ["c"]], seats=2)).winners == ("b", "c")


def test_points_are_added_and_the_mean_counts_blank_papers():
    outcome = score(scored("ab", [{"a": 5, "b": 1}, {"b": 3}, {}]))
    assert outcome.scores == {"a": 5, "b": 4}
    assert outcome.means == {"a": Fraction(5, 3), "b": Fraction(4, 3)}


def test_equal_points_look_at_how_many_gave_them():
    outcome = score(scored("ab", [{"a": 4}, {"b": 2}, {"b": 2}]))
    assert outcome.winners == ("b",)
    assert not outcome.draws
    assert "一样多时看给它打了分的人数：它 1 人，“方案b”2 人" in told(outcome.fates[1].why[0], NAMES, str)


def test_borda_gives_points_by_place_and_none_to_what_is_not_ranked():
    assert borda(contest("abc", [["a", "b", "c"], ["b"]])).scores == {"a": 2, "b": 3, "c": 0}


def test_a_tie_for_the_last_seat_is_drawn_and_told():
    outcome = plurality(contest("abc", [["a"], ["b"], ["c"]]))
    assert len(outcome.winners) == 1
    assert set(outcome.draws[0].among) == {"a", "b", "c"}
    assert outcome.draws[0].among[0] == outcome.winners[0]
    assert "抽签" in told(outcome.fates[1].why[0], NAMES, str)


def test_a_tie_that_decides_nothing_is_not_drawn():
    assert not plurality(contest("abc", [["a"], ["b"]], seats=2)).draws


def test_what_nobody_named_is_not_chosen_even_when_a_seat_stays_empty():
    outcome = plurality(contest("abc", [["a"]], seats=2))
    assert outcome.winners == ("a",)
    assert outcome.fates[1].why[0].code == "choose_unnamed"
    assert plurality(contest("ab", [[]])).winners == ()


@given(scorings())
def test_points_equal_the_plain_way(counted: Contest) -> None:
    totals = {
        code: sum(
            points * pile.papers
            for pile in counted.piles
            for named, points in zip(pile.codes, pile.points, strict=True)
            if named == code
        )
        for code in counted.options
    }
    outcome = score(counted)
    assert outcome.scores == totals
    worst_in = min((totals[code] for code in outcome.winners), default=0)
    assert all(totals[code] <= worst_in for code in counted.options if code not in outcome.winners)


@given(rankings())
def test_borda_is_the_number_of_options_left_behind(counted: Contest) -> None:
    most = len(counted.options) - 1
    plain = dict.fromkeys(counted.options, 0)
    for codes in papers_of(counted):
        for place, code in enumerate(codes):
            plain[code] += most - place
    assert borda(counted).scores == plain


@pytest.mark.parametrize("count", RULES)
@given(counted=scorings())
def test_the_papers_said_to_be_missing_are_enough(count: Callable[[Contest], Sums], counted: Contest) -> None:
    outcome = count(counted)
    for fate in outcome.fates:
        papers = fate.why[0].facts.get("papers")
        assert all("{" not in told(reason, NAMES, str) for reason in fate.why)
        if not fate.selected and isinstance(papers, int):
            assert fate.code in count(helped(counted, fate.code, papers)).winners
            assert papers == 1 or fate.code not in count(helped(counted, fate.code, papers - 2)).winners


@pytest.mark.parametrize("count", RULES)
@given(counted=scorings())
def test_order_grouping_and_scale_change_nothing(count: Callable[[Contest], Sums], counted: Contest) -> None:
    stands_on_the_papers_alone(count, counted)
