"""What is sent by hand or by a broken page: a sentence, never an error of ours; and what is sent well is done."""

import pytest

from councils.sessions import queries, services
from councils.sessions.forms.procedure import PROCEDURE
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.words import Stance
from tests.factories import councils as make

FIELDS = (
    *("person", "member", "substitute", "count", "minutes", "item", "motion", "speech", "poll", "option"),
    *("contribution", "breach", "stance", "question", "options", "preset", "reason", "note", "hands", "gist"),
)


@pytest.fixture
def session(call, cast, clock):
    return call(make.debating, cast)


@pytest.mark.parametrize("typed", [None, "乱写" * 300, "-99999999999", "0"])
def test_what_cannot_be_read_is_answered_with_a_sentence(as_, cast, session, typed):
    sent = {} if typed is None else dict.fromkeys(FIELDS, typed)
    chair = as_(cast.chen)
    said = {noun: chair.post(f"/sessions/{session.id}/{noun}", data=sent).status_code for noun in PROCEDURE}
    assert set(said.values()) <= {303, 403, 422}, said


def state(call, session):
    return call(queries.state, session.id)


def test_a_hand_over_and_a_speech_paused_by_their_forms(as_, call, cast, session):
    chair = as_(cast.chen)
    call(services.act, cast.xu, session.id, RaiseHand(1, Stance.FOR))
    call(services.act, cast.chen, session.id, CallSpeaker(cast.xu.person_id))
    for noun, sent in (("pauses", {"speech": "1"}), ("continuations", {"speech": "1"})):
        assert chair.post(f"/sessions/{session.id}/{noun}", data=sent).status_code == 303
    assert not state(call, session).speaking.paused
    sent = {"person": str(cast.deng.person_id), "reason": "我想说两句"}
    assert chair.post(f"/sessions/{session.id}/handovers", data=sent).status_code == 303
    assert state(call, session).presiding.person_id == cast.deng.person_id


def test_a_poll_from_a_preset_or_from_lines_and_its_hands(as_, call, cast, session):
    chair = as_(cast.chen)
    asked = {"question": "先修哪一头", "options": "南门\n北门\n\n都修"}
    assert chair.post(f"/sessions/{session.id}/polls", data=asked).status_code == 303
    assert state(call, session).polls[0].options == ("南门", "北门", "都修")
    counted = {"poll": "1", "hands": ["3", "0", "2"]}
    assert chair.post(f"/sessions/{session.id}/poll-closings", data=counted).status_code == 303
    assert state(call, session).polls[0].counts == (3, 0, 2)
    preset = {"question": "大家觉得怎么样", "preset": "temperature"}
    assert chair.post(f"/sessions/{session.id}/polls", data=preset).status_code == 303
    assert len(state(call, session).polls[1].options) == 4


def test_the_open_floor_is_motion_nought_in_the_form(as_, call, cast, clock):
    session = call(make.on_item, cast, rules={"strictness": "consultation"})
    sent = as_(cast.tang).post(f"/sessions/{session.id}/hands", data={"motion": "0"})
    assert sent.status_code == 303
    assert state(call, session).hands[0].motion == 0
