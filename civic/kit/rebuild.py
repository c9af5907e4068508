"""A migration step that changes a column without losing what the database guards the table with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tortoise import BaseDBAsyncClient
from tortoise.migrations import operations
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


@dataclass(frozen=True)
class Trigger:
    """A trigger's table and the SQL that makes it again."""

    table: str
    sql: str


@dataclass(frozen=True)
class Guarded:
    """What stands on the tables: triggers by name, and of SQLite indexes by name and unique keys inside a table."""

    triggers: Mapping[str, Trigger]
    indexes: Mapping[str, str]
    keys: frozenset[tuple[str, tuple[str, ...]]]
    columns: frozenset[tuple[str, str]]


class Keeping(TortoiseOperation):
    """Wraps AlterField, RemoveField and their like: ``Keeping(operations.AlterField(…), …)``, done one after another.

    On SQLite Tortoise 1.1 makes such a table anew and forgets its triggers, its indexes and its ``unique_together``
    (the one-person-one-vote key among them), and cannot rename the new table while a trigger elsewhere speaks of the
    old one; PostgreSQL does not alter a column that a trigger names. So triggers step aside meanwhile, and everything
    is put back, except what stood on a column that is gone. A step of SQL in between may change what triggers forbid.
    """

    def __init__(self, *steps: TortoiseOperation) -> None:
        self.steps = steps
        self._between: list[State] = []

    def state_forward(self, app_label: str, state: State) -> None:
        """As the steps themselves."""
        self._between = []
        before: TortoiseOperation | None = None
        for step in self.steps:
            if before is not None:
                same = self._between and isinstance(before, operations.RunSQL)
                self._between.append(self._between[-1] if same else state.clone())
            step.state_forward(app_label, state)
            before = step

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """The steps, then whatever they swept away."""
        if state_editor is None:
            return
        client = state_editor.client
        look = _on_sqlite if client.capabilities.dialect == "sqlite" else _on_postgres
        before = await look(client)
        for name, trigger in before.triggers.items():
            on = "" if look is _on_sqlite else f' ON "{trigger.table}"'
            await client.execute_query(f'DROP TRIGGER "{name}"{on}')
        state = old_state
        for step, following in zip(self.steps, [*self._between, new_state], strict=True):
            await step.database_forward(app_label, state, following, state_editor)
            state = following
        after = await look(client)
        await _put_back(client, before, after)
        if look is _on_sqlite:
            await _put_keys_back(client, before, await look(client))


async def _on_postgres(client: BaseDBAsyncClient) -> Guarded:
    triggers = await client.execute_query_dict(
        "SELECT t.tgname AS name, c.relname AS held, pg_get_triggerdef(t.oid) AS sql FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
    )
    columns = await client.execute_query_dict(
        "SELECT table_name AS held, column_name AS name FROM information_schema.columns WHERE table_schema = current_schema()"
    )
    return Guarded(_triggers(triggers), {}, frozenset(), _pairs(columns))


async def _on_sqlite(client: BaseDBAsyncClient) -> Guarded:
    made = await client.execute_query_dict(
        "SELECT type, name, tbl_name AS held, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    )
    keys = await client.execute_query_dict(
        "SELECT t.name AS held, i.name AS name FROM sqlite_master t, pragma_index_list(t.name) i "
        "WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.partial = 0"
    )
    columns = await client.execute_query_dict(
        "SELECT t.name AS held, c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    return Guarded(
        _triggers([row for row in made if row["type"] == "trigger"]),
        {row["name"]: row["sql"] for row in made if row["type"] == "index"},
        frozenset([(row["held"], await _columns(client, row["name"])) for row in keys]),
        _pairs(columns),
    )


def _triggers(found: list[dict[str, str]]) -> dict[str, Trigger]:
    return {row["name"]: Trigger(row["held"], row["sql"]) for row in found}


def _pairs(found: list[dict[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset((row["held"], row["name"]) for row in found)


async def _columns(client: BaseDBAsyncClient, index: str) -> tuple[str, ...]:
    found = await client.execute_query_dict("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
    return tuple(row["name"] for row in found)


async def _put_back(client: BaseDBAsyncClient, before: Guarded, after: Guarded) -> None:
    gone = before.columns - after.columns
    triggers = {name: trigger.sql for name, trigger in before.triggers.items()}
    for name, sql in {**before.indexes, **triggers}.items():
        if name not in after.indexes and not any(_speaks_of(sql, *column) for column in gone):
            await client.execute_query(sql)


async def _put_keys_back(client: BaseDBAsyncClient, before: Guarded, after: Guarded) -> None:
    gone = before.columns - after.columns
    for table, key in sorted(before.keys - after.keys):
        if not gone & {(table, column) for column in key}:
            names = ", ".join(f'"{column}"' for column in key)
            await client.execute_query(
                f'CREATE UNIQUE INDEX "uid_{table}_{"_".join(key)}" ON "{table}" ({names})'
            )


def _speaks_of(sql: str, table: str, column: str) -> bool:
    return all(re.search(rf"\b{name}\b", sql) for name in (table, column))
