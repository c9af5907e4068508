"""What a round may be, who may handle it, what someone who comes to the ballot finds. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from civic.people.rules import ANONYMOUS, Actor, Held, Role
from votes.rounds import rules
from votes.rounds.rules import Candidate, Door, Plan, Unit
from votes.rules import Phase, Rule, may_certify, may_set_up

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = timedelta(days=1)
HERE, THERE = "/1/2/3/4/", "/1/2/3/5/"

PLAN = Plan("2026 年社区保障资金", "", 100_000_00, Rule.MES_COST, (1, 2), NOW + DAY, NOW + 8 * DAY)
CANDIDATES = [
    Candidate(1, "扶手", 48_500_00, True),
    Candidate(2, "路灯", 18_000_00, True),
    Candidate(3, "没有估价的", None, True),
    Candidate(4, "还没通过的", 1_00, False),
    Candidate(5, "太贵的", 100_000_01, True),
]


def refusal(plan: Plan) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        rules.check(plan, CANDIDATES, NOW)
    return refused.value.code, refused.value.field


def test_a_sound_plan_passes():
    rules.check(PLAN, CANDIDATES, NOW)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"closes_at": NOW, "opens_at": NOW - DAY}, ("round_closes_past", "closes_at")),
        ({"closes_at": NOW + DAY}, ("round_too_short", "closes_at")),
        ({"closes_at": NOW + 94 * DAY}, ("round_too_long", "closes_at")),
        ({"proposals": ()}, ("round_few_proposals", "proposals")),
        ({"proposals": (1,)}, ("round_few_proposals", "proposals")),
        ({"proposals": (1, 1)}, ("round_unknown_proposal", "proposals")),
        ({"proposals": (1, 99)}, ("round_unknown_proposal", "proposals")),
        ({"proposals": (1, 3)}, ("round_proposal_without_cost", "proposals")),
        ({"proposals": (1, 4)}, ("round_proposal_not_ready", "proposals")),
        ({"proposals": (1, 5)}, ("round_proposal_too_dear", "proposals")),
        ({"min_choices": 2, "max_choices": 1}, ("round_max_below_min", "max_choices")),
        ({"min_choices": 3}, ("round_min_above_options", "min_choices")),
    ],
)
def test_a_plan_that_cannot_work_is_refused_beside_its_field(changes: dict, expected: tuple[str, str]):
    assert refusal(replace(PLAN, **changes)) == expected


def actor(role: Role, path: str = HERE) -> Actor:
    return Actor(1, "x", (Held(role, 4, path),))


@pytest.mark.parametrize("role", list(Role))
def test_who_sets_up_and_who_certifies(role: Role):
    assert may_set_up(actor(role), HERE) is (role in (Role.CLERK, Role.FACILITATOR))
    assert may_certify(actor(role), HERE) is (role in (Role.CLERK, Role.SUPERVISOR))
    assert not may_set_up(actor(role), THERE)
    assert not may_certify(actor(role), THERE)


def test_nobody_in_particular_may_nothing():
    assert not may_set_up(ANONYMOUS, HERE)
    assert not may_certify(ANONYMOUS, HERE)


def test_a_round_is_not_closed_before_its_hour_unless_all_have_voted():
    with pytest.raises(Refused) as refused:
        rules.check_closing(NOW + DAY, NOW, 9, 10)
    assert refused.value.code == "round_not_over"
    rules.check_closing(NOW + DAY, NOW, 10, 10)
    rules.check_closing(NOW, NOW, 0, 10)


def test_a_round_whose_end_has_passed_is_not_opened():
    with pytest.raises(Refused):
        rules.check_opening(NOW, NOW)
    rules.check_opening(NOW + DAY, NOW)


@given(st.sampled_from(Phase), st.booleans(), st.booleans(), st.booleans())
def test_the_form_is_shown_exactly_to_those_who_can_cast_now(
    phase: Phase, signed_in: bool, entitled: bool, voted: bool
):
    found = rules.door(phase, signed_in, entitled, voted)
    assert (found is Door.VOTE) is (phase is Phase.VOTING and signed_in and entitled and not voted)
    assert (found is Door.VOTED) is voted


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (timedelta(days=3, hours=5), (3, Unit.DAYS)),
        (timedelta(days=2), (2, Unit.DAYS)),
        (timedelta(hours=47, minutes=59), (47, Unit.HOURS)),
        (timedelta(hours=2), (2, Unit.HOURS)),
        (timedelta(minutes=119, seconds=1), (120, Unit.MINUTES)),
        (timedelta(seconds=1), (1, Unit.MINUTES)),
        (timedelta(seconds=-5), (0, Unit.MINUTES)),
    ],
)
def test_the_time_left_is_told_in_the_unit_that_fits(time: timedelta, expected: tuple[int, Unit]):
    assert rules.left(NOW + time, NOW) == expected


@pytest.mark.parametrize(("born", "expected"), [(2008, True), (2009, False), (None, False), (1954, True)])
def test_the_roll_takes_people_of_age(born: int | None, expected: bool):
    assert rules.of_age(born, 2026) is expected
