"""The migrations make the database the models ask for, keep every row and key of a filled one, and refuse the future."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.context import get_current_context
from tortoise.exceptions import IntegrityError
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.operations import AlterField, RemoveField

import main
from civic.kit.database import (
    NewerDatabase,
    OlderDatabase,
    check_level,
    connect,
    disconnect,
    migrate,
    orm_config,
)
from civic.kit.db import execute, rows
from civic.kit.guards import Guard
from civic.kit.settings import ROOT, Settings
from civic.people.models import Grant, Household, Person
from tests.databases import empty
from tests.schema import Shape, shape, without_verb

pytestmark = pytest.mark.long
T = TypeVar("T")


def config(settings: Settings, **packages: str) -> dict:
    made = orm_config(settings, main.FLOORS)
    for floor, package in packages.items():
        made["apps"][floor]["migrations"] = package
    return made


def on(settings: Settings, work: Callable[[], Awaitable[T]]) -> T:
    """Do one thing on a database of its own."""

    async def run() -> T:
        await connect(config(settings))
        try:
            return await work()
        finally:
            await disconnect()

    return asyncio.run(run())


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Settings]:
    with empty(tmp_path) as settings:
        yield settings


@pytest.fixture
def extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], str]]:
    """``extended("civic", operations)``: the floor's migrations with one more at the end, as a package."""

    def make(floor: str, operations: str) -> str:
        package = f"extended_{floor}_{abs(hash(operations))}"
        shutil.copytree(ROOT / floor / "migrations", tmp_path / package)
        last = max(path.stem for path in (tmp_path / package).glob("0*.py"))
        (tmp_path / package / "9999_probe.py").write_text(
            "from tortoise import fields, migrations\nfrom tortoise.migrations import operations as ops\n"
            "from civic.kit.rebuild import Keeping\n"
            f"class Migration(migrations.Migration):\n    dependencies = [({floor!r}, {last!r})]\n"
            f"    operations = [{operations}]\n"
        )
        return package

    monkeypatch.syspath_prepend(tmp_path)
    yield make
    for name in [name for name in sys.modules if name.startswith("extended_")]:
        del sys.modules[name]


def test_models_and_migrations_say_the_same(settings: Settings):
    async def changes() -> list[str]:
        context = get_current_context()
        assert context is not None
        assert context.apps is not None
        return [
            writer.name
            for writer in await MigrationAutodetector(context.apps, config(settings)["apps"]).changes()
        ]

    assert on(settings, changes) == []


def test_a_second_run_has_nothing_to_do(settings: Settings):
    assert asyncio.run(migrate(settings, config(settings))) == []


def test_migrated_tables_are_those_the_models_describe(settings: Settings, bare: Settings):
    migrated = on(settings, shape)

    async def from_models() -> Shape:
        await Tortoise.generate_schemas()
        return await shape()

    described = on(bare, from_models)
    book = "tortoise_migrations"
    assert {one for one in migrated.columns if one[0] != book} == described.columns
    assert {key for key in migrated.uniques if key[0] != book} >= described.uniques
    assert migrated.indexes | migrated.uniques >= described.indexes
    assert migrated.references == described.references


def test_every_guard_of_the_migrations_stands(settings: Settings):
    standing = on(settings, shape).guards
    named: set[str] = set()
    for guard in _guards():
        named -= {without_verb(name) for name in _dropped(guard)}
        named |= {without_verb(name) for name in _names(guard)}
    assert named
    assert named <= standing


def _guards() -> list[Guard]:
    steps = []
    for path in sorted(ROOT.glob("*/migrations/0*.py")):
        module = __import__(f"{path.parent.parent.name}.migrations.{path.stem}", fromlist=["Migration"])
        steps += [step for step in module.Migration.operations if isinstance(step, Guard)]
    return steps


def _dropped(guard: Guard) -> list[str]:
    """Guards that make way for others in this step."""
    gone = [sql for sql in guard.by_engine["postgres"] if sql.startswith("DROP TRIGGER")]
    return [sql.split('"')[1] for sql in gone]


def _names(guard: Guard) -> list[str]:
    made = [
        sql
        for sql in guard.by_engine["postgres"]
        if "FUNCTION refuse_change() RETURNS" not in sql and not sql.startswith("DROP ")
    ]
    return [
        sql.split('"')[3 if "CONSTRAINT" in sql else 1]
        for sql in made
        if "INDEX" not in sql or " WHERE " in sql
    ]


def test_nothing_is_deleted_with_what_it_hangs_on(settings: Settings):
    assert {reference for reference in on(settings, shape).references if reference[3] == "CASCADE"} == set()


def test_every_foreign_key_can_be_followed_back_quickly(settings: Settings):
    """Those to persons apart: nobody asks for everything a person ever signed, only for what the pages show."""
    found = on(settings, shape)
    leading = {(table, columns[0]) for table, columns in found.uniques | found.indexes}
    things = {(table, column) for table, column, to, _ in found.references if to != "person"}
    assert things - leading == set()


CHANGED = "ops.AlterField('{model}', '{field}', fields.CharField(max_length=200))"
STEPS = {
    "civic": {
        "person": CHANGED.format(model="Person", field="display_name"),
        "household": CHANGED.format(model="Household", field="address"),
        "place": CHANGED.format(model="Place", field="name"),
        "notice": "ops.RemoveField('Notice', 'days')",
    },
    "votes": {
        "turnout": "ops.AddField('Turnout', 'probe', fields.CharField(max_length=9, null=True))",
        "ballot": CHANGED.format(model="Ballot", field="title"),
    },
}


@pytest.mark.parametrize("floor", STEPS)
def test_changed_columns_cost_no_row_no_key_and_no_guard(
    settings: Settings, extended: Callable[[str, str], str], floor: str
):
    before, counted = on(settings, shape), on(settings, _count)
    steps = ", ".join(f"Keeping({step})" for step in STEPS[floor].values())
    changed = config(settings, **{floor: extended(floor, steps)})
    assert asyncio.run(migrate(settings, changed)) == [f"{floor}.9999_probe"]
    after = on(settings, shape)
    assert on(settings, _count) == counted
    assert _without(before.uniques, "notice", "days") <= after.uniques
    assert before.indexes <= after.indexes | after.uniques
    assert {guard for guard in before.guards if guard != "notice_days"} <= after.guards
    assert before.references == after.references
    with pytest.raises(IntegrityError):
        on(settings, _two_homes_at_one_address)


async def _two_homes_at_one_address() -> None:
    home = await Household.first()
    assert home is not None
    await Household.create(place_id=home.place_id, address=home.address)


def _without(keys: frozenset, table: str, column: str) -> set:
    return {key for key in keys if not (key[0] == table and column in key[1])}


async def _count() -> tuple[int, int, int]:
    return await Person.all().count(), await Grant.all().count(), await Household.all().count()


def test_no_migration_rebuilds_a_table_bare():
    bare_steps = []
    for path in ROOT.glob("*/migrations/0*.py"):
        module = __import__(f"{path.parent.parent.name}.migrations.{path.stem}", fromlist=["Migration"])
        bare_steps += [
            path.stem for step in module.Migration.operations if isinstance(step, AlterField | RemoveField)
        ]
    assert not bare_steps


def test_a_new_column_without_a_value_is_refused_whole(
    settings: Settings, extended: Callable[[str, str], str]
):
    before = on(settings, shape)
    step = "ops.AddField('Person', 'probe', fields.IntField())"
    with pytest.raises(Exception, match=r"(?i)null"):
        asyncio.run(migrate(settings, config(settings, civic=extended("civic", step))))
    assert on(settings, shape) == before


def test_a_newer_database_is_refused(settings: Settings):
    async def from_the_future() -> None:
        await execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('votes', '9998_later', '2030-01-01 00:00:00+00:00')"
        )

    async def check() -> None:
        await check_level(config(settings))

    on(settings, from_the_future)
    with pytest.raises(NewerDatabase, match=r"votes\.9998_later"):
        on(settings, check)
    with pytest.raises(NewerDatabase, match=r"votes\.9998_later"):
        asyncio.run(migrate(settings, config(settings)))


def test_an_older_database_is_refused_until_migrated(settings: Settings, extended: Callable[[str, str], str]):
    newer = config(settings, votes=extended("votes", STEPS["votes"]["turnout"]))

    async def check() -> None:
        await check_level(newer)

    with pytest.raises(OlderDatabase, match=r"votes\.9999_probe"):
        on(settings, check)


def test_an_empty_database_is_older_than_the_code(bare: Settings):
    async def check() -> None:
        await check_level(config(bare))

    with pytest.raises(OlderDatabase, match=r"civic\.0001_initial"):
        on(bare, check)


def test_the_embedded_database_keeps_what_it_acknowledges(settings: Settings):
    if not settings.sqlite:
        assert on(settings, lambda: rows("SHOW server_version_num"))[0]["server_version_num"] >= "150000"
        return

    async def pragmas() -> dict[str, object]:
        writer = get_connection("default")
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: (await writer.execute_query_dict(f"PRAGMA {name}"))[0].popitem()[1] for name in names}

    assert on(settings, pragmas) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
