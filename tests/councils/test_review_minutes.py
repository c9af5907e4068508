"""The review of minutes: those who were there object to a paragraph, the recorder answers, and only then it is signed."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.notifications.models import Notification
from councils.minutes import queries, services
from councils.minutes.models import Minutes, MinutesObjection
from councils.minutes.rules import SignerRole, Task, paragraphs, read
from councils.models import RuleSet
from councils.sessions import services as sessions
from councils.sessions.rules.presence import Adjourn
from tests.factories import councils, record

REFUSED = (IntegrityError, OperationalError)
TEXT = "我说的是先修南门，不是都修。"


@pytest.fixture
def minutes(call, cast, clock) -> Minutes:
    """A draft with two days of review."""

    async def made():
        session = await councils.decided(cast, 3, 1, rules={"review_hours": 48})
        await sessions.act(cast.chen, session.id, Adjourn(confirmed=True))
        return await record.tasked(cast, session.id)

    return call(made)


def seen(minutes, anchor="motion-1"):
    return anchor, paragraphs(read(minutes.document))[anchor][:16]


def test_who_was_there_is_told_and_has_two_days(call, cast, minutes, clock):
    assert minutes.review_until == clock.now() + timedelta(hours=48)
    told = call(lambda: Notification.filter(kind="minutes_review").values_list("person_id", flat=True))
    assert cast.tang.person_id in told
    assert cast.lin.person_id not in told


def test_somebody_who_was_there_objects_to_a_paragraph_and_the_recorder_is_told(call, cast, minutes):
    objection = call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    assert (objection.anchor, objection.text) == ("motion-1", TEXT)
    told = call(lambda: Notification.get(kind="minutes_objected"))
    assert told.person_id == cast.ma.person_id
    assert call(lambda: Entry.filter(verb="minutes_objected").count()) == 1


@pytest.mark.parametrize("other", ["sun", "zheng"])
def test_who_was_not_there_does_not_object(call, cast, minutes, other):
    with pytest.raises(Forbidden, match="review_present_only"):
        call(services.object_to, getattr(cast, other), minutes.id, seen(minutes), TEXT)


def test_a_draft_does_not_exist_for_strangers(call, cast, minutes):
    with pytest.raises(NotFound):
        call(services.object_to, cast.lin, minutes.id, seen(minutes), TEXT)


def test_after_the_window_nothing_is_taken(call, cast, minutes, clock):
    clock.travel(timedelta(hours=49))
    with pytest.raises(Refused, match="review_over"):
        call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)


def test_a_paragraph_that_changed_meanwhile_is_shown_again_first(call, cast, minutes):
    known = seen(minutes)
    another = Task(1, "先修南门", "居委会", "2027-05-31", "社区保障资金")
    call(services.add_task, cast.ma, minutes.id, another)
    with pytest.raises(Refused, match="paragraph_changed"):
        call(services.object_to, cast.tang, minutes.id, known, TEXT)


def test_once_for_each_paragraph(call, cast, minutes):
    call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    with pytest.raises(Refused, match="review_objected_already"):
        call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    call(services.object_to, cast.tang, minutes.id, seen(minutes, "facts"), TEXT)


def test_nobody_signs_while_the_window_is_open_or_an_objection_waits(call, cast, minutes, clock):
    objection = call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    with pytest.raises(Refused, match="review_running"):
        call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    clock.travel(timedelta(hours=49))
    with pytest.raises(Refused, match="review_unanswered"):
        call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    call(services.answer, cast.ma, objection.id, "记的是表决的原文，不改。", False)
    call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)


def test_the_database_takes_no_signature_over_an_open_objection(call, cast, minutes):
    call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    with pytest.raises(REFUSED):
        call(
            execute,
            "INSERT INTO signature (minutes_id, person_id, role, signed_at, document_digest) VALUES (?, ?, ?, ?, ?)",
            minutes.id,
            cast.ma.person_id,
            "recorder",
            minutes.drafted_at,
            minutes.document_digest,
        )


def test_only_the_recorder_answers_and_once(call, cast, minutes):
    objection = call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    with pytest.raises(Forbidden, match="review_recorder_answers"):
        call(services.answer, cast.chen, objection.id, "不改。", False)
    call(services.answer, cast.ma, objection.id, "说得对，照改。", True)
    with pytest.raises(Refused, match="review_answered_already"):
        call(services.answer, cast.ma, objection.id, "不改。", False)
    told = call(lambda: Notification.get(kind="minutes_objection_answered"))
    assert told.person_id == cast.tang.person_id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE minutes_objection SET text = 'x'",
        "UPDATE minutes_objection SET accepted = TRUE",
        "DELETE FROM minutes_objection",
    ],
)
def test_the_database_keeps_what_was_objected(call, cast, minutes, change):
    call(services.object_to, cast.tang, minutes.id, seen(minutes), TEXT)
    with pytest.raises(REFUSED):
        call(execute, change)


def test_the_page_takes_an_objection_and_keeps_what_was_typed_when_it_cannot(call, cast, minutes, as_, clock):
    tang = as_(cast.tang)
    assert "哪一段记得不对" in tang.get(f"/minutes/{minutes.id}/review").text
    refused = tang.post(f"/minutes/{minutes.id}/objections", data={"anchor": "", "text": TEXT})
    assert refused.status_code == 422
    assert TEXT in refused.text
    sent = tang.post(
        f"/minutes/{minutes.id}/objections", data={"anchor": "~".join(seen(minutes)), "text": TEXT}
    )
    assert sent.status_code == 303
    assert call(lambda: MinutesObjection.all().count()) == 1


def test_the_rule_set_says_how_long(call, cast, clock):
    session = call(councils.decided, cast, 3, 1, rules={"review_hours": 0})
    call(sessions.act, cast.chen, session.id, Adjourn(confirmed=True))
    minutes = call(record.tasked, cast, session.id)
    assert not call(queries.review, minutes).running(clock.now())
    with pytest.raises(REFUSED):
        call(lambda: RuleSet.all().update(review_hours=-1))
