"""Awarding: after opening, with reasons, shown in public before anything is signed."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.notices import services as notice_services
from civic.notices.rules import Standing
from councils.tenders import queries, services
from councils.tenders.models import Award, Bid
from councils.tenders.rules import Phase
from tests.factories import money

REFUSED = (IntegrityError, OperationalError)


def test_the_award_is_shown_in_public_for_the_days_of_the_rule_set(call, cast, clock):
    award = call(money.awarded, cast)
    shown = call(notices.of, Ref("award", award.id))
    assert shown.standing is Standing.RUNNING
    assert (shown.notice.days, shown.notice.day_kind) == (5, "working")
    assert "邻里社工服务中心" in shown.notice.body


def test_nothing_is_awarded_before_opening(call, cast, clock):
    made, _ = call(money.with_bids, cast)
    bid = call(lambda: Bid.filter(call_id=made.id).first())
    with pytest.raises(Refused, match="award_not_yet"):
        call(services.award, cast.sun, made.id, bid.id, "因为好")


@pytest.mark.parametrize("other", ["lin", "chen", "gao", "hao", "zhou", "other_clerk", "admin"])
def test_nobody_but_the_clerk_awards(call, cast, clock, other):
    made = call(money.opened, cast)
    bid = call(lambda: Bid.filter(call_id=made.id).first())
    with pytest.raises(Forbidden):
        call(services.award, getattr(cast, other), made.id, bid.id, "因为好")


def test_a_bid_of_another_call_is_refused(call, cast, clock):
    made = call(money.opened, cast)
    with pytest.raises(Refused, match="award_of_other_call"):
        call(services.award, cast.sun, made.id, 999, "因为好")


def test_twice_is_refused(call, cast, clock):
    award = call(money.awarded, cast)
    with pytest.raises(Refused, match="award_not_yet"):
        call(services.award, cast.sun, award.call_id, award.bid_id, "再来一次")


def test_the_database_takes_no_award_without_an_opened_bid_and_changes_none(call, cast, clock):
    made, _ = call(money.with_bids, cast)
    bid = call(lambda: Bid.filter(call_id=made.id).first())
    row = {
        "call_id": made.id,
        "bid_id": bid.id,
        "awarded_at": clock.now(),
        "awarded_by_id": cast.sun.person_id,
    }
    with pytest.raises(REFUSED):
        call(lambda: Award.create(reasons="因为好", **row))


def test_an_award_is_never_changed(call, cast, clock):
    call(money.awarded, cast)
    for change in ("UPDATE award SET reasons = 'x'", "DELETE FROM award"):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_too_few_bids_are_no_basis_and_the_call_may_be_said_to_have_failed(call, cast, clock):
    made, codes = call(money.published, cast)
    bid = call(money.hand_in, cast, made.id, "hao", 1_000_000)
    clock.travel(timedelta(days=11))
    for actor, code in zip((cast.sun, cast.gao), codes, strict=True):
        call(services.turn_key, actor, made.id, code)
    with pytest.raises(Refused, match="award_too_few"):
        call(services.award, cast.sun, made.id, bid.id, "只有一家")
    call(services.fail_call, cast.sun, made.id, "只收到一份申报")
    assert call(queries.show, made.id).phase is Phase.FAILED
    again = call(services.create_call, cast.sun, made.decision_id, money.plan())
    assert again.id != made.id


def test_an_upheld_objection_lets_the_call_fail_and_nothing_else_does(call, cast, clock):
    award = call(money.awarded, cast)
    with pytest.raises(Refused, match="call_cannot_fail"):
        call(services.fail_call, cast.sun, award.call_id, "改主意了")
    shown = call(notices.of, Ref("award", award.id))
    objection = call(notice_services.object_to, cast.lin, shown.notice.id, "评分表里少算了一项，请核对。")
    call(notice_services.answer, cast.gao, objection.id, "核对过，确实少算，异议成立。", True)
    call(services.fail_call, cast.sun, award.call_id, "异议成立，重新征集")
    assert call(queries.show, award.call_id).phase is Phase.FAILED
