"""A ballot as the desk sees it, and how far an entry of its roll has come."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from civic.kit import clock
from civic.kit.db import day, rows
from civic.kit.errors import NotFound
from civic.kit.refs import Ref
from civic.people.rules import Actor, must
from votes import queries as ballots
from votes.casting import queries as casting
from votes.casting.queries import Sheet
from votes.models import Ballot
from votes.rules import Channel, Phase, Question
from votes.stations.rules import Standing, may_attend, may_watch

# More namesakes than this are not shown: the name was written too short.
MOST_FOUND = 20


@dataclass(frozen=True)
class Post:
    """A ballot at a polling station. named: who was named to work at it, beside the staff of the place."""

    ballot: Ballot
    question: Question
    place_name: str
    path: str
    named: frozenset[int] = frozenset()

    @property
    def held_in(self) -> Ref | None:
        """The meeting whose motion is put to the vote with it; None for a ballot that is held by itself."""
        around = self.ballot.document.get("held_in")
        return Ref(*around) if around else None

    @property
    def phase(self) -> Phase:
        """Where the ballot stands now."""
        return self.question.phase(clock.now())


@dataclass(frozen=True)
class Entry:
    """An entry of the roll with how far it has come."""

    id: int
    number: int
    name: str
    unit: str
    standing: Standing
    voted_on: date | None


_NAMED: list[Callable[[int], Awaitable[frozenset[int]]]] = []


def named_by(read: Callable[[int], Awaitable[frozenset[int]]]) -> None:
    """Let a room above say who works at the station of a ballot it holds: nobody is imported upwards."""
    if read not in _NAMED:
        _NAMED.append(read)


async def post(ballot_id: int) -> Post:
    """The ballot with its place. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id).prefetch_related("place")
    if ballot is None:
        raise NotFound
    named = frozenset[int]().union(*[await read(ballot_id) for read in _NAMED])
    return Post(ballot, await ballots.question(ballot_id), ballot.place.name, ballot.place.path, named)


async def attended(actor: Actor, ballot_id: int) -> Post:
    """The ballot for who works at its desk. Raises NotFound, Forbidden, SignInNeeded."""
    found = await post(ballot_id)
    must(may_attend(actor, found.path, found.named), actor)
    return found


async def watched(actor: Actor, ballot_id: int) -> Post:
    """The ballot for who may look on as well. Raises NotFound, Forbidden, SignInNeeded."""
    found = await post(ballot_id)
    must(may_watch(actor, found.path, found.named), actor)
    return found


_ENTRY = (
    "SELECT r.id, r.number, r.name, r.unit, t.channel, t.day, "
    "EXISTS (SELECT 1 FROM paper_step s WHERE s.entry_id = r.id AND s.step = 'handed') AS handed "
    "FROM roll_entry r LEFT JOIN turnout t ON t.entry_id = r.id"
)


def _entry(row: dict[str, Any]) -> Entry:
    channel = Channel(row["channel"]) if row["channel"] else None
    return Entry(
        row["id"],
        row["number"],
        row["name"],
        row["unit"],
        Standing(channel, bool(row["handed"])),
        day(row["day"]) if row["day"] else None,
    )


async def entry(ballot_id: int, entry_id: int) -> Entry:
    """One entry of this ballot's roll. Raises NotFound."""
    found = await rows(f"{_ENTRY} WHERE r.ballot_id = ? AND r.id = ?", ballot_id, entry_id)
    if not found:
        raise NotFound
    return _entry(found[0])


async def entries(ballot_id: int, typed: str) -> Sequence[Entry]:
    """Entries by number on the roll, or by part of a name or unit; one more than may be shown, in roll order."""
    words = typed.strip()
    if words.isascii() and words.isdigit():
        if len(words) > 9:
            return []
        found = await rows(f"{_ENTRY} WHERE r.ballot_id = ? AND r.number = ?", ballot_id, int(words))
    else:
        like = f"%{_plain(words)}%"
        found = await rows(
            f"{_ENTRY} WHERE r.ballot_id = ? AND (r.name LIKE ? ESCAPE '!' OR r.unit LIKE ? ESCAPE '!') "
            f"ORDER BY r.number LIMIT {MOST_FOUND + 1}",
            ballot_id,
            like,
            like,
        )
    return [_entry(row) for row in found]


def _plain(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


async def by_channel(ballot_id: int) -> dict[Channel, int]:
    """How many have voted by each way. That, not what."""
    found = await rows(
        "SELECT channel, COUNT(*) AS n FROM turnout WHERE ballot_id = ? GROUP BY channel", ballot_id
    )
    counted = {Channel(row["channel"]): int(row["n"]) for row in found}
    return {channel: counted.get(channel, 0) for channel in Channel}


async def official(ballot_id: int) -> Sheet:
    """A ballot with its options in the official order, as it is printed. Raises NotFound."""
    return replace(await casting.sheet(ballot_id, None), choices=await casting.choices(ballot_id))


async def numbered(ballot_id: int) -> Sheet:
    """The same with the numbers that stand on the printed sheets, for whoever reads them. Raises NotFound."""
    sheet = await official(ballot_id)
    if sheet.fixed:
        return sheet
    choices = [
        replace(choice, label=f"{number}. {choice.label}") for number, choice in enumerate(sheet.choices, 1)
    ]
    return replace(sheet, choices=choices)
