"""Asking a question, adding to it, ending it."""

from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS, SYSTEM
from councils.opinions import queries, services
from councils.opinions.commands import tick
from councils.opinions.models import Statement
from councils.opinions.rules.states import Phase, Review, Stance
from tests.factories import opinions as make


async def verbs() -> list[str]:
    return [entry.verb for entry in await Entry.all().order_by("seq")]


def test_the_organiser_asks_and_says_something_to_begin_with(call, cast, clock):
    made = call(make.conversation, cast)
    card = call(queries.card, made.id)
    assert (card.title, card.phase, card.statements) == ("二号院的停车怎么办", Phase.OPEN, 9)
    assert (card.participants, card.votes) == (0, 0), "seeds are nobody's votes"
    assert all(one.seed for one in call(queries.said, made.id))
    assert call(verbs)[-1] == "conversation_opened"


@pytest.mark.parametrize("name", ["lin", "hao", "gao", "zhou", "other_facilitator", "outsider"])
def test_who_may_not_convene_may_not_ask(call, cast, clock, name):
    with pytest.raises(Forbidden):
        call(services.open_conversation, getattr(cast, name), cast.community.id, make.plan())


def test_nobody_and_nowhere(call, cast, clock):
    with pytest.raises(SignInNeeded):
        call(services.open_conversation, ANONYMOUS, cast.community.id, make.plan())
    with pytest.raises(NotFound):
        call(services.open_conversation, cast.zheng, 999_999, make.plan())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closes_at": "opens_at"}, "conversation_period"),
        ({"opens_at": timedelta(days=-9), "closes_at": timedelta(days=-2)}, "conversation_past"),
        ({"seeds": ("拆掉地锁", "拆掉地锁")}, "seeds_twice"),
        ({"seeds": ("长" * 141,)}, "seed_long"),
        ({"seeds": tuple(f"第{n}条" for n in range(31))}, "seeds_many"),
    ],
)
def test_a_plan_that_cannot_be(call, cast, clock, changes, code):
    now = clock.now()
    given = {name: now + value if isinstance(value, timedelta) else value for name, value in changes.items()}
    if given.get("closes_at") == "opens_at":
        given = {"opens_at": now, "closes_at": now}
    with pytest.raises(Refused, match=code):
        call(make.conversation, cast, **given)


def test_one_more_statement_of_the_organisers(call, cast, clock):
    made = call(make.conversation, cast)
    call(services.add_seed, cast.chen, made.id, "地下室也应当用来停车")
    assert call(queries.said, made.id)[-1].seed
    with pytest.raises(Refused, match="statement_there"):
        call(services.add_seed, cast.chen, made.id, "地下室也应当用来停车")
    with pytest.raises(Forbidden):
        call(services.add_seed, cast.lin, made.id, "我也来一条")


def test_ending_it_tells_who_took_part_and_whoever_said_something_how_many_heard_it(call, cast, clock):
    made = call(make.conversation, cast)
    said = call(services.put_statement, cast.lin, made.id, "把空着的门面房租下来停电动车")
    call(services.accept, cast.zheng, said.id)
    call(services.vote, cast.wei, said.id, Stance.AGREE)
    call(services.close_conversation, cast.zheng, made.id)
    assert call(queries.card, made.id).phase is Phase.CLOSED
    told = {(one.person_id, one.kind): one.facts for one in call(Notification.all)}
    assert told[cast.lin.person_id, "statement_heard"]["voters"] == 1
    assert (cast.wei.person_id, "conversation_ended") in told
    assert call(verbs)[-1] == "conversation_closed"


def test_it_ends_once_and_by_whom_it_may(call, cast, clock):
    made = call(make.conversation, cast)
    with pytest.raises(Forbidden):
        call(services.close_conversation, cast.lin, made.id)
    call(services.close_conversation, cast.zheng, made.id)
    with pytest.raises(Refused, match="conversation_closed_already"):
        call(services.close_conversation, cast.zheng, made.id)
    with pytest.raises(Refused, match="conversation_over"):
        call(services.add_seed, cast.zheng, made.id, "来晚了一条")


def test_the_clock_ends_it_when_its_time_is_over(call, cast, clock):
    made = call(make.conversation, cast)
    call(tick, clock.now())
    assert call(queries.card, made.id).phase is Phase.OPEN
    clock.travel(timedelta(days=8))
    assert call(queries.card, made.id).phase is Phase.OVER
    call(tick, clock.now())
    call(tick, clock.now())
    assert call(queries.card, made.id).phase is Phase.CLOSED
    assert call(verbs).count("conversation_closed") == 1


def test_it_concerns_the_place_it_was_asked_in_and_all_below(call, cast, clock):
    here = call(make.conversation, cast)
    for path, found in ((cast.community.path, [here.id]), (cast.other_community.path, []), (None, [here.id])):
        assert [card.id for card in call(queries.cards, path)] == found
        assert [card.id for card in call(queries.open_now, path)] == found
    call(services.close_conversation, SYSTEM, here.id)
    assert call(queries.open_now, None) == []


def test_what_other_rooms_quote(call, cast, clock):
    made = call(make.grouped, cast)
    found = call(queries.summary, made.id)
    assert (found.card.participants, len(found.statements)) == (45, 9)
    assert found.map is not None
    assert found.map.grouped
    with pytest.raises(NotFound):
        call(queries.summary, 999_999)


def test_seeds_are_accepted_statements_of_the_organiser(call, cast, clock):
    made = call(make.conversation, cast)
    seeds = call(lambda: Statement.filter(conversation_id=made.id))
    assert {(one.author_id, one.review, one.reviewed_by_id) for one in seeds} == {
        (cast.zheng.person_id, Review.ACCEPTED, cast.zheng.person_id)
    }
