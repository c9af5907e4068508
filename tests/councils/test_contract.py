"""From the award to the last yuan: a contract after the notice, acceptance by another, payments within the share."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused, Stale
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.notices import services as notice_services
from councils.works import queries, rules, services
from councils.works.models import Contract, Disbursement, Milestone
from proposals.models import Proposal
from proposals.rules import State
from tests.factories import money

REFUSED = (IntegrityError, OperationalError)


def test_a_contract_is_signed_once_the_notice_ran_out(call, cast, clock):
    made = call(money.contract, cast)
    shown = call(queries.show, made.id)
    assert [piece.milestone.share_fen for piece in shown.pieces] == [1_050_000, 700_000]
    assert (
        call(lambda: Proposal.get(id=shown.contract.bid.call.decision.proposal_id)).state is State.DELIVERING
    )
    assert call(lambda: Entry.get(verb="contract_signed")).facts["price_fen"] == 1_750_000


def test_not_while_the_notice_runs(call, cast, clock):
    award = call(money.awarded, cast)
    with pytest.raises(Refused, match="notice_running"):
        call(services.sign, cast.sun, award.id, money.SCOPE, money.dues(1_750_000))


@pytest.mark.parametrize(("upheld", "code"), [(None, "notice_objected"), (True, "notice_upheld")])
def test_not_while_an_objection_is_open_or_upheld(call, cast, clock, upheld, code):
    award = call(money.awarded, cast)
    notice = call(notices.of, Ref("award", award.id)).notice
    objection = call(notice_services.object_to, cast.lin, notice.id, "评分表里少算了一项，请核对。")
    if upheld is not None:
        call(notice_services.answer, cast.gao, objection.id, "核对过，确实少算了一项。", upheld)
    clock.travel(timedelta(days=10))
    with pytest.raises(Refused, match=code):
        call(services.sign, cast.sun, award.id, money.SCOPE, money.dues(1_750_000))


def test_an_objection_answered_as_unfounded_does_not_stop_it(call, cast, clock):
    award = call(money.awarded, cast)
    notice = call(notices.of, Ref("award", award.id)).notice
    objection = call(notice_services.object_to, cast.lin, notice.id, "评分表里少算了一项，请核对。")
    call(notice_services.answer, cast.gao, objection.id, "核对过，没有少算，评分表已贴出。", False)
    clock.travel(timedelta(days=10))
    assert call(services.sign, cast.sun, award.id, money.SCOPE, money.dues(1_750_000)).price_fen == 1_750_000


def test_a_contract_is_signed_once(call, cast, clock):
    made = call(money.contract, cast)
    award = call(lambda: Contract.get(id=made.id).select_related("bid__award"))
    with pytest.raises(Stale, match="contract_exists"):
        call(services.sign, cast.sun, award.bid.award.id, money.SCOPE, money.dues(1_750_000))


@pytest.mark.parametrize("other", ["lin", "gao", "hao", "chen", "zhou", "other_clerk", "admin"])
def test_nobody_but_the_clerk_signs(call, cast, clock, other):
    award = call(money.awarded, cast)
    clock.travel(timedelta(days=10))
    with pytest.raises(Forbidden):
        call(services.sign, getattr(cast, other), award.id, money.SCOPE, money.dues(1_750_000))


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((), "milestones_missing"),
        ((1_749_999,), "milestones_do_not_add_up"),
        ((10,) * 9, "milestones_too_many"),
    ],
)
def test_milestones_that_do_not_make_up_the_price_are_refused(call, cast, clock, shares, code):
    award = call(money.awarded, cast)
    clock.travel(timedelta(days=10))
    with pytest.raises(Refused, match=code):
        call(services.sign, cast.sun, award.id, money.SCOPE, money.dues(*shares))


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_shares_pass_exactly_when_they_add_up(price, shares):
    dues = tuple(rules.Due("一步", money.dues(1)[0].due_on, share) for share in shares)
    if sum(shares) == price:
        rules.check_milestones(dues, price)
    else:
        with pytest.raises(Refused):
            rules.check_milestones(dues, price)


def test_the_supervisor_accepts_in_order_and_once(call, cast, clock):
    made = call(money.contract, cast)
    first, second = (piece.milestone for piece in call(queries.show, made.id).pieces)
    with pytest.raises(Refused, match="accept_in_order"):
        call(services.accept, cast.gao, second.id, "都亮了")
    call(services.accept, cast.gao, first.id, "都亮了")
    with pytest.raises(Stale, match="milestone_accepted_already"):
        call(services.accept, cast.gao, first.id, "都亮了")


@pytest.mark.parametrize("other", ["sun", "lin", "hao", "admin", "zhou"])
def test_nobody_else_accepts(call, cast, clock, other):
    first = call(money.milestone, cast)
    with pytest.raises(Forbidden):
        call(services.accept, getattr(cast, other), first.id, "都亮了")


def test_money_is_paid_on_what_was_accepted_up_to_its_share(call, cast, clock):
    first = call(money.accepted, cast)
    call(services.pay, cast.sun, first.id, 1_000_000, "ZF-1")
    with pytest.raises(Refused, match="pay_above_share"):
        call(services.pay, cast.sun, first.id, 50_001, "ZF-2")
    call(services.pay, cast.sun, first.id, 50_000, "ZF-2")
    assert call(queries.show, first.contract_id).paid_fen == 1_050_000


def test_nothing_is_paid_before_acceptance(call, cast, clock):
    first = call(money.milestone, cast)
    with pytest.raises(Refused, match="pay_not_accepted"):
        call(services.pay, cast.sun, first.id, 1, "ZF-1")


def test_one_voucher_is_one_payment(call, cast, clock):
    first = call(money.accepted, cast)
    call(services.pay, cast.sun, first.id, 100, "ZF-1")
    with pytest.raises(Stale, match="voucher_used"):
        call(services.pay, cast.sun, first.id, 100, "ZF-1")


@pytest.mark.parametrize("other", ["gao", "lin", "hao", "admin", "zhou", "other_clerk"])
def test_nobody_but_the_clerk_pays(call, cast, clock, other):
    first = call(money.accepted, cast)
    with pytest.raises(Forbidden):
        call(services.pay, getattr(cast, other), first.id, 1, "ZF-1")


def test_the_last_payment_delivers_the_project(call, cast, clock):
    made = call(money.contract, cast)
    for number, piece in enumerate(call(queries.show, made.id).pieces):
        call(services.accept, cast.gao, piece.milestone.id, "都亮了")
        call(services.pay, cast.sun, piece.milestone.id, int(piece.milestone.share_fen), f"ZF-{number}")
    shown = call(queries.show, made.id)
    assert shown.delivered
    assert (
        call(lambda: Proposal.get(id=shown.contract.bid.call.decision.proposal_id)).state is State.DELIVERED
    )


@pytest.mark.parametrize("table", ["contract", "milestone", "acceptance", "disbursement"])
def test_the_books_are_append_only(call, cast, clock, table):
    first = call(money.accepted, cast)
    call(services.pay, cast.sun, first.id, 100, "ZF-1")
    for change in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_the_database_pays_nothing_unaccepted_nor_above_the_share(call, cast, clock):
    first = call(money.accepted, cast)
    second = call(lambda: Milestone.get(contract_id=first.contract_id, seq=2))
    row = {"voucher": "ZF-9", "paid_at": clock.now(), "paid_by_id": cast.sun.person_id}
    for milestone, amount in ((second.id, 1), (first.id, 1_050_001), (first.id, 0)):
        with pytest.raises(REFUSED):
            call(lambda m=milestone, a=amount: Disbursement.create(milestone_id=m, amount_fen=a, **row))


def test_the_database_signs_nothing_without_an_award(call, cast, clock):
    made = call(money.opened, cast)
    bid = call(lambda: made.bids.all().first())
    row = {"bid_id": bid.id, "scope": "x", "signed_at": clock.now(), "signed_by_id": cast.sun.person_id}
    with pytest.raises(REFUSED):
        call(lambda: Contract.create(price_fen=1, **row))
