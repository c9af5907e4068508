"""A hall for measurements: a session with hundreds of members, and the cookies of everyone who acts in it."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from civic.kit import clock
from civic.kit.database import connect, disconnect, is_empty, migrate, orm_config, sqlite_path
from civic.kit.db import rows
from civic.kit.settings import Settings
from civic.people.models import Person
from civic.people.rules import Actor
from councils.models import Seat, Term
from councils.rules import SeatRole
from councils.sessions import queries, services
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.presence import Open
from main import FLOORS
from tests.browsing import start_sign_in
from tests.cast import Cast, fill, load
from tests.databases import Template, digest_of_tables
from tests.factories import councils as make

ITEMS = 12


@dataclass(frozen=True)
class Hall:
    """A session that is open, with so many members present and so many still on their way. Cookies are sign-in tokens."""

    session_id: int
    chair: str
    present: list[str]
    coming: list[str]
    code: str


def community(folder: Path) -> Settings:
    """A database on SQLite with the cast in it: a copy of the one that tests keep between their runs."""
    kept = Template(folder, fill, digest_of_tables()).settings
    path = folder / "civic.sqlite3"
    shutil.copyfile(sqlite_path(kept), path)
    return Settings(database_url=f"sqlite://{path}")


async def prepare(settings: Settings, present: int, coming: int) -> Hall:
    """Seat everyone, open the door, check in who is present, open the session; on an empty database the cast comes first."""
    config = orm_config(settings, FLOORS)
    empty = await is_empty(settings, config)
    if empty:
        await migrate(settings, config)
    await connect(config)
    try:
        if empty:
            await fill()
        return await _hall(await load(), present, coming)
    finally:
        await disconnect()


async def _hall(cast: Cast, present: int, coming: int) -> Hall:
    session = await make.announced(cast, items=tuple((f"第 {n + 1} 项", None, 20) for n in range(ITEMS)))
    members = await _seated(session.term_id, present + coming)
    await services.open_checkin(cast.chen, session.id)
    for person in (cast.chen.person_id, *members[:present]):
        if person is not None:
            await services.act(cast.chen, session.id, CheckIn(person))
    await services.act(cast.chen, session.id, Open())
    tokens = [await start_sign_in(Actor(person)) for person in members]
    head = await queries.head(session.id)
    return Hall(
        session.id, await start_sign_in(cast.chen), tokens[:present], tokens[present:], head.checkin_code
    )


async def _seated(term_id: int, count: int) -> list[int]:
    """New people with a seat each, by id. The term lets half of them open a session."""
    made = [
        Person(display_name=f"成员{n + 1:03}", handle=f"member{n + 1}", created_at=clock.now())
        for n in range(count)
    ]
    await Person.bulk_create(made, batch_size=500)
    found = await rows("SELECT id FROM person WHERE handle LIKE 'member%' ORDER BY id")
    people = [int(row["id"]) for row in found]
    starts = (await Term.get(id=term_id)).starts_on
    await Seat.bulk_create([_seat(term_id, person, starts) for person in people], batch_size=500)
    return people


def _seat(term_id: int, person_id: int, starts: date) -> Seat:
    return Seat(term_id=term_id, person_id=person_id, role=SeatRole.MEMBER, starts_on=starts)


@dataclass(frozen=True)
class Voted:
    """Where the log stands, and who has voted in the vote that is open, once for each time."""

    seq: int
    people: list[int]


async def voted(settings: Settings, session_id: int) -> Voted:
    """As the database has it, read past the site."""
    await connect(orm_config(settings, FLOORS))
    try:
        state = await queries.state(session_id)
    finally:
        await disconnect()
    cast = state.vote.cast if state.vote else ()
    return Voted(state.seq, [named.person.person_id for named in cast])
