"""Migration steps that add many tables, or many columns to a table, at once."""

from copy import deepcopy
from json import dumps
from typing import Any

from tortoise.fields.base import Field
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.migrations.operations import Operation, TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


class AtOnce(TortoiseOperation):
    """Several steps that only add, as one.

    Tortoise makes every model of the house anew before and after each step, which takes a third of a second by now;
    what a migration adds is known as a whole, so once is enough.
    """

    def __init__(self, *steps: Operation) -> None:
        self.steps = steps

    def state_forward(self, app_label: str, state: State) -> None:
        """All steps, then the models they touched, once."""
        touched: set[tuple[str, str]] = set()
        state.reload_models = touched.update  # type: ignore[method-assign, assignment]
        try:
            for step in self.steps:
                step.state_forward(app_label, state)
        finally:
            del state.reload_models
        if touched:
            state.reload_models(touched)

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """One after another, as they are written."""
        for step in self.steps:
            await step.database_forward(app_label, old_state, new_state, state_editor)


class AddColumns(TortoiseOperation):
    """Adds fields to a model: each may be empty or has a constant default, with which rows that exist are filled.

    In place of many AddField: each of those makes every model of the house anew, which takes a tenth of a second.
    """

    def __init__(self, model_name: str, **columns: Any) -> None:
        self.model_name = model_name
        self.columns = columns

    def state_forward(self, app_label: str, state: State) -> None:
        """All fields, then the models once."""
        fields = self.get_model_state(state, app_label, self.model_name).fields
        touched = {(app_label, self.model_name)}
        for name, field in self.columns.items():
            fields[name] = deepcopy(field)
            if isinstance(field, ForeignKeyFieldInstance):
                touched.add(state.apps.split_reference(field.model_name))
        state.reload_models(touched)

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """One statement a column."""
        if state_editor is None:
            return
        client = state_editor.client
        model = new_state.apps.get_model(f"{app_label}.{self.model_name}")
        table, dialect = model._meta.db_table, client.capabilities.dialect
        for name in self.columns:
            field = model._meta.fields_map[name]
            column, definition = _column(field, model._meta.fields_map, dialect)
            await client.execute_query(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {definition}')
            if dialect == "postgres" and not field.null:
                await client.execute_query(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')


def _column(field: Any, fields: dict[str, Field[Any]], dialect: str) -> tuple[str, str]:
    """The column's name and what stands behind it."""
    if isinstance(field, ForeignKeyFieldInstance):
        column = str(field.source_field)
        to = field.related_model._meta.db_table
        kind = fields[column].get_for_dialect(dialect, "SQL_TYPE")
        return column, f'{kind} REFERENCES "{to}" ("id") ON DELETE RESTRICT'
    column = field.source_field or field.model_field_name
    kind = field.get_for_dialect(dialect, "SQL_TYPE")
    return column, kind if field.null else f"{kind} NOT NULL DEFAULT {_literal(field.default, dialect)}"


def _literal(value: Any, dialect: str) -> str:
    if isinstance(value, bool):
        return str(value).upper() if dialect == "postgres" else str(int(value))
    if isinstance(value, int):
        return str(value)
    return f"'{dumps(value())}'" if callable(value) else f"'{value}'"
