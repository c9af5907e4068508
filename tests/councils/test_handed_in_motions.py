"""Motions handed in: specific, signed, with a receipt; screened in public; taken up by a session."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.models import RuleSet
from councils.preparation.agendas import services as agendas
from councils.preparation.motions import queries, services
from councils.preparation.motions.models import MotionSignature, MotionStep, WrittenMotion
from councils.preparation.motions.rules import Status, text_digest, wording
from tests.factories import councils
from tests.factories import preparation as make


def test_a_motion_says_who_does_what_by_when_with_how_much_money():
    said = wording("居委会", "更换南门到菜市口的 11 盏路灯。", date(2027, 3, 31), 1_800_000)
    assert (
        said == "由居委会在 2027 年 3 月 31 日前完成：更换南门到菜市口的 11 盏路灯，所需资金不超过 ¥18,000。"
    )
    assert "资金" not in wording("物业", "每周清扫两次楼道", date(2027, 1, 1), None)


def test_every_field_is_under_the_signature():
    same = text_digest(make.SLIP)
    changes: dict[str, Any] = {
        "title": "别的",
        "unit": "物业",
        "action": "别的事情要做",
        "deadline": date(2027, 4, 1),
        "amount_fen": None,
        "reason": "因为别的原因",
        "proposal_id": 3,
    }
    assert all(text_digest(replace(make.SLIP, **{name: value})) != same for name, value in changes.items())


def test_a_resident_hands_in_and_signs(call, cast, clock):
    motion = call(make.handed_in, cast)
    signature = call(MotionSignature.get, motion_id=motion.id)
    assert (signature.person_id, signature.signed_at, signature.digest) == (
        cast.lin.person_id,
        clock.now(),
        text_digest(make.SLIP),
    )
    assert call(queries.by_code, motion.code.lower().replace("-", "")) == motion.id
    told = call(Notification.get, kind="slip_received")
    assert told.person_id == cast.sun.person_id
    assert call(Entry.get, verb="motion_handed_in").actor_id == cast.lin.person_id


def test_a_double_tap_hands_in_once(call, cast, clock):
    council = call(councils.council, cast)
    key = codes.token()
    first, again = (call(services.hand_in, cast.lin, council.id, make.SLIP, key) for _ in range(2))
    assert first.id == again.id
    assert call(WrittenMotion.all().count) == 1


def test_strangers_hand_in_nothing(call, cast, clock):
    council = call(councils.council, cast)
    for actor, refusal in ((cast.outsider, Forbidden), (cast.sun, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.hand_in, actor, council.id, make.SLIP, codes.token())


def test_where_the_rule_set_says_so_only_members_hand_in(call, cast, clock):
    council = call(councils.council, cast, residents_hand_in=False)
    assert not call(RuleSet.get, id=council.rule_set_id).residents_hand_in
    with pytest.raises(Forbidden, match="slip_members_only"):
        call(services.hand_in, cast.lin, council.id, make.SLIP, codes.token())
    assert call(services.hand_in, cast.tang, council.id, make.SLIP, codes.token()).status is Status.RECEIVED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deadline": date(2026, 11, 22)}, "slip_deadline"),
        ({"proposal_id": 987_654}, "slip_proposal_unknown"),
    ],
)
def test_what_nobody_can_do_is_refused(call, cast, clock, changes, code):
    with pytest.raises(Refused, match=code):
        call(make.handed_in, cast, **changes)


def test_its_words_are_read_by_author_and_screeners_until_a_session_has_it(call, cast, clock):
    motion = call(make.handed_in, cast)
    reads = {
        actor.name: call(queries.sheet, motion.id, actor).reads for actor in (cast.lin, cast.sun, cast.wei)
    }
    assert list(reads.values()) == [True, True, False]
    agenda = call(make.drafted, cast, call(lambda: _council(motion)))
    call(agendas.add, cast.sun, agenda.id, f"motion-{motion.id}")
    assert not call(queries.sheet, motion.id, cast.wei).reads
    call(agendas.publish, cast.sun, agenda.id)
    assert call(queries.sheet, motion.id, cast.wei).reads
    assert call(queries.sheet, motion.id, ANONYMOUS).motion.status is Status.TAKEN_UP


async def _council(motion: WrittenMotion):
    return (await queries.one(motion.id)).council


def test_it_goes_back_with_a_reason(call, cast, clock):
    motion = call(make.handed_in, cast)
    with pytest.raises(Forbidden, match="slip_screen_forbidden"):
        call(services.send_back, cast.tang, motion.id, "没空")
    call(services.send_back, cast.sun, motion.id, "先请物业报个价，再来交")
    steps = call(queries.sheet, motion.id, cast.lin).steps
    assert [(step.status, step.reason) for step in steps] == [
        (Status.RECEIVED, ""),
        (Status.RETURNED, "先请物业报个价，再来交"),
    ]
    assert call(Notification.get, kind="slip_returned").person_id == cast.lin.person_id
    with pytest.raises(Refused, match="slip_settled"):
        call(services.send_back, cast.sun, motion.id, "再退一次")


def test_its_author_takes_it_back_once(call, cast, clock):
    motion = call(make.handed_in, cast)
    with pytest.raises(Forbidden, match="slip_own"):
        call(services.withdraw, cast.wei, motion.id)
    call(services.withdraw, cast.lin, motion.id)
    with pytest.raises(Refused, match="slip_settled"):
        call(services.withdraw, cast.lin, motion.id)
    assert call(queries.waiting, motion.council_id) == []


def test_there_is_none_where_there_is_none(call, cast, clock):
    with pytest.raises(NotFound):
        call(queries.sheet, 987_654, cast.sun)


def test_a_form_sent_back_loses_nothing_and_a_receipt_leads_to_the_motion(client, as_, call, cast, clock):
    council = call(councils.council, cast)
    lin = as_(cast.lin)
    url = f"/councils/{council.id}/motions"
    form = {
        "title": "南门路灯换新",
        "unit": "居委会",
        "action": "更换 11 盏路灯",
        "deadline": "2026-01-01",
        "amount": "18000",
        "reason": "晚上看不清台阶，摔过两个人。",
        "key": "k1",
    }
    assert "签名并交上去" in lin.get(f"{url}/new").text
    refused = lin.post(url, data=form)
    assert refused.status_code == 422
    assert "完成的日期要在今天以后" in refused.text
    assert "更换 11 盏路灯" in refused.text
    made = lin.post(url, data=form | {"deadline": "2027-03-31"})
    page = lin.get(made.headers["location"]).text
    code = call(WrittenMotion.get).code
    assert code in page
    assert "¥18,000" in page
    found = client.get(f"/receipt?code={code}")
    assert found.status_code in (200, 303)
    public = client.get(made.headers["location"]).text
    assert "已收到" in public
    assert "路灯" not in public


BROKEN = [
    ("UPDATE written_motion SET action = 'x'", "written_motion_version"),
    ("UPDATE written_motion SET amount_fen = NULL", "written_motion_version"),
    ("UPDATE written_motion SET status = 'taken_up', proposal_id = 1", "written_motion_version"),
    ("DELETE FROM written_motion", ""),
    ("UPDATE motion_signature SET digest = 'x'", "motion_signature_append_only"),
    ("DELETE FROM motion_signature", "motion_signature_append_only"),
    ("UPDATE motion_step SET reason = 'x'", "motion_step_append_only"),
    (
        "INSERT INTO motion_signature (motion_id, person_id, signed_at, digest) "
        "SELECT motion_id, person_id + 1, signed_at, 'x' FROM motion_signature",
        "motion_signature_of_this_text",
    ),
    (
        "INSERT INTO motion_step (motion_id, status, at, actor_id, reason) "
        "SELECT motion_id, 'returned', at, actor_id, '' FROM motion_step",
        "motion_step_whole",
    ),
    (
        "INSERT INTO motion_step (motion_id, status, at, actor_id, reason) "
        "SELECT motion_id, 'taken_up', at, actor_id, '' FROM motion_step",
        "motion_step_whole",
    ),
]


@pytest.mark.parametrize(("sql", "guard"), BROKEN)
def test_the_database_keeps_what_was_signed(call, cast, clock, sql, guard):
    call(make.handed_in, cast)
    with pytest.raises(Exception, match=guard or r"(?i)constraint|written_motion_stays"):
        call(execute, sql)


def test_what_was_returned_stays_returned(call, cast, clock):
    motion = call(make.handed_in, cast)
    call(services.send_back, cast.sun, motion.id, "先请物业报个价")
    with pytest.raises(Exception, match="written_motion_settled"):
        call(execute, "UPDATE written_motion SET status = 'received'")
    assert call(MotionStep.filter(motion_id=motion.id).count) == 2
