"""Reading turnout while a ballot is open, and papers only once it is closed; a ballot as its voter sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from civic.kit import clock
from civic.kit.db import day, marks, rows, tuples
from civic.kit.errors import NotFound, Refused
from civic.kit.refs import Ref
from proposals import queries as proposals
from proposals.queries import Summary
from votes import queries as ballots
from votes.casting.models import Paper, Turnout
from votes.casting.rules import Standing, door, key_of, receipt_of
from votes.models import Ballot, Option
from votes.rules import (
    FIXED_OPTIONS,
    Channel,
    Electorate,
    Filled,
    Phase,
    Question,
    Secrecy,
    State,
    order_for,
    read_paper,
)

# what a paper says that wants none of the options
NONE = "-"


async def turnout(ballot_id: int) -> int:
    """How many have cast a paper. The only figure anyone sees while a ballot is open."""
    return await Turnout.filter(ballot_id=ballot_id).count()


# a subquery and not a join: PostgreSQL without fresh statistics would read the whole table for a join
_VOTED = "(SELECT t.id FROM turnout t WHERE t.ballot_id = {row}.ballot_id AND t.entry_id = {entry})"


async def people_voted(ballot_id: int, people: Collection[int]) -> dict[int, tuple[int, bool]]:
    """For each of these people on the roll: for which entry they may cast, and whether that has voted."""
    voted = _VOTED.format(row="v", entry="v.entry_id")
    found = await tuples(
        f"SELECT v.person_id, v.entry_id, {voted} FROM roll_voter v "
        f"WHERE v.ballot_id = ? AND v.person_id IN ({marks(people)})",
        ballot_id,
        *people,
    )
    return {person_id: (entry_id, turnout_id is not None) for person_id, entry_id, turnout_id in found}


async def entries_voted(ballot_id: int, entries: Collection[int]) -> dict[int, bool]:
    """For each of these entries that are on the ballot's roll: whether it has voted."""
    voted = _VOTED.format(row="e", entry="e.id")
    found = await tuples(
        f"SELECT e.id, {voted} FROM roll_entry e WHERE e.ballot_id = ? AND e.id IN ({marks(entries)})",
        ballot_id,
        *entries,
    )
    return {entry_id: turnout_id is not None for entry_id, turnout_id in found}


async def known_keys(keys: Sequence[str]) -> set[str]:
    """Which of these keys lie in a box. For the writer of papers only."""
    return {row["key"] for row in await rows(f"SELECT key FROM paper WHERE key IN ({marks(keys)})", *keys)}


async def papers(ballot_id: int) -> list[str]:
    """What stands on each paper of a closed ballot, in key order. Raises Refused ``ballot_still_open`` before."""
    return [row["choices"] for row in await _closed(ballot_id)]


async def receipts(ballot_id: int) -> list[str]:
    """The receipts of a closed ballot's papers, in the order of the alphabet: which paper is whose is not told."""
    return sorted(receipt_of(row["key"]) for row in await _closed(ballot_id))


async def _closed(ballot_id: int) -> list[dict[str, str]]:
    question = await ballots.question(ballot_id)
    if question.state not in (State.CLOSED, State.CERTIFIED, State.VOID):
        raise Refused("ballot_still_open")
    return await rows("SELECT key, choices FROM paper WHERE ballot_id = ? ORDER BY key", ballot_id)


@dataclass(frozen=True)
class Choice:
    """One option as a ballot shows it, with the proposal behind it if there is one."""

    code: str
    label: str
    about: str
    category: str
    #: hundredths of the currency unit; 0 where nothing is bought
    cost_fen: int
    proposal: Summary | None


@dataclass(frozen=True)
class Sheet:
    """A ballot as one voter sees it: the options stand in the order drawn for this voter."""

    ballot: Ballot
    question: Question
    choices: list[Choice]
    none: str = NONE

    @property
    def fixed(self) -> bool:
        """Whether the options are the house's own words (yes, no, abstain …) and not the ballot's."""
        return self.ballot.method in FIXED_OPTIONS


async def choices(ballot_id: int) -> list[Choice]:
    """The options in the official order."""
    options = await Option.filter(ballot_id=ballot_id).order_by("position")
    summaries = await proposals.summary([option.proposal_id for option in options if option.proposal_id])
    return [
        Choice(
            option.code,
            option.label,
            option.about,
            option.category,
            option.cost_fen,
            summaries.get(option.proposal_id or 0),
        )
        for option in options
    ]


async def ballot(ballot_id: int) -> Ballot:
    """The ballot itself. Raises NotFound."""
    found = await Ballot.get_or_none(id=ballot_id)
    if found is None:
        raise NotFound
    return found


async def sheet(ballot_id: int, salt: int | None) -> Sheet:
    """A ballot as the voter with this number sees it. Raises NotFound."""
    asked = await ballot(ballot_id)
    listed = {choice.code: choice for choice in await choices(ballot_id)}
    drawn = asked.shuffled and asked.method not in FIXED_OPTIONS
    codes = order_for(asked.digest, salt, list(listed)) if drawn else list(listed)
    return Sheet(asked, await ballots.question(ballot_id), [listed[code] for code in codes])


_STANDING = """
SELECT e.id, t.day, t.channel, t.person_id, p.display_name FROM roll_entry e
LEFT JOIN turnout t ON t.ballot_id = e.ballot_id AND t.entry_id = e.id
LEFT JOIN person p ON p.id = t.person_id
"""


async def standing(question: Question, person_id: int | None, entry_id: int | None = None) -> Standing:
    """What a person, or the holder of a slip for an entry, can do at the ballot now."""
    found: list[tuple[Any, ...]] = []
    if entry_id is not None:
        found = await tuples(f"{_STANDING} WHERE e.ballot_id = ? AND e.id = ?", question.ballot_id, entry_id)
    elif person_id is not None:
        mine = "SELECT v.entry_id FROM roll_voter v WHERE v.ballot_id = ? AND v.person_id = ?"
        found = await tuples(f"{_STANDING} WHERE e.id IN ({mine})", question.ballot_id, person_id)
    now_is = question.phase(clock.now())
    known = person_id is not None or entry_id is not None
    if not found or found[0][1] is None:
        return Standing(door(now_is, known, bool(found), False), entry_id=found[0][0] if found else None)
    entry, cast_on, channel, caster, name = found[0]
    other = question.electorate is Electorate.HOUSEHOLD and caster is not None and caster != person_id
    return Standing(
        door(now_is, known, True, True),
        entry_id=entry,
        voted_on=day(cast_on),
        may_change=question.changeable and now_is is Phase.VOTING and channel != Channel.PAPER,
        by_name=name if other else "",
        channel=Channel(channel),
    )


async def named_paper(question: Question, entry_id: int) -> Filled | None:
    """What stands on the paper of an entry in a named ballot; None in a secret or a locked box, where nobody can tell."""
    if question.secrecy is Secrecy.SECRET or question.seals:
        return None
    found = await Paper.get_or_none(ballot_id=question.ballot_id, entry_id=entry_id)
    return read_paper(question, found.choices, found.reason) if found else None


async def receipt_again(ballot_id: int, entry_id: int, nonce: str) -> str | None:
    """The receipt of the paper that a page made, asked for by whoever holds the page's nonce; None when there is none."""
    key = key_of(ballot_id, entry_id, nonce)
    return receipt_of(key) if key in await known_keys([key]) else None


async def around(ballot_id: int) -> Ref | None:
    """What a ballot is about: the round or the matter, which stand above this room and are named by their tables, or what
    its document names (``held_in``: kind and id), such as the meeting whose motion is put to the vote."""
    found = await rows(
        "SELECT 'round' AS kind, id FROM funding_round WHERE ballot_id = ? "
        "UNION ALL SELECT 'matter' AS kind, id FROM matter WHERE ballot_id = ?",
        ballot_id,
        ballot_id,
    )
    if found:
        return Ref(found[0]["kind"], found[0]["id"])
    held_in = (await ballot(ballot_id)).document.get("held_in")
    return Ref(*held_in) if held_in else None
