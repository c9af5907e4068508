"""Opening the door: who is on the lists of one session comes from the registers and from the invitations."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.models import Term
from councils.preparation.invitations import services as invitations
from councils.preparation.invitations.rules import Answer, Invited
from councils.seating import services as seating
from councils.sessions import queries, services
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.standins import SeatSubstitute
from tests.factories import bodies, preparation
from tests.factories import councils as make


@pytest.fixture
def council(call, cast, clock):
    """A council with a reserve (Lin), one observer with an account (Gao) and one without."""
    council = call(make.council, cast, substitutes=True)
    term = call(lambda: Term.get(council_id=council.id))
    call(seating.add_substitute, cast.sun, term.id, cast.lin.person_id)
    call(seating.name_observer, cast.sun, term.id, "高建国", "监委会主任", cast.gao.person_id)
    call(seating.name_observer, cast.sun, term.id, "何经理", "物业项目经理")
    return council


@pytest.fixture
def session(call, cast, clock, council):
    return call(preparation.published, cast, council)


def state(call, session):
    return call(queries.state, session.id)


def test_observers_and_the_reserve_come_from_the_registers(call, cast, session):
    call(services.open_checkin, cast.chen, session.id)
    lists = state(call, session)
    assert [seat.person_id for seat in lists.reserves] == [cast.lin.person_id]
    assert {seat.name for seat in lists.observers} >= {"高建国（监委会主任）", "何经理（物业项目经理）"}
    (manager,) = [seat for seat in lists.observers if seat.name.startswith("何经理")]
    assert manager.person_id < 0, "without an account the number in the register stands for the person"
    call(services.check_in, cast.zheng, session.id, manager.person_id, "")
    call(services.act, cast.gao, session.id, CheckIn(cast.gao.person_id))
    assert state(call, session).observing == {manager.person_id, cast.gao.person_id}


def test_the_desk_s_form_takes_an_observer_without_an_account(as_, call, cast, session):
    call(services.open_checkin, cast.chen, session.id)
    (manager,) = [seat for seat in state(call, session).observers if seat.person_id < 0]
    sent = as_(cast.zheng).post(f"/sessions/{session.id}/presence", data={"person": str(manager.person_id)})
    assert sent.status_code == 303
    assert manager.person_id in state(call, session).observing


def test_a_substitute_of_the_register_is_seated_and_votes(call, cast, session):
    call(services.open_checkin, cast.chen, session.id)
    call(services.act, cast.zheng, session.id, SeatSubstitute(cast.deng.person_id, cast.lin.person_id))
    assert cast.lin.person_id in state(call, session).present
    with pytest.raises(Refused, match="substitute_unknown"):
        call(services.act, cast.zheng, session.id, SeatSubstitute(cast.xu.person_id, cast.wei.person_id))


def test_where_the_rules_know_no_substitutes_nobody_is_seated(call, cast, clock):
    session = call(make.checking_in, cast)
    assert state(call, session).reserves == ()


def test_who_asked_for_leave_when_invited_is_excused_with_the_reason(call, cast, session):
    call(invitations.reply, cast.deng, session.id, Answer.AWAY, "住院")
    call(services.open_checkin, cast.chen, session.id)
    assert [seat.person_id for seat in state(call, session).excused] == [cast.deng.person_id]
    kinds = [event.kind for event in call(queries.events, session.id)]
    assert kinds[-2:] == ["checkin_opened", "excused"]


def test_an_invited_guest_attends_without_a_vote(call, cast, session):
    call(invitations.invite_guest, cast.sun, session.id, "wei", Invited.PRESENTER)
    call(services.open_checkin, cast.chen, session.id)
    assert state(call, session).observer(cast.wei.person_id) is not None


def test_members_check_in_over_the_network_where_they_were_asked_to(call, cast, session, clock):
    call(services.open_checkin, cast.chen, session.id)
    call(services.check_in, cast.tang, session.id, None, "", None, remote=True)
    assert state(call, session).remote == {cast.tang.person_id}
    with pytest.raises(Forbidden):
        call(services.check_in, cast.outsider, session.id, None, "", None, remote=True)


def test_and_not_elsewhere(call, cast, clock):
    session = call(make.checking_in, cast)
    with pytest.raises(Refused, match="remote_not_open"):
        call(services.check_in, cast.tang, session.id, None, "", None, remote=True)


def test_every_body_of_a_joint_council_has_its_quorum(call, cast, clock):
    council = call(bodies.joint_council, cast)
    term = call(lambda: Term.get(council_id=council.id))
    session = call(services.convene, cast.sun, term.id, make.plan(cast))
    call(services.open_checkin, cast.chen, session.id)
    for actor in (cast.chen, cast.tang):
        call(services.act, cast.chen, session.id, CheckIn(actor.person_id))
    verdicts = state(call, session).bench_verdicts
    assert [(each.present, each.needed, each.met) for each in verdicts] == [(2, 2, True), (0, 2, False)]
    assert not state(call, session).quorate
