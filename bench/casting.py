"""Casting through the real service against raw SQLite commits, with the same durability, on the same disk, in one run.

The service checks the roll, the hour and the choices, writes turnout, paper and an audit entry of a hash chain, and
answers each voter only after the commit. The raw writers insert two short rows into bare tables: one commit a vote
(what a simple site would do), and one commit for 200 votes (the most the disk and SQLite could give).
"""

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import uvloop

from civic.kit import clock
from civic.kit.database import connect, disconnect, migrate, orm_config
from civic.kit.db import transaction
from civic.kit.settings import Settings
from civic.people.models import Person
from civic.people.rules import Actor
from civic.places.models import Place
from civic.places.rules import Level
from main import FLOORS
from votes import services
from votes.casting.services import BATCH, cast
from votes.models import Ballot, Option
from votes.rules import Filled, Method, Rule, of_people

VOTERS, AT_ONCE, ROUNDS = 2_000, 500, 3
CODES = [str(n) for n in range(1, 13)]
# the service's votes a second over those of one raw commit a vote
LIMIT = 1.0
RAW = (
    "CREATE TABLE turnout (ballot INT, person INT, day TEXT, UNIQUE (ballot, person));"
    "CREATE TABLE paper (key TEXT PRIMARY KEY, ballot INT, choices TEXT)"
)


def raw(path: Path, batch: int) -> float:
    """Votes a second of bare SQLite, so many to a commit."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.executescript(RAW)
    started = time.perf_counter()
    for first in range(0, VOTERS, batch):
        database.execute("BEGIN IMMEDIATE")
        for n in range(first, min(first + batch, VOTERS)):
            database.execute("INSERT INTO turnout VALUES (1, ?, '2026-11-22')", (n,))
            database.execute("INSERT INTO paper VALUES (?, 1, '1,4,7')", (f"{n * 7919:032x}",))
        database.execute("COMMIT")
    spent = time.perf_counter() - started
    database.close()
    return VOTERS / spent


async def _people() -> list[int]:
    handles = [f"voter{n}" for n in range(VOTERS)]
    made = [Person(display_name=handle, handle=handle, created_at=clock.now()) for handle in handles]
    await Person.bulk_create(made, batch_size=500)
    return [row["id"] for row in await Person.all().order_by("id").values("id")]


async def _open(place: Place, people: list[int]) -> Ballot:
    ballot = await Ballot.create(
        place=place,
        title="bench",
        method=Method.APPROVAL,
        rule=Rule.GREEDY,
        closes_at=clock.now() + timedelta(days=1),
    )
    for position, code in enumerate(CODES, 1):
        await Option.create(ballot=ballot, position=position, code=code, label=code, cost_fen=1)
    async with transaction():
        return await services.open_ballot(ballot.id, of_people(people), {})


async def through_service(ballot: Ballot, people: list[int]) -> tuple[float, list[float]]:
    """Votes a second with so many voters at once, and how long each waited, in seconds."""
    waits: list[float] = []
    queue = iter(people)

    async def phone() -> None:
        for person in queue:
            started = time.perf_counter()
            await cast(Actor(person), ballot.id, Filled(tuple(CODES[person % 9 : person % 9 + 3])))
            waits.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(phone() for _ in range(AT_ONCE)))
    return VOTERS / (time.perf_counter() - started), sorted(waits)


async def measure(folder: Path) -> float:
    """The ratio, printed with what it is made of."""
    settings = Settings(database_url=f"sqlite://{folder / 'civic.sqlite3'}")
    config = orm_config(settings, FLOORS)
    await migrate(settings, config)
    await connect(config)
    place = await Place.create(name="bench", level=Level.CITY, path="/1/")
    people = await _people()
    singly, batched, ours = [], [], []
    for turn in range(ROUNDS):
        singly.append(raw(folder / f"singly{turn}.sqlite3", 1))
        batched.append(raw(folder / f"batched{turn}.sqlite3", BATCH))
        rate, waits = await through_service(await _open(place, people), people)
        ours.append(rate)
        print(
            f"  turn {turn + 1}: service {rate:,.0f}/s, half waited under {waits[VOTERS // 2] * 1000:.0f} ms, "
            f"99 of 100 under {waits[VOTERS * 99 // 100] * 1000:.0f} ms"
        )
    await disconnect()
    each, most, served = (statistics.median(rates) for rates in (singly, batched, ours))
    print(f"  raw, a commit a vote: {each:,.0f}/s · raw, {BATCH} votes a commit: {most:,.0f}/s")
    print(
        f"casting: {served:,.0f} votes/s = {served / each:.2f} of one raw commit a vote (limit {LIMIT}), "
        f"{served / most:.2f} of raw batches"
    )
    return served / each


def main() -> int:
    """Measure; 1 when below the limit."""
    with (
        tempfile.TemporaryDirectory(prefix="civic-bench-") as folder,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        return 0 if runner.run(measure(Path(folder))) >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
