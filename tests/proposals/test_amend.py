"""The proposer changes the words, or adds what was asked for."""

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from proposals import queries, services
from proposals.reviews.rules import Outcome
from proposals.rules import State
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import draft, opened, proposal, screened
from tests.pictures import jpeg
from tests.proposals.test_submit import typed


def form(cast: Cast, version: int, **changes):
    return typed(cast, key=None, version=str(version), **changes)


def test_the_form_shows_the_words_as_they_stand(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    page = as_(cast.lin).get(f"/proposals/{made.id}/edit").text
    assert made.title in page
    assert 'value="48500"' in page
    assert 'name="version" value="1"' in page


def test_before_screening_it_is_a_new_version(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    answer = as_(cast.lin).post(f"/proposals/{made.id}/edit", data=form(cast, 1, title="二单元门口加装扶手"))
    assert answer.status_code == 303
    now = call(queries.one, made.id)
    assert (now.title, now.version, now.state) == ("二单元门口加装扶手", 2, State.SUBMITTED)


def test_after_a_return_it_is_handed_in_again(as_, cast: Cast, call: Call):
    made = call(screened, cast, Outcome.RETURNED)
    answer = as_(cast.lin).post(f"/proposals/{made.id}/edit", data=form(cast, made.version, cost="30000"))
    assert answer.status_code == 303
    now = call(queries.one, made.id)
    assert (now.state, now.cost_fen, now.version) == (State.SUBMITTED, 3_000_000, 2)


def test_after_screening_the_words_are_fixed(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    answer = as_(cast.lin).post(f"/proposals/{made.id}/edit", data=form(cast, made.version))
    assert answer.status_code == 422
    assert "内容不能再改" in answer.text


def test_a_stale_form_keeps_what_was_typed_and_shows_what_stands(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    call(services.amend, cast.lin, made.id, 1, draft(cast, title="一单元也要扶手"))
    browser = as_(cast.lin)
    answer = browser.post(f"/proposals/{made.id}/edit", data=form(cast, 1, title="四单元也要扶手"))
    assert answer.status_code == 409
    assert "四单元也要扶手" in answer.text
    assert "一单元也要扶手" in answer.text
    assert 'name="version" value="2"' in answer.text
    again = browser.post(f"/proposals/{made.id}/edit", data=form(cast, 2, title="四单元也要扶手"))
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("changes", "field"), [({"title": ""}, "title"), ({"cost": "x"}, "cost"), ({"version": "a"}, "version")]
)
def test_a_wrong_field_is_refused_beside_it(as_, cast: Cast, call: Call, changes, field):
    made = call(proposal, cast)
    answer = as_(cast.lin).post(f"/proposals/{made.id}/edit", data=form(cast, 1) | changes)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    assert call(queries.one, made.id).version == 1


@pytest.mark.parametrize("who", ["wei", "sun", "zheng", "admin", "outsider"])
def test_nobody_else(as_, cast: Cast, call: Call, who: str):
    made = call(proposal, cast)
    browser = as_(getattr(cast, who))
    assert browser.get(f"/proposals/{made.id}/edit").status_code == 403
    assert browser.post(f"/proposals/{made.id}/edit", data=form(cast, 1)).status_code == 403
    with pytest.raises(Forbidden):
        call(services.amend, getattr(cast, who), made.id, 1, draft(cast))


def test_without_a_sign_in_the_text_waits(client, cast: Cast, call: Call):
    made = call(proposal, cast)
    where = f"/proposals/{made.id}/edit"
    headers = {"referer": f"http://testserver{where}"}
    for sent in (form(cast, 1, title="四单元也要扶手"), form(cast, 1, title="")):
        answer = client.post(where, data=sent, headers=headers)
        assert answer.status_code == 303
        assert "draft=" in answer.headers["location"]
    assert client.get(where).headers["location"].startswith("/sign-in?next=")
    with pytest.raises(SignInNeeded):
        call(services.amend, ANONYMOUS, made.id, 1, draft(cast))


def test_what_is_not_there(cast: Cast, call: Call):
    with pytest.raises(NotFound):
        call(services.amend, cast.lin, 999, 1, draft(cast))


def test_not_moved_to_a_community_one_does_not_live_in(cast: Cast, call: Call):
    made = call(proposal, cast)
    with pytest.raises(Refused, match="proposal_elsewhere"):
        call(services.amend, cast.lin, made.id, 1, draft(cast, place_id=cast.other_community.id))


def test_photographs_are_exchanged_but_never_more_than_three(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    browser, where = as_(cast.lin), f"/proposals/{made.id}/edit"
    three = {f"photo_{n}": ("a.jpg", jpeg(), "image/jpeg") for n in (1, 2, 3)}
    one = {"photo_1": ("b.jpg", jpeg(), "image/jpeg")}
    assert browser.post(where, data=form(cast, 1), files=three).status_code == 303
    before = call(queries.photos, made.id)
    assert browser.post(where, data=form(cast, 2), files=one).status_code == 422
    assert browser.post(where, data=form(cast, 2, drop=["2"]), files=one).status_code == 303
    after = call(queries.photos, made.id)
    assert [p.position for p in after] == [1, 2, 3]
    assert [a.key == b.key for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_twice_from_the_same_form_is_stale(cast: Cast, call: Call):
    made = call(proposal, cast)
    call(services.amend, cast.lin, made.id, 1, draft(cast, title="一单元也要扶手"))
    with pytest.raises(Stale):
        call(services.amend, cast.lin, made.id, 1, draft(cast, title="一单元也要扶手"))


def test_it_leaves_its_trace(cast: Cast, call: Call):
    made = call(screened, cast, Outcome.RETURNED)
    call(services.amend, cast.lin, made.id, 1, draft(cast, title="一单元也要扶手"))
    entry = call(Entry.get, verb="proposal_amended")
    assert entry.facts == {"version": 2, "changed": ["title"]}
    life = call(queries.life, made)
    assert [moment.words for moment in life if moment.at] == ["已收到", "请提案人补充", "提案人补充后再交"]
