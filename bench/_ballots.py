"""An open ballot for measurements, and the votes its people will cast, as the rows they become."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from civic.kit import clock
from civic.kit.database import connect, disconnect, migrate, orm_config
from civic.kit.db import rows, transaction
from civic.kit.settings import Settings
from civic.people.models import Person
from civic.places.models import Place
from civic.places.rules import Level
from main import FLOORS
from votes import services
from votes.models import Ballot, Option
from votes.rules import Method, Rule, of_people

CODES = [str(n) for n in range(1, 13)]
Row = tuple[object, ...]
Votes = list[tuple[Row, Row]]


@dataclass
class Poll:
    """An open ballot, and the votes its people will cast: turnout and paper."""

    ballot_id: int
    people: list[int]
    votes: Votes


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Place]:
    """A migrated database with one place in it."""
    config = orm_config(settings, FLOORS)
    await migrate(settings, config)
    await connect(config)
    try:
        yield await Place.create(name="bench", level=Level.CITY, path="/1/")
    finally:
        await disconnect()


async def people_of(count: int) -> list[int]:
    """So many people, by id."""
    handles = [f"voter{n}" for n in range(count)]
    made = [Person(display_name=handle, handle=handle, created_at=clock.now()) for handle in handles]
    await Person.bulk_create(made, batch_size=500)
    return [row["id"] for row in await Person.all().order_by("id").values("id")]


async def opened(place: Place, people: list[int]) -> Poll:
    """A ballot of twelve projects, open, with all these people on its roll."""
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
        await services.open_ballot(ballot.id, of_people(people), {})
    found = await rows("SELECT person_id, entry_id FROM roll_voter WHERE ballot_id = ?", ballot.id)
    entries = {row["person_id"]: row["entry_id"] for row in found}
    day = clock.today()
    votes: Votes = []
    for n, person_id in enumerate(people):
        turnout = (ballot.id, entries[person_id], person_id, "phone", day)
        paper = (_key(ballot.id * 1_000_003 + n), ballot.id, ",".join(ticked(person_id)), "", None)
        votes.append((turnout, paper))
    return Poll(ballot.id, people, votes)


def _key(number: int) -> str:
    """Spread over all keys, as real ones are."""
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128:032x}"


def ticked(person_id: int) -> list[str]:
    """What somebody ticks: three of the twelve."""
    return CODES[person_id % 9 : person_id % 9 + 3]
