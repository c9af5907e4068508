"""What the database refuses about conversations, whatever the code above it does."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute, transaction
from councils.opinions import services
from councils.opinions.models import Participant, Vote
from councils.opinions.rules.states import Stance
from tests.factories import opinions as make

REFUSED = (IntegrityError, OperationalError)


async def sql(statement: str, *values: object) -> None:
    async with transaction():
        await execute(statement, *values)


@pytest.fixture
def voted(call, cast, clock):
    """Lin agrees with the first seed; a statement of Wei's waits."""
    made = call(make.conversation, cast)
    call(services.vote, cast.lin, call(make.statements, made.id)[0], Stance.AGREE)
    call(services.put_statement, cast.wei, made.id, "把空着的门面房租下来停电动车")
    return made


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE opinion_statement SET text = 'x'",
        "UPDATE opinion_statement SET seed = NOT seed",
        "UPDATE opinion_statement SET author_id = 3",
        "UPDATE opinion_statement SET agrees = -1",
        "UPDATE opinion_statement SET review = 'waiting', reviewed_at = NULL, reviewed_by_id = NULL WHERE seed",
        "UPDATE opinion_statement SET review = 'declined' WHERE seed",
        "UPDATE opinion_statement SET review = 'accepted' WHERE review = 'waiting'",
        "UPDATE opinion_statement SET review = 'shown'",
        "DELETE FROM opinion_statement WHERE review = 'waiting'",
        "UPDATE opinion_participant SET code = 'x'",
        "UPDATE opinion_vote SET value = 2",
        "UPDATE opinion_vote SET statement_id = statement_id + 1",
        "UPDATE conversation SET closes_at = opens_at",
        "UPDATE conversation SET state = 'closed'",
        "UPDATE conversation SET state = 'gone'",
    ],
)
def test_a_change_that_no_act_makes(call, voted, change):
    with pytest.raises(REFUSED):
        call(sql, change)


def test_nobody_votes_twice_on_a_statement_or_on_one_that_waits_or_in_another_conversation(call, cast, voted):
    mine = call(lambda: Vote.all().first())
    copy = "INSERT INTO opinion_vote (statement_id, participant_id, value, cast_at) SELECT {}, participant_id, 1, cast_at FROM opinion_vote"
    other = call(make.conversation, cast)
    for statement in (
        str(mine.statement_id),
        "(SELECT id FROM opinion_statement WHERE review = 'waiting')",
        str(call(make.statements, other.id)[0]),
    ):
        with pytest.raises(REFUSED):
            call(sql, copy.format(statement))


def test_nobody_takes_part_twice(call, cast, voted):
    one = call(lambda: Participant.all().first())
    again = {"conversation_id": one.conversation_id, "joined_on": one.joined_on}
    for twin in (
        {"person_id": one.person_id, "code": "other"},
        {"person_id": cast.wei.person_id, "code": one.code},
    ):
        with pytest.raises(REFUSED):
            call(lambda twin=twin: Participant.create(**again, **twin))


def test_the_same_words_are_not_shown_twice(call, voted):
    with pytest.raises(REFUSED):
        call(
            sql,
            "INSERT INTO opinion_statement (conversation_id, author_id, text, seed, review, reason, reviewed_by_id, "
            "reviewed_at, created_at, agrees, disagrees, passes) SELECT conversation_id, author_id, text, seed, review, "
            "reason, reviewed_by_id, reviewed_at, created_at, 0, 0, 0 FROM opinion_statement WHERE seed",
        )


def test_what_is_over_stays_as_it_was(call, cast, clock, voted):
    call(services.close_conversation, cast.zheng, voted.id)
    for change in (
        "UPDATE opinion_vote SET value = -1",
        "DELETE FROM opinion_vote",
        "INSERT INTO opinion_vote (statement_id, participant_id, value, cast_at) "
        "SELECT statement_id + 1, participant_id, 1, cast_at FROM opinion_vote",
        "INSERT INTO opinion_statement (conversation_id, author_id, text, seed, review, reason, created_at, agrees, "
        "disagrees, passes) SELECT conversation_id, author_id, 'x', seed, review, reason, created_at, 0, 0, 0 "
        "FROM opinion_statement WHERE review = 'waiting'",
        "UPDATE conversation SET title = 'x'",
        "DELETE FROM conversation",
    ):
        with pytest.raises(REFUSED):
            call(sql, change)


def test_a_map_names_the_votes_it_rests_on(call, cast, voted):
    call(services.compute, voted.id, voted.opens_at + timedelta(hours=2))
    with pytest.raises(REFUSED):
        call(sql, "UPDATE opinion_map SET input_digest = 'x'")
