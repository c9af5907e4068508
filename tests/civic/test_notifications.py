"""What a person is told: once, in their language, and nobody else reads it."""

from collections.abc import Callable

import pytest

from civic.audit.services import record
from civic.kit.db import transaction
from civic.kit.errors import N_, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications import queries, rules, services
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]
rules.kinds(tried=N_("“{title}”定了 {paid_fen}，{closed_on} 截止。"), tried_plain=N_("试一试。"))


def told(cast: Cast, call: Call, *people: int | None, title: str = "路灯") -> None:
    ids = [one for one in people if one]
    place = Ref("place", cast.community.id)
    call(services.tell, ids, "tried", place, title=title, paid_fen=4850000, closed_on="2026-11-30")


def test_it_is_read_with_its_facts_in_words(as_: As, cast: Cast, call: Call):
    told(cast, call, cast.lin.person_id)
    for page in ("/me", "/notifications"):
        text = as_(cast.lin).get(page).text
        assert "“路灯”定了 ¥48,500，11月30日 截止。" in text
        assert f'href="/places/{cast.community.id}"' in text


def test_nobody_else_is_told(as_: As, client: Visitor, cast: Cast, call: Call):
    told(cast, call, cast.lin.person_id)
    assert "路灯" not in as_(cast.wei).get("/notifications").text
    assert "路灯" not in as_(cast.admin).get("/notifications").text
    assert client.get("/notifications").headers["location"].startswith("/sign-in")


def test_everybody_is_told_once(cast: Cast, call: Call):
    told(cast, call, cast.lin.person_id, cast.wei.person_id, cast.lin.person_id)
    assert call(lambda: Notification.all().count()) == 2
    told(cast, call)
    assert call(lambda: Notification.all().count()) == 2


def test_looking_changes_nothing_and_saying_so_does(as_: As, cast: Cast, call: Call):
    told(cast, call, cast.lin.person_id)
    browser = as_(cast.lin)
    browser.get("/notifications")
    assert call(queries.unread, cast.lin.person_id) == 1
    newest = call(Notification.get).id
    told(cast, call, cast.lin.person_id, title="楼道")
    assert browser.post("/notifications/read", data={"up_to": newest}).status_code == 303
    assert call(queries.unread, cast.lin.person_id) == 1


def test_nobody_marks_what_others_have(as_: As, client: Visitor, cast: Cast, call: Call):
    told(cast, call, cast.lin.person_id)
    as_(cast.wei).post("/notifications/read", data={"up_to": 999_999})
    assert call(queries.unread, cast.lin.person_id) == 1
    with pytest.raises(SignInNeeded):
        call(services.mark_read, ANONYMOUS, 1)
    assert client.post("/notifications/read", data={"up_to": 1}).status_code == 303


@pytest.mark.parametrize("up_to", ["", "x", "0", "-1", "9" * 20])
def test_a_strange_number_is_refused(as_: As, cast: Cast, up_to: str):
    assert as_(cast.lin).post("/notifications/read", data={"up_to": up_to}).status_code == 422


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "{title}", "{0.__class__}", "%s %(n)s", "{{ 7*7 }}"]
)
def test_a_strange_title_does_nothing(as_: As, cast: Cast, call: Call, title: str):
    told(cast, call, cast.lin.person_id, title=title)
    text = as_(cast.lin).get("/notifications").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text or title in text


def test_a_kind_without_a_sentence_or_with_a_fact_missing_is_found_at_once(cast: Cast, call: Call):
    place = Ref("place", cast.community.id)
    with pytest.raises(KeyError):
        call(services.tell, [cast.lin.person_id], "no_such_kind", place)
    with pytest.raises(KeyError):
        call(services.tell, [cast.lin.person_id], "tried", place)


def test_what_is_rolled_back_was_never_told(cast: Cast, call: Call):
    async def fail() -> None:
        async with transaction():
            await services.tell([cast.lin.person_id or 0], "tried_plain", Ref("place", cast.community.id))
            await record(cast.sun, "tried", Ref("place", cast.community.id))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(fail)
    assert call(queries.unread, cast.lin.person_id) == 0


def test_the_list_goes_on_by_key(as_: As, cast: Cast, call: Call):
    for number in range(35):
        told(cast, call, cast.lin.person_id, title=f"灯 {number}。")
    first = as_(cast.lin).get("/notifications").text
    assert "灯 34。" in first
    assert "灯 4。" not in first
    following = first.split('rel="next" href="')[1].split('"')[0]
    assert "灯 4。" in as_(cast.lin).get(following).text
