"""Who screens, what a screening leads to, and the reminders of the negative list."""

import pytest

from civic.kit.errors import Refused
from civic.people.rules import ANONYMOUS, Actor, Held, Role
from proposals.reviews import rules
from proposals.reviews.rules import Family, Outcome
from proposals.rules import FOLLOWS, Standing, State

HERE, ELSEWHERE = "/1/2/3/4/", "/1/2/3/5/"
WAITING = Standing(State.SUBMITTED, HERE, proposer_id=1)


def holding(role: Role, path: str = HERE, person_id: int = 9) -> Actor:
    return Actor(person_id, "某人", (Held(role, 4, path),))


@pytest.mark.parametrize("role", list(Role))
def test_clerks_and_facilitators_screen_and_nobody_else(role: Role):
    assert rules.may_screen(holding(role), WAITING) is (role in (Role.CLERK, Role.FACILITATOR))


def test_a_screener_of_another_place_does_not():
    assert not rules.may_screen(holding(Role.CLERK, ELSEWHERE), WAITING)
    assert not rules.may_screen(ANONYMOUS, WAITING)


def test_a_role_of_the_whole_street_reaches_its_communities():
    assert rules.may_screen(holding(Role.CLERK, "/1/2/3/"), WAITING)


def test_nobody_screens_their_own():
    assert not rules.may_screen(holding(Role.CLERK, person_id=1), WAITING)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_leads_to_a_state_of_the_table(outcome: Outcome):
    assert rules.decide(outcome, State.SUBMITTED) in FOLLOWS[State.SUBMITTED]


@pytest.mark.parametrize("state", [state for state in State if state is not State.SUBMITTED])
def test_only_what_waits_is_screened(state: State):
    with pytest.raises(Refused, match="screened_already"):
        rules.decide(Outcome.ACCEPTED, state)


def test_a_word_of_the_negative_list_raises_a_question():
    assert rules.warnings("请社区代交物业费") == [(Family.PRIVATE_DUTY, "物业费")]
    assert rules.warnings("给楼栋长发补贴，顺便修公房屋顶") == [
        (Family.OTHERS_DUTY, "公房"),
        (Family.GOVERNMENT_DUTY, "补贴"),
    ]


def test_an_ordinary_text_raises_none():
    assert rules.warnings("三单元门口加装扶手，台阶贴防滑条") == []
