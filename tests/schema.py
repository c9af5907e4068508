"""What a database really holds, read from its own catalogue, in the same words for both engines."""

from dataclasses import dataclass

from civic.kit.db import dialect, rows

Key = tuple[str, tuple[str, ...]]  # table, columns


@dataclass(frozen=True)
class Shape:
    """Tables with their columns and whether each may be empty; unique keys, plain indexes, guards, references."""

    columns: frozenset[tuple[str, str, bool]]
    uniques: frozenset[Key]
    indexes: frozenset[Key]
    guards: frozenset[str]
    references: frozenset[tuple[str, str, str, str]]  # table, column, table it points at, what deleting does


async def shape() -> Shape:
    """The shape of the connected database."""
    return await (_of_sqlite() if dialect() == "sqlite" else _of_postgres())


async def _of_sqlite() -> Shape:
    each = "FROM sqlite_master t, {}(t.name) x WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    columns = await rows(
        f'SELECT t.name AS t, x.name AS c, x."notnull" = 0 AND x.pk = 0 AS n {each.format("pragma_table_info")}'
    )
    found = await rows(
        f'SELECT t.name AS t, x.name AS i, x."unique" AS u, x.partial AS p, x.origin AS o {each.format("pragma_index_list")}'
    )
    keys: dict[bool, set[Key]] = {True: set(), False: set()}
    for one in found:
        if not one["p"] and one["o"] != "pk":
            held = await rows("SELECT name FROM pragma_index_info(?) ORDER BY seqno", one["i"])
            keys[bool(one["u"])].add((one["t"], tuple(row["name"] for row in held)))
    guards = await rows(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' OR type = 'index' AND sql LIKE '% WHERE %'"
    )
    references = await rows(
        f'SELECT t.name AS t, x."from" AS c, x."table" AS o, x.on_delete AS d {each.format("pragma_foreign_key_list")}'
    )
    return Shape(
        frozenset((row["t"], row["c"], bool(row["n"])) for row in columns),
        frozenset(keys[True]),
        frozenset(keys[False] - keys[True]),
        frozenset(without_verb(row["name"]) for row in guards),
        frozenset((row["t"], row["c"], row["o"], row["d"]) for row in references),
    )


def without_verb(name: str) -> str:
    """A guard's name as both engines would have it: SQLite's triggers carry the verb at the end."""
    for verb in ("_insert", "_update", "_delete"):
        name = name.removesuffix(verb)
    return name


async def _of_postgres() -> Shape:
    columns = await rows(
        "SELECT table_name AS t, column_name AS c, is_nullable = 'YES' AS n FROM information_schema.columns "
        "WHERE table_schema = 'public'"
    )
    found = await rows(
        "SELECT i.indrelid::regclass::text AS t, i.indisunique AS u, i.indpred IS NOT NULL AS p, c.relname AS name, "
        "ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k(n, o) JOIN pg_attribute a "
        "ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.o) AS held "
        "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace s ON s.oid = c.relnamespace "
        "WHERE s.nspname = 'public' AND NOT i.indisprimary"
    )
    keys = {
        wanted: {
            (row["t"].strip('"'), tuple(row["held"])) for row in found if not row["p"] and row["u"] is wanted
        }
        for wanted in (True, False)
    }
    guards = await rows(
        "SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal "
        "UNION SELECT conname::text FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
    )
    references = await rows(
        "SELECT conrelid::regclass::text AS t, a.attname::text AS c, confrelid::regclass::text AS o, "
        "CASE confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' "
        "WHEN 'a' THEN 'NO ACTION' ELSE 'SET DEFAULT' END AS d FROM pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] WHERE contype = 'f'"
    )
    return Shape(
        frozenset((row["t"], row["c"], row["n"]) for row in columns),
        frozenset(keys[True]),
        frozenset(keys[False] - keys[True]),
        frozenset(without_verb(row["name"]) for row in [*guards, *(index for index in found if index["p"])]),
        frozenset((row["t"].strip('"'), row["c"], row["o"].strip('"'), row["d"]) for row in references),
    )
