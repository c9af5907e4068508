"""Printing codes, letting in who types one, and using one up with the paper it is cast with."""

from dataclasses import dataclass
from itertools import groupby

from civic.audit.services import record
from civic.kit import clock
from civic.kit.codes import invitation_code, plain_code, token, token_digest
from civic.kit.db import execute, execute_many, locked, transaction
from civic.kit.errors import Refused, Stale
from civic.people.rules import Actor, must
from civic.web import throttle
from votes.models import Ballot
from votes.rolls import queries as rolls
from votes.rolls.services.building import ref
from votes.rolls.slips import queries
from votes.rolls.slips.queries import Line
from votes.rolls.slips.rules import (
    ADMITTED,
    MOST_PRINTED,
    TRIES,
    WRONG_BALLOT,
    WRONG_HERE,
    WRONG_HERE_ON_GUARD,
    Permit,
    Which,
    check_printing,
    printed,
    split,
)
from votes.rules import may_set_up, phase


@dataclass(frozen=True)
class Sheet:
    """One page: the slips of everybody behind one door, with the codes that are readable only now."""

    unit: str
    stratum: str
    slips: tuple[tuple[Line, str], ...]


async def print_slips(actor: Actor, ballot_id: int, which: Which, first: int = 1) -> list[Sheet]:
    """Draw codes for up to ``MOST_PRINTED`` lines; older codes of these lines end. Answers pages to print now.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``slips_not_now``, ``slips_nothing``.
    """
    async with transaction():
        await _printing(actor, ballot_id)
        lines = await queries.to_print(ballot_id, which, first, MOST_PRINTED)
        return await _drawn(actor, ballot_id, lines)


async def print_again(actor: Actor, ballot_id: int, entry_id: int) -> list[Sheet]:
    """A new slip for one line (the old one was lost); the old code ends. Raises as ``print_slips`` does."""
    async with transaction():
        await _printing(actor, ballot_id)
        one = await rolls.entry(ballot_id, entry_id)
        wanted = await queries.to_print(ballot_id, Which.AGAIN, one.number, 1)
        return await _drawn(actor, ballot_id, [line for line in wanted if line.id == entry_id])


async def _printing(actor: Actor, ballot_id: int) -> None:
    await locked(Ballot, id=ballot_id)
    ballot = await rolls.ballot(ballot_id)
    must(may_set_up(actor, ballot.place.path), actor)
    check_printing(phase(ballot.state, ballot.opens_at, ballot.closes_at, clock.now()))


async def _drawn(actor: Actor, ballot_id: int, lines: list[Line]) -> list[Sheet]:
    if not lines:
        raise Refused("slips_nothing")
    drawn = [(line, invitation_code()) for line in lines]
    ended = [[True, line.id, False] for line in lines]
    await execute_many(
        "UPDATE roll_slip SET ended = ?, permit_digest = NULL, permit_until = NULL WHERE entry_id = ? AND ended = ?",
        ended,
    )
    await execute_many(
        "INSERT INTO roll_slip (ballot_id, entry_id, code_digest, made_by_id, made_on, ended) VALUES (?, ?, ?, ?, ?, ?)",
        [
            [ballot_id, line.id, token_digest(plain_code(code)), actor.person_id, clock.today(), False]
            for line, code in drawn
        ],
    )
    await record(actor, "slips_printed", ref(ballot_id), count=len(drawn), first=lines[0].number)
    return _sheets([(line, printed(ballot_id, code)) for line, code in drawn])


def _sheets(drawn: list[tuple[Line, str]]) -> list[Sheet]:
    """One page a door; a line without a unit has a page of its own."""
    doors = groupby(drawn, key=lambda each: (each[0].stratum, each[0].unit or str(each[0].number)))
    pages = [tuple(slips) for _, slips in doors]
    return [Sheet(slips[0][0].unit, slips[0][0].stratum, slips) for slips in pages]


async def entry_of_code(ballot_id: int, code: str, address: str) -> Permit:
    """What a typed code stands for at this ballot; uses nothing up, so that it may be typed again.

    Raises TooMany, Refused ``slip_unknown`` and ``slip_spent``, field ``code``.
    """
    number, secret = split(code)
    await _bear(number, address)
    found = await queries.by_code(number, secret) if secret and number == ballot_id else None
    if found is None:
        await _count_wrong(number, address)
        raise Refused("slip_unknown", "code")
    if found.spent:
        raise Refused("slip_spent", "code")
    return found.permit


async def _bear(ballot_id: int, address: str) -> None:
    """Whether another try is borne from here; see the rules for why a ballot itself is never locked."""
    here = f"{ballot_id}/{address}"
    await throttle.hit("slip", address, TRIES)
    await throttle.check("slip-wrong", here, WRONG_HERE)
    if not await throttle.has_room("slip-wrong-ballot", str(ballot_id), WRONG_BALLOT):
        await throttle.check("slip-wrong", here, WRONG_HERE_ON_GUARD)


async def _count_wrong(ballot_id: int, address: str) -> None:
    here = f"{ballot_id}/{address}"
    await throttle.count("slip-wrong", here, WRONG_HERE)
    await throttle.count("slip-wrong", here, WRONG_HERE_ON_GUARD)
    await throttle.count("slip-wrong-ballot", str(ballot_id), WRONG_BALLOT)


async def admit(code: str, address: str) -> tuple[Permit, str]:
    """Let in who typed a code: the permit, and the cookie's value that stands for it for half an hour.

    Typed again (on another phone), the newer cookie counts. Raises as ``entry_of_code`` does.
    """
    permit = await entry_of_code(split(code)[0], code, address)
    cookie = token()
    async with transaction():
        await execute(
            "UPDATE roll_slip SET permit_digest = ?, permit_until = ? WHERE id = ? AND spent_on IS NULL",
            token_digest(cookie),
            clock.now() + ADMITTED,
            permit.slip_id,
        )
    return permit, cookie


async def spend(permit: Permit) -> None:
    """Use a code up, in the transaction that puts its paper in the box. Raises Stale ``ballot_already_cast``."""
    async with transaction():
        done = await execute(
            "UPDATE roll_slip SET spent_on = ?, permit_digest = NULL, permit_until = NULL "
            "WHERE id = ? AND ended = ? AND spent_on IS NULL",
            clock.today(),
            permit.slip_id,
            False,
        )
        if not done:
            raise Stale("ballot_already_cast")
