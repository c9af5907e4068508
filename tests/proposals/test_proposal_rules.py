"""The life of a proposal as a table, and who may do what: no database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from civic.organisations.rules import Kind
from civic.people.rules import ANONYMOUS, Actor, Held, Role
from proposals import rules
from proposals.rules import FOLLOWS, Stage, Standing, State

HERE, ELSEWHERE = "/1/2/3/4/", "/1/2/3/5/"
LIN = Actor(1, "林秀英", (Held(Role.RESIDENT, 4, HERE),), place_id=4, place_path=HERE)
WEI = Actor(2, "魏国强", (Held(Role.RESIDENT, 4, HERE),), place_id=4, place_path=HERE)
OUTSIDER = Actor(3, "外来", (Held(Role.RESIDENT, 5, ELSEWHERE),), place_id=5, place_path=ELSEWHERE)
HAO = Actor(4, "何文", (Held(Role.ORGANISATION, 4, HERE),))
ENDS = {State.DECLINED, State.DELIVERED, State.WITHDRAWN}


def standing(state: State) -> Standing:
    return Standing(state, HERE, proposer_id=1)


@given(st.lists(st.sampled_from(State), max_size=30))
def test_no_sequence_of_steps_leaves_the_table(wanted: list[State]):
    path = [State.SUBMITTED]
    for to in wanted:
        if to in FOLLOWS[path[-1]]:
            path.append(rules.follow(path[-1], to))
        else:
            with pytest.raises(Refused, match="proposal_move"):
                rules.follow(path[-1], to)
    assert all(to in FOLLOWS[before] for before, to in pairwise(path))
    if {State.ON_BALLOT, State.FUNDED} & set(path):
        assert State.OPEN in path, "nothing is voted on or paid before it passed screening"
    if State.DELIVERED in path:
        assert path[-2:] == [State.DELIVERING, State.DELIVERED]
        assert State.FUNDED in path, "nothing is delivered without money"


def test_every_state_has_a_row_words_and_one_stage():
    assert set(FOLLOWS) == set(State)
    gathered = [state for stage in Stage for state in stage.states]
    assert sorted(gathered) == sorted(State)
    for state in State:
        assert state.words
        assert state.event
        assert state.tone in ("plain", "good", "now", "warn")


def test_every_state_can_be_reached_and_only_three_are_final():
    reached, edge = {State.SUBMITTED}, {State.SUBMITTED}
    while edge:
        edge = {to for state in edge for to in FOLLOWS[state]} - reached
        reached |= edge
    assert reached == set(State)
    assert {state for state in State if not FOLLOWS[state]} == ENDS


def test_what_lies_ahead_is_shorter_with_every_station_and_empty_at_the_end():
    lengths = [
        len(rules.ahead(state)) for state in (State.SUBMITTED, State.OPEN, State.ON_BALLOT, State.FUNDED)
    ]
    assert lengths == [4, 3, 2, 1]
    assert all(rules.ahead(state) == () for state in ENDS)


def test_residents_propose_at_home_and_organisations_anywhere_but_firms_nowhere():
    assert rules.may_submit(LIN, HERE, frozenset())
    assert not rules.may_submit(OUTSIDER, HERE, frozenset())
    assert not rules.may_submit(ANONYMOUS, HERE, frozenset())
    assert rules.may_submit(HAO, ELSEWHERE, frozenset({Kind.SOCIAL_ORG}))
    assert not rules.may_submit(HAO, HERE, frozenset({Kind.COMPANY}))
    assert rules.may_submit(HAO, HERE, frozenset({Kind.COMPANY, Kind.SELF_ORG}))


@pytest.mark.parametrize(
    ("actor", "state", "code"),
    [
        (WEI, State.OPEN, ""),
        (ANONYMOUS, State.OPEN, ""),
        (LIN, State.OPEN, "support_own"),
        (OUTSIDER, State.OPEN, "support_elsewhere"),
        (WEI, State.SUBMITTED, "support_early"),
        (WEI, State.RETURNED, "support_early"),
        (WEI, State.ON_BALLOT, "support_late"),
        (WEI, State.WITHDRAWN, "support_late"),
    ],
)
def test_the_page_can_say_why_not_to_support(actor: Actor, state: State, code: str):
    assert rules.support_refusal(actor, standing(state)) == code


def test_only_the_proposer_edits_and_withdraws():
    for actor in (WEI, OUTSIDER, HAO, ANONYMOUS):
        assert not rules.may_edit(actor, standing(State.SUBMITTED))
        assert not rules.may_withdraw(actor, standing(State.SUBMITTED))
    assert rules.may_edit(LIN, standing(State.SUBMITTED))
    assert rules.may_withdraw(LIN, standing(State.SUBMITTED))


def test_words_are_fixed_once_neighbours_may_back_them():
    assert {state for state in State if rules.editable(state)} == {State.SUBMITTED, State.RETURNED}
    assert {state for state in State if rules.withdrawable(state)} == {
        State.SUBMITTED,
        State.RETURNED,
        State.OPEN,
    }
