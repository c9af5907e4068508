"""How far staff reach: addresses only where they verify people, and never without an administrator."""

import asyncio

import pytest

from civic.kit.errors import Refused
from civic.people import queries, services
from civic.people.models import Grant, Person
from civic.people.rules import SYSTEM, Role
from tests.cast import Cast
from tests.conftest import Call


def test_staff_move_nobody_into_a_community_that_is_not_theirs(cast: Cast, call: Call):
    with pytest.raises(Refused, match="household_place"):
        call(services.join_household, cast.sun, cast.lin.person_id, cast.places["other_estate"].id, "1-1")
    call(services.join_household, cast.admin, cast.lin.person_id, cast.places["other_estate"].id, "1-1")


def test_who_lives_in_no_community_chooses_no_address(cast: Cast, call: Call):
    call(lambda: Person.filter(id=cast.luo.person_id).update(household_id=None))
    assert cast.luo.place_path == ""
    with pytest.raises(Refused, match="household_place"):
        call(services.join_household, cast.luo, cast.luo.person_id, cast.places["estate_one"].id, "1-1")


def test_two_administrators_who_take_each_others_role_leave_one(cast: Cast, call: Call):
    root = cast.places["city"].id
    call(services.grant, SYSTEM, cast.sun.person_id, Role.ADMIN, root)
    other = call(queries.actor_of, cast.sun.person_id)

    async def both() -> tuple[object, object]:
        theirs = await Grant.filter(role=Role.ADMIN, revoked_at=None).order_by("id")
        mine = {grant.person_id: grant.id for grant in theirs}
        return await asyncio.gather(
            services.revoke_grant(cast.admin, mine[other.person_id or 0]),
            services.revoke_grant(other, mine[cast.admin.person_id or 0]),
            return_exceptions=True,
        )

    ended = call(both)
    assert sum(isinstance(one, Refused) for one in ended) == 1
    assert call(lambda: Grant.filter(role=Role.ADMIN, revoked_at=None).count()) == 1
