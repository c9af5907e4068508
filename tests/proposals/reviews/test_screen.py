"""A clerk or facilitator screens what waits."""

from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from proposals import queries, services
from proposals.models import Step
from proposals.reviews.models import Screening
from proposals.reviews.rules import Family, Outcome
from proposals.reviews.services import screen
from proposals.rules import State
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import draft, opened, proposal, screened

REASON = "符合社区资金的用途，写得清楚。"


def form(**changes: str) -> dict[str, str]:
    return {"version": "1", "outcome": "accepted", "family": "", "reason": REASON} | changes


@pytest.mark.parametrize("who", ["sun", "zheng"])
@pytest.mark.parametrize(
    ("outcome", "state"),
    [("accepted", State.OPEN), ("returned", State.RETURNED), ("declined", State.DECLINED)],
)
def test_it_works_and_the_reason_is_public(as_, client, cast: Cast, call: Call, who, outcome, state):
    made = call(proposal, cast)
    answer = as_(getattr(cast, who)).post(f"/proposals/{made.id}/reviews", data=form(outcome=outcome))
    assert answer.status_code == 303
    assert call(queries.one, made.id).state is state
    assert REASON in client.get(f"/proposals/{made.id}").text


def test_the_queue_is_oldest_first_with_the_days_waited(as_, cast: Cast, call: Call, clock):
    first = call(proposal, cast, title="最早的一件事")
    clock.travel(timedelta(days=3))
    second = call(proposal, cast, title="后来的一件事")
    page = as_(cast.sun).get("/reviews").text
    assert page.index(first.title) < page.index(second.title)
    assert "等了 3 天" in page
    assert "今天交来" in page


def test_the_queue_is_of_ones_own_places(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    assert made.title not in as_(cast.other_clerk).get("/reviews").text
    assert as_(cast.other_clerk).get(f"/proposals/{made.id}/reviews").status_code == 403


def test_the_page_of_a_proposal_and_the_home_call_the_screener(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    link = f'href="/proposals/{made.id}/reviews"'
    assert link in as_(cast.sun).get(f"/proposals/{made.id}").text
    assert link not in as_(cast.wei).get(f"/proposals/{made.id}").text
    assert "1 个提案等您初审" in as_(cast.sun).get("/").text


@pytest.mark.parametrize("who", ["lin", "wei", "chen", "ma", "gao", "hao", "zhou", "admin", "other_clerk"])
def test_nobody_else(as_, cast: Cast, call: Call, who: str):
    made = call(proposal, cast)
    actor = getattr(cast, who)
    assert as_(actor).post(f"/proposals/{made.id}/reviews", data=form()).status_code == 403
    with pytest.raises(Forbidden):
        call(screen, actor, made.id, 1, Outcome.ACCEPTED, REASON)
    if who != "other_clerk":
        assert as_(actor).get("/reviews").status_code == 403
    assert call(queries.one, made.id).state is State.SUBMITTED


def test_nobody_is_asked_to_sign_in(client, cast: Cast, call: Call):
    made = call(proposal, cast)
    assert client.get("/reviews").headers["location"].startswith("/sign-in")
    assert client.get(f"/proposals/{made.id}/reviews").headers["location"].startswith("/sign-in")
    assert "draft=" in client.post(f"/proposals/{made.id}/reviews", data=form()).headers["location"]
    with pytest.raises(SignInNeeded):
        call(screen, ANONYMOUS, made.id, 1, Outcome.ACCEPTED, REASON)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"family": "whatever"}, "family"),
        ({"reason": ""}, "reason"),
        ({"reason": "长" * 501}, "reason"),
        ({"version": "x"}, "version"),
    ],
)
def test_a_wrong_field_is_refused_beside_it(as_, cast: Cast, call: Call, changes, field):
    made = call(proposal, cast)
    answer = as_(cast.sun).post(f"/proposals/{made.id}/reviews", data=form(**changes))
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    assert call(Screening.all().count) == 0


def test_a_text_changed_meanwhile_is_read_again_first(as_, cast: Cast, call: Call):
    made = call(proposal, cast)
    call(services.amend, cast.lin, made.id, 1, draft(cast, title="一单元也要扶手"))
    answer = as_(cast.sun).post(f"/proposals/{made.id}/reviews", data=form())
    assert answer.status_code == 409
    assert "一单元也要扶手" in answer.text
    assert REASON in answer.text
    assert 'name="version" value="2"' in answer.text
    with pytest.raises(Stale):
        call(screen, cast.sun, made.id, 1, Outcome.ACCEPTED, REASON)


def test_the_same_twice_is_once_but_another_opinion_comes_too_late(cast: Cast, call: Call):
    made = call(proposal, cast)
    first = call(screen, cast.sun, made.id, 1, Outcome.ACCEPTED, REASON)
    again = call(screen, cast.sun, made.id, 1, Outcome.ACCEPTED, REASON)
    assert first.id == again.id
    with pytest.raises(Refused, match="screened_already"):
        call(screen, cast.zheng, made.id, 1, Outcome.DECLINED, "我不同意，应该退回。")


def test_what_was_amended_is_screened_anew(cast: Cast, call: Call):
    made = call(screened, cast, Outcome.RETURNED)
    call(services.amend, cast.lin, made.id, 1, draft(cast))
    call(screen, cast.sun, made.id, 2, Outcome.ACCEPTED, REASON)
    assert call(queries.one, made.id).state is State.OPEN
    assert call(Screening.all().count) == 2


def test_the_negative_list_reminds_and_decides_nothing(as_, client, cast: Cast, call: Call):
    made = call(proposal, cast, need="好几户拖欠物业费，请社区先垫一下这笔钱。")
    page = as_(cast.sun).get(f"/proposals/{made.id}/reviews").text
    assert "物业费" in page
    assert "请留意负面清单" in page
    assert "请留意负面清单" not in client.get(f"/proposals/{made.id}").text
    call(screen, cast.sun, made.id, 1, Outcome.ACCEPTED, REASON, Family.PRIVATE_DUTY)
    assert call(queries.one, made.id).state is State.OPEN
    assert call(Screening.get).family is Family.PRIVATE_DUTY


def test_what_has_been_screened_shows_no_form(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    page = as_(cast.sun).get(f"/proposals/{made.id}/reviews").text
    assert "已经审过了" in page
    assert "<textarea" not in page


def test_the_proposer_sees_what_to_add(as_, cast: Cast, call: Call):
    made = call(screened, cast, Outcome.RETURNED)
    page = as_(cast.lin).get(f"/proposals/{made.id}").text
    assert "请您补充" in page
    assert f'href="/proposals/{made.id}/edit"' in page
    assert "请您补充" not in as_(cast.wei).get(f"/proposals/{made.id}").text


def test_what_is_not_there(as_, cast: Cast, call: Call):
    assert as_(cast.sun).get("/proposals/999/reviews").status_code == 404
    with pytest.raises(NotFound):
        call(screen, cast.sun, 999, 1, Outcome.ACCEPTED, REASON)


def test_it_leaves_its_trace_and_tells_the_proposer(cast: Cast, call: Call):
    made = call(proposal, cast)
    call(screen, cast.sun, made.id, 1, Outcome.DECLINED, "这是物业该管的事，请找物业。", Family.OTHERS_DUTY)
    entry = call(Entry.get, verb="proposal_screened")
    assert entry.facts == {"version": 1, "outcome": "declined", "family": "others_duty"}
    assert entry.actor_id == cast.sun.person_id
    step = call(Step.get, proposal_id=made.id, state=State.DECLINED)
    assert step.reason == "这是物业该管的事，请找物业。"
    told = call(Notification.get)
    assert (told.person_id, told.kind) == (cast.lin.person_id, "proposal_declined")
