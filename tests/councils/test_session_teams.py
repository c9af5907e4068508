"""Who helps to run a session: the usual team of its council, changed for one evening."""

from datetime import date

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit.db import transaction
from civic.kit.errors import Forbidden, Refused
from councils.models import Council
from councils.series import queries as series
from councils.series import services as arranging
from councils.series.rules import Duty
from councils.sessions import queries, services
from councils.sessions.models import SessionTeam
from councils.sessions.rules.door import CheckIn
from councils.sessions.services import teams
from tests.factories import bodies
from tests.factories import councils as make

TODAY = date(2026, 11, 22)


def _announced(call, cast):
    council = call(make.council, cast)
    for actor, duty in ((cast.wei, Duty.STEWARD), (cast.gao, Duty.ADVISER), (cast.chen, Duty.CHAIR)):
        call(arranging.put_in_team, cast.sun, council.id, actor.person_id, duty)
    term = call(bodies.term_of, council)
    return call(services.convene, cast.sun, term.id, make.plan(cast))


def test_the_usual_team_is_the_team_of_a_session_that_is_called(call, cast, clock):
    session = _announced(call, cast)
    team = call(queries.team, session.id)
    assert [(one.person_id, one.duty) for one in team] == [
        (cast.wei.person_id, Duty.STEWARD),
        (cast.gao.person_id, Duty.ADVISER),
    ]


def test_who_minds_the_door_checks_people_in(call, cast, clock):
    session = _announced(call, cast)
    call(services.open_checkin, cast.wei, session.id)
    call(services.act, cast.wei, session.id, CheckIn(cast.tang.person_id))
    assert cast.tang.person_id in call(queries.state, session.id).present
    with pytest.raises(Forbidden):
        call(services.act, cast.gao, session.id, CheckIn(cast.xu.person_id))


def test_a_team_is_changed_for_one_session(call, cast, clock):
    session = _announced(call, cast)
    call(teams.help_run, cast.chen, session.id, cast.lin.person_id, Duty.VOLUNTEER)
    with pytest.raises(Refused, match="team_taken"):
        call(teams.help_run, cast.chen, session.id, cast.lin.person_id, Duty.VOLUNTEER)
    with pytest.raises(Refused, match="team_of_session"):
        call(teams.help_run, cast.chen, session.id, cast.lin.person_id, Duty.CHAIR)
    for _ in range(2):
        call(teams.stand_down, cast.chen, session.id, cast.wei.person_id, Duty.STEWARD)
    assert [one.duty for one in call(queries.team, session.id)] == [Duty.ADVISER, Duty.VOLUNTEER]
    council = call(Council.first)
    assert len(call(series.team, council.id)) == 3


@pytest.mark.parametrize("who", ["lin", "tang", "other_clerk"])
def test_others_name_nobody(call, cast, clock, who):
    session = _announced(call, cast)
    with pytest.raises(Forbidden):
        call(teams.help_run, getattr(cast, who), session.id, cast.lin.person_id, Duty.VOLUNTEER)
    with pytest.raises(Forbidden):
        call(teams.stand_down, getattr(cast, who), session.id, cast.wei.person_id, Duty.STEWARD)


def test_a_team_stays_as_it_was_when_the_session_is_over(call, cast, clock):
    council = call(make.council, cast)
    session = call(bodies.held, cast, council)
    with pytest.raises(Refused, match="team_over"):
        call(teams.help_run, cast.sun, session.id, cast.lin.person_id, Duty.VOLUNTEER)

    async def write(duty, over):
        async with transaction():
            await SessionTeam.create(session_id=over, person_id=cast.lin.person_id, duty=duty)

    with pytest.raises(IntegrityError):
        call(write, Duty.VOLUNTEER, session.id)
    coming = call(services.convene, cast.sun, session.term_id, make.plan(cast))
    with pytest.raises(IntegrityError):
        call(write, Duty.CHAIR, coming.id)


def test_chair_and_recorder_are_suggested(call, cast, clock):
    council = call(make.council, cast)
    term = call(bodies.term_of, council)
    assert call(series.officers, term.id, TODAY) == (cast.chen.person_id, cast.ma.person_id)
    call(arranging.put_in_team, cast.sun, council.id, cast.tang.person_id, Duty.CHAIR)
    assert call(series.officers, term.id, TODAY) == (cast.tang.person_id, cast.ma.person_id)


def test_the_team_is_named_on_its_page_and_shown_with_the_session(as_, client, call, cast, clock):
    session = _announced(call, cast)
    at, chair = f"/sessions/{session.id}", as_(cast.chen)
    assert "安排会务组" in chair.get(at).text
    assert (
        chair.post(f"{at}/team", data={"login": "lin", "duty": "volunteer"}).headers["location"]
        == f"{at}/team"
    )
    assert "林秀英" in client.get(at).text
    assert "安排会务组" not in client.get(at).text
    assert chair.post(f"{at}/team", data={"login": "nobody", "duty": "volunteer"}).status_code == 422
    leaving = {"person": cast.lin.person_id, "duty": "volunteer"}
    assert chair.post(f"{at}/team-leavings", data=leaving).status_code == 303
