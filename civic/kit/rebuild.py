"""A migration step that changes a column without losing what the database guards the table with."""

from collections.abc import Mapping
from dataclasses import dataclass

from tortoise import BaseDBAsyncClient
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


@dataclass(frozen=True)
class Guarded:
    """What stood on the tables before the step: SQL by name, and unique keys written inside a table."""

    made: Mapping[str, str]
    keys: frozenset[tuple[str, tuple[str, ...]]]


class Keeping(TortoiseOperation):
    """Wraps AlterField, RemoveField and their like: ``Keeping(operations.AlterField(…))``.

    On SQLite Tortoise 1.1 makes such a table anew and forgets its triggers, its indexes and its ``unique_together``
    (the one-person-one-vote key among them). They are put back here, except those on a column that is gone.
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
        await self.step.database_forward(app_label, old_state, new_state, state_editor)
        await _put_back(client, before, await _guarded(client))


async def _guarded(client: BaseDBAsyncClient) -> Guarded:
    _, made = await client.execute_query(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    _, keys = await client.execute_query(
        "SELECT t.name AS held, i.name AS name FROM sqlite_master t, pragma_index_list(t.name) i "
        "WHERE t.type = 'table' AND i.\"unique\" = 1 AND i.partial = 0"
    )
    return Guarded(
        {row["name"]: row["sql"] for row in made},
        frozenset([(row["held"], await _columns(client, row["name"])) for row in keys]),
    )


async def _columns(client: BaseDBAsyncClient, index: str) -> tuple[str, ...]:
    _, found = await client.execute_query("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
    return tuple(row["name"] for row in found)


async def _put_back(client: BaseDBAsyncClient, before: Guarded, after: Guarded) -> None:
    _, left = await client.execute_query(
        "SELECT t.name AS held, c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    columns = {(row["held"], row["name"]) for row in left}
    for name, sql in before.made.items():
        if name not in after.made and not name.startswith("sqlite_"):
            await client.execute_query(sql)
    again = (await _guarded(client)).keys
    for table, key in sorted(before.keys - again):
        if all((table, column) in columns for column in key):
            names = ", ".join(f'"{column}"' for column in key)
            await client.execute_query(
                f'CREATE UNIQUE INDEX "uid_{table}_{"_".join(key)}" ON "{table}" ({names})'
            )
