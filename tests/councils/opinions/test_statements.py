"""Saying something: it waits, somebody reads it, its author is told what became of it."""

from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.opinions import queries, services
from councils.opinions.rules.acts import most_alike
from councils.opinions.rules.states import Review, Stance
from tests.factories import opinions as make

TEXT = "把空着的门面房租下来停电动车"


@pytest.fixture
def asked(call, cast, clock):
    return call(make.conversation, cast)


def test_a_statement_waits_and_nobody_sees_or_votes_on_it(call, cast, asked):
    said = call(services.put_statement, cast.lin, asked.id, TEXT)
    assert TEXT not in call(queries.texts, asked.id)
    assert [one.review for one in call(queries.said_by, asked.id, cast.lin.person_id)] == [Review.WAITING]
    for actor in (cast.lin, cast.wei):
        with pytest.raises(NotFound):
            call(services.vote, actor, said.id, Stance.AGREE)
    assert call(queries.card, asked.id).waiting == 1


def test_accepted_it_is_shown_and_its_author_is_told(call, cast, asked):
    said = call(services.put_statement, cast.lin, asked.id, TEXT)
    call(services.accept, cast.zheng, said.id)
    shown = call(queries.said, asked.id)[-1]
    assert (shown.text, shown.seed, shown.counts.seen) == (TEXT, False, 0), "saying it is not a vote"
    told = call(lambda: Notification.get(person_id=cast.lin.person_id))
    assert (told.kind, told.facts["text"]) == ("statement_accepted", TEXT)
    assert call(lambda: Entry.all().order_by("-seq").first()).verb == "statement_accepted"


def test_declined_it_stays_hidden_and_its_author_reads_why(call, cast, asked):
    said = call(services.put_statement, cast.lin, asked.id, TEXT)
    call(services.decline, cast.zheng, said.id, "写了别人家的门牌号。")
    assert TEXT not in call(queries.texts, asked.id)
    assert call(queries.said_by, asked.id, cast.lin.person_id)[0].reason == "写了别人家的门牌号。"
    told = call(lambda: Notification.get(person_id=cast.lin.person_id))
    assert (told.kind, told.facts["reason"]) == ("statement_declined", "写了别人家的门牌号。")


def test_what_became_of_it_may_be_changed_and_never_twice_the_same(call, cast, asked):
    said = call(services.put_statement, cast.lin, asked.id, TEXT)
    call(services.accept, cast.zheng, said.id)
    with pytest.raises(Refused, match="statement_settled"):
        call(services.accept, cast.sun, said.id)
    call(services.vote, cast.wei, said.id, Stance.AGREE)
    call(services.decline, cast.sun, said.id, "后来发现是广告。")
    with pytest.raises(NotFound):
        call(services.vote, cast.wei, said.id, Stance.DISAGREE)
    call(services.accept, cast.sun, said.id)
    assert call(queries.said, asked.id)[-1].counts.agrees == 1


def test_only_organisers_read_and_decide(call, cast, asked):
    said = call(services.put_statement, cast.lin, asked.id, TEXT)
    for actor in (cast.lin, cast.wei, cast.hao, cast.zhou, cast.other_facilitator):
        with pytest.raises(Forbidden):
            call(services.accept, actor, said.id)
        with pytest.raises(Forbidden):
            call(services.decline, actor, said.id, "不行。")
    with pytest.raises(SignInNeeded):
        call(services.accept, ANONYMOUS, said.id)
    with pytest.raises(NotFound):
        call(services.accept, cast.zheng, 999_999)


def test_only_who_lives_there_says_something_and_only_in_time(call, cast, clock, asked):
    for actor in (cast.outsider, cast.hao, cast.zheng):
        with pytest.raises(Forbidden):
            call(services.put_statement, actor, asked.id, TEXT)
    with pytest.raises(SignInNeeded):
        call(services.put_statement, ANONYMOUS, asked.id, TEXT)
    clock.travel(timedelta(days=8))
    with pytest.raises(Refused, match="conversation_over"):
        call(services.put_statement, cast.lin, asked.id, TEXT)


def test_before_it_begins_nobody_says_anything(call, cast, clock):
    coming = call(make.conversation, cast, opens_at=clock.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="conversation_not_yet"):
        call(services.put_statement, cast.lin, coming.id, TEXT)


def test_the_same_words_once_and_nearly_the_same_with_a_question(call, cast, asked):
    with pytest.raises(Refused, match="statement_there"):
        call(services.put_statement, cast.lin, asked.id, make.SEEDS[0])
    near = "晚上十点以后不准车进院子"
    with pytest.raises(Refused, match="statement_alike") as refused:
        call(services.put_statement, cast.lin, asked.id, near)
    assert refused.value.facts["other"] == make.SEEDS[0]
    assert call(services.put_statement, cast.lin, asked.id, near, sure=True).text == near


def test_the_same_words_of_two_people_are_shown_once(call, cast, asked):
    """What waits is not told to others, so the same words may wait twice."""
    first = call(services.put_statement, cast.lin, asked.id, TEXT)
    with pytest.raises(Refused, match="statement_there"):
        call(services.put_statement, cast.lin, asked.id, TEXT)
    second = call(services.put_statement, cast.wei, asked.id, TEXT)
    call(services.accept, cast.zheng, first.id)
    with pytest.raises(Refused, match="statement_there"):
        call(services.accept, cast.zheng, second.id)
    call(services.decline, cast.zheng, first.id, "写了别人家的门牌号。")
    call(services.accept, cast.zheng, second.id)


def test_one_person_does_not_fill_the_queue(call, cast, asked):
    for n in range(5):
        call(services.put_statement, cast.lin, asked.id, f"{'甲乙丙丁戊'[n]}栋门口" * 3)
    with pytest.raises(Refused, match="statements_waiting"):
        call(services.put_statement, cast.lin, asked.id, TEXT)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("晚上十点以后不许车进院子", "晚上十点以后，不许车进院子。", True),
        ("车位收的钱用来修路灯", "自行车棚应当扩建", False),
        ("Park bikes in the yard", "park bikes in the yard!", True),
        ("停", "停", True),
        ("。。。", "，，，", False),
    ],
)
def test_likeness_goes_by_neighbouring_letters(one, other, alike):
    assert (most_alike(one, [other]) == other) is alike
