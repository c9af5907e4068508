"""What a matter may be, what it fixes, and how it tells beforehand how its papers are counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from civic.kit.errors import Refused
from civic.kit.thresholds import TWO_THIRDS
from votes.matters.rules import (
    CHOICE_KINDS,
    TEXT_KINDS,
    Plan,
    Terms,
    Way,
    check,
    check_undelivered,
    columns,
    options,
    planned,
    told_before,
    typed,
)
from votes.rules import FITS, SPENDING, Electorate, Method, Rule, Secrecy
from votes.tally.choosing.laws import Weight
from votes.tally.choosing.majority import Base
from votes.tally.choosing.why import told

NOW = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
YES_NO = Plan("问题", "正文", Method.YES_NO, Rule.MAJORITY, NOW, NOW + timedelta(days=7))
TREES = replace(YES_NO, method=Method.CHOOSE_ONE, rule=Rule.PLURALITY, options=("银杏", "香樟", "海棠"))
OWNERS = replace(YES_NO, rule=Rule.OWNERS, electorate=Electorate.OWNER, secrecy=Secrecy.NAMED)


def test_sound_plans_can_be_held():
    for plan in (YES_NO, TREES, OWNERS, replace(YES_NO, method=Method.CONSENT, rule=Rule.CONSENT)):
        check(plan, NOW)


@pytest.mark.parametrize(
    ("plan", "changes", "code", "field"),
    [
        (YES_NO, {"method": Method.KNAPSACK}, "matter_method", "method"),
        (TREES, {"rule": Rule.GREEDY}, "matter_rule_spends", "rule"),
        (YES_NO, {"rule": Rule.BORDA}, "rule_not_for_method", "rule"),
        (TREES, {"rule": Rule.STV}, "rule_not_for_method", "rule"),
        (TREES, {"options": ("银杏",)}, "matter_few_options", "options"),
        (TREES, {"options": tuple(f"树 {n}" for n in range(31))}, "matter_many_options", "options"),
        (TREES, {"options": ("银杏", "银杏")}, "matter_option_twice", "options"),
        (TREES, {"options": ("银杏", "树" * 121)}, "field_long", "options"),
        (TREES, {"seats": 3}, "matter_seats", "seats"),
        (TREES, {"method": Method.ORDINAL, "rule": Rule.IRV, "seats": 2}, "matter_single_winner", "seats"),
        (TREES, {"method": Method.SCORE, "rule": Rule.SCORE}, "matter_points", "points"),
        (
            TREES,
            {"method": Method.APPROVAL, "rule": Rule.APPROVAL, "min_choices": 3, "max_choices": 2},
            "round_max_below_min",
            "max_choices",
        ),
        (
            TREES,
            {"method": Method.APPROVAL, "rule": Rule.APPROVAL, "min_choices": 4},
            "matter_min_above_options",
            "min_choices",
        ),
        (OWNERS, {"electorate": Electorate.PERSON}, "matter_owners_electorate", "electorate"),
        (OWNERS, {"secrecy": Secrecy.SECRET}, "matter_owners_named", "secrecy"),
        (YES_NO, {"least_age": 16}, "ages_advisory", "least_age"),
        (YES_NO, {"closes_at": NOW}, "round_closes_past", "closes_at"),
        (YES_NO, {"closes_at": NOW + timedelta(minutes=5)}, "round_too_short", "closes_at"),
        (YES_NO, {"closes_at": NOW + timedelta(days=200)}, "round_too_long", "closes_at"),
    ],
)
def test_what_cannot_be_held_is_refused_beside_its_field(
    plan: Plan, changes: dict[str, Any], code: str, field: str
):
    with pytest.raises(Refused) as refused:
        check(replace(plan, **changes), NOW)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_every_way_offered_fits_and_every_rule_without_a_budget_is_offered():
    offered = [*TEXT_KINDS, *CHOICE_KINDS]
    assert all(way.method in FITS[way.rule] for way in offered)
    assert {way.rule for way in offered} == set(Rule) - SPENDING


def test_codes_are_numbers_in_the_official_order_or_the_words_of_the_kind():
    assert options(TREES) == [("1", "银杏"), ("2", "香樟"), ("3", "海棠")]
    assert [code for code, _ in options(YES_NO)] == ["yes", "no", "abstain"]


def test_what_the_kind_does_not_use_is_not_published():
    kept = columns(replace(YES_NO, seats=3, points=9, min_choices=2, none_of_these=True), date(2026, 11, 22))
    assert (kept["seats"], kept["points"], kept["min_choices"], kept["none_of_these"]) == (1, 0, 1, False)
    assert columns(TREES, date(2026, 11, 22))["max_choices"] == 1


def test_an_owners_matter_is_always_a_survey_under_the_law_of_the_day():
    kept = columns(replace(OWNERS, advisory=False, silence_text="不回复随多数"), date(2026, 11, 22))
    assert kept["advisory"] is True
    assert kept["parameters"] == {
        "law": 1,
        "weight": "ordinary",
        "silence": "majority",
        "silence_text": "不回复随多数",
    }


@pytest.mark.parametrize(
    "plan",
    [
        replace(YES_NO, share=TWO_THIRDS, base=Base.ENTITLED, quorum=TWO_THIRDS, least_yes=12),
        replace(TREES, method=Method.SCORE, rule=Rule.SCORE, points=5, seats=2, none_of_these=True),
        replace(OWNERS, weight=Weight.SPECIAL, silence_text="不回复随多数", advisory=True),
    ],
)
def test_a_draft_is_read_back_as_it_was_planned(plan: Plan):
    kept = columns(plan, date(2026, 11, 22))
    assert planned(kept, plan.options) == plan
    assert typed(plan)["kind"] == f"{plan.method} {plan.rule}"
    assert typed(plan)["options"].split("\n") == [*plan.options] or not plan.options


def test_no_more_owners_are_missed_than_are_silent():
    check_undelivered(3, 300, 3, 300)
    for heads, area in ((4, 300), (3, 301)):
        with pytest.raises(Refused):
            check_undelivered(heads, area, 3, 300)


def sentences(plan: Plan, entitled: int) -> str:
    kept = columns(plan, date(2026, 11, 22))
    terms = Terms(plan.rule, kept["parameters"], kept["seats"], len(options(plan)), entitled, kept["points"])
    return "".join(told(reason, {}, str) for reason in told_before(terms))


def test_how_it_counts_is_told_with_this_votes_own_numbers():
    asked = replace(YES_NO, share=TWO_THIRDS, quorum=TWO_THIRDS, least_yes=10)
    assert sentences(asked, 900) == (
        "投了赞成或反对的人里，三分之二以上赞成就通过。名册上 900 人。要是大家都来投，就要 600 票赞成。"
        "不管来多少人，赞成至少要 10 票。名册上 900 人，三分之二以上参加才有效，也就是至少 600 人。"
        "赞成和反对一样多，算没有通过。"
    )
    assert "来多少人都有效" in sentences(YES_NO, 0)


def test_seats_are_told_with_their_quota():
    seats = replace(TREES, method=Method.ORDINAL, rule=Rule.STV, seats=2)
    assert "当选票数是 301" in sentences(seats, 900)


@pytest.mark.parametrize("way", [*TEXT_KINDS, *CHOICE_KINDS], ids=str)
def test_every_rule_is_told(way: Way):
    base = TREES if way in CHOICE_KINDS else YES_NO
    plan = replace(base, method=way.method, rule=way.rule, points=5)
    for entitled in (0, 50):
        told = sentences(plan, entitled)
        assert told
        assert "{" not in told
