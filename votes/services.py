"""A ballot is opened and closed here; what surrounds it (a budget, a motion) is known above."""

from collections.abc import Sequence
from typing import Any

from civic.kit import clock
from civic.kit.db import execute_many, locked, transaction
from civic.kit.errors import Refused
from votes.models import Ballot, Option
from votes.rules import State, ballot_digest, roll_digest


async def open_ballot(ballot_id: int, roll: Sequence[int], around: dict[str, Any]) -> Ballot:
    """Freeze options, rules and roll and let papers come in. Joins the caller's transaction and audit entry.

    ``around`` is what else is fixed now (budget, counting rule …) and goes into the digest. Raises Refused
    ``ballot_not_draft`` and ``ballot_empty_roll``.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        if not roll:
            raise Refused("ballot_empty_roll")
        people = sorted(set(roll))
        await execute_many(
            "INSERT INTO roll_entry (ballot_id, person_id) VALUES (?, ?)",
            [[ballot_id, person] for person in people],
        )
        ballot.roll_size = len(people)
        ballot.roll_digest = roll_digest(people)
        ballot.digest = ballot_digest(ballot.roll_digest, around | await _document(ballot))
        ballot.state = State.OPEN
        ballot.opened_at = clock.now()
        await ballot.save()
        return ballot


async def _document(ballot: Ballot) -> dict[str, Any]:
    options = await Option.filter(ballot_id=ballot.id).order_by("position")
    return {
        "question": ballot.title,
        "method": ballot.method.value,
        "choices": [ballot.min_choices, ballot.max_choices],
        "opens_at": ballot.opens_at.isoformat() if ballot.opens_at else None,
        "closes_at": ballot.closes_at.isoformat() if ballot.closes_at else None,
        "options": [[option.position, option.code, option.label, option.cost_fen] for option in options],
    }


async def close_ballot(ballot: Ballot) -> None:
    """No more papers. The papers must have been put in key order before, in the same transaction."""
    await _move(ballot, State.OPEN, State.CLOSED, "ballot_not_open")
    ballot.closed_at = clock.now()
    await ballot.save(update_fields=["closed_at"])


async def certify_ballot(ballot: Ballot) -> None:
    """The result stands."""
    await _move(ballot, State.CLOSED, State.CERTIFIED, "ballot_not_closed")


async def _move(ballot: Ballot, before: State, after: State, code: str) -> None:
    if ballot.state is not before:
        raise Refused(code)
    ballot.state = after
    await ballot.save(update_fields=["state"])
