"""Thinking something of a statement: once, changed, taken back; and known to nobody else."""

from asyncio import gather
from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.db import rows
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people.rules import ANONYMOUS
from councils.opinions import queries, services
from councils.opinions.models import Participant, Vote
from councils.opinions.rules.states import Counts, Stance
from tests.factories import opinions as make


@pytest.fixture
def asked(call, cast, clock):
    return call(make.conversation, cast)


@pytest.fixture
def seed(call, asked):
    return call(make.statements, asked.id)[0]


def counts(call, asked, place=0) -> Counts:
    return call(queries.said, asked.id)[place].counts


def test_a_vote_is_counted_and_remembered_for_its_owner(call, cast, asked, seed):
    call(services.vote, cast.lin, seed, Stance.AGREE)
    call(services.vote, cast.wei, seed, Stance.PASS)
    assert counts(call, asked) == Counts(1, 0, 1)
    assert [one.stance for one in call(queries.own_votes, asked.id, cast.lin.person_id)] == [Stance.AGREE]
    assert call(queries.own_votes, asked.id, cast.chen.person_id) == []


def test_the_same_again_changes_nothing_and_another_takes_its_place(call, cast, asked, seed):
    for _ in range(3):
        call(services.vote, cast.lin, seed, Stance.AGREE)
    assert counts(call, asked) == Counts(1, 0, 0)
    call(services.vote, cast.lin, seed, Stance.DISAGREE)
    assert counts(call, asked) == Counts(0, 1, 0)
    assert call(lambda: Vote.all().count()) == 1


def test_taken_back_it_is_asked_again(call, cast, asked, seed):
    call(services.take_back, cast.lin, seed)
    assert call(lambda: Participant.all().count()) == 0, (
        "who takes back what they never said has not taken part"
    )
    call(services.vote, cast.lin, seed, Stance.AGREE)
    call(services.take_back, cast.lin, seed)
    call(services.take_back, cast.lin, seed)
    assert counts(call, asked) == Counts(0, 0, 0)
    assert call(queries.asked, asked.id, cast.lin.person_id).left == 9


def test_who_does_not_live_there_has_no_vote(call, cast, asked, seed):
    for actor in (cast.outsider, cast.hao, cast.sun, cast.zheng):
        with pytest.raises(Forbidden):
            call(services.vote, actor, seed, Stance.AGREE)
        with pytest.raises(Forbidden):
            call(services.take_back, actor, seed)
    with pytest.raises(SignInNeeded):
        call(services.vote, ANONYMOUS, seed, Stance.AGREE)
    with pytest.raises(NotFound):
        call(services.vote, cast.lin, 999_999, Stance.AGREE)


def test_votes_come_in_between_its_hours_only(call, cast, clock, asked, seed):
    coming = call(make.conversation, cast, opens_at=clock.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="conversation_not_yet"):
        call(services.vote, cast.lin, call(make.statements, coming.id)[0], Stance.AGREE)
    call(services.vote, cast.lin, seed, Stance.AGREE)
    clock.travel(timedelta(days=7))
    for act in (
        lambda: services.vote(cast.lin, seed, Stance.PASS),
        lambda: services.take_back(cast.lin, seed),
    ):
        with pytest.raises(Refused, match="conversation_over"):
            call(act)
    assert counts(call, asked) == Counts(1, 0, 0)


def test_the_log_knows_the_day_somebody_joined_and_nothing_of_what_they_think(call, cast, asked):
    for number, statement in enumerate(call(make.statements, asked.id)):
        call(services.vote, cast.lin, statement, list(Stance)[number % 3])
    entries = call(lambda: Entry.filter(ref_kind="conversation", actor_id=cast.lin.person_id))
    assert [(one.verb, one.at, one.facts) for one in entries] == [("conversation_joined", "2026-11-22", {})]


def test_the_same_person_at_two_phones_at_once_is_counted_once(call, cast, asked, seed):
    async def both():
        await gather(
            *(services.vote(cast.lin, seed, stance) for stance in (Stance.AGREE, Stance.DISAGREE) * 3)
        )

    call(both)
    assert counts(call, asked).seen == 1
    assert call(lambda: Vote.all().count()) == 1


def test_sums_are_those_of_the_votes_whatever_happens(call, cast, asked):
    statements = call(make.statements, asked.id)
    for turn, actor in enumerate((cast.lin, cast.wei, cast.chen, cast.tang) * 3):
        for number, statement in enumerate(statements):
            if (turn + number) % 4 == 0:
                call(services.take_back, actor, statement)
            else:
                call(services.vote, actor, statement, Stance((turn * number) % 3 - 1))
    found = call(
        rows,
        "SELECT s.id, s.agrees, s.disagrees, s.passes, SUM(CASE WHEN v.value = 1 THEN 1 ELSE 0 END) AS a, "
        "SUM(CASE WHEN v.value = -1 THEN 1 ELSE 0 END) AS d, SUM(CASE WHEN v.value = 0 THEN 1 ELSE 0 END) AS p "
        "FROM opinion_statement s LEFT JOIN opinion_vote v ON v.statement_id = s.id GROUP BY s.id",
    )
    assert {
        (row["agrees"], row["disagrees"], row["passes"]) == (row["a"], row["d"], row["p"]) for row in found
    } == {True}


def test_in_ten_votes_all_is_done_and_one_may_stop_or_go_on(call, cast, clock):
    asked = call(
        make.conversation,
        cast,
        seeds=tuple(f"第 {n} 个办法：{'甲乙丙丁戊己庚辛壬癸子丑'[n] * 4}" for n in range(12)),
    )
    seen = []
    for done in range(12):
        now = call(queries.asked, asked.id, cast.lin.person_id)
        assert (now.sitting, now.of_sitting, now.left) == (min(done, 10), 10, 12 - done)
        seen.append(now.statement.id)
        call(services.vote, cast.lin, now.statement.id, Stance.PASS)
    assert sorted(seen) == call(make.statements, asked.id), "each once"
    assert call(queries.asked, asked.id, cast.lin.person_id).statement is None


def test_the_next_statement_is_the_same_until_one_votes_and_not_the_same_for_all(call, cast, asked):
    people = [
        getattr(cast, name).person_id for name in ("lin", "wei", "chen", "ma", "gao", "tang", "xu", "deng")
    ]
    first = [call(queries.asked, asked.id, one).statement.id for one in people]
    assert first == [call(queries.asked, asked.id, one).statement.id for one in people]
    assert len(set(first)) > 2
