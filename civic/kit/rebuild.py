"""A migration step that changes a column without losing what the database guards the table with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tortoise import BaseDBAsyncClient
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


@dataclass(frozen=True)
class Guarded:
    """What stands on the tables: triggers and indexes as SQL by name, unique keys written inside a table, columns."""

    triggers: Mapping[str, str]
    indexes: Mapping[str, str]
    keys: frozenset[tuple[str, tuple[str, ...]]]
    columns: frozenset[tuple[str, str]]


class Keeping(TortoiseOperation):
    """Wraps AlterField, RemoveField and their like: ``Keeping(operations.AlterField(…))``.

    On SQLite Tortoise 1.1 makes such a table anew and forgets its triggers, its indexes and its ``unique_together``
    (the one-person-one-vote key among them); and it cannot rename the new table at all while a trigger elsewhere speaks
    of the old one. So triggers step aside meanwhile, and everything is put back, except what stood on a column that is gone.
    """

    def __init__(self, step: TortoiseOperation) -> None:
        self.step = step

    def state_forward(self, app_label: str, state: State) -> None:
        """As the step itself."""
        self.step.state_forward(app_label, state)

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """The step, then whatever it swept away."""
        client = state_editor.client if state_editor else None
        if client is None or client.capabilities.dialect != "sqlite":
            await self.step.database_forward(app_label, old_state, new_state, state_editor)
            return
        before = await _guarded(client)
        for name in before.triggers:
            await client.execute_query(f'DROP TRIGGER "{name}"')
        await self.step.database_forward(app_label, old_state, new_state, state_editor)
        await _put_back(client, before, await _guarded(client))


async def _guarded(client: BaseDBAsyncClient) -> Guarded:
    made = {kind: await _made(client, kind) for kind in ("trigger", "index")}
    keys = await client.execute_query_dict(
        "SELECT t.name AS held, i.name AS name FROM sqlite_master t, pragma_index_list(t.name) i "
        "WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.partial = 0"
    )
    columns = await client.execute_query_dict(
        "SELECT t.name AS held, c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    return Guarded(
        made["trigger"],
        made["index"],
        frozenset([(row["held"], await _columns(client, row["name"])) for row in keys]),
        frozenset((row["held"], row["name"]) for row in columns),
    )


async def _made(client: BaseDBAsyncClient, kind: str) -> dict[str, str]:
    found = await client.execute_query_dict(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL", [kind]
    )
    return {row["name"]: row["sql"] for row in found}


async def _columns(client: BaseDBAsyncClient, index: str) -> tuple[str, ...]:
    found = await client.execute_query_dict("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
    return tuple(row["name"] for row in found)


async def _put_back(client: BaseDBAsyncClient, before: Guarded, after: Guarded) -> None:
    gone = before.columns - after.columns
    made = [*before.indexes.items(), *before.triggers.items()]
    for name, sql in made:
        if name not in after.indexes and not any(_speaks_of(sql, *column) for column in gone):
            await client.execute_query(sql)
    missing = before.keys - (await _guarded(client)).keys
    for table, key in sorted(missing):
        if not gone & {(table, column) for column in key}:
            names = ", ".join(f'"{column}"' for column in key)
            await client.execute_query(
                f'CREATE UNIQUE INDEX "uid_{table}_{"_".join(key)}" ON "{table}" ({names})'
            )


def _speaks_of(sql: str, table: str, column: str) -> bool:
    return all(re.search(rf"\b{name}\b", sql) for name in (table, column))
