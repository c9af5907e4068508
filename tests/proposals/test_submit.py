"""A resident hands in a proposal."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Refused, SignInNeeded
from civic.organisations.models import Organisation
from civic.organisations.rules import Kind
from civic.people.rules import ANONYMOUS
from proposals import queries, services
from proposals.models import Proposal, Step
from proposals.rules import State
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import draft
from tests.pictures import jpeg

KEY = "k" * 32


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    fields = {
        "key": KEY,
        "place": str(cast.places["estate_one"].id),
        "title": "三单元门口加装扶手",
        "need": "三单元门口有五级台阶，下雨天老人出门要扶着墙走。",
        "plan": "在台阶两边装不锈钢扶手，台阶边上贴防滑条。",
        "category": "elderly",
        "cost": "48,500",
        "beneficiaries": "312",
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def test_it_works(client, as_, cast: Cast, call: Call):
    answer = as_(cast.lin).post("/proposals", data=typed(cast))
    assert answer.status_code == 303
    shown = client.get(answer.headers["location"])
    made = call(Proposal.get)
    assert made.code in shown.text
    assert (made.state, made.cost_fen, made.beneficiaries) == (State.SUBMITTED, 4_850_000, 312)
    assert (made.place_id, made.estate_id) == (cast.community.id, cast.places["estate_one"].id)
    assert made.proposer_id == cast.lin.person_id


def test_the_whole_community_is_a_place_too(cast: Cast, call: Call):
    made = call(services.submit, cast.lin, draft(cast, place_id=cast.community.id), KEY)
    assert (made.place_id, made.estate_id) == (cast.community.id, None)


def test_cost_and_beneficiaries_may_stay_open(as_, cast: Cast, call: Call):
    answer = as_(cast.lin).post("/proposals", data=typed(cast, cost="", beneficiaries=None))
    assert answer.status_code == 303
    made = call(Proposal.get)
    assert made.cost_fen is None
    assert made.beneficiaries is None


def test_photographs_come_along_in_their_order(as_, cast: Cast, call: Call):
    files = {f"photo_{n}": (f"{n}.jpg", jpeg(), "image/jpeg") for n in (1, 3)}
    answer = as_(cast.lin).post("/proposals", data=typed(cast), files=files)
    assert answer.status_code == 303
    kept = call(queries.photos, call(Proposal.get).id)
    assert [photo.position for photo in kept] == [1, 2]
    page = as_(cast.wei).get(f"/proposals/{call(Proposal.get).id}").text
    for photo in kept:
        assert photo.key in page
    assert len(re.findall(r'<img [^>]*width="\d+" height="\d+" loading="lazy"', page)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": None}, "title"),
        ({"title": "修路"}, "title"),
        ({"title": "长" * 61}, "title"),
        ({"need": ""}, "need"),
        ({"need": "长" * 2001}, "need"),
        ({"plan": None}, "plan"),
        ({"category": "politics"}, "category"),
        ({"category": None}, "category"),
        ({"place": "nowhere"}, "place"),
        ({"place": None}, "place"),
        ({"place": "999999"}, "place"),
        ({"cost": "很多"}, "cost"),
        ({"cost": "-5"}, "cost"),
        ({"cost": "0"}, "cost"),
        ({"cost": "9" * 19}, "cost"),
        ({"beneficiaries": "1.5"}, "beneficiaries"),
        ({"key": None}, "key"),
        ({"key": "short"}, "key"),
    ],
)
def test_a_wrong_field_is_refused_beside_it_and_nothing_typed_is_lost(
    as_, cast: Cast, call: Call, changes, field
):
    sent = typed(cast, **changes)
    answer = as_(cast.lin).post("/proposals", data=sent)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    for name in {"title", "need", "plan", "cost"} - {field}:
        assert sent[name] in answer.text
    assert call(Proposal.all().count) == 0


def test_a_file_that_is_no_photograph_is_refused_beside_its_field(as_, cast: Cast, call: Call):
    files = {"photo_2": ("a.jpg", b"MZ not a picture", "image/jpeg")}
    answer = as_(cast.lin).post("/proposals", data=typed(cast), files=files)
    assert answer.status_code == 422
    assert 'href="#field-photo_' in answer.text
    assert "三单元门口加装扶手" in answer.text
    assert call(Proposal.all().count) == 0


@pytest.mark.parametrize("place", ["other_community", "other_estate"])
def test_not_in_a_community_one_does_not_live_in(as_, cast: Cast, place: str):
    answer = as_(cast.lin).post("/proposals", data=typed(cast, place=str(cast.places[place].id)))
    assert answer.status_code == 422
    assert "您只能在自己住的社区提" in answer.text
    assert "三单元门口加装扶手" in answer.text


@pytest.mark.parametrize("place", ["street", "district", "city"])
def test_not_in_a_place_above_the_communities(cast: Cast, call: Call, place: str):
    with pytest.raises(Refused, match="proposal_place"):
        call(services.submit, cast.lin, draft(cast, place_id=cast.places[place].id), KEY)


def test_who_lives_nowhere_here_is_told_what_to_do(cast: Cast, call: Call):
    with pytest.raises(Refused, match="proposal_no_home"):
        call(services.submit, cast.zhou, draft(cast), KEY)


def test_an_organisation_proposes_anywhere_in_its_own_name(client, cast: Cast, call: Call):
    there = cast.places["other_estate"].id
    made = call(services.submit, cast.hao, draft(cast, place_id=there), KEY)
    assert made.organisation_id == cast.organisations["hao"].id
    page = client.get(f"/proposals/{made.id}").text
    assert "邻里社工服务中心" in page
    assert cast.hao.name not in page


async def _become_a_firm(organisation: Organisation) -> None:
    await Organisation.filter(id=organisation.id).update(kind=Kind.COMPANY)


def test_a_firm_only_bids(cast: Cast, call: Call):
    call(_become_a_firm, cast.organisations["hao"])
    with pytest.raises(Refused, match="proposal_no_home"):
        call(services.submit, cast.hao, draft(cast), KEY)


def test_without_a_sign_in_the_text_waits(client: Visitor, cast: Cast, call: Call):
    headers = {"referer": "http://testserver/proposals/new"}
    answer = client.post("/proposals", data=typed(cast), headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2Fproposals%2Fnew&draft=")
    assert call(Proposal.all().count) == 0
    draft_key = answer.headers["location"].rpartition("draft=")[2]
    back = client.signed_in(cast.lin).get(f"/proposals/new?draft={draft_key}").text
    for name in ("title", "need", "plan", "key"):
        assert typed(cast)[name] in back


def test_the_text_waits_at_the_form_even_after_it_was_shown_again(client: Visitor, cast: Cast):
    first = client.post(
        "/proposals",
        data=typed(cast) | {"title": "路"},
        headers={"referer": "http://testserver/proposals/new"},
    )
    assert first.status_code == 422
    assert 'name="_from" value="/proposals/new"' in first.text
    sent = typed(cast) | {"_from": "/proposals/new"}
    again = client.post("/proposals", data=sent, headers={"referer": "http://testserver/proposals"})
    assert again.headers["location"].startswith("/sign-in?next=%2Fproposals%2Fnew&draft=")


def test_a_form_never_leads_to_another_host(client: Visitor, cast: Cast):
    sent = typed(cast) | {"_from": "//elsewhere.example/"}
    answer = client.post("/proposals", data=sent)
    assert answer.headers["location"].startswith("/sign-in?next=%2F&draft=")


def test_a_sign_in_that_ran_out_meanwhile_loses_nothing(as_, cast: Cast, clock):
    browser = as_(cast.lin)
    clock.travel(timedelta(days=31))
    answer = browser.post(
        "/proposals", data=typed(cast), headers={"referer": "http://testserver/proposals/new"}
    )
    assert answer.status_code == 303
    assert "draft=" in answer.headers["location"]


def test_nobody_cannot_even_by_the_service(cast: Cast, call: Call):
    with pytest.raises(SignInNeeded):
        call(services.submit, ANONYMOUS, draft(cast), KEY)


def test_twice_is_once(as_, cast: Cast, call: Call):
    browser = as_(cast.lin)
    first, second = (browser.post("/proposals", data=typed(cast)) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert call(Proposal.all().count) == 1
    assert call(Entry.filter(verb="proposal_submitted").count) == 1


async def _tapped(cast: Cast, times: int) -> set[int]:
    taps = (services.submit(cast.lin, draft(cast), KEY) for _ in range(times))
    return {made.id for made in await asyncio.gather(*taps)}


def test_many_taps_at_the_same_moment_are_one(cast: Cast, call: Call):
    assert len(call(_tapped, cast, 8)) == 1
    assert call(Proposal.all().count) == 1
    assert call(Step.all().count) == 1


def test_the_same_key_of_another_person_is_another_proposal(cast: Cast, call: Call):
    one = call(services.submit, cast.lin, draft(cast), KEY)
    other = call(services.submit, cast.wei, draft(cast), KEY)
    assert one.id != other.id


def test_it_leaves_its_trace(cast: Cast, call: Call):
    made = call(services.submit, cast.lin, draft(cast), KEY)
    entry = call(Entry.get, ref_kind="proposal", ref_id=made.id)
    assert (entry.verb, entry.actor_id, entry.facts["code"]) == (
        "proposal_submitted",
        cast.lin.person_id,
        made.code,
    )
    step = call(Step.get, proposal_id=made.id)
    assert (step.state, step.actor_id) == (State.SUBMITTED, cast.lin.person_id)


def test_the_form_offers_only_the_own_community(as_, client, cast: Cast):
    page = as_(cast.outsider).get("/proposals/new").text
    assert "梧桐苑" in page
    assert "一号院" not in page
    assert client.get("/proposals/new").status_code == 200
