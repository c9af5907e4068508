"""A draft roll: built from the register or put on from a list, corrected line by line, frozen at opening."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import execute, locked, transaction
from civic.kit.errors import Refused, Stale
from civic.kit.refs import Ref
from civic.people import queries as people
from civic.people.rules import Actor, must
from votes import services as ballots
from votes.models import Ballot, RollEntry
from votes.rolls import queries
from votes.rolls.rules import check_draft, check_line, twin_of
from votes.rolls.rules.entitled import check_open_challenges
from votes.rolls.rules.lines import IMPORTED, names_same
from votes.rolls.rules.matching import keyed
from votes.rules import Electorate, RollLine, State, may_set_up


def ref(ballot_id: int) -> Ref:
    """A ballot's name in the tables that speak of anything."""
    return Ref("ballot", ballot_id)


async def drafted(actor: Actor, ballot_id: int) -> Ballot:
    """A ballot whose roll this actor may change now, locked. Raises NotFound, Forbidden, Refused ``roll_is_frozen``."""
    await locked(Ballot, id=ballot_id)
    ballot = await queries.ballot(ballot_id)
    must(may_set_up(actor, ballot.place.path), actor)
    check_draft(ballot.state)
    return ballot


async def build(actor: Actor, ballot_id: int) -> int:
    """Draw the roll up from the register of today, in place of what stood there; answers the number of lines.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``roll_is_frozen``, ``roll_owner_import``, ``roll_nobody``.
    """
    async with transaction():
        ballot = await drafted(actor, ballot_id)
        if ballot.electorate is Electorate.OWNER:
            raise Refused("roll_owner_import")
        lines = await queries.from_register(ballot)
        if not lines:
            raise Refused("roll_nobody")
        await replace_all(ballot, lines)
        await record(actor, "roll_built", ref(ballot_id), lines=len(lines))
        return len(lines)


async def put_on(actor: Actor, ballot_id: int, listed: Sequence[RollLine]) -> None:
    """Put a checked list on the roll, in place of what stood there; accounts are found as far as there is no doubt.

    Raises as ``build`` does, and Refused ``roll_twin`` when two lines are one in the register.
    """
    async with transaction():
        ballot = await drafted(actor, ballot_id)
        lines = await _keyed(ballot, listed)
        first: dict[str, int] = {}
        for number, line in enumerate(lines, 1):
            if first.setdefault(line.key, number) != number:
                raise Refused("roll_twin", number=first[line.key])
        await replace_all(ballot, lines)
        area = sum(line.area for line in lines)
        await record(actor, "roll_imported", ref(ballot_id), lines=len(lines), area=area)


async def _keyed(ballot: Ballot, lines: Sequence[RollLine]) -> list[RollLine]:
    await _salt(ballot)
    residents = await people.registered_in(ballot.place.path)
    year = clock.today().year
    return keyed(ballot.electorate, lines, residents, queries.ages(ballot), year, ballot.roll_salt)


async def _salt(ballot: Ballot) -> None:
    """What keeps a guess from being tested against keys and digest; drawn with the first line, fixed with the roll, never
    shown."""
    if not ballot.roll_salt and ballot.state is State.DRAFT:
        ballot.roll_salt = secrets.token_hex(16)
        await ballot.save(update_fields=["roll_salt"])


async def replace_all(ballot: Ballot, lines: Sequence[RollLine]) -> None:
    """The draft roll anew; slips of lines that go become worthless."""
    await _salt(ballot)
    await execute("DELETE FROM roll_slip WHERE ballot_id = ?", ballot.id)
    await execute("DELETE FROM roll_voter WHERE ballot_id = ?", ballot.id)
    await execute("DELETE FROM roll_entry WHERE ballot_id = ?", ballot.id)
    await ballots.write_roll(ballot.id, lines)


async def add(actor: Actor, ballot_id: int, line: RollLine) -> int:
    """Put one line on the draft roll; answers its number. Raises as ``build`` and ``check_line`` do, ``roll_twin``."""
    async with transaction():
        ballot = await drafted(actor, ballot_id)
        number = await ballots.write_roll(ballot_id, [await prepared(ballot, line)])
        await record(actor, "roll_line_added", ref(ballot_id), number=number)
        return number


async def prepared(ballot: Ballot, line: RollLine) -> RollLine:
    """A line more, checked against the rules and the roll, with its key and whoever may cast for it.

    People who already cast for another line are left out: nobody stands for two. Raises Refused as ``check_line`` does, and
    ``roll_twin``.
    """
    made = await _checked(ballot, line)
    return await _without_taken(ballot, made)


async def _checked(ballot: Ballot, line: RollLine, but: int | None = None) -> RollLine:
    check_line(ballot.electorate, line, queries.ages(ballot), clock.today().year)
    (made,) = await _keyed(ballot, [line])
    twin = twin_of(ballot.electorate, made)
    for other in await RollEntry.filter(ballot_id=ballot.id).exclude(id=but or 0):
        known = RollLine(
            other.key, name=other.name, unit=other.unit, birth_year=other.birth_year, stratum=other.stratum
        )
        if other.key == made.key or twin_of(ballot.electorate, known) == twin:
            raise Refused("roll_twin", number=other.number)
    return made


async def _without_taken(ballot: Ballot, line: RollLine) -> RollLine:
    taken = await queries.taken(ballot.id, line.voters)
    return replace(line, voters=tuple(each for each in line.voters if each not in taken))


async def correct(actor: Actor, ballot_id: int, entry_id: int, line: RollLine) -> None:
    """Write a line of the draft roll anew under its number; the log says which fields, not what stands in them.

    Raises as ``add`` does, Stale ``roll_line_gone``.
    """
    async with transaction():
        ballot = await drafted(actor, ballot_id)
        before = await _line(ballot_id, entry_id)
        fresh = await _behind(ballot, before, await _checked(ballot, line, but=entry_id))
        changed = [
            name
            for name in ("name", "unit", "area", "birth_year", "stratum")
            if getattr(before, name) != getattr(line, name)
        ]
        await _rewrite(entry_id, fresh)
        await ballots.write_voters(ballot_id, [fresh])
        await record(actor, "roll_line_corrected", ref(ballot_id), number=before.number, fields=changed)


async def _behind(ballot: Ballot, before: queries.Entry, made: RollLine) -> RollLine:
    """The corrected line with its key and voters, taken off the old one. As long as it names the same person or unit and
    nobody else is found, whoever could cast for it still can: the register may be what is wrong."""
    voters = await queries.voter_ids(before.id)
    await execute("DELETE FROM roll_voter WHERE entry_id = ?", before.id)
    fresh = await _without_taken(ballot, made)
    if fresh.voters or not names_same(ballot.electorate, before, made):
        return fresh
    key = fresh.key if before.key.startswith(IMPORTED) else before.key
    return replace(fresh, key=key, voters=tuple(voters))


async def _line(ballot_id: int, entry_id: int) -> queries.Entry:
    found = await queries.entry_or_none(ballot_id, entry_id)
    if found is None:
        raise Stale("roll_line_gone")
    return found


async def _rewrite(entry_id: int, line: RollLine) -> None:
    await RollEntry.filter(id=entry_id).update(
        key=line.key,
        name=line.name,
        unit=line.unit,
        area=line.area,
        birth_year=line.birth_year,
        stratum=line.stratum,
    )


async def strike(actor: Actor, ballot_id: int, entry_id: int) -> None:
    """Take a line off the draft roll; its number is not given again. Raises as ``build`` does, Stale
    ``roll_line_gone``."""
    async with transaction():
        await drafted(actor, ballot_id)
        found = await _line(ballot_id, entry_id)
        await execute("DELETE FROM roll_slip WHERE entry_id = ?", entry_id)
        await execute("DELETE FROM roll_voter WHERE entry_id = ?", entry_id)
        await execute("DELETE FROM roll_entry WHERE id = ?", entry_id)
        await record(actor, "roll_line_struck", ref(ballot_id), number=found.number)


async def freeze(ballot_id: int, around: dict[str, Any]) -> Ballot:
    """Fix the roll and open the ballot with it; a roll nobody drew up is built from the register now.

    ``around`` is what else is fixed (budget, place …). Joins the caller's transaction, permission and audit entry. Raises
    NotFound, Refused ``ballot_not_draft``, ``roll_challenges_open``, ``roll_owner_import``, ``ballot_empty_roll``.
    """
    async with transaction():
        await locked(Ballot, id=ballot_id)
        ballot = await queries.ballot(ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        check_open_challenges(await queries.unanswered(ballot_id))
        lines = await queries.lines(ballot_id) or await queries.from_register(ballot)
        if not lines and ballot.electorate is Electorate.OWNER:
            raise Refused("roll_owner_import")
        return await ballots.open_ballot(ballot_id, lines, around)
