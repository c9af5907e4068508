"""Joint councils: member bodies with their own quorum, and whose turn it is."""

from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.kit.thresholds import MORE_THAN_HALF
from civic.people.models import Grant
from civic.people.rules import Role
from councils import queries as councils
from councils import services as seats
from councils.joint import queries, services
from councils.models import Bench
from councils.rules import SeatRole
from councils.seating import services as seating
from councils.seating.rules import Ending
from councils.services import Seating
from tests.factories import bodies
from tests.factories import councils as make

TODAY = date(2026, 11, 22)
QUARTER = date(2026, 10, 1)


async def _sql(statement: str, *values):
    async with transaction():
        await execute(statement, *values)


def test_each_body_has_its_members_and_its_own_quorum(call, cast, clock):
    council = call(bodies.joint_council, cast)
    term = call(bodies.term_of, council)
    ours, theirs = call(councils.benches, term.id, TODAY)
    assert (ours.name, [name for _, name in ours.members]) == ("槐树街社区", ["陈素芳", "唐敏"])
    assert (theirs.name, theirs.quorum.needed(len(theirs.members))) == ("梧桐里社区", 2)
    single = call(bodies.term_of, call(make.council, cast))
    assert call(councils.benches, single.id, TODAY) == []


def test_it_belongs_to_every_place_of_its_bodies(call, cast, clock):
    council = call(bodies.joint_council, cast)
    paths = call(councils.paths, council.id)
    assert set(paths) == {cast.places["street"].path, cast.community.path, cast.other_community.path}
    for place in (cast.community, cast.other_community):
        (found,) = call(queries.of_place, place.path, clock.now())
        assert (found.id, found.bodies) == (council.id, 2)
    assert call(queries.of_place, cast.places["estate_one"].path, clock.now()) == []


def test_a_body_is_a_place_or_an_organisation(call, cast, clock):
    council = call(bodies.joint_council, cast)
    hao = cast.organisations["hao"].id
    body = call(services.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, None, hao)
    assert (body.name, body.position) == ("邻里社工服务中心", 3)
    for of in ((None, None), (cast.community.id, hao)):
        with pytest.raises(Refused, match="body_of_one"):
            call(services.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, *of)
    with pytest.raises(Refused, match="body_taken"):
        call(services.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, cast.community.id)
    with pytest.raises(NotFound):
        call(services.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, 999)


def test_members_speak_for_a_body_and_act_at_its_place(call, cast, clock):
    council = call(bodies.joint_council, cast)
    term = call(bodies.term_of, council)
    with pytest.raises(Refused, match="seat_needs_body"):
        call(seats.seat, cast.zhou, term.id, cast.wei.person_id)
    with pytest.raises(Refused, match="seat_body_unknown"):
        call(seats.seat, cast.zhou, term.id, cast.wei.person_id, SeatRole.MEMBER, Seating(bench_id=999))
    grant = call(lambda: Grant.get(person_id=cast.outsider.person_id, role=Role.CHAIR))
    assert grant.place_id == cast.other_community.id


def test_each_place_seats_its_own_people_and_no_others(call, cast, clock):
    council = call(bodies.joint_council, cast)
    term = call(bodies.term_of, council)
    ours, theirs = call(bodies.bodies, council)
    call(seats.seat, cast.sun, term.id, cast.wei.person_id, SeatRole.MEMBER, Seating(bench_id=ours.id))
    with pytest.raises(Forbidden):
        call(seats.seat, cast.sun, term.id, cast.xu.person_id, SeatRole.MEMBER, Seating(bench_id=theirs.id))
    with pytest.raises(Forbidden):
        call(services.add_body, cast.sun, council.id, "", MORE_THAN_HALF, cast.places["estate_one"].id)


def test_hosts_change_with_the_quarter_and_by_agreement(call, cast, clock):
    council = call(bodies.joint_council, cast)
    ours, theirs = call(bodies.bodies, council)
    assert call(queries.host, council.id, TODAY) is None
    call(services.rotate_from, cast.zhou, council.id, QUARTER)
    assert call(queries.host, council.id, TODAY).id == ours.id
    assert call(queries.host, council.id, date(2027, 2, 1)).id == theirs.id
    term = call(bodies.term_of, council)
    assert call(queries.presiding, term.id, TODAY).person_id == cast.chen.person_id
    assert call(queries.presiding, term.id, date(2027, 2, 1)).person_id == cast.outsider.person_id
    call(services.swap_host, cast.other_clerk, council.id, QUARTER, theirs.id, "槐树街活动室在装修")
    council = call(councils.council, council.id)
    now, then = call(queries.hosts, council, TODAY, 2)
    assert (now.bench.id, now.reason, then.bench.id) == (theirs.id, "槐树街活动室在装修", theirs.id)
    with pytest.raises(Refused, match="rotation_swapped"):
        call(services.swap_host, cast.zhou, council.id, QUARTER, ours.id, "又换回来")
    with pytest.raises(Refused, match="rotation_begun"):
        call(services.rotate_from, cast.zhou, council.id, date(2027, 1, 1))
    verbs = call(lambda: Entry.filter(ref_kind="council").order_by("id").values_list("verb", flat=True))
    assert list(verbs)[-2:] == ["rotation_set", "host_swapped"]


@pytest.mark.parametrize("who", ["lin", "chen", "outsider"])
def test_others_arrange_nothing(call, cast, clock, who):
    council = call(bodies.joint_council, cast)
    ours, _ = call(bodies.bodies, council)
    actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        call(services.rotate_from, actor, council.id, QUARTER)
    with pytest.raises(Forbidden):
        call(services.swap_host, actor, council.id, QUARTER, ours.id, "为了方便")
    with pytest.raises(Forbidden):
        call(services.leave, actor, ours.id)


def test_a_body_leaves_when_its_seats_have_ended_and_may_come_back(call, cast, clock):
    council = call(bodies.joint_council, cast)
    _, theirs = call(bodies.bodies, council)
    with pytest.raises(Refused, match="body_seated"):
        call(services.leave, cast.zhou, theirs.id)
    for person in (cast.outsider, cast.lin):
        seat = call(bodies.seat_of, person.person_id)
        call(seating.end_seat, cast.zhou, seat.id, Ending.RESIGNED, "单位退出联席会议", TODAY)
    call(services.leave, cast.zhou, theirs.id)
    with pytest.raises(Refused, match="body_left"):
        call(services.leave, cast.zhou, theirs.id)
    term = call(bodies.term_of, council)
    assert len(call(councils.benches, term.id, TODAY + timedelta(days=1))) == 1
    assert (
        call(services.add_body, cast.zhou, council.id, "", MORE_THAN_HALF, cast.other_community.id).position
        == 3
    )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM bench WHERE council_id = ?",
        "UPDATE bench SET name = '别家' WHERE council_id = ?",
        "UPDATE bench SET quorum_num = 1, quorum_den = 3 WHERE council_id = ?",
        "UPDATE bench SET place_id = NULL WHERE council_id = ?",
        "UPDATE bench SET left_on = '2020-01-01' WHERE council_id = ?",
    ],
)
def test_the_database_keeps_member_bodies(call, cast, clock, statement):
    council = call(bodies.joint_council, cast)
    with pytest.raises(IntegrityError):
        call(_sql, statement, council.id)


def test_the_database_refuses_bodies_and_turns_that_do_not_fit(call, cast, clock):
    council, other = call(bodies.joint_council, cast), call(make.council, cast)
    ours, _ = call(bodies.bodies, council)
    term = call(bodies.term_of, other)

    async def bench(**changes):
        given = {
            "council": council, "position": 9, "name": "一号院", "place_id": cast.places["estate_one"].id,
            "quorum_num": 1, "quorum_den": 2, "quorum_strict": True, "joined_on": TODAY,
        }  # fmt: skip
        async with transaction():
            await Bench.create(**given | changes)

    for changes in (
        {"place_id": None},
        {"organisation_id": cast.organisations["hao"].id},
        {"quorum_num": 3},
        {"name": "槐树街社区"},
        {"position": 1},
    ):
        with pytest.raises(IntegrityError):
            call(bench, **changes)
    for statement, *values in (
        (
            "INSERT INTO seat (term_id, person_id, role, starts_on, kind, capacity, bench_id) "
            "VALUES (?, ?, 'member', '2026-11-22', 'elected', '', ?)",
            term.id, cast.lin.person_id, ours.id,
        ),
        (
            "INSERT INTO host_swap (council_id, quarter, bench_id, reason, entered_by_id, entered_at) "
            "VALUES (?, '2026-10-01', ?, '理由', ?, ?)",
            other.id, ours.id, cast.zhou.person_id, clock.now(),
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError):
            call(_sql, statement, *values)


def test_the_database_keeps_a_swap(call, cast, clock):
    council = call(bodies.joint_council, cast)
    _, theirs = call(bodies.bodies, council)
    call(services.rotate_from, cast.zhou, council.id, QUARTER)
    swap = call(services.swap_host, cast.zhou, council.id, QUARTER, theirs.id, "槐树街活动室在装修")
    for statement in (
        "DELETE FROM host_swap WHERE id = ?",
        "UPDATE host_swap SET reason = '别的' WHERE id = ?",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement, swap.id)
