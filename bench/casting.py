"""Casting through the real service against the plain driver writing the same rows, on the same disk, in one run.

What the service does for a vote: finds the roll's line and whether it has voted, checks the hour and the choices,
derives key and receipt, writes turnout and paper, and answers each voter only after the commit.

The plain driver (``sqlite3``, ``asyncpg``) writes the very same rows into the very same migrated tables, with their
keys, foreign keys and triggers and the same durability, knowing beforehand that all of it is in order: one commit a
vote (what a simple site does), and as many votes to a commit as the service puts together. Tables without a single key
or trigger are printed as well (*bare*): what they lack is what makes a vote count once whatever the code above does.

    python -m bench.casting [sqlite|postgres|http …]          (default: all three)
"""

import asyncio
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import uvloop

from bench import _voting as http
from bench._ballots import Poll, Row, Votes, database, opened, people_of, ticked
from civic.kit.db import rows
from civic.kit.settings import Settings
from civic.people.rules import Actor
from tests.services import postgres
from votes.casting.services import BATCH, PAPER, TURNOUT, cast
from votes.rules import Filled

VOTERS, SINGLY, AT_ONCE, TURNS = 4_000, 1_000, 1_000, 5
# the service's votes a second over those of one commit a vote, and of the same batches through the plain driver
LIMITS = (5.0, 0.5)
BARE = (
    "CREATE TABLE bare_turnout (ballot_id INT, entry_id INT, person_id INT, channel TEXT, day DATE)",
    "CREATE TABLE bare_paper (key TEXT, ballot_id INT, choices TEXT, reason TEXT, entry_id INT)",
)


def _insert(table: str, columns: tuple[str, ...], mark: Callable[[int], str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(map(mark, range(1, len(columns) + 1)))})"


def _batches(votes: Votes, batch: int) -> list[tuple[list[Row], list[Row]]]:
    cut = [votes[first : first + batch] for first in range(0, len(votes), batch)]
    return [([turnout for turnout, _ in some], sorted(paper for _, paper in some)) for some in cut]


async def plain_sqlite(settings: Settings, poll: Poll, batch: int, prefix: str = "") -> float:
    """Votes a second of the plain driver, so many to a commit."""
    database = sqlite3.connect(settings.database_url.removeprefix("sqlite://"), isolation_level=None)
    for setting in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-20000"):
        database.execute(f"PRAGMA {setting}")
    turnout = _insert(f"{prefix}turnout", TURNOUT, lambda n: "?")
    paper = _insert(f"{prefix}paper", PAPER, lambda n: "?")
    votes = poll.votes[:SINGLY] if batch == 1 else poll.votes
    cut = [([(*row[:4], str(row[4])) for row in some], papers) for some, papers in _batches(votes, batch)]
    started = time.perf_counter()
    for some, papers in cut:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(turnout, some)
        database.executemany(paper, papers)
        database.execute("COMMIT")
    spent = time.perf_counter() - started
    database.close()
    return len(votes) / spent


async def plain_postgres(settings: Settings, poll: Poll, batch: int, prefix: str = "") -> float:
    """The same through asyncpg."""
    database = await asyncpg.connect(settings.database_url)
    turnout = _insert(f"{prefix}turnout", TURNOUT, lambda n: f"${n}")
    paper = _insert(f"{prefix}paper", PAPER, lambda n: f"${n}")
    votes = poll.votes[:SINGLY] if batch == 1 else poll.votes
    cut = _batches(votes, batch)
    started = time.perf_counter()
    for some, papers in cut:
        async with database.transaction():
            await database.executemany(turnout, some)
            await database.executemany(paper, papers)
    spent = time.perf_counter() - started
    await database.close()
    return len(votes) / spent


async def through_service(poll: Poll) -> tuple[float, list[float]]:
    """Votes a second with so many voters at once, and how long each waited, in seconds."""
    waits: list[float] = []
    queue = iter(poll.people)

    async def phone() -> None:
        for person in queue:
            started = time.perf_counter()
            await cast(Actor(person), poll.ballot_id, Filled(tuple(ticked(person))), f"{person:032x}")
            waits.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(phone() for _ in range(AT_ONCE)))
    return len(poll.people) / (time.perf_counter() - started), sorted(waits)


Plain = Callable[[Settings, Poll, int, str], Awaitable[float]]


async def measure(settings: Settings, plain: Plain) -> bool:
    """Turn and turn about; the ratios of the medians, and whether both keep to the limits."""
    singly, batched, bare, ours = [], [], [], []
    async with database(settings) as place:
        for statement in BARE:
            await rows(statement)
        people = await people_of(VOTERS)
        for turn in range(TURNS):
            batched.append(await plain(settings, await opened(place, people), BATCH, ""))
            rate, waits = await through_service(await opened(place, people))
            ours.append(rate)
            poll = await opened(place, people)
            singly.append(await plain(settings, poll, 1, ""))
            bare.append(await plain(settings, poll, BATCH, "bare_"))
            print(
                f"  turn {turn + 1}: service {rate:,.0f}/s (99 of 100 within {waits[VOTERS * 99 // 100] * 1000:.0f} ms), "
                f"plain driver {batched[-1]:,.0f}/s, a commit a vote {singly[-1]:,.0f}/s, bare {bare[-1]:,.0f}/s"
            )
    each, most, naked, served = (statistics.median(rates) for rates in (singly, batched, bare, ours))
    ratios = served / each, served / most
    print(
        f"casting, {'SQLite' if settings.sqlite else 'PostgreSQL'}: {served:,.0f} votes/s = {ratios[0]:.1f} of a commit a vote "
        f"(limit {LIMITS[0]}), {ratios[1]:.2f} of the plain driver in batches of {BATCH} (limit {LIMITS[1]}); "
        f"{served / naked:.2f} of bare tables"
    )
    return all(ratio >= limit for ratio, limit in zip(ratios, LIMITS, strict=True))


def _on_sqlite(folder: Path) -> bool:
    settings = Settings(database_url=f"sqlite://{folder / 'civic.sqlite3'}")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measure(settings, plain_sqlite))


def _on_postgres(folder: Path) -> bool:
    with postgres(durable=True) as address, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measure(Settings(database_url=f"{address}postgres"), plain_postgres))


def main(wanted: list[str]) -> int:
    """Measure; 1 when below a limit. Each kind in a process of its own: models keep the SQL of the first engine they meet."""
    kinds = {"sqlite": _on_sqlite, "postgres": _on_postgres, "http": http.measure}
    if len(wanted) != 1:
        here = [sys.executable, "-m", "bench.casting"]
        return max(subprocess.run([*here, kind], check=False).returncode for kind in wanted or kinds)
    with tempfile.TemporaryDirectory(prefix="civic-bench-") as folder:
        return 0 if kinds[wanted[0]](Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
