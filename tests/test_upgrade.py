"""A database filled by an earlier level of the code keeps every row, key and guard when it is brought up to date."""

import asyncio
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tortoise.exceptions import IntegrityError

import main
from civic.kit.database import connect, disconnect, migrate, orm_config
from civic.kit.db import execute, rows
from civic.kit.settings import ROOT, Settings
from tests.databases import empty
from tests.schema import Shape, shape

pytestmark = pytest.mark.long
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = date(2026, 11, 22)
#: the last steps of the first landing
FIRST = {"votes": "0002_guards", "councils": "0002_guards"}


@pytest.fixture(scope="module")
def first_level(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The migrations of the first landing, as packages."""
    folder, packages = tmp_path_factory.mktemp("first"), {}
    for floor, last in FIRST.items():
        package = f"first_{floor}"
        shutil.copytree(ROOT / floor / "migrations", folder / package)
        for path in (folder / package).glob("0*.py"):
            if path.stem > last:
                path.unlink()
        packages[floor] = package
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield packages
    for name in [name for name in sys.modules if name.startswith("first_")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory, first_level: dict[str, str]) -> Iterator[Settings]:
    """A round with two voters, one of whom has voted, written by the first landing and brought up to date."""
    with empty(tmp_path_factory.mktemp("old")) as settings:
        config = orm_config(settings, main.FLOORS)
        for floor, package in first_level.items():
            config["apps"][floor]["migrations"] = package
        asyncio.run(migrate(settings, config))
        asyncio.run(_connected(settings, _fill))
        asyncio.run(migrate(settings, orm_config(settings, main.FLOORS)))
        yield settings


async def _connected(settings: Settings, work):
    await connect(orm_config(settings, main.FLOORS))
    try:
        return await work()
    finally:
        await disconnect()


async def _fill() -> None:
    await execute(
        "INSERT INTO place (id, name, level, path) VALUES (1, '槐树街社区', 'community', '/1/')",
    )
    for person in (1, 2):
        await execute(
            "INSERT INTO person (id, display_name, handle, created_at) VALUES (?, '人', ?, ?)",
            person,
            f"p{person}",
            NOON,
        )
    await execute(
        "INSERT INTO ballot (id, place_id, title, method, min_choices, max_choices, state, digest, roll_digest, roll_size) "
        "VALUES (1, 1, '投票', 'approval', 1, 0, 'draft', '', '', 0)"
    )
    await execute(
        "INSERT INTO ballot_option (ballot_id, position, code, label, cost_fen) VALUES (1, 1, 'a', '项目', 100)"
    )
    await execute(
        "INSERT INTO funding_round (id, place_id, title, about, budget_fen, currency, ballot_id, rule, parameters, source, "
        "created_at) VALUES (1, 1, '投票', '', 1000, 'CNY', 1, 'mes-cost', '{\"ties\":\"file\"}', '', ?)",
        NOON,
    )
    for person in (2, 1):
        await execute("INSERT INTO roll_entry (ballot_id, person_id) VALUES (1, ?)", person)
    await execute("UPDATE ballot SET state = 'open', opened_at = ?, roll_size = 2 WHERE id = 1", NOON)
    await execute("INSERT INTO turnout (ballot_id, person_id, day) VALUES (1, 2, ?)", DAY)
    await execute("INSERT INTO paper (key, ballot_id, choices) VALUES (?, 1, 'a')", "0" * 32)
    await execute(
        "INSERT INTO result (round_id, rule, parameters, papers, spent_fen, working, official, counted_at, digest) "
        "VALUES (1, 'mes-cost', '{}', 1, 100, '{}', ?, ?, '')",
        True,
        NOON,
    )


def test_a_round_of_the_first_landing_is_one_of_the_one_register(upgraded: Settings):
    async def read():
        return (
            await rows("SELECT rule, electorate, least_age, roll_size FROM ballot"),
            await rows(
                "SELECT e.number, e.key, v.person_id FROM roll_entry e JOIN roll_voter v ON v.entry_id = e.id "
                "ORDER BY e.number"
            ),
            await rows(
                "SELECT t.person_id, t.channel, e.key FROM turnout t JOIN roll_entry e ON e.id = t.entry_id"
            ),
            await rows("SELECT key, choices, reason, entry_id FROM paper"),
            await rows("SELECT ballot_id, run, papers FROM result"),
        )

    ballots, roll, turnout, papers, results = asyncio.run(_connected(upgraded, read))
    assert ballots == [{"rule": "mes-cost", "electorate": "person", "least_age": 18, "roll_size": 2}]
    assert roll == [
        {"number": 1, "key": "person:1", "person_id": 1},
        {"number": 2, "key": "person:2", "person_id": 2},
    ]
    assert turnout == [{"person_id": 2, "channel": "phone", "key": "person:2"}]
    assert papers == [{"key": "0" * 32, "choices": "a", "reason": "", "entry_id": None}]
    assert results == [{"ballot_id": 1, "run": 1, "papers": 1}]


def test_an_upgraded_database_is_the_same_as_a_new_one(upgraded: Settings, settings: Settings):
    brought: Shape = asyncio.run(_connected(upgraded, shape))
    new: Shape = asyncio.run(_connected(settings, shape))
    assert brought == new


def test_after_the_upgrade_nobody_takes_part_twice(upgraded: Settings):
    again = "INSERT INTO turnout (ballot_id, entry_id, channel, day) SELECT ballot_id, entry_id, 'paper', day FROM turnout"

    async def twice():
        await execute(again)

    with pytest.raises(IntegrityError):
        asyncio.run(_connected(upgraded, twice))
