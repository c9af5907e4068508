"""Roles at a place for a time: who gives which, when they hold, and the database's last word."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit import clock as house_clock
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.people import queries, rules, services
from civic.people.models import Grant, Person
from civic.people.rules import ANONYMOUS, SYSTEM, Actor, Held, Role
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]


class TestRules:
    @pytest.mark.parametrize(
        ("giver", "may"),
        [
            (Role.ADMIN, set(Role)),
            (Role.FACILITATOR, {Role.RESIDENT}),
            (Role.CLERK, {Role.RESIDENT, Role.MEMBER, Role.CHAIR, Role.RECORDER, Role.FACILITATOR}),
            (Role.CHAIR, set()),
            (Role.RESIDENT, set()),
            (Role.SUPERVISOR, set()),
        ],
    )
    def test_who_gives_which_role(self, giver: Role, may: set[Role]):
        actor = Actor(1, "x", (Held(giver, 4, "/1/4/"),))
        assert rules.gives(actor, "/1/4/") == rules.gives(actor, "/1/4/9/") == may
        assert not rules.gives(actor, "/1/")
        assert not rules.gives(actor, "/1/44/")

    def test_clerks_do_not_choose_who_watches_them(self):
        clerk = Actor(1, "x", (Held(Role.CLERK, 4, "/1/4/"),))
        assert not {Role.SUPERVISOR, Role.CLERK, Role.OFFICER, Role.ADMIN} & rules.gives(clerk, "/1/4/")

    def test_nobody_gives_nothing_and_the_clock_everything(self):
        assert not rules.gives(ANONYMOUS, "/1/")
        assert rules.gives(SYSTEM, "/1/") == set(Role)

    @pytest.mark.parametrize(
        "typed", ["13900000001", "+86 139 0000 0001", "(139)0000-0001", "１３９０００００００１"]
    )
    def test_a_number_is_one_number(self, typed: str):
        assert rules.login(typed) == rules.Login("13900000001", None)

    @pytest.mark.parametrize(
        ("typed", "handle"), [(" Lin ", "lin"), ("林阿姨", "林阿姨"), ("12900000001", "12900000001")]
    )
    def test_anything_else_is_a_name(self, typed: str, handle: str):
        assert rules.login(typed) == rules.Login(None, handle)


class TestGiving:
    def test_it_holds_from_today_and_is_written_down(self, cast: Cast, call: Call):
        given = call(services.grant, cast.sun, cast.wei.person_id, Role.MEMBER, cast.community.id)
        assert call(queries.actor_of, cast.wei.person_id).holds(Role.MEMBER, cast.places["estate_one"].path)
        entry = call(lambda: Entry.filter(verb="grant_given").get())
        assert entry.facts == {"role": "member", "place": cast.community.id, "grant": given.id}
        assert (entry.actor_id, entry.ref_kind, entry.ref_id) == (
            cast.sun.person_id,
            "person",
            cast.wei.person_id,
        )

    def test_the_same_again_gives_the_same(self, cast: Cast, call: Call):
        args = (cast.sun, cast.wei.person_id, Role.MEMBER, cast.community.id)
        assert call(services.grant, *args).id == call(services.grant, *args).id
        assert call(lambda: Entry.filter(verb="grant_given").count()) == 1

    @pytest.mark.parametrize(
        "who", ["lin", "chen", "hao", "gao", "outsider", "other_clerk", "other_facilitator"]
    )
    def test_others_may_not(self, cast: Cast, call: Call, who: str):
        with pytest.raises(Forbidden):
            call(services.grant, getattr(cast, who), cast.wei.person_id, Role.MEMBER, cast.community.id)

    def test_many_gifts_at_once_are_one(self, cast: Cast, call: Call):
        async def rush() -> set[int]:
            gift = (cast.sun, cast.wei.person_id or 0, Role.MEMBER, cast.community.id)
            return {given.id for given in await asyncio.gather(*(services.grant(*gift) for _ in range(8)))}

        assert len(call(rush)) == 1
        assert call(lambda: Entry.filter(verb="grant_given").count()) == 1

    def test_nobody_lifts_themselves_up(self, cast: Cast, call: Call):
        for actor, role in ((cast.sun, Role.ADMIN), (cast.zheng, Role.CLERK), (cast.zhou, Role.OFFICER)):
            with pytest.raises(Forbidden):
                call(services.grant, actor, actor.person_id, role, cast.community.id)

    def test_a_period_begins_and_ends_on_its_days(self, cast: Cast, call: Call, clock):
        first, last = house_clock.today() + timedelta(days=1), house_clock.today() + timedelta(days=2)
        call(services.grant, cast.sun, cast.wei.person_id, Role.MEMBER, cast.community.id, first, last)
        held = []
        for _ in range(4):
            held.append(call(queries.actor_of, cast.wei.person_id).holds(Role.MEMBER, cast.community.path))
            clock.travel(timedelta(days=1))
        assert held == [False, True, True, False]

    def test_a_period_does_not_end_before_it_begins(self, cast: Cast, call: Call):
        day = date(2026, 1, 2)
        with pytest.raises(Refused, match="grant_period"):
            call(
                services.grant,
                cast.sun,
                cast.wei.person_id,
                Role.MEMBER,
                cast.community.id,
                day,
                date(2026, 1, 1),
            )

    def test_places_and_people_that_are_not_there(self, cast: Cast, call: Call):
        with pytest.raises(NotFound):
            call(services.grant, cast.admin, 999_999, Role.MEMBER, cast.community.id)
        with pytest.raises(NotFound):
            call(services.grant, cast.admin, cast.wei.person_id, Role.MEMBER, 999_999)


class TestTakingBack:
    def test_it_ends_at_the_next_request(self, cast: Cast, call: Call, as_: As):
        browser = as_(cast.zheng)
        url = f"/places/{cast.community.id}/invitations"
        assert browser.get(url).status_code == 200
        held = call(queries.open_grants, cast.zheng.person_id, Role.FACILITATOR, cast.community.id)[0]
        assert as_(cast.sun).post(f"/grants/{held.id}/revocation").status_code == 303
        assert browser.get(url).status_code == 404

    def test_twice_is_as_good_as_once(self, cast: Cast, call: Call):
        held = call(queries.open_grants, cast.ma.person_id, Role.RECORDER, cast.community.id)[0]
        for _ in range(2):
            call(services.revoke_grant, cast.sun, held.id)
        assert call(lambda: Entry.filter(verb="grant_revoked").count()) == 1

    @pytest.mark.parametrize("who", ["lin", "ma", "zheng", "outsider", "other_clerk"])
    def test_to_others_it_does_not_exist(self, cast: Cast, call: Call, as_: As, who: str):
        held = call(queries.open_grants, cast.chen.person_id, Role.CHAIR, cast.community.id)[0]
        assert as_(getattr(cast, who)).post(f"/grants/{held.id}/revocation").status_code == 404
        assert call(queries.actor_of, cast.chen.person_id).holds(Role.CHAIR, cast.community.path)

    def test_the_last_administrator_stays(self, cast: Cast, call: Call):
        held = call(queries.open_grants, cast.admin.person_id, Role.ADMIN, cast.places["city"].id)[0]
        with pytest.raises(Refused, match="grant_last_admin"):
            call(services.revoke_grant, cast.admin, held.id)
        call(services.grant, cast.admin, cast.zhou.person_id, Role.ADMIN, cast.places["city"].id)
        call(services.revoke_grant, cast.admin, held.id)

    def test_a_vacant_seat_ends_every_open_grant(self, cast: Cast, call: Call):
        call(services.end_role, cast.sun, cast.tang.person_id, Role.MEMBER, cast.community.id)
        actor = call(queries.actor_of, cast.tang.person_id)
        assert not actor.holds(Role.MEMBER, cast.community.path)
        assert actor.lives_in(cast.community.path)


class TestTheDatabase:
    def test_one_open_grant_of_a_kind(self, cast: Cast, call: Call):
        with pytest.raises(IntegrityError):
            call(_again, cast)

    def test_a_revoked_one_is_never_changed_nor_deleted(self, cast: Cast, call: Call):
        held = call(queries.open_grants, cast.ma.person_id, Role.RECORDER, cast.community.id)[0]
        call(services.revoke_grant, cast.sun, held.id)
        with pytest.raises(IntegrityError):
            call(lambda: Grant.filter(id=held.id).update(revoked_at=None))
        with pytest.raises(IntegrityError):
            call(lambda: Grant.filter(id=held.id).delete())

    def test_a_person_can_sign_in_with_something(self, call: Call):
        with pytest.raises(IntegrityError):
            call(lambda: Person.create(display_name="谁", created_at=house_clock.now()))


async def _again(cast: Cast) -> None:
    for _ in range(2):
        await Grant.create(
            person_id=cast.wei.person_id,
            role=Role.MEMBER,
            place_id=cast.community.id,
            starts_on=house_clock.today(),
            given_at=house_clock.now(),
        )


class TestRolls:
    def test_residents_of_a_place_are_those_of_everything_below(self, cast: Cast, call: Call):
        ids = [one.person_id for one in call(queries.registered_in, cast.community.path)]
        assert cast.lin.person_id in ids
        assert not {cast.sun.person_id, cast.outsider.person_id} & set(ids)
        street = [one.person_id for one in call(queries.registered_in, cast.places["street"].path)]
        assert street == sorted(street)
        assert set(street) - set(ids) == {cast.outsider.person_id}
        assert call(queries.residents_count, cast.community.path) == len(ids)

    def test_nobody_is_on_it_twice(self, cast: Cast, call: Call):
        call(services.grant, SYSTEM, cast.outsider.person_id, Role.RESIDENT, cast.community.id)
        ids = [one.person_id for one in call(queries.registered_in, cast.places["street"].path)]
        assert len(ids) == len(set(ids))

    def test_holders_stand_at_the_place_or_above_it(self, cast: Cast, call: Call):
        def ids(role: Role, path: str) -> list[int]:
            return [one.person_id for one in call(queries.holders, role, path)]

        estate = cast.places["estate_one"].path
        assert ids(Role.CLERK, estate) == [cast.sun.person_id]
        assert ids(Role.OFFICER, estate) == [cast.zhou.person_id]
        assert ids(Role.CLERK, cast.places["street"].path) == []
        assert ids(Role.CLERK, "") == []
