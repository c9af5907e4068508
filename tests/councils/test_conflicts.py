"""One person on two sides: nobody bids twice, bids where they serve, or accepts and pays their own work."""

import asyncio
from datetime import date, timedelta

import pytest

from civic.kit import clock as house_clock
from civic.kit.db import rows
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.notices import services as notice_services
from civic.organisations.models import Representative
from civic.people import queries as people
from civic.people import services as granting
from civic.people.rules import SYSTEM, Role
from councils.tenders import queries as tenders
from councils.tenders import services
from councils.works import queries as contracts
from councils.works import services as works
from proposals.models import Proposal
from proposals.rules import State
from tests.factories import money

PLAN = "六天完工，质保三年，报修三天内到。"


async def _represent(person_id: int, organisation_id: int) -> None:
    await Representative.create(
        organisation_id=organisation_id, person_id=person_id, since=house_clock.today() - timedelta(days=1)
    )


def test_one_person_hands_in_for_one_organisation_only(call, cast, clock):
    made, _ = call(money.published, cast)
    call(_represent, cast.hao.person_id, cast.organisations["luo"].id)
    call(money.hand_in, cast, made.id, "hao", 1_750_000)
    with pytest.raises(Refused, match="bid_for_two"):
        call(services.hand_in, cast.hao, made.id, cast.organisations["luo"].id, 1_600_000, PLAN)
    call(money.hand_in, cast, made.id, "hao", 1_700_000)  # one's own may still be replaced


def test_who_acts_for_a_rival_that_has_bid_cannot_bid_against_it(call, cast, clock):
    made, _ = call(money.published, cast)
    call(money.hand_in, cast, made.id, "luo", 1_750_000)
    call(_represent, cast.hao.person_id, cast.organisations["luo"].id)
    with pytest.raises(Refused, match="bid_for_two"):
        call(money.hand_in, cast, made.id, "hao", 1_700_000)


@pytest.mark.parametrize("staff", ["sun", "gao", "zhou"])
def test_staff_of_the_place_do_not_bid_there(call, cast, clock, staff):
    made, _ = call(money.published, cast)
    actor = getattr(cast, staff)
    call(_represent, actor.person_id, cast.organisations["hao"].id)
    with pytest.raises(Forbidden, match="bid_by_staff"):
        call(services.hand_in, actor, made.id, cast.organisations["hao"].id, 1_750_000, PLAN)


def test_a_representative_neither_signs_nor_accepts_nor_pays_for_the_contractor(call, cast, clock):
    milestone = call(money.milestone, cast)
    for actor in (cast.gao, cast.sun):
        call(_represent, actor.person_id, cast.organisations["hao"].id)
    with pytest.raises(Forbidden, match="works_own_organisation"):
        call(works.accept, cast.gao, milestone.id, "六盏都亮，灯杆稳。")
    with pytest.raises(Forbidden, match="works_own_organisation"):
        call(works.pay, cast.sun, milestone.id, 100, "P-1")


def test_nobody_answers_their_own_objection(call, cast, clock):
    award = call(money.awarded, cast)
    call(granting.grant, SYSTEM, cast.gao.person_id, Role.RESIDENT, cast.community.id)
    gao = call(people.actor_of, cast.gao.person_id)
    notice = call(notices.of, Ref("award", award.id)).notice
    objection = call(notice_services.object_to, gao, notice.id, "评分表里少算了一项，请核对。")
    with pytest.raises(Forbidden, match="own_objection"):
        call(notice_services.answer, gao, objection.id, "核对过，没有少算，评分表已贴出。", False)
    call(notice_services.answer, cast.zhou, objection.id, "核对过，没有少算，评分表已贴出。", False)


def test_who_is_both_clerk_and_supervisor_still_sees_the_call_they_prepare(call, cast, clock, as_):
    made = call(money.prepared, cast)
    call(granting.grant, SYSTEM, cast.sun.person_id, Role.SUPERVISOR, cast.community.id)
    assert as_(cast.sun).get(f"/calls/{made.id}").status_code == 200
    with pytest.raises(Forbidden, match="key_not_yours"):
        call(services.take_key, call(people.actor_of, cast.sun.person_id), made.id)


@pytest.mark.parametrize(("path", "typed"), [("bids", "17654"), ("opening", "ABCD-EFGH-JKMN")])
def test_what_is_sealed_never_waits_in_a_draft_for_a_sign_in(call, cast, clock, client, path, typed):
    made, _ = call(money.published, cast)
    sent = {"organisation": str(cast.organisations["hao"].id), "price": typed, "plan": PLAN, "code": typed}
    answer = client.post(f"/calls/{made.id}/{path}", data=sent)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert call(rows, "SELECT * FROM draft") == []


def test_of_two_last_payments_at_once_the_second_sees_that_all_is_paid(call, cast, clock):
    made = call(money.contract, cast)
    shown = call(contracts.show, made.id)
    for piece in shown.pieces:
        call(works.accept, cast.gao, piece.milestone.id, "都亮，灯杆稳。")

    async def both() -> None:
        await asyncio.gather(
            *(
                works.pay(
                    cast.sun, piece.milestone.id, int(piece.milestone.share_fen), f"P-{piece.milestone.id}"
                )
                for piece in shown.pieces
            )
        )

    call(both)
    proposal = call(lambda: Proposal.get(id=shown.contract.bid.call.decision.proposal_id))
    assert proposal.state is State.DELIVERED


def test_an_organisation_one_no_longer_acts_for_opens_no_sealed_bid(call, cast, clock):
    made, _ = call(money.with_bids, cast)
    assert call(tenders.represented, cast.hao) == [cast.organisations["hao"].id]
    call(_end_all, house_clock.today() - timedelta(days=1))
    assert call(tenders.represented, cast.hao) == []
    bid = call(tenders.show, made.id).bids[0]
    with pytest.raises(NotFound):
        call(tenders.bid_of, cast.hao, bid.id)


async def _end_all(day: date) -> None:
    await Representative.all().update(until=day)
