"""Reading rolls: lines for who tends them, one's own line, objections."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit import clock
from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.organisations import queries as organisations
from civic.people import queries as people
from civic.people.rules import Actor, Role, must
from votes.models import Ballot
from votes.rolls.models import Challenge
from votes.rolls.rules import Ages, may_inspect
from votes.rolls.rules.entitled import household_lines, organisation_lines, person_lines, seat_lines
from votes.rolls.rules.lines import canon
from votes.rules import Electorate, RollLine

_LINES = (
    "SELECT e.id, e.number, e.key, e.name, e.unit, e.area, e.birth_year, e.stratum, e.late, "
    "(SELECT COUNT(*) FROM roll_voter v WHERE v.entry_id = e.id) AS voters FROM roll_entry e"
)


@dataclass(frozen=True)
class Entry:
    """A line as staff sees it."""

    id: int
    number: int
    key: str
    name: str
    unit: str
    area: int
    birth_year: int | None
    stratum: str
    late: bool
    #: how many people may cast for it with an account
    voters: int


@dataclass(frozen=True)
class Totals:
    """What a roll comes to."""

    lines: int
    area: int
    late: int
    #: lines nobody can cast for with an account
    slip_only: int


async def ballot(ballot_id: int) -> Ballot:
    """A ballot with its place. Raises NotFound."""
    found = await Ballot.get_or_none(id=ballot_id).select_related("place")
    if found is None:
        raise NotFound
    return found


async def inspected(actor: Actor, ballot_id: int) -> Ballot:
    """A ballot whose roll this actor may see whole. Raises NotFound, Forbidden, SignInNeeded."""
    found = await ballot(ballot_id)
    must(may_inspect(actor, found.place.path), actor)
    return found


def ages(of: Ballot) -> Ages:
    """Who is old enough for a ballot."""
    return Ages(of.least_age, of.most_age)


async def from_register(of: Ballot) -> list[RollLine]:
    """The lines the register gives today; none for owners, whose areas stand in no register of ours."""
    path, year = of.place.path, clock.today().year
    if of.electorate is Electorate.PERSON:
        return person_lines(await people.registered_in(path), ages(of), year)
    if of.electorate is Electorate.HOUSEHOLD:
        return household_lines(await people.registered_in(path), ages(of), year)
    if of.electorate is Electorate.SEAT:
        members = await people.holders(Role.MEMBER, path)
        return seat_lines((each.person_id, each.name) for each in members if each.place_id == of.place_id)
    if of.electorate is Electorate.ORGANISATION:
        acting = await people.holders(Role.ORGANISATION, path)
        return organisation_lines(await organisations.represented([each.person_id for each in acting]))
    return []


async def lines(ballot_id: int) -> list[RollLine]:
    """The whole roll in the order of its numbers."""
    voters: dict[int, list[int]] = {}
    for row in await rows(
        "SELECT entry_id, person_id FROM roll_voter WHERE ballot_id = ? ORDER BY id", ballot_id
    ):
        voters.setdefault(row["entry_id"], []).append(row["person_id"])
    columns = "id, key, name, unit, area, birth_year, stratum"
    found = await rows(f"SELECT {columns} FROM roll_entry WHERE ballot_id = ? ORDER BY number", ballot_id)
    return [RollLine(voters=tuple(voters.get(row.pop("id"), ())), **row) for row in found]


async def entries(ballot_id: int, after: int, size: int) -> list[Entry]:
    """A page of the roll by number, one more than ``size``."""
    sql = f"{_LINES} WHERE e.ballot_id = ? AND e.number > ? ORDER BY e.number LIMIT ?"
    return [_entry(row) for row in await rows(sql, ballot_id, after, size + 1)]


async def search(ballot_id: int, typed: str, size: int) -> list[Entry]:
    """Lines with this number, or with this in the unit or name however it is written."""
    wanted = canon(typed)
    if not wanted:
        return []
    found = [
        _entry(row) for row in await rows(f"{_LINES} WHERE e.ballot_id = ? ORDER BY e.number", ballot_id)
    ]
    return [
        each
        for each in found
        if str(each.number) == wanted or wanted in canon(each.unit) or wanted in canon(each.name)
    ][:size]


async def entry_or_none(ballot_id: int, entry_id: int) -> Entry | None:
    """One line, if it stands on this roll."""
    found = await rows(f"{_LINES} WHERE e.ballot_id = ? AND e.id = ?", ballot_id, entry_id)
    return _entry(found[0]) if found else None


async def entry(ballot_id: int, entry_id: int) -> Entry:
    """One line. Raises NotFound, also for a line of another ballot."""
    found = await entry_or_none(ballot_id, entry_id)
    if found is None:
        raise NotFound
    return found


def _entry(row: dict[str, object]) -> Entry:
    return Entry(**row | {"late": bool(row["late"])})  # type: ignore[arg-type]


async def totals(ballot_id: int) -> Totals:
    """What the roll comes to."""
    found = await rows(
        "SELECT COUNT(*) AS lines, COALESCE(SUM(e.area), 0) AS area, "
        "COALESCE(SUM(CASE WHEN e.late THEN 1 ELSE 0 END), 0) AS late, "
        "COALESCE(SUM(CASE WHEN v.entry_id IS NULL THEN 1 ELSE 0 END), 0) AS slip_only FROM roll_entry e "
        "LEFT JOIN (SELECT DISTINCT entry_id FROM roll_voter) v ON v.entry_id = e.id WHERE e.ballot_id = ?",
        ballot_id,
    )
    return Totals(**{name: int(value) for name, value in found[0].items()})


async def size(ballot_id: int) -> int:
    """How many lines the roll has, late additions with them."""
    return (await totals(ballot_id)).lines


async def mine(ballot_id: int, person_id: int) -> Entry | None:
    """The line a person may cast for."""
    sql = f"{_LINES} JOIN roll_voter m ON m.entry_id = e.id WHERE m.ballot_id = ? AND m.person_id = ?"
    found = await rows(sql, ballot_id, person_id)
    return _entry(found[0]) if found else None


async def voter_ids(entry_id: int) -> list[int]:
    """Who may cast for a line with an account."""
    found = await rows("SELECT person_id FROM roll_voter WHERE entry_id = ? ORDER BY id", entry_id)
    return [row["person_id"] for row in found]


async def voters_of(entry_id: int) -> list[str]:
    """Their display names."""
    ids = await voter_ids(entry_id)
    names = await people.names(ids)
    return [names[person_id] for person_id in ids]


async def taken(ballot_id: int, people_: Sequence[int]) -> set[int]:
    """Which of these people already cast for some line."""
    if not people_:
        return set()
    sql = f"SELECT person_id FROM roll_voter WHERE ballot_id = ? AND person_id IN ({marks(people_)})"
    return {row["person_id"] for row in await rows(sql, ballot_id, *people_)}


async def challenges(ballot_id: int, person_id: int | None = None) -> list[Challenge]:
    """What was said against a roll, by one person or by all, the unanswered first."""
    found = Challenge.filter(ballot_id=ballot_id)
    if person_id is not None:
        found = found.filter(person_id=person_id)
    listed = await found.order_by("id").limit(500).select_related("person")
    return sorted(listed, key=lambda each: (each.answered_at is not None, each.id))


async def unanswered(ballot_id: int) -> int:
    """How many objections wait for an answer."""
    return await Challenge.filter(ballot_id=ballot_id, answered_at=None).count()
