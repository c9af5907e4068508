"""Deciding on money: on a resolution, within the motion, the fund and the round, by the residents' committee, once."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people.rules import ANONYMOUS, Actor, Held, Role
from councils.funding import queries, rules, services
from councils.funding.models import Decision
from councils.funding.rules import Ground, Pool, Won
from councils.resolutions import queries as resolutions
from proposals.models import Proposal
from proposals.rules import State
from tests import stages_money
from tests.factories import record, votes
from votes.publication import services as publication
from votes.results import services as results

REFUSED = (IntegrityError, OperationalError)
GROUND = Ground("/1/4/", proposal_id=12, motion_fen=1_800_000, taken=False)
POOL = Pool("/1/4/", 5_000_000, 1_000_000)
CLERK = Actor(5, "孙敏", (Held(Role.CLERK, 4, "/1/4/"),))


def test_the_clerk_commits_the_money(call, cast, clock):
    decision = call(record.decision, cast)
    assert (decision.amount_fen, decision.decided_by_id) == (1_800_000, cast.sun.person_id)
    proposal = call(lambda: Proposal.get(id=decision.proposal_id))
    assert proposal.state is State.FUNDED
    (purse,) = call(queries.purses)
    assert (purse.amount_fen, purse.committed_fen, purse.paid_fen, purse.left_fen) == (
        5_000_000,
        1_800_000,
        0,
        3_200_000,
    )


def test_it_leaves_its_trace(call, cast, clock):
    decision = call(record.decision, cast)
    entry = call(lambda: Entry.get(verb="funding_decided"))
    assert (entry.ref_id, entry.facts["amount_fen"]) == (decision.id, 1_800_000)


@pytest.mark.parametrize("other", ["lin", "chen", "ma", "gao", "zhou", "other_clerk", "admin"])
def test_nobody_else_decides(call, cast, clock, other):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    with pytest.raises(Forbidden):
        call(services.decide, getattr(cast, other), resolution.id, fund.id, 1_800_000)


def test_nobody_decides_without_being_signed_in(call, cast, clock):
    with pytest.raises(SignInNeeded):
        call(services.decide, ANONYMOUS, 1, 1, 1)


def test_twice_is_refused(call, cast, clock):
    decision = call(record.decision, cast)
    with pytest.raises(Refused, match="decision_taken"):
        call(services.decide, cast.sun, decision.resolution_id, decision.fund_id, 100)


def test_an_unknown_resolution_is_not_found_and_an_unknown_fund_is_refused(call, cast, clock):
    with pytest.raises(NotFound):
        call(services.decide, cast.sun, 999, 1, 1)
    resolution = call(record.resolution, cast)
    with pytest.raises(Refused, match="field_choice"):
        call(services.decide, cast.sun, resolution.id, 999, 1)


def test_more_than_the_motion_is_refused(call, cast, clock):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    with pytest.raises(Refused, match="decision_above_motion"):
        call(services.decide, cast.sun, resolution.id, fund.id, 1_800_001)
    assert call(lambda: Decision.all().count()) == 0


def test_more_than_the_fund_has_left_is_refused(call, cast, clock):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast, 1_799_999)
    with pytest.raises(Refused, match="fund_too_small"):
        call(services.decide, cast.sun, resolution.id, fund.id, 1_800_000)


def test_a_resolution_about_no_proposal_moves_no_money(call, cast, clock):
    call(record.published, cast)
    line = call(resolutions.register)[0]
    with pytest.raises(Refused, match="decision_without_proposal"):
        call(services.decide, cast.sun, line.id, call(record.fund, cast).id, 100)


def test_the_rules_name_what_does_not_fit():
    assert rules.need_ground(CLERK, GROUND) == 12
    rules.need_money(1_800_000, GROUND, POOL, None)
    with pytest.raises(Refused, match="decision_without_amount"):
        rules.need_ground(CLERK, Ground("/1/4/", 12, None, False))
    with pytest.raises(Refused, match="fund_elsewhere"):
        rules.need_money(1, GROUND, Pool("/1/9/", 10, 0), None)
    with pytest.raises(Refused, match="fund_too_small"):
        rules.need_money(100, GROUND, Pool("/1/", 1_000, 901), None)


def test_a_round_gives_to_its_certified_winners_only_and_within_its_budget():
    rules.need_money(100, GROUND, POOL, Won(3, 1_000, 900, certified=True, selected=True))
    for won in (
        Won(3, 1_000, 0, certified=False, selected=True),
        Won(3, 1_000, 0, certified=True, selected=False),
    ):
        with pytest.raises(Refused, match="decision_not_a_winner"):
            rules.need_money(100, GROUND, POOL, won)
    with pytest.raises(Refused, match="round_too_small"):
        rules.need_money(101, GROUND, POOL, Won(3, 1_000, 900, certified=True, selected=True))


def test_what_a_round_chose_is_counted_against_its_budget(call, cast, clock):
    given = call(stages_money.paper, cast)
    clock.travel(timedelta(days=4))
    call(results.close, cast.zheng, given["id"])
    call(votes.certify, cast, given["ballot"])
    chosen = call(lambda: Proposal.filter(state=State.CHOSEN).first())
    call(record.published, cast, proposal=chosen)
    (line,) = call(resolutions.register)
    decision = call(services.decide, cast.sun, line.id, call(record.fund, cast).id, 1_800_000)
    assert decision.round_id == given["id"]
    won = call(queries.won, chosen.id)
    assert (won.committed_fen, won.certified, won.selected) == (1_800_000, True, True)


def test_while_its_count_is_contested_or_once_it_is_void_a_round_gives_nothing(call, cast, clock):
    given = call(stages_money.paper, cast)
    clock.travel(timedelta(days=4))
    call(results.close, cast.zheng, given["id"])
    call(votes.certify, cast, given["ballot"])
    chosen = call(lambda: Proposal.filter(state=State.CHOSEN).first())
    filed = call(publication.contest, cast.lin, given["ballot"], "路灯那一项的票数错了，请再数一遍。")
    assert not call(queries.won, chosen.id).certified
    call(publication.answer, cast.zhou, filed.id, "对过了，没有错。", False)
    assert call(queries.won, chosen.id).certified
    call(publication.declare_void, cast.gao, given["ballot"], "名册漏了一整栋楼的人。")
    assert call(queries.won, chosen.id) is None


def test_the_database_takes_no_round_that_did_not_choose_the_proposal(call, cast, clock):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    given = call(stages_money.open_round, cast)
    with pytest.raises(REFUSED):
        call(
            lambda: Decision.create(
                resolution_id=resolution.id,
                proposal_id=resolution.motion.proposal_id,
                fund_id=fund.id,
                round_id=given["id"],
                amount_fen=100,
                decided_at=clock.now(),
                decided_by_id=cast.sun.person_id,
            )
        )


def test_the_database_refuses_what_the_rules_would(call, cast, clock):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    small = call(record.fund, cast, 100, name="社区基金")

    def write(**changes):
        given = {
            "resolution_id": resolution.id,
            "proposal_id": resolution.motion.proposal_id,
            "fund_id": fund.id,
            "amount_fen": 1_800_000,
            "decided_at": clock.now(),
            "decided_by_id": cast.sun.person_id,
        }
        return call(lambda: Decision.create(**given | changes))

    for changes in ({"amount_fen": 0}, {"amount_fen": 1_800_001}, {"fund_id": small.id}):
        with pytest.raises(REFUSED):
            write(**changes)
    write()
    for sql in (
        "UPDATE funding_decision SET amount_fen = 1",
        "DELETE FROM funding_decision",
        f"UPDATE fund SET amount_fen = 1 WHERE id = {fund.id}",
    ):
        with pytest.raises(REFUSED):
            call(execute, sql)


def test_a_fund_is_entered_once_by_those_who_answer_for_it(call, cast, clock):
    fund = call(record.fund, cast)
    assert fund.place_id == cast.community.id
    with pytest.raises(Refused, match="fund_taken"):
        call(record.fund, cast)
    new = services.NewFund("社区基金", 2026, 100, "居民捐赠")
    for other in (cast.lin, cast.other_clerk, ANONYMOUS):
        with pytest.raises(Forbidden):
            call(services.open_fund, other, cast.community.id, new)
    assert call(services.open_fund, cast.zhou, cast.community.id, new).name == "社区基金"
    with pytest.raises(NotFound):
        call(services.open_fund, cast.zhou, 999, new)
