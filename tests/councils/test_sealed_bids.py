"""Sealed bids: nobody reads one before both keys are turned after closing."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute, rows
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from councils.tenders import queries, services
from councils.tenders.models import Bid
from councils.tenders.rules import Phase
from tests.factories import money

REFUSED = (IntegrityError, OperationalError)


def test_a_bid_is_sealed_as_it_comes_in(call, cast, clock):
    made, _ = call(money.published, cast)
    bid = call(money.hand_in, cast, made.id, "hao", 1_750_000)
    assert (bid.price_fen, bid.plan, bid.opened_at) == (None, None, None)
    for table in ("bid", "audit_entry", "call_key", "call_for_bids", "notification"):
        kept = str(call(rows, f"SELECT * FROM {table}"))
        assert "1750000" not in kept
        assert "六天完工" not in kept


def test_its_content_is_on_no_page_before_opening(call, cast, clock, client, as_):
    made, _ = call(money.with_bids, cast)
    bid = call(lambda: Bid.filter(call_id=made.id).first())
    for visitor in (client, *map(as_, (cast.sun, cast.gao, cast.admin, cast.luo, cast.lin))):
        page = visitor.get(f"/calls/{made.id}")
        assert "17,500" not in page.text
        assert "六天完工" not in page.text
        assert visitor.get(f"/bids/{bid.id}").status_code == 404
    mine = as_(cast.hao).get(f"/bids/{bid.id}")
    assert bid.code in mine.text
    assert "六天完工" not in mine.text


def test_its_receipt_leads_anyone_to_the_call_and_never_to_the_bid(call, cast, clock, client):
    made, _ = call(money.with_bids, cast)
    bid = call(lambda: Bid.filter(call_id=made.id).first())
    answer = client.get("/receipt", params={"code": bid.code}, follow_redirects=False)
    assert answer.headers["location"] == f"/calls/{made.id}"


def test_handing_in_again_before_closing_replaces_the_first(call, cast, clock):
    made, codes = call(money.published, cast)
    first = call(money.hand_in, cast, made.id, "hao", 1_750_000)
    second = call(money.hand_in, cast, made.id, "hao", 1_600_000)
    assert (second.id, second.code) == (first.id, first.code)
    assert second.seal_digest != first.seal_digest
    call(money.hand_in, cast, made.id, "luo", 1_700_000)
    clock.travel(timedelta(days=11))
    for actor, code in zip((cast.sun, cast.gao), codes, strict=True):
        call(services.turn_key, actor, made.id, code)
    assert call(lambda: Bid.get(id=first.id)).price_fen == 1_600_000


@pytest.mark.parametrize("days", [-1, 10, 11])
def test_outside_the_period_none_is_taken(call, cast, clock, days):
    opens = clock.now() + timedelta(hours=1)
    made, _ = call(money.published, cast, opens_at=opens, closes_at=opens + timedelta(days=9, hours=23))
    if days > 0:
        clock.travel(timedelta(days=days))
    with pytest.raises(Refused, match="bids_not_open"):
        call(money.hand_in, cast, made.id, "hao", 1_750_000)


def test_a_price_above_the_ceiling_is_refused(call, cast, clock):
    made, _ = call(money.published, cast)
    with pytest.raises(Refused, match="bid_above_ceiling"):
        call(money.hand_in, cast, made.id, "hao", 1_800_001)


def test_only_who_acts_for_the_organisation_bids_for_it(call, cast, clock):
    made, _ = call(money.published, cast)
    for other in (cast.luo, cast.lin, cast.sun):
        with pytest.raises(Forbidden, match="bid_not_for_you"):
            call(services.hand_in, other, made.id, cast.organisations["hao"].id, 100, "x" * 30)
    with pytest.raises(SignInNeeded):
        call(services.hand_in, ANONYMOUS, made.id, cast.organisations["hao"].id, 100, "x" * 30)


def test_no_key_turns_before_closing_time(call, cast, clock):
    made, codes = call(money.with_bids, cast)
    with pytest.raises(Refused, match="bids_still_sealed"):
        call(services.turn_key, cast.sun, made.id, codes[0])


def test_one_key_opens_nothing_and_both_open_everything(call, cast, clock):
    made, codes = call(money.with_bids, cast)
    clock.travel(timedelta(days=11))
    assert call(services.turn_key, cast.sun, made.id, codes[0]) is False
    assert call(queries.show, made.id).phase is Phase.CLOSED
    with pytest.raises(Stale, match="key_turned"):
        call(services.turn_key, cast.sun, made.id, codes[0])
    assert call(services.turn_key, cast.gao, made.id, codes[1].lower()) is True
    shown = call(queries.show, made.id)
    assert shown.phase is Phase.OPENED
    assert sorted(bid.price_fen for bid in shown.bids) == [1_750_000, 1_790_000]
    assert len(call(lambda: Entry.get(verb="bids_opened")).facts["prices"]) == 2


def test_a_wrong_code_and_someone_elses_code_turn_nothing(call, cast, clock):
    made, codes = call(money.with_bids, cast)
    clock.travel(timedelta(days=11))
    for code in ("AAAA-AAAA-AAAA", codes[1]):
        with pytest.raises(Refused, match="wrong_opening_code"):
            call(services.turn_key, cast.sun, made.id, code)
    for other in (cast.admin, cast.hao, cast.lin):
        with pytest.raises(Forbidden, match="key_not_yours"):
            call(services.turn_key, other, made.id, codes[0])


def test_an_opened_bid_never_changes(call, cast, clock):
    call(money.opened, cast)
    for change in ("UPDATE bid SET price_fen = 1", "DELETE FROM bid"):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_a_seal_that_was_tampered_with_does_not_open(call, cast, clock):
    made, codes = call(money.with_bids, cast)
    call(execute, "UPDATE bid SET seal_digest = 'x' WHERE organisation_id = ?", cast.organisations["luo"].id)
    clock.travel(timedelta(days=11))
    call(services.turn_key, cast.sun, made.id, codes[0])
    with pytest.raises(Refused, match="seal_broken"):
        call(services.turn_key, cast.gao, made.id, codes[1])
    assert call(queries.show, made.id).phase is Phase.CLOSED


def test_nobody_bids_on_what_is_not_published(call, cast, clock):
    made = call(money.prepared, cast)
    with pytest.raises(NotFound):
        call(money.hand_in, cast, made.id, "hao", 100)
