"""Notices that go back to who decided, are proved when their period is over, and are filed with the street."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit import clock as house_clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import commands, queries, services
from civic.notices.models import PublicityProof
from civic.notices.rules import Standing, standing
from civic.notifications.models import Notification

REFUSED = (IntegrityError, OperationalError)
TEXT = "评分表里少算了一项，请核对。"
ANSWER = "核对过了，没有少算。"


@pytest.fixture
def ref(cast):
    return Ref("place", cast.community.id)


@pytest.fixture
def notice(call, cast, clock, ref):
    """Decided by Gao, published by Sun, sent back by two objections."""
    return call(
        services.publish,
        cast.sun,
        ref,
        cast.community.id,
        "公示一件事",
        "内容",
        5,
        DayKind.CALENDAR,
        decided_by=[cast.gao.person_id],
        returns_at=2,
    )


def over(clock, call):
    clock.travel(timedelta(days=7))
    call(commands.tick, house_clock.now())


@given(st.integers(0, 9), st.integers(0, 9))
def test_only_as_many_objections_as_the_rules_say_send_it_back(filed, returns_at):
    now = house_clock.now()
    back = standing(now, now, 0, 0, filed, returns_at) is Standing.RETURNED
    assert back == (0 < returns_at <= filed)


def test_enough_objections_send_it_back_at_once_and_who_decided_learns_of_it(call, cast, notice, ref):
    call(services.object_to, cast.lin, notice.id, TEXT)
    assert call(queries.show, notice.id).standing is Standing.RUNNING
    call(services.object_to, cast.wei, notice.id, TEXT)
    assert call(queries.show, notice.id).standing is Standing.RETURNED
    with pytest.raises(Refused, match="notice_returned"):
        call(services.must_stand, ref)
    told = call(lambda: Notification.filter(kind="notice_returned").values_list("person_id", flat=True))
    assert sorted(told) == sorted([cast.sun.person_id, cast.gao.person_id])


def test_an_answer_does_not_bring_back_what_was_sent_back(call, cast, notice, ref, clock):
    first = call(services.object_to, cast.lin, notice.id, TEXT)
    second = call(services.object_to, cast.wei, notice.id, TEXT)
    for objection in (first, second):
        call(services.answer, cast.zhou, objection.id, ANSWER, False)
    clock.travel(timedelta(days=7))
    with pytest.raises(Refused, match="notice_returned"):
        call(services.must_stand, ref)


def test_who_decided_does_not_answer(call, cast, notice):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    with pytest.raises(Forbidden, match="other_answers"):
        call(services.answer, cast.gao, objection.id, ANSWER, False)
    with pytest.raises(REFUSED):
        call(
            execute,
            "UPDATE objection SET answer = ?, upheld = ?, answered_by_id = ?, answered_at = filed_at",
            ANSWER,
            False,
            cast.gao.person_id,
        )
    call(services.answer, cast.zhou, objection.id, ANSWER, False)


def test_the_proof_is_written_once_when_the_period_is_over(call, cast, notice, clock, client):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    call(commands.tick, house_clock.now())
    assert client.get(f"/notices/{notice.id}/proof").status_code == 404
    over(clock, call)
    call(commands.tick, house_clock.now())
    proof = call(lambda: PublicityProof.get(notice_id=notice.id))
    assert proof.document["body"] == "内容"
    assert proof.document["objections"] == [objection.code]
    assert proof.digest == digest(GENESIS, proof.document)
    assert call(lambda: Entry.get(verb="notice_proved")).facts["digest"] == proof.digest
    page = client.get(f"/notices/{notice.id}/proof")
    assert page.status_code == 200
    assert objection.code in page.text
    assert client.get(f"/notices/{notice.id}/proof.json").json() == proof.document


@pytest.mark.parametrize("change", ["UPDATE publicity_proof SET digest = 'x'", "DELETE FROM publicity_proof"])
def test_a_proof_is_never_changed(call, notice, clock, change):
    over(clock, call)
    with pytest.raises(REFUSED):
        call(execute, change)


def test_the_committee_files_and_the_street_says_it_has_it(call, cast, notice, clock):
    over(clock, call)
    filing = call(services.file, cast.sun, notice.id, "随附会议纪要")
    assert call(lambda: Notification.filter(kind="notice_filed", person_id=cast.zhou.person_id).count()) == 1
    call(services.acknowledge, cast.zhou, notice.id, "收到")
    done = call(queries.filing, notice.id)
    assert (done.id, done.acknowledged_by_id, done.remark) == (filing.id, cast.zhou.person_id, "收到")
    assert call(lambda: Entry.filter(verb__in=["notice_filed", "filing_acknowledged"]).count()) == 2


def test_nothing_is_filed_before_its_notice_stands(call, cast, notice):
    with pytest.raises(Refused, match="notice_running"):
        call(services.file, cast.sun, notice.id, "")


def test_filing_and_acknowledging_are_for_the_right_people(call, cast, notice, clock):
    over(clock, call)
    for wrong in (cast.lin, cast.chen, cast.other_clerk, cast.zhou):
        with pytest.raises(Forbidden):
            call(services.file, wrong, notice.id, "")
    with pytest.raises(NotFound):
        call(services.acknowledge, cast.zhou, notice.id, "")
    call(services.file, cast.sun, notice.id, "")
    for wrong in (cast.sun, cast.lin, cast.gao):
        with pytest.raises(Forbidden):
            call(services.acknowledge, wrong, notice.id, "")


def test_filed_and_acknowledged_once(call, cast, notice, clock):
    over(clock, call)
    call(services.file, cast.sun, notice.id, "")
    with pytest.raises(Refused, match="filed_already"):
        call(services.file, cast.sun, notice.id, "")
    call(services.acknowledge, cast.zhou, notice.id, "")
    with pytest.raises(Refused, match="filing_acknowledged"):
        call(services.acknowledge, cast.zhou, notice.id, "")


def test_the_database_keeps_what_was_filed(call, cast, notice, clock):
    over(clock, call)
    call(services.file, cast.sun, notice.id, "随附会议纪要")
    for change in ("UPDATE filing SET note = 'x'", "DELETE FROM filing"):
        with pytest.raises(REFUSED):
            call(execute, change)
    with pytest.raises(REFUSED):
        call(
            execute,
            "UPDATE filing SET acknowledged_at = filed_at, acknowledged_by_id = ?",
            cast.sun.person_id,
        )
    call(services.acknowledge, cast.zhou, notice.id, "")
    with pytest.raises(REFUSED):
        call(execute, "UPDATE filing SET remark = 'x'")


def test_the_street_sees_what_was_filed(call, cast, notice, clock, as_):
    over(clock, call)
    call(services.file, cast.sun, notice.id, "随附会议纪要")
    page = as_(cast.zhou).get("/filings")
    assert "公示一件事" in page.text
    assert "确认收到" in as_(cast.zhou).get(f"/notices/{notice.id}").text
