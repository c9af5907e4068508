"""Dots on cards: whatever one tries, never more than one has, never more than fit on a card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from civic.kit.errors import Refused
from councils.consultations.cards.rules import DotRules, Phase, check_dot_rules, check_phase, stick, unstick

LIMITS = DotRules(dots=4, per_card=2)


class Wall(RuleBasedStateMachine):
    """One person at a wall of three cards, sticking and taking back at random."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = {"a": 0, "b": 0, "c": 0}

    @rule(card=st.sampled_from("abc"))
    def one_more(self, card: str) -> None:
        before = dict(self.cards)
        try:
            self.cards[card] = stick(LIMITS, Phase.DOTS, before[card], sum(before.values()))
        except Refused:
            assert sum(before.values()) == LIMITS.dots or before[card] == LIMITS.per_card
        else:
            assert self.cards[card] == before[card] + 1

    @precondition(lambda self: any(self.cards.values()))
    @rule(card=st.sampled_from("abc"))
    def one_back(self, card: str) -> None:
        if self.cards[card]:
            self.cards[card] = unstick(Phase.DOTS, self.cards[card])
        else:
            with pytest.raises(Refused, match="dots_none"):
                unstick(Phase.DOTS, 0)

    @invariant()
    def nobody_has_more_than_their_dots(self) -> None:
        assert sum(self.cards.values()) <= LIMITS.dots
        assert all(0 <= number <= LIMITS.per_card for number in self.cards.values())


TestWall = Wall.TestCase


@given(st.sampled_from([Phase.WRITING, Phase.DONE]))
def test_dots_are_stuck_only_in_their_time(phase: Phase):
    with pytest.raises(Refused, match="dots_closed"):
        stick(LIMITS, phase, 0, 0)
    with pytest.raises(Refused, match="dots_closed"):
        unstick(phase, 1)


@given(st.sampled_from(list(Phase)), st.sampled_from(list(Phase)))
def test_a_wall_only_goes_on(now: Phase, wanted: Phase):
    order = list(Phase)
    if order.index(wanted) > order.index(now):
        check_phase(now, wanted)
    else:
        with pytest.raises(Refused, match="wall_phase_back"):
            check_phase(now, wanted)


def test_no_more_fit_on_a_card_than_one_has():
    with pytest.raises(Refused, match="dots_per_card"):
        check_dot_rules(DotRules(2, 3))
