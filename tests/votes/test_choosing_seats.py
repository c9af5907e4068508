"""Several seats: the published example, papers conserved to the last fraction, every seat filled, groups represented."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.votes.contests import CODES, contest, helped, papers_of, rankings, stands_on_the_papers_alone
from votes.tally.choosing.contest import Contest
from votes.tally.choosing.runoff import irv
from votes.tally.choosing.seats import stv
from votes.tally.choosing.why import told

NAMES = {code: f"居民{code}" for code in CODES}
SEVERAL = st.integers(1, 4).flatmap(rankings)
# the food election of the usual textbook: 20 papers, 3 seats, quota 6
FOOD = (
    [["orange"]] * 4
    + [["pear", "orange"]] * 2
    + [["chocolate", "strawberry"]] * 8
    + [["chocolate", "candy"]] * 4
    + [["strawberry"]]
    + [["candy"]]
)


def test_the_textbook_election_by_stages():
    outcome = stv(contest(["orange", "pear", "chocolate", "strawberry", "candy"], FOOD, seats=3))
    assert outcome.quota == 6
    assert set(outcome.winners) == {"chocolate", "orange", "strawberry"}
    first, second = outcome.stages[:2]
    assert (first.elected, first.surplus) == (("chocolate",), "chocolate")
    assert first.passed == {"strawberry": 4, "candy": 2}
    assert (second.tallies["chocolate"], second.tallies["strawberry"], second.out) == (6, 5, "pear")


def test_a_surplus_is_passed_on_at_the_exact_fraction():
    outcome = stv(contest("abc", [["a", "b"]] * 5 + [["a", "c"]] * 2 + [["b"]] + [["c"]], seats=2))
    # 9 papers, quota 4: a's surplus of 3 goes at 3/7 of each paper
    assert outcome.stages[0].passed == {"b": Fraction(15, 7), "c": Fraction(6, 7)}
    assert outcome.winners == ("a", "b")


def test_without_a_ranked_paper_nobody_is_chosen():
    assert stv(contest("ab", [[]], seats=2)).winners == ()


def test_one_seat_is_a_runoff():
    counted = contest("abc", [["a"]] * 4 + [["b", "c"]] * 3 + [["c", "b"]] * 2)
    assert stv(counted).winners == irv(counted).winners == ("b",)


@given(SEVERAL)
def test_every_seat_is_filled_and_no_more(counted: Contest) -> None:
    expected = min(counted.seats, len(counted.options)) if counted.valid else 0
    assert len(stv(counted).winners) == expected


@given(SEVERAL)
def test_held_and_exhausted_are_all_the_papers_at_every_stage(counted: Contest) -> None:
    outcome = stv(counted)
    for stage in outcome.stages:
        assert sum(stage.tallies.values()) + stage.exhausted == counted.valid
        assert all(held >= 0 for held in stage.tallies.values())


@given(SEVERAL)
def test_nobody_keeps_more_than_the_quota_and_who_reaches_it_is_chosen(counted: Contest) -> None:
    outcome = stv(counted)
    for number, stage in enumerate(outcome.stages):
        for code, held in stage.tallies.items():
            if held >= outcome.quota:
                assert code in outcome.winners
        if stage.surplus and number + 1 < len(outcome.stages):
            assert outcome.stages[number + 1].tallies[stage.surplus] == outcome.quota


@given(SEVERAL)
def test_a_group_that_ranks_its_own_first_gets_a_seat_for_each_quota(counted: Contest) -> None:
    """Proportionality for solid coalitions (Woodall 1994): k quotas behind a set of options put k of them in."""
    outcome = stv(counted)
    if not counted.valid:
        return
    for size in range(1, len(counted.options)):
        for paper in {codes[:size] for codes in papers_of(counted) if len(codes) >= size}:
            solid = set(paper)
            backers = sum(set(codes[:size]) == solid for codes in papers_of(counted) if len(codes) >= size)
            due = min(backers // outcome.quota, len(solid))
            assert len(solid & set(outcome.winners)) >= due


@given(SEVERAL)
def test_the_papers_said_to_be_missing_are_enough_and_not_one_too_many(counted: Contest) -> None:
    for fate in stv(counted).fates:
        more = fate.why[0].facts.get("more")
        assert "{" not in told(fate.why[0], NAMES, str)
        if isinstance(more, int):
            enough = stv(helped(counted, fate.code, more))
            assert fate.code in enough.stages[0].elected
            fewer = stv(helped(counted, fate.code, more - 1))
            assert fewer.stages[0].tallies[fate.code] < fewer.quota


@given(SEVERAL)
def test_order_and_grouping_change_nothing(counted: Contest) -> None:
    """Scale does: the quota of three times as many papers is not three times the quota."""
    stands_on_the_papers_alone(stv, counted, scale=False)
