"""What a loser is told would have been enough is tried here, by every rule that spends a budget."""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.votes.elections import elections
from votes.results.rules import Way, read, working
from votes.tally.audits.enough import at_cost, with_newcomers
from votes.tally.rules import Election, Kind
from votes.tally.spending.settings import (
    LISTS,
    SHARES,
    Comparison,
    Completion,
    Quota,
    Rule,
    Scope,
    Settings,
)

NAMED = (Kind.APPROVAL, Kind.CHOOSE_ONE)


@st.composite
def _ways(draw: st.DrawFn, rule: Rule, projects: int) -> Way:
    """A rule with settings it knows."""
    chosen = Settings(min_votes=draw(st.integers(0, 2)), step=Fraction(draw(st.integers(1, 3))))
    if rule in SHARES:
        return Way(
            rule,
            replace(
                chosen,
                completion=draw(st.sampled_from(Completion)),
                comparison=draw(st.sampled_from(Comparison)),
                stop_exhaustive=draw(st.booleans()),
            ),
        )
    if rule in LISTS:
        place = draw(st.integers(0, projects - 1))
        other = draw(st.integers(0, projects - 1))
        pairs = ((f"p{place}", f"p{other}"),) if place != other else ()
        chosen = replace(
            chosen,
            quotas=(Quota(Scope.CATEGORY, "a", draw(st.integers(0, 20))),),
            conflicts=pairs if draw(st.booleans()) else (),
            requires=pairs if draw(st.booleans()) else (),
        )
    return Way(rule, replace(chosen, skip=draw(st.booleans())))


def _fund(way: Way, counted: Election) -> Collection[int]:
    return way.count(counted).winners


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=40, deadline=None)
@given(data=st.data(), counted=elections(free=False))
def test_what_is_said_to_be_enough_is_enough(rule: Rule, data: st.DataObject, counted: Election) -> None:
    if rule is Rule.PHRAGMEN and counted.kind not in NAMED:
        return
    projects = tuple(replace(each, category="a" if n % 2 else "") for n, each in enumerate(counted.projects))
    counted = replace(counted, projects=projects)
    way = data.draw(_ways(rule, len(projects)))
    result = way.count(counted)
    told = read(working(counted, way, result)).projects
    for place, project in enumerate(projects):
        found = told[project.id]
        if place in result.winners:
            assert (found.newcomers, found.among, found.cost) == (None, None, None)
        if found.newcomers is not None:
            assert place in _fund(way, with_newcomers(counted, place, found.newcomers))
        if found.cost is not None:
            assert 0 < found.cost < project.cost
            assert place in _fund(way, at_cost(counted, place, found.cost))
