"""What a round may be, and what someone who comes to its ballot finds. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.rounds import rules
from votes.rounds.rules import Candidate, Plan, Youth
from votes.rules import SPENDING, Electorate, Method, Rule
from votes.tally.rules import Ties
from votes.tally.spending.settings import Quota, Scope, Settings

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = timedelta(days=1)

PLAN = Plan("2026 年社区保障资金", "", 100_000_00, Rule.MES_COST, (1, 2), NOW + DAY, NOW + 8 * DAY)
QUEUE = replace(PLAN, rule=Rule.GREEDY, proposals=(1, 2, 6))
CANDIDATES = [
    Candidate(1, "扶手", 48_500_00, True, "elderly", "一号院"),
    Candidate(2, "路灯", 18_000_00, True, "safety", ""),
    Candidate(3, "没有估价的", None, True),
    Candidate(4, "还没通过的", 1_00, False),
    Candidate(5, "太贵的", 100_000_01, True),
    Candidate(6, "充电桩", 30_000_00, True, "safety", "二号院"),
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
        ({"budget_fen": 0}, ("field_positive", "budget")),
        ({"budget_fen": -1}, ("field_positive", "budget")),
        ({"closes_at": NOW, "opens_at": NOW - DAY}, ("round_closes_past", "closes_at")),
        ({"opens_at": NOW - timedelta(hours=2)}, ("round_opens_past", "opens_at")),
        ({"closes_at": NOW + DAY}, ("round_too_short", "closes_at")),
        ({"closes_at": NOW + DAY, "opens_at": NOW + 2 * DAY}, ("round_too_short", "closes_at")),
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
        ({"method": Method.YES_NO}, ("round_method", "method")),
        ({"rule": Rule.MAJORITY}, ("round_rule", "rule")),
        ({"rule": Rule.PHRAGMEN, "method": Method.SCORE, "points": 5}, ("rule_not_for_method", "rule")),
        ({"method": Method.SCORE}, ("round_points", "points")),
        ({"method": Method.CUMULATIVE, "points": 101}, ("round_points", "points")),
        ({"settings": Settings(ties=Ties.LOT)}, ("round_no_seed", "seed")),
        ({"rule": Rule.ADD1_COST, "settings": Settings(step=Fraction(0))}, ("round_step", "step")),
        ({"rule": Rule.ADD1_COST, "settings": Settings(step=Fraction(10**9))}, ("round_step", "step")),
        ({"electorate": Electorate.SEAT}, ("round_electorate", "electorate")),
        ({"least_age": 17}, ("ages_advisory", "least_age")),
        ({"youth": Youth(8, 17)}, ("ages_youngest", "youth_from")),
        ({"youth": Youth(16, 15)}, ("ages_order", "youth_to")),
        ({"youth": Youth(14, 18)}, ("round_youth_too_old", "youth_to")),
        ({"reminders": (5,)}, ("reminder_unknown", "reminders")),
        ({"reminders": (168,)}, ("reminder_before_opening", "reminders")),
    ],
)
def test_a_plan_that_cannot_work_is_refused_beside_its_field(changes: dict, expected: tuple[str, str]):
    assert refusal(replace(PLAN, **changes)) == expected


def quota(kind: Scope, name: str, most: int) -> Settings:
    return Settings(quotas=(Quota(kind, name, most),))


def links(*links: tuple[int, str, int]) -> Settings:
    return Settings(
        conflicts=tuple((str(first), str(second)) for first, kind, second in links if kind == "conflict"),
        requires=tuple((str(first), str(second)) for first, kind, second in links if kind == "requires"),
    )


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (quota(Scope.CATEGORY, "safety", 17_999_99), "round_quota_never"),
        (quota(Scope.CATEGORY, "safety", 100_000_01), "round_quota_above_budget"),
        (quota(Scope.CATEGORY, "culture", 50_000_00), "round_quota_of_nothing"),
        (quota(Scope.PLACE, "三号院", 50_000_00), "round_quota_of_nothing"),
        (quota(Scope.PLACE, "一号院", 1), "round_quota_never"),
        (Settings(quotas=(Quota(Scope.CATEGORY, "safety", 18_000_00),) * 2), "round_quota_twice"),
        (links((1, "conflict", 1)), "round_link_itself"),
        (links((1, "requires", 5)), "round_link_absent"),
        (links((5, "conflict", 1)), "round_link_absent"),
        (links((1, "requires", 2), (2, "requires", 1)), "round_link_circle"),
        (links((1, "requires", 2), (2, "requires", 6), (6, "requires", 1)), "round_link_circle"),
        (links((1, "requires", 2), (1, "conflict", 2)), "round_link_never"),
        (links((1, "requires", 2), (1, "requires", 6), (2, "conflict", 6)), "round_link_never"),
    ],
)
def test_ceilings_and_links_that_cannot_be_kept_are_refused(settings: Settings, expected: str):
    code, field = refusal(replace(QUEUE, settings=settings))
    assert (code, field) == (expected, "links" if "link" in expected else "quotas")


def test_ceilings_and_links_that_can_be_kept_pass():
    settings = Settings(
        min_votes=3,
        quotas=(Quota(Scope.CATEGORY, "safety", 18_000_00), Quota(Scope.PLACE, "一号院", 100_000_00)),
        requires=(("6", "2"),),
        conflicts=(("1", "2"),),
    )
    rules.check(replace(QUEUE, settings=settings), CANDIDATES, NOW)


def test_a_rule_without_a_queue_has_no_ceilings_and_no_links():
    for settings, field in (
        (quota(Scope.CATEGORY, "safety", 18_000_00), "quotas"),
        (links((1, "requires", 2)), "links"),
    ):
        assert refusal(replace(PLAN, settings=settings)) == ("round_only_queues", field)


codes = st.sampled_from("abcde")


@given(st.lists(st.tuples(codes, codes), max_size=8))
def test_what_an_option_needs_is_found_however_far_away(drawn: list[tuple[str, str]]):
    for one in "abcde":
        found = rules.requirements(one, drawn)
        assert {second for first, second in drawn if first == one} <= found
        assert {second for first, second in drawn if first in found} <= found


settings_drawn = st.builds(
    Settings,
    ties=st.sampled_from([Ties.COST_VOTES_ID, Ties.LOT]),
    seed=st.just("双色球 2026130 期"),
    min_votes=st.integers(0, 50),
    quotas=st.sampled_from([(), (Quota(Scope.CATEGORY, "safety", 18_000_00),)]),
    requires=st.sampled_from([(), (("6", "2"),)]),
    step=st.integers(1, 1000).map(Fraction),
    stop_exhaustive=st.booleans(),
)


@given(st.sampled_from(sorted(SPENDING)), settings_drawn)
def test_settings_survive_being_stored_and_what_a_rule_does_not_use_is_not_stored(
    rule: Rule, settings: Settings
):
    stored = rules.parameters(rule, settings)
    assert rules.parameters(rule, rules.settings_of(rule, stored)) == stored
    assert ("step" in stored) is rule.startswith("add1")
    assert ("seed" in stored) is (settings.ties is Ties.LOT)
    if not rule.startswith("greedy"):
        assert not {"quotas", "conflicts", "requires"} & stored.keys()


@pytest.mark.parametrize("method", rules.METHODS)
def test_a_settled_plan_holds_nothing_its_paper_does_not_use(method: Method):
    plan = rules.settled(replace(PLAN, method=method, min_choices=2, max_choices=2, points=7))
    counted = method in (Method.APPROVAL, Method.ORDINAL)
    assert (plan.min_choices, plan.max_choices) == (
        (2, 2) if counted else (1, int(method is Method.CHOOSE_ONE))
    )
    assert (plan.points == 7) is (method in (Method.SCORE, Method.CUMULATIVE))
    assert rules.settled(plan) == plan


def test_what_was_changed_is_named():
    assert rules.changed(PLAN, replace(PLAN, title="别的名字", budget_fen=1)) == ["title", "budget_fen"]
    assert rules.changed(PLAN, PLAN) == []


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**5))
def test_enough_supporters_hold_the_cost_between_them_and_one_fewer_do_not(
    cost: int, budget: int, voters: int
):
    enough = rules.enough(cost, budget, voters)
    assert enough * budget >= cost * voters
    assert (enough - 1) * budget < cost * voters


def test_wieliczka_told_its_voters_a_tenth_of_the_budget_needs_a_tenth_of_the_voters():
    assert rules.enough(100_000, 1_000_000, 3_200) == 320
