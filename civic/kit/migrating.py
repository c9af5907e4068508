"""Running migrations: Tortoise's own way of doing it, without making a picture of every model twice a step.

Tortoise 1.1 copies its models before each step of a migration and makes them anew after it. With a hundred and fifty
tables that takes most of the time in which a new site starts, and only a step that changes or removes something needs
the picture of before.
"""

from typing import Any

from tortoise import BaseDBAsyncClient
from tortoise.migrations import operations
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.loader import MigrationLoader
from tortoise.migrations.migration import Migration
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

from civic.kit.guards import Guard
from civic.kit.widen import AddColumns, AtOnce

_ONLY_ADD = (operations.CreateModel, AddColumns, Guard)


class Executor(MigrationExecutor):
    """Runs a migration that only adds as one step, and any other as Tortoise does."""

    def __init__(self, connection: BaseDBAsyncClient, apps: dict[str, dict[str, Any]]) -> None:
        super().__init__(connection, apps)
        self.loader = _Loader(apps, self.recorder)


class _Loader(MigrationLoader):
    def load_disk(self) -> None:
        super().load_disk()
        for key, found in self.disk_migrations.items():
            if _only_adds(found):
                self.disk_migrations[key] = _Adding(found)


class _Adding(Migration):
    """A migration that only adds: the models are made anew once, after all its steps."""

    def __init__(self, found: Migration) -> None:
        super().__init__(found.name, found.app_label)
        self.dependencies, self.run_before = found.dependencies, found.run_before
        self.step = AtOnce(*_flat(found))

    async def apply(
        self,
        state: State,
        *,
        dry_run: bool = False,
        schema_editor: BaseSchemaEditor | None = None,
        collect_sql: bool = False,
    ) -> State:
        """Raises RuntimeError for a relation to a model that is nowhere made."""
        self.step.state_forward(self.app_label, state)
        if not dry_run:
            await self.step.database_forward(self.app_label, state, state, schema_editor)
        state.validate_relations_initialized()
        return state


def _flat(found: Migration) -> list[operations.Operation]:
    return [
        step for each in found.operations for step in (each.steps if isinstance(each, AtOnce) else [each])
    ]


def _only_adds(found: Migration) -> bool:
    return found.atomic and all(isinstance(step, _ONLY_ADD) for step in _flat(found))
