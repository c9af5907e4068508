"""Changing a draft and calling it off: works, refuses, wrong person, twice, leaves its trace."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from civic.audit import queries as audit
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import proposals as make_proposal
from tests.factories import votes as make
from votes.models import Ballot, Option, RollEntry
from votes.rolls import services as rolls
from votes.rounds import queries, services
from votes.rounds.models import Round
from votes.rounds.rules import USUAL, Plan, Youth
from votes.rules import Electorate, Method, Phase, Rule, Secrecy, State
from votes.tally.rules import Ties
from votes.tally.spending.settings import Comparison, Quota, Scope, Settings, Start

DAY = timedelta(days=1)


def stored(call: Call, round_: Round) -> Plan:
    return call(queries.plan, call(queries.one, round_.id))


def full(call: Call, cast: Cast, clock: Any) -> Plan:
    """Every setting is another than the usual."""
    third = call(make_proposal.opened, cast, title="充电桩", cost_fen=20_000_00)
    plan = call(make.plan, cast, closes_at=clock.now() + 8 * DAY)
    first, second = (str(each) for each in plan.proposals)
    return replace(
        plan,
        proposals=(*plan.proposals, third.id),
        about="钱从社区保障资金里来。",
        rule=Rule.GREEDY_PER_COST,
        method=Method.ORDINAL,
        min_choices=2,
        max_choices=3,
        settings=Settings(
            ties=Ties.LOT,
            seed="双色球 2026130 期",
            min_votes=3,
            quotas=(Quota(Scope.CATEGORY, "elderly", 60_000_00),),
            conflicts=((first, str(third.id)),),
            requires=((second, str(third.id)),),
            step=Fraction(100),
            completion=USUAL.completion,
        ),
        electorate=Electorate.HOUSEHOLD,
        least_age=20,
        secrecy=Secrecy.NAMED,
        changeable=True,
        shuffled=False,
        none_of_these=True,
        paper_ballots=True,
        sealed_box=True,
        youth=Youth(14, 17),
        reminders=(72, 24),
    )


def test_a_round_is_stored_with_every_setting_and_read_back(call: Call, cast: Cast, clock: Any):
    plan = full(call, cast, clock)
    made = call(services.create, cast.sun, cast.community.id, plan)
    assert stored(call, made) == plan


def test_a_draft_is_changed_as_a_whole(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    plan = full(call, cast, clock)
    changed = call(services.amend, cast.zheng, made.id, 1, plan)
    assert stored(call, made) == plan
    assert changed.version == 2
    entry = call(audit.entries_about, services.ref(made.id))[-1]
    assert entry.verb == "round_amended"
    assert {"rule", "method", "proposals", "settings"} <= set(entry.facts["changed"])


def test_every_add1_setting_is_stored_as_an_explicit_choice(call: Call, cast: Cast, clock: Any):
    settings = Settings(
        start=Start.FLOOR, step=Fraction(500), stop_exhaustive=True, comparison=Comparison.EXCLUSION
    )
    made = call(make.round_, cast, rule=Rule.ADD1_CARD, settings=settings)
    assert call(Ballot.get, id=made.ballot_id).parameters == {
        "ties": "cost,votes,id",
        "start": "floor",
        "step": 500,
        "stop_exhaustive": True,
        "completion": "none",
        "comparison": "exclusion",
    }


def test_of_two_who_change_a_draft_the_second_is_told_and_changes_nothing(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    plan = stored(call, made)
    call(services.amend, cast.zheng, made.id, 1, replace(plan, title="郑怡改的名字"))
    with pytest.raises(Stale) as refusal:
        call(services.amend, cast.sun, made.id, 1, replace(plan, title="孙敏改的名字"))
    assert (refusal.value.code, refusal.value.field) == ("round_stale", "version")
    assert stored(call, made).title == "郑怡改的名字"
    call(services.amend, cast.sun, made.id, 2, replace(plan, title="孙敏改的名字"))
    assert stored(call, made).title == "孙敏改的名字"


def test_what_could_not_be_set_up_is_not_changed_to_either(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    plan = stored(call, made)
    with pytest.raises(Refused) as refusal:
        call(services.amend, cast.sun, made.id, 1, replace(plan, budget_fen=1))
    assert refusal.value.code == "round_proposal_too_dear"
    assert stored(call, made) == plan
    assert call(Option.filter(ballot_id=made.ballot_id).count) == 2


def test_nothing_is_changed_once_it_is_announced(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    plan = stored(call, made)
    for act in ((services.amend, cast.sun, made.id, 1, plan), (services.cancel, cast.sun, made.id, "不办了")):
        with pytest.raises(Stale) as refusal:
            call(*act)
        assert refusal.value.code == "round_no_draft"


def test_a_draft_is_called_off_with_a_reason_and_stays_readable(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    call(services.cancel, cast.sun, made.id, "钱没有到账，明年再办。")
    ballot = call(Ballot.get, id=made.ballot_id)
    assert (ballot.state, ballot.void_reason) == (State.VOID, "钱没有到账，明年再办。")
    assert call(queries.card, made.id).phase is Phase.VOID
    entry = call(audit.entries_about, services.ref(made.id))[-1]
    assert (entry.verb, entry.facts["reason"]) == ("round_cancelled", "钱没有到账，明年再办。")
    with pytest.raises(Stale):
        call(services.cancel, cast.sun, made.id, "再来一次")
    with pytest.raises(Refused):
        call(services.open_round, cast.sun, made.id)


@pytest.mark.parametrize("who", ["lin", "chen", "gao", "hao", "zhou", "other_clerk", "other_facilitator"])
def test_nobody_else_changes_a_draft_or_calls_it_off(call: Call, cast: Cast, clock: Any, who: str):
    made = call(make.round_, cast)
    plan = stored(call, made)
    with pytest.raises(Forbidden):
        call(services.amend, getattr(cast, who), made.id, 1, replace(plan, title="别人的名字"))
    with pytest.raises(Forbidden):
        call(services.cancel, getattr(cast, who), made.id, "不办了")
    assert stored(call, made) == plan


def test_who_is_not_signed_in_is_asked_to_and_what_is_not_there_is_not_found(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.round_, cast)
    with pytest.raises(SignInNeeded):
        call(services.amend, ANONYMOUS, made.id, 1, stored(call, made))
    with pytest.raises(SignInNeeded):
        call(services.cancel, ANONYMOUS, made.id, "不办了")
    with pytest.raises(NotFound):
        call(services.cancel, cast.sun, 999_999, "不办了")


def test_a_roll_drawn_up_for_other_voters_is_drawn_up_anew(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    call(rolls.build, cast.sun, made.ballot_id)
    persons = call(RollEntry.filter(ballot_id=made.ballot_id).count)
    call(services.amend, cast.sun, made.id, 1, replace(stored(call, made), title="只改了名字"))
    assert call(RollEntry.filter(ballot_id=made.ballot_id).count) == persons
    changed = replace(stored(call, made), electorate=Electorate.HOUSEHOLD)
    call(services.amend, cast.sun, made.id, 2, changed)
    keys = call(RollEntry.filter(ballot_id=made.ballot_id).values_list, "key", flat=True)
    assert keys
    assert all(str(key).startswith("household:") for key in keys)
