"""Recorder or chair does not come, or goes: another member takes over, is named in the minutes, and signs them."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.documents.rules import facts
from councils.minutes import services as minutes
from councils.minutes.models import Minutes
from councils.minutes.rules import Heading, SignerRole, compose, read
from councils.resolutions import services as resolutions
from councils.sessions import queries, services
from councils.sessions.rules.chair import HandOver
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.recording import NameRecorder
from councils.verification import services as verification
from tests.councils import meeting as m
from tests.factories import councils, record

WHY = "记录人家里有急事"


def test_the_chair_or_the_recorder_names_a_member_who_is_here_and_not_the_chair():
    meeting = m.opened()
    for command, who, code in (
        (NameRecorder(m.LIN.person_id, WHY), m.LIN, "recorder_named_by_chair"),
        (NameRecorder(m.CHEN.person_id, WHY), m.CHEN, "recorder_to"),
        (NameRecorder(999, WHY), m.CHEN, "recorder_to"),
        (NameRecorder(m.LIN.person_id, " "), m.CHEN, "recorder_reason"),
    ):
        with pytest.raises((Forbidden, Refused), match=code):
            meeting.do(who, command)
    meeting.do(m.CHEN, NameRecorder(m.LIN.person_id, WHY))
    with pytest.raises(Refused, match="recorder_to"):  # twice is once
        meeting.do(m.CHEN, NameRecorder(m.LIN.person_id, WHY))
    meeting.do(m.LIN, Adjourn(confirmed=True))  # the new one runs the session as the old one did
    document = compose(Heading(7, "ab" * 32), meeting.log)
    assert document.recorder.name == m.LIN.name
    assert [one.person.name for one in document.recorders] == [m.MA.name, m.LIN.name]
    assert f"{m.LIN.name}（" in str(facts(document))
    assert WHY in str(facts(document))


def test_after_the_session_another_writes_and_signs_what_the_first_one_never_did(call, cast, clock, as_):
    session = call(record.over, cast)
    draft = call(record.tasked, cast, session.id)
    page = as_(cast.chen).get(f"/sessions/{session.id}/console").text
    assert "换记录人" in page
    sent = as_(cast.chen).post(
        f"/sessions/{session.id}/recorders",
        data={"person": cast.tang.person_id, "reason": WHY, "key": "k", "back": "console"},
    )
    assert sent.status_code == 303
    assert call(queries.head, session.id).recorder.person_id == cast.tang.person_id
    call(minutes.draft, cast.tang, session.id)
    digest = call(lambda: Minutes.get(id=draft.id)).document_digest
    proof = record.proof(cast.ma)
    with pytest.raises(Forbidden):
        call(resolutions.sign, cast.ma, draft.id, SignerRole.RECORDER, digest, proof)
    call(record.sign, cast.tang, draft.id, SignerRole.RECORDER)
    made = call(record.sign, cast.chen, draft.id, SignerRole.CHAIR)
    assert read(made.document).recorder.id == cast.tang.person_id
    assert call(verification.check).wrong == ()


def test_before_the_door_opens_nobody_is_here_to_take_over(call, cast, clock):
    session = call(councils.announced, cast)
    with pytest.raises(Refused, match="checkin_not_open"):
        call(services.act, cast.chen, session.id, NameRecorder(cast.tang.person_id, WHY))


def test_who_presided_when_it_ended_signs_for_a_chair_who_left(call, cast, clock, as_):
    session = call(councils.opened, cast)
    call(services.act, cast.chen, session.id, HandOver(cast.tang.person_id, WHY))
    call(services.act, cast.ma, session.id, Adjourn(confirmed=True))
    draft = call(record.tasked, cast, session.id)
    call(record.sign, cast.ma, draft.id, SignerRole.RECORDER)
    assert f"等主持人{cast.tang.name}签字" in as_(cast.chen).get(f"/minutes/{draft.id}").text
    with pytest.raises(Forbidden, match="minutes_signer_only"):
        call(record.sign, cast.chen, draft.id, SignerRole.CHAIR)
    made = call(record.sign, cast.tang, draft.id, SignerRole.CHAIR)
    assert read(made.document).chair.id == cast.chen.person_id  # the notice had named her
    assert read(made.document).presided.id == cast.tang.person_id
    assert call(verification.check).wrong == ()
