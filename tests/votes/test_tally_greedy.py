"""Greedy: what it promises, against the plainest way of writing it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, naive_greedy, ungrouped
from votes.tally.rules import Election, Kind, Project, Ties
from votes.tally.spending.greedy import greedy

THREE = election(
    Kind.APPROVAL, 100, [60, 50, 30], [((0, 1), ()), ((0, 1, 2), ()), ((0,), ())], ids=["a", "b", "c"]
)


@given(elections(), st.booleans(), st.integers(0, 6))
def test_equals_the_plain_way(counted: Election, skip: bool, threshold: int) -> None:
    assert list(greedy(counted, skip=skip, threshold=threshold).winners) == naive_greedy(
        counted, skip, threshold
    )


@given(elections())
def test_never_over_budget(counted: Election) -> None:
    result = greedy(counted)
    assert result.spent == sum(counted.projects[p].cost for p in result.winners) <= counted.budget


@given(elections())
def test_nothing_left_out_would_still_fit(counted: Election) -> None:
    result = greedy(counted)
    left = counted.budget - result.spent
    assert all(v.selected or p.cost > left for p, v in zip(counted.projects, result.verdicts, strict=True))


@given(elections())
def test_grouping_changes_nothing(counted: Election) -> None:
    assert greedy(ungrouped(counted)) == greedy(counted)


@given(elections(), st.booleans())
def test_the_votes_said_to_be_missing_are_enough_and_not_one_too_many(counted: Election, skip: bool) -> None:
    result = greedy(counted, skip=skip)
    for place, verdict in enumerate(result.verdicts):
        more = verdict.why.facts.get("more")
        if not isinstance(more, int):
            continue
        assert place in _with_score(counted, place, more, skip)
        assert place not in _with_score(counted, place, more - 1, skip)


def _with_score(counted: Election, place: int, more: int, skip: bool) -> tuple[int, ...]:
    """Winners when one project had so many votes more and everything else stayed as it is."""
    helped = replace(counted)
    scores = list(counted.scores)
    scores[place] += more
    helped.__dict__.update(votes=counted.votes, scores=tuple(scores))
    return greedy(helped, skip=skip).winners


@given(elections())
def test_it_would_have_been_bought_at_what_was_left(counted: Election) -> None:
    for place, verdict in enumerate(greedy(counted, Ties.FILE).verdicts):
        if verdict.why.code == "tally_greedy_too_dear":
            left = verdict.why.facts["left"]
            assert isinstance(left, int)
            projects = list(counted.projects)
            projects[place] = replace(projects[place], cost=left)
            assert place in greedy(replace(counted, projects=tuple(projects)), Ties.FILE).winners


@given(elections(free=False), st.randoms(use_true_random=False))
def test_names_change_nothing_when_no_two_projects_are_equal(counted: Election, chance: object) -> None:
    keys = {(p.cost, v) for p, v in zip(counted.projects, counted.votes, strict=True)}
    if len(keys) < len(counted.projects):
        return
    names = [f"x{place}" for place in range(len(keys))]
    chance.shuffle(names)  # type: ignore[attr-defined]
    renamed = replace(
        counted, projects=tuple(Project(n, "", p.cost) for n, p in zip(names, counted.projects, strict=True))
    )
    assert greedy(renamed).winners == greedy(counted).winners


def test_skips_what_does_not_fit_and_says_what_would_have() -> None:
    result = greedy(THREE)
    assert result.winners == (0, 2)
    assert result.verdicts[1].why.code == "tally_greedy_too_dear"
    assert dict(result.verdicts[1].why.facts) == {
        "score": 2, "cost": 50, "rival": "Project a", "more": 1, "left": 40, "lack": 10
    }  # fmt: skip


def test_no_skip_stops_at_the_first_that_does_not_fit() -> None:
    result = greedy(THREE, skip=False)
    assert result.winners == (0,)
    assert result.verdicts[2].why.code == "tally_greedy_stopped"
    assert result.verdicts[2].why.facts["stopper"] == "Project b"


def test_threshold_counts_from_the_number_itself() -> None:
    result = greedy(THREE, threshold=2)
    assert result.winners == (0,)
    assert result.verdicts[2].why.code == "tally_below_threshold"
    assert result.verdicts[2].why.facts["more"] == 1
    assert greedy(THREE, threshold=1).winners == (0, 2)


@pytest.mark.parametrize(("ties", "winner"), [(Ties.COST_VOTES_ID, 1), (Ties.FILE, 0)])
def test_ties_go_to_the_cheaper_or_to_the_first_listed(ties: Ties, winner: int) -> None:
    tied = election(Kind.APPROVAL, 50, [50, 40], [((0, 1), ())])
    assert greedy(tied, ties).winners == (winner,)


def test_equal_projects_go_by_their_id_as_text() -> None:
    tied = election(Kind.APPROVAL, 5, [5, 5], [((0, 1), ())], ids=["9", "10"])
    assert greedy(tied).winners == (1,)


def test_a_withdrawn_project_does_not_stop_the_count() -> None:
    counted = election(Kind.APPROVAL, 10, [999_999_999, 10], [((0,), ()), ((0, 1), ())])
    result = greedy(counted, skip=False)
    assert result.winners == (1,)
    assert result.verdicts[0].why.code == "tally_withdrawn"
