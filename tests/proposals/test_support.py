"""A neighbour backs a proposal, or takes the support back."""

import asyncio

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.people.rules import ANONYMOUS
from proposals import queries, services
from proposals.models import Support
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import opened, proposal


def test_it_works_with_a_plain_form(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    browser = as_(cast.wei)
    assert "我也附议" in browser.get(f"/proposals/{made.id}").text
    answer = browser.post(f"/proposals/{made.id}/support")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/proposals/{made.id}"
    assert "您附议了" in browser.get(f"/proposals/{made.id}").text
    assert call(queries.one, made.id).support_count == 1


def test_it_can_be_taken_back(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    browser = as_(cast.wei)
    browser.post(f"/proposals/{made.id}/support")
    assert browser.post(f"/proposals/{made.id}/support/withdrawal").status_code == 303
    assert call(queries.one, made.id).support_count == 0
    assert "我也附议" in browser.get(f"/proposals/{made.id}").text


def test_twice_is_once(cast: Cast, call: Call):
    made = call(opened, cast)
    for _ in range(2):
        call(services.support, cast.wei, made.id)
    assert call(queries.one, made.id).support_count == 1
    assert call(Entry.filter(verb="support_given").count) == 1
    for _ in range(2):
        call(services.unsupport, cast.wei, made.id)
    assert call(queries.one, made.id).support_count == 0


async def _many_taps(cast: Cast, proposal_id: int) -> None:
    people = [cast.wei, cast.chen, cast.ma, cast.gao] * 3
    await asyncio.gather(*(services.support(person, proposal_id) for person in people))


def test_many_at_once_are_counted_once_each(cast: Cast, call: Call):
    made = call(opened, cast)
    call(_many_taps, cast, made.id)
    assert call(queries.one, made.id).support_count == 4 == call(Support.all().count)


def test_not_ones_own(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    page = as_(cast.lin).get(f"/proposals/{made.id}").text
    assert "自己的提案不用附议" in page
    assert "我也附议" not in page
    assert as_(cast.lin).post(f"/proposals/{made.id}/support").status_code == 403


@pytest.mark.parametrize("who", ["outsider", "sun", "hao", "zhou", "admin"])
def test_only_residents_of_the_community(as_, cast: Cast, call: Call, who: str):
    made = call(opened, cast)
    assert "只有这个社区的居民可以附议" in as_(getattr(cast, who)).get(f"/proposals/{made.id}").text
    for act in (services.support, services.unsupport):
        with pytest.raises(Forbidden):
            call(act, getattr(cast, who), made.id)


def test_nobody_is_asked_to_sign_in_and_comes_back(client, cast: Cast, call: Call):
    made = call(opened, cast)
    assert "我也附议" in client.get(f"/proposals/{made.id}").text
    headers = {"referer": f"http://testserver/proposals/{made.id}"}
    answer = client.post(f"/proposals/{made.id}/support", headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next=%2Fproposals%2F{made.id}"
    with pytest.raises(SignInNeeded):
        call(services.support, ANONYMOUS, made.id)


def test_not_before_screening(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    assert "初审通过以后才可以附议" in as_(cast.wei).get(f"/proposals/{made.id}").text
    with pytest.raises(Refused, match="support_early"):
        call(services.support, cast.wei, made.id)


def test_what_is_not_there(as_, cast: Cast):
    assert as_(cast.wei).post("/proposals/999/support").status_code == 404
