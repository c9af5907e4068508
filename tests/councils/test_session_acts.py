"""Doing things in a session: written once, chained, refused to the wrong person, told to those who watch."""

import json
from dataclasses import replace

import pytest

from civic.audit.models import Entry
from civic.kit.chain import GENESIS, digest
from civic.kit.db import rows
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people.rules import ANONYMOUS
from councils.sessions import queries, rules, services
from councils.sessions.models import Motion, SessionEvent
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.motions import Second
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.votes import Cast, CloseVote
from councils.sessions.rules.words import Choice, MotionState, Phase
from proposals.models import Step
from tests.factories import councils as make
from tests.factories import proposals


def test_a_whole_session_from_notice_to_verdict(call, cast, clock):
    session = call(make.voting, cast)
    for actor, choice in ((cast.tang, Choice.YES), (cast.xu, Choice.YES), (cast.deng, Choice.NO)):
        call(services.act, actor, session.id, Cast(1, choice))
    call(services.act, cast.chen, session.id, CloseVote(1))
    call(services.act, cast.chen, session.id, Adjourn(confirmed=True))
    state = call(queries.state, session.id)
    assert state.phase is Phase.ADJOURNED
    numbers = state.verdicts[0].numbers
    assert (numbers.yes, numbers.no, numbers.silent, numbers.adopted) == (2, 1, 1, True)


def test_the_motion_row_follows_the_log(call, cast, clock):
    session = call(make.decided, cast)
    motion = call(lambda: Motion.get(session_id=session.id))
    assert (motion.state, motion.mover_id, motion.seconder_id) == (
        MotionState.ADOPTED.value,
        cast.tang.person_id,
        cast.xu.person_id,
    )
    assert motion.amount_fen == 1_800_000
    assert motion.verdict["yes"] == 3


def test_events_are_gap_free_and_chained(call, cast, clock):
    session = call(make.decided, cast)
    logged = call(lambda: SessionEvent.filter(session_id=session.id).order_by("seq"))
    assert [event.seq for event in logged] == list(range(1, len(logged) + 1))
    previous = GENESIS
    for event in logged:
        document = {
            "session": session.id,
            "seq": event.seq,
            "kind": event.kind,
            "payload": event.payload,
            "actor_id": event.actor_id,
            "at": event.at,
        }
        assert event.previous == previous
        assert event.digest == digest(previous, document)
        previous = event.digest


def test_every_act_leaves_one_audit_entry(call, cast, clock):
    session = call(make.moved, cast)
    before = call(lambda: Entry.filter(ref_kind="session", ref_id=session.id).count())
    call(services.act, cast.xu, session.id, Second(1))
    entries = call(lambda: Entry.filter(ref_kind="session", ref_id=session.id).order_by("-seq"))
    assert len(entries) == before + 1
    assert (entries[0].verb, entries[0].actor_id) == ("motion_seconded", cast.xu.person_id)


def test_a_command_sent_twice_with_its_key_is_done_once(call, cast, clock):
    session = call(make.moved, cast)
    call(services.act, cast.xu, session.id, Second(1), "key-1")
    call(services.act, cast.xu, session.id, Second(1), "key-1")
    kinds = [event.kind for event in call(queries.events, session.id)]
    assert kinds.count("motion_seconded") == 1


def test_a_refused_act_writes_nothing(call, cast, clock):
    session = call(make.moved, cast)
    before = call(queries.digest, session.id)
    with pytest.raises(Refused, match="second_by_mover"):
        call(services.act, cast.tang, session.id, Second(1))
    assert call(queries.digest, session.id) == before


@pytest.mark.parametrize("who", ["lin", "wei", "outsider", "gao", "ma"])
def test_people_without_a_voting_seat_take_no_part(call, cast, clock, who):
    session = call(make.moved, cast)
    with pytest.raises(Forbidden):
        call(services.act, getattr(cast, who), session.id, Second(1))


def test_nobody_acts_without_signing_in_nor_in_a_session_that_is_not(call, cast, clock):
    session = call(make.moved, cast)
    with pytest.raises(SignInNeeded):
        call(services.act, ANONYMOUS, session.id, Second(1))
    with pytest.raises(NotFound):
        call(services.act, cast.chen, 99_999, TakeItem(1))


def test_checking_in_needs_the_code_on_the_wall(call, cast, clock):
    session = call(make.checking_in, cast)
    with pytest.raises(Refused, match="checkin_code"):
        call(services.check_in, cast.tang, session.id, None, "AA-AAAA-A")
    code = call(make.code_of, session.id)
    call(services.check_in, cast.tang, session.id, None, code.lower().replace("-", " "))
    assert cast.tang.person_id in call(queries.state, session.id).present


def test_the_facilitator_of_the_place_checks_in_who_has_no_phone(call, cast, clock):
    session = call(make.checking_in, cast)
    call(services.check_in, cast.zheng, session.id, cast.xu.person_id, "")
    with pytest.raises(Forbidden):
        call(services.check_in, cast.other_facilitator, session.id, cast.deng.person_id, "")


def test_only_those_who_prepare_sessions_convene_one(call, cast, clock):
    session = call(make.announced, cast)
    for actor in (cast.lin, cast.outsider, cast.other_clerk, cast.tang):
        with pytest.raises(Forbidden):
            call(services.convene, actor, session.term_id, make.plan(cast))
    again = call(services.convene, cast.chen, session.term_id, make.plan(cast))
    assert again.number == session.number + 1


def test_an_agenda_must_hold_something(call, cast, clock):
    session = call(make.announced, cast)
    with pytest.raises(Refused, match="agenda_empty"):
        call(services.convene, cast.sun, session.term_id, replace(make.plan(cast), items=()))


def test_a_state_worked_out_before_is_carried_on_and_equals_a_full_replay(call, cast, clock):
    session = call(make.debating, cast)
    known = call(queries.state, session.id)
    assert known == rules.replay(call(queries.events, session.id))
    call(services.act, cast.chen, session.id, Adjourn(confirmed=True))
    assert call(queries.state, session.id) == rules.replay(call(queries.events, session.id))


def test_what_is_stored_reads_back_as_it_was_decided(call, cast, clock):
    session = call(make.decided, cast)
    stored = call(rows, "SELECT payload FROM session_event WHERE session_id = ? ORDER BY seq", session.id)
    for row, event in zip(stored, call(queries.events, session.id), strict=True):
        payload = json.loads(row["payload"]) if isinstance(row["payload"], str) else row["payload"]
        assert payload == json.loads(json.dumps(rules.payload(event.fact)))


def test_a_proposal_s_life_tells_of_the_agenda_and_of_the_vote(call, cast, clock):
    proposal = call(proposals.opened, cast)
    session = call(make.decided, cast, items=(("加装扶手", proposal.id, 20),))
    motion = call(lambda: Motion.get(session_id=session.id))
    assert motion.proposal_id == proposal.id
    steps = call(lambda: Step.filter(proposal_id=proposal.id, ref_kind="session").order_by("id"))
    assert [step.facts["what"] for step in steps] == ["列入议事会议程", "议事会表决通过动议"]
    assert {step.ref_id for step in steps} == {session.id}


def test_a_proposal_of_elsewhere_is_not_taken_up(call, cast, clock):
    session = call(make.announced, cast)
    with pytest.raises(Refused, match="item_proposal_unknown"):
        call(services.convene, cast.sun, session.term_id, make.plan(cast, (("别处的事", 987_654, 20),)))


def test_chair_and_recorder_must_hold_a_seat(call, cast, clock):
    session = call(make.announced, cast)
    with pytest.raises(Refused, match="session_no_seat"):
        call(services.convene, cast.sun, session.term_id, make.plan(cast, chair_id=cast.lin.person_id))
