"""Founding a council and keeping its terms, seats and rules, through the browser's door."""

from datetime import date

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.people.models import Grant
from civic.people.rules import Role
from councils import queries, services
from councils.models import Council, Seat
from councils.rules import SeatKind, SeatRole
from councils.services import Seating
from tests.factories import councils as make

TODAY = date(2026, 11, 22)


def _seat(call, person_id):
    return call(lambda: Seat.get(person_id=person_id))


def test_a_clerk_founds_a_council_from_nothing(as_, call, cast, clock):
    clerk, rules = as_(cast.sun), call(make.rule_set)
    assert "登记一个议事会" in clerk.get("/councils").text
    form = clerk.get("/councils/new").text
    assert "槐树街社区" in form
    assert "梧桐里社区" not in form
    sent = clerk.post(
        "/councils", data={"place": cast.community.id, "name": "老年议事会", "rule_set": rules.id}
    )
    assert sent.status_code == 303
    keeping, council = sent.headers["location"], call(lambda: Council.get(name="老年议事会"))
    assert "先登记一个任期" in clerk.get(keeping).text
    at = f"/councils/{council.id}"
    clerk.post(f"{at}/terms", data={"starts_on": "2026-11-01", "ends_on": "2029-10-31"})
    seat = {"login": "lin", "role": "chair", "kind": "appointed", "capacity": "居民小组长"}
    assert clerk.post(f"{at}/seats", data=seat).headers["location"] == keeping
    page = clerk.get(at).text
    assert "林秀英" in page
    assert "推选或委派" in page
    assert "居民小组长" in page


def test_refusals_stand_in_the_section_they_belong_to(as_, call, cast, clock):
    council = call(make.council, cast)
    at, clerk = f"/councils/{council.id}", as_(cast.sun)
    twice = clerk.post(f"{at}/seats", data={"login": "tang", "role": "member", "kind": "elected"})
    assert twice.status_code == 422
    assert "这一届已经有这位成员" in twice.text
    nobody = clerk.post(f"{at}/seats", data={"login": "nobody", "role": "member", "kind": "elected"})
    assert "没有找到用这个登录名或手机号的人" in nobody.text
    overlap = clerk.post(f"{at}/terms", data={"starts_on": "2027-01-01", "ends_on": "2030-01-01"})
    assert overlap.status_code == 422
    assert "新一届要在这以后开始" in overlap.text
    same = clerk.post(f"{at}/rules", data={"rule_set": council.rule_set_id})
    assert "现在用的就是这一版规则" in same.text


def test_a_seat_may_come_later_than_its_term(call, cast, clock):
    council = call(make.council, cast)
    term = call(queries.current_term, council.id, TODAY)
    call(
        services.seat,
        cast.sun,
        term.id,
        cast.lin.person_id,
        SeatRole.MEMBER,
        Seating(starts_on=date(2026, 12, 1)),
    )
    assert cast.lin.person_id not in [one.person_id for one in call(queries.seats, term.id, TODAY)]
    assert cast.lin.person_id in [one.person_id for one in call(queries.seats, term.id, date(2026, 12, 1))]


def test_another_member_takes_the_chair(as_, call, cast, clock):
    call(make.council, cast)
    chen, tang, clerk = _seat(call, cast.chen.person_id), _seat(call, cast.tang.person_id), as_(cast.sun)
    assert clerk.get(f"/seats/{tang.id}/role").status_code == 200
    assert clerk.post(f"/seats/{chen.id}/role", data={"role": "member"}).status_code == 303
    assert clerk.post(f"/seats/{tang.id}/role", data={"role": "chair"}).status_code == 303

    async def presiding(person_id):
        return await Grant.filter(
            person_id=person_id,
            role=Role.CHAIR,
            place=cast.community,
            revoked_at=None,
            ends_on=date(2028, 12, 31),
        ).count()

    assert (call(presiding, cast.chen.person_id), call(presiding, cast.tang.person_id)) == (0, 1)
    again = clerk.post(f"/seats/{tang.id}/role", data={"role": "chair"})
    assert again.status_code == 422
    assert "已经是这个身份" in again.text


@pytest.mark.parametrize("who", ["lin", "chen", "other_clerk", "gao"])
def test_others_neither_see_nor_do_the_keeping(as_, call, cast, clock, who):
    council = call(make.council, cast)
    seat, visitor = _seat(call, cast.tang.person_id), as_(getattr(cast, who))
    assert visitor.get(f"/councils/{council.id}/keeping").status_code == 403
    assert "任期、成员和规则" not in visitor.get(f"/councils/{council.id}").text
    with pytest.raises(Forbidden):
        call(services.change_role, getattr(cast, who), seat.id, SeatRole.CHAIR)


def test_a_draw_is_given_for_drawn_seats_only(call, cast, clock):
    council = call(make.council, cast)
    term = call(queries.current_term, council.id, TODAY)
    with pytest.raises(Refused, match="seat_not_drawn"):
        call(services.seat, cast.sun, term.id, cast.lin.person_id, SeatRole.MEMBER, Seating(sortition_id=1))
    drawn = Seating(SeatKind.DRAWN, sortition_id=999)
    with pytest.raises(Refused, match="seat_draw_unknown"):
        call(services.seat, cast.sun, term.id, cast.lin.person_id, SeatRole.MEMBER, drawn)


def test_who_sits_on_two_councils_is_shown_on_both(client, call, cast, clock):
    first, second = call(make.council, cast), call(make.council, cast, "小区联合议事会")
    found = call(queries.memberships, [cast.chen.person_id], TODAY)
    assert [one.council_id for one in found] == [first.id, second.id]
    assert "小区联合议事会" in client.get(f"/councils/{first.id}").text
    assert "也在" in client.get(f"/councils/{second.id}").text
