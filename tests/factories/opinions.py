"""Conversations as far along as a test needs them: asked by Zheng, the social worker; crowds are made for them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from civic.kit import clock
from civic.kit.db import execute, insert, rows, transaction
from civic.people.models import Grant, Person
from civic.people.rules import Role
from councils.opinions import services
from councils.opinions.models import Conversation, Statement
from councils.opinions.rules.acts import Plan
from tests.cast import SINCE, Cast

SEEDS = (
    "晚上十点以后不许车进院子",
    "南门划十个固定车位，按月抽签",
    "车位收的钱用来修路灯",
    "自行车棚应当扩建",
    "消防通道上的车一律拖走",
    "访客停车前两小时不收费",
    "老人接送可以临时停在单元门口",
    "树下也可以划车位",
    "车位先给有残疾人的家庭",
)


def plan(**changes: Any) -> Plan:
    """Nine seeds about parking, for a week from an hour ago."""
    sound: dict[str, Any] = {
        "title": "二号院的停车怎么办",
        "question": "院子里车多位少，大家说说看，怎么停才公平？",
        "opens_at": clock.now() - timedelta(hours=1),
        "closes_at": clock.now() + timedelta(days=7),
        "seeds": SEEDS,
    }
    return Plan(**sound | changes)


async def conversation(cast: Cast, **changes: Any) -> Conversation:
    """Zheng asks."""
    return await services.open_conversation(cast.zheng, cast.community.id, plan(**changes))


async def statements(conversation_id: int) -> list[int]:
    """Ids of what may be voted on, the oldest first."""
    found = await Statement.filter(conversation_id=conversation_id, review="accepted").order_by("id")
    return [each.id for each in found]


# what the participant of this number thinks of the statement of this number: 1, 0, -1, or None for nothing
Thinks = Callable[[int, int], int | None]


def two_camps(person: int, statement: int) -> int | None:
    """Two of three think one way of the first six, the others the other way; of the rest all think the same."""
    if statement >= 6:
        return 1
    side = 1 if person % 3 else -1
    return 0 if (person + statement) % 11 == 0 else side * (1 if statement % 2 else -1)


async def crowd(cast: Cast, conversation_id: int, people: int, thinks: Thinks = two_camps) -> list[int]:
    """So many residents, each having said what they think of every statement: written at once, as their votes would be."""
    asked = await statements(conversation_id)
    made = [
        Person(display_name=f"居民{n}", handle=f"crowd{conversation_id}-{n}", created_at=clock.now())
        for n in range(people)
    ]
    async with transaction():
        await Person.bulk_create(made)
        found = await rows(
            "SELECT id FROM person WHERE handle LIKE ? ORDER BY id", f"crowd{conversation_id}-%"
        )
        persons = [row["id"] for row in found]
        home = {"role": Role.RESIDENT, "place": cast.community, "starts_on": SINCE, "given_at": clock.now()}
        await Grant.bulk_create([Grant(person_id=id, **home) for id in persons])
        await _take_part(conversation_id, persons)
        await _vote(conversation_id, asked, thinks)
    return persons


async def _take_part(conversation_id: int, persons: Sequence[int]) -> None:
    await insert(
        "opinion_participant",
        ("conversation_id", "person_id", "code", "joined_on"),
        [(conversation_id, id, f"code-{id * 7919 % 10007:05}", clock.today()) for id in persons],
    )


async def _vote(conversation_id: int, asked: Sequence[int], thinks: Thinks) -> None:
    found = await rows(
        "SELECT id FROM opinion_participant WHERE conversation_id = ? AND code LIKE 'code-%' ORDER BY id",
        conversation_id,
    )
    votes = [
        (statement, row["id"], value, clock.now())
        for person, row in enumerate(found)
        for number, statement in enumerate(asked)
        if (value := thinks(person, number)) is not None
    ]
    await insert("opinion_vote", ("statement_id", "participant_id", "value", "cast_at"), votes)
    for column, value in (("agrees", 1), ("disagrees", -1), ("passes", 0)):
        await execute(
            f"UPDATE opinion_statement SET {column} = (SELECT COUNT(*) FROM opinion_vote v "
            "WHERE v.statement_id = opinion_statement.id AND v.value = ?) WHERE conversation_id = ?",
            value,
            conversation_id,
        )


async def grouped(cast: Cast, people: int = 45, **changes: Any) -> Conversation:
    """A conversation in which so many took part, its map computed."""
    made = await conversation(cast, **changes)
    await crowd(cast, made.id, people)
    await services.compute(made.id, clock.now())
    return made
