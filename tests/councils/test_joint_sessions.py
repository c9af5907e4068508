"""A session of a joint council: called at each place, opened when each body and the whole are quorate."""

from datetime import timedelta

import pytest

from civic.kit import clock as house
from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import MORE_THAN_HALF
from councils.joint import services as joint
from councils.sessions import queries, services
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.presence import Open
from tests.factories import bodies
from tests.factories import councils as make


def _called(call, cast, by):
    council = call(bodies.joint_council, cast)
    term = call(bodies.term_of, council)
    return council, call(services.convene, by, term.id, make.plan(cast))


def test_the_clerk_of_any_member_body_calls_it(call, cast, clock):
    _, session = _called(call, cast, cast.other_clerk)
    head = call(queries.head, session.id)
    assert set(head.paths) == {cast.community.path, cast.other_community.path}
    term = session.term_id
    with pytest.raises(Forbidden):
        call(services.convene, cast.lin, term, make.plan(cast))


def test_it_stands_on_the_page_and_in_the_calendar_of_every_member(client, call, cast, clock):
    _, session = _called(call, cast, cast.sun)
    for place in (cast.community, cast.other_community):
        coming = call(queries.upcoming, place.path, house.now())
        assert coming is not None
        assert coming.id == session.id
        page = client.get(f"/places/{place.id}").text
        assert "柳荫街道社区联席会议" in page
        assert f"/sessions/{session.id}" in page
    assert call(queries.upcoming, cast.places["estate_one"].path, house.now()) is None
    call(services.open_checkin, cast.chen, session.id)
    (on,) = call(queries.live_sessions, cast.other_community.path)
    assert on.id == session.id


def test_both_quorums_are_needed(call, cast, clock):
    _, session = _called(call, cast, cast.sun)
    call(services.open_checkin, cast.other_clerk, session.id)
    state = call(queries.state, session.id)
    assert [(bench.name, bench.seats) for bench in state.benches] == [("槐树街社区", 2), ("梧桐里社区", 2)]
    for actor in (cast.chen, cast.tang, cast.outsider):
        call(services.act, cast.other_facilitator, session.id, CheckIn(actor.person_id))
    # three of four are two thirds of the whole, but only one of two of the second body
    with pytest.raises(Refused, match="quorate"):
        call(services.act, cast.chen, session.id, Open())
    call(services.act, cast.chen, session.id, CheckIn(cast.lin.person_id))
    call(services.act, cast.chen, session.id, Open())
    assert call(queries.state, session.id).opened_at is not None


def test_a_body_that_left_hears_of_it_no_longer(call, cast, clock):
    council = call(bodies.joint_council, cast)
    third = call(joint.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, cast.places["estate_one"].id)
    term = call(bodies.term_of, council)
    session = call(services.convene, cast.sun, term.id, make.plan(cast))
    path = cast.places["estate_one"].path
    assert call(queries.upcoming, path, house.now()).id == session.id
    call(joint.leave, cast.zhou, third.id)
    house.travel(timedelta(hours=1))
    assert call(queries.upcoming, path, house.now()) is None
