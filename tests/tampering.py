"""What somebody with the database's own password can do, for the tests that must find it out."""

from civic.kit.db import dialect, execute, rows


async def disarm(*tables: str) -> None:
    """Drop the guards of these tables."""
    if dialect() == "postgres":
        for table in tables:
            await execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    found = await rows("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    for row in found:
        if row["tbl_name"] in tables:
            await execute(f'DROP TRIGGER "{row["name"]}"')


async def tamper(table: str, sql: str, *values: object) -> None:
    """Change rows of a table behind its guards' backs."""
    await disarm(table)
    assert await execute(sql, *values) >= 1
