"""Database guards as migration steps, alike on SQLite and PostgreSQL.

Tortoise 1.1 ignores ``Meta.constraints`` when it creates a table (tortoise-orm #2272), and its SQLite editor cuts SQL
at every semicolon, so each guard is a step of its own that speaks to the connection directly.
"""

from tortoise.migrations import operations
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


class Guard(operations.RunSQL):
    """A migration step whose SQL differs by engine."""

    def __init__(self, sqlite: list[str], postgres: list[str]) -> None:
        super().__init__(sqlite)
        self.by_engine = {"sqlite": sqlite, "postgres": postgres}

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """Run this engine's statements one by one."""
        if state_editor is not None:
            for sql in self.by_engine[state_editor.client.capabilities.dialect]:
                await state_editor.client.execute_query(sql)


def together(*guards: Guard) -> Guard:
    """Many guards as one step: Tortoise copies its picture of every model before each step, which takes its time."""
    return Guard(
        [sql for guard in guards for sql in guard.by_engine["sqlite"]],
        [sql for guard in guards for sql in guard.by_engine["postgres"]],
    )


def only_one(table: str, columns: str, where: str, name: str) -> Guard:
    """A partial unique index: at most one row with these columns where the condition holds."""
    sql = [f'CREATE UNIQUE INDEX "{name}" ON "{table}" ({columns}) WHERE {where}']
    return Guard(sql, sql)


def unique(table: str, columns: str, name: str) -> Guard:
    """A unique key added to a table that exists."""
    sql = [f'CREATE UNIQUE INDEX "{name}" ON "{table}" ({columns})']
    return Guard(sql, sql)


def dropped(table: str, *names: str) -> Guard:
    """Guards that make way for others: triggers of ``frozen_when`` and ``refuse_where``, by their name in the database
    without the verb. Those of ``refuse_where`` have one trigger a verb on both engines."""
    verbs = ("insert", "update", "delete")
    each = [f"{name}_{verb}" for name in names for verb in verbs]
    return Guard(
        [f'DROP TRIGGER IF EXISTS "{name}"' for name in each],
        [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for name in (*names, *each)]
        + [f'DROP FUNCTION IF EXISTS "{name}"()' for name in each],
    )


def index(table: str, columns: str, name: str) -> Guard:
    """A plain index (foreign keys get none of their own)."""
    sql = [f'CREATE INDEX "{name}" ON "{table}" ({columns})']
    return Guard(sql, sql)


def check(table: str, columns: list[str], condition: str, name: str) -> Guard:
    """A condition every row must meet. In ``condition`` each of ``columns`` is written in braces: ``{amount_fen} > 0``."""
    on_new = condition.format(**{column: f'NEW."{column}"' for column in columns})
    plain = condition.format(**{column: f'"{column}"' for column in columns})
    return Guard(
        [
            f'CREATE TRIGGER "{name}_{verb.lower()}" BEFORE {verb} ON "{table}" WHEN NOT ({on_new}) '
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            for verb in ("INSERT", "UPDATE")
        ],
        [f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" CHECK ({plain})'],
    )


def append_only(table: str) -> Guard:
    """Rows are written once: UPDATE and DELETE are refused."""
    return _refuse(table, ("UPDATE", "DELETE"), f"{table}_append_only", "TRUE")


def frozen_when(
    table: str, condition: str, name: str, verbs: tuple[str, ...] = ("UPDATE", "DELETE")
) -> Guard:
    """Rows for which ``condition`` (written on ``OLD.column``) holds are not changed or deleted any more."""
    return _refuse(table, verbs, name, condition)


def refuse_where(table: str, verbs: tuple[str, ...], condition: str, name: str) -> Guard:
    """Refuse a change while a condition over other rows holds. ``{row}`` stands for the row (the old one on DELETE)."""
    sqlite, postgres = [], []
    for verb in verbs:
        where = condition.format(row="OLD" if verb == "DELETE" else "NEW")
        trigger = f"{name}_{verb.lower()}"
        sqlite.append(
            f'CREATE TRIGGER "{trigger}" BEFORE {verb} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{name}') WHERE {where}; END"
        )
        answer = "OLD" if verb == "DELETE" else "NEW"
        postgres += [
            f'CREATE FUNCTION "{trigger}"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF {where} THEN '
            f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {answer}; END$$",
            f'CREATE TRIGGER "{trigger}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{trigger}"()',
        ]
    return Guard(sqlite, postgres)


def _refuse(table: str, verbs: tuple[str, ...], name: str, when: str) -> Guard:
    function = (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END$$"
    )
    return Guard(
        [
            f'CREATE TRIGGER "{name}_{verb.lower()}" BEFORE {verb} ON "{table}" WHEN {when} '
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            for verb in verbs
        ],
        [
            function,
            f'CREATE TRIGGER "{name}" BEFORE {" OR ".join(verbs)} ON "{table}" FOR EACH ROW '
            f"WHEN ({when}) EXECUTE FUNCTION refuse_change()",
        ],
    )
