"""A ballot is opened and closed here; what surrounds it (a budget, a motion) is known above."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from civic.kit import clock
from civic.kit.db import execute, execute_many, locked, rows, transaction
from civic.kit.errors import Refused
from civic.people.rules import Actor
from votes.models import Ballot, BallotExtension, Option
from votes.rules import RollLine, State, ballot_digest, roll_digest

# what a ballot is set up with, but for its dates; what a draft made after another one has in common with it
_SETTINGS = (
    *(
        "place_id",
        "title",
        "about",
        "method",
        "rule",
        "parameters",
        "seats",
        "min_choices",
        "max_choices",
        "points",
    ),
    *(
        "max_cost_fen",
        "none_of_these",
        "shuffled",
        "secrecy",
        "changeable",
        "electorate",
        "least_age",
        "most_age",
    ),
    *("advisory", "paper_ballots", "sealed_box"),
)
# a sealed box has two, held by two people
KEYS = 2
_OPTION = "position, code, proposal_id, label, about, cost_fen, category, quota_place"


async def open_ballot(ballot_id: int, roll: Sequence[RollLine], around: dict[str, Any]) -> Ballot:
    """Freeze options, rules and roll and let papers come in. Joins the caller's transaction and audit entry.

    ``roll`` is the whole roll; lines that stand on the draft roll already keep their numbers. ``around`` is what else is
    fixed now (budget, place …) and goes into the digest. Raises Refused
    ``ballot_not_draft``, ``ballot_empty_roll``, and ``box_keys_missing`` for a box that is to be under two keys.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        if not roll:
            raise Refused("ballot_empty_roll")
        if ballot.sealed_box and len(ballot.seals) < KEYS:
            raise Refused("box_keys_missing")
        drafted = {
            row["key"] for row in await rows("SELECT key FROM roll_entry WHERE ballot_id = ?", ballot_id)
        }
        await write_roll(ballot_id, [line for line in roll if line.key not in drafted])
        ballot.roll_salt = ballot.roll_salt or secrets.token_hex(16)
        ballot.roll_size = len(roll)
        ballot.roll_digest = roll_digest(roll, ballot.roll_salt)
        ballot.document = around | await document_of(ballot)
        ballot.digest = ballot_digest(ballot.roll_digest, ballot.document)
        ballot.state = State.OPEN
        ballot.opened_at = clock.now()
        await ballot.save()
        return ballot


async def write_roll(ballot_id: int, lines: Sequence[RollLine], late: bool = False) -> int:
    """Put lines on a roll, numbered on from its last; answers the last number. Inside the caller's transaction."""
    found = await rows(
        "SELECT COALESCE(MAX(number), 0) AS last FROM roll_entry WHERE ballot_id = ?", ballot_id
    )
    last = int(found[0]["last"])
    values = [
        [ballot_id, number, each.key, each.name, each.unit, each.area, each.birth_year, each.stratum, late]
        for number, each in enumerate(lines, last + 1)
    ]
    if values:
        await execute_many(
            "INSERT INTO roll_entry (ballot_id, number, key, name, unit, area, birth_year, stratum, late) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        await write_voters(ballot_id, lines)
    return last + len(values)


async def write_voters(ballot_id: int, lines: Sequence[RollLine]) -> None:
    """Say who may cast for lines that stand on the roll. Inside the caller's transaction."""
    if not any(line.voters for line in lines):
        return
    written = await rows("SELECT id, key FROM roll_entry WHERE ballot_id = ?", ballot_id)
    ids = {row["key"]: row["id"] for row in written}
    voters = [[ballot_id, ids[each.key], person_id] for each in lines for person_id in each.voters]
    await execute_many("INSERT INTO roll_voter (ballot_id, entry_id, person_id) VALUES (?, ?, ?)", voters)


async def document_of(ballot: Ballot) -> dict[str, Any]:
    """Everything the ballot itself fixes at opening."""
    options = await Option.filter(ballot_id=ballot.id).order_by("position")
    return {
        "question": ballot.title,
        "about": ballot.about,
        "method": ballot.method.value,
        "rule": ballot.rule.value,
        "parameters": ballot.parameters,
        "seats": ballot.seats,
        "choices": [ballot.min_choices, ballot.max_choices],
        "points": ballot.points,
        "max_cost_fen": ballot.max_cost_fen,
        "none_of_these": ballot.none_of_these,
        "shuffled": ballot.shuffled,
        "secrecy": ballot.secrecy.value,
        "changeable": ballot.changeable,
        "electorate": ballot.electorate.value,
        "ages": [ballot.least_age, ballot.most_age],
        "advisory": ballot.advisory,
        "paper_ballots": ballot.paper_ballots,
        "seals": ballot.seals if ballot.sealed_box else [],
        "opens_at": ballot.opens_at.isoformat() if ballot.opens_at else None,
        "closes_at": ballot.closes_at.isoformat() if ballot.closes_at else None,
        "options": [
            [each.position, each.code, each.label, each.about, each.cost_fen, each.category, each.quota_place]
            for each in options
        ],
    }


async def end_voting(ballot: Ballot) -> None:
    """No more papers come in from now on, in the caller's transaction and under its lock; the box is not counted yet.

    For a ballot without an hour of its own, which goes on until whatever it is held in says so; once.
    Raises Refused ``ballot_not_open`` and ``ballot_ended``.
    """
    if ballot.state is not State.OPEN:
        raise Refused("ballot_not_open")
    if ballot.closes_at is not None:
        raise Refused("ballot_ended")
    ballot.closes_at = clock.now()
    await ballot.save(update_fields=["closes_at"])


async def extend_ballot(actor: Actor, ballot: Ballot, closes_at: datetime, reason: str) -> None:
    """Put the closing of an open ballot off, in the caller's transaction and under its lock; whether, is decided above.

    A row is written first: without it the database does not let the closing of an opened ballot move.
    """
    await BallotExtension.create(
        ballot=ballot,
        was=ballot.closes_at,
        closes_at=closes_at,
        reason=reason,
        person_id=actor.person_id,
        at=clock.now(),
    )
    ballot.closes_at = closes_at
    await ballot.save(update_fields=["closes_at"])


async def copied(ballot: Ballot, **changes: Any) -> Ballot:
    """A draft with the same question, options and settings. Inside the caller's transaction."""
    made = await Ballot.create(**{name: getattr(ballot, name) for name in _SETTINGS} | changes)
    await execute(
        f"INSERT INTO ballot_option (ballot_id, {_OPTION}) SELECT ?, {_OPTION} FROM ballot_option WHERE ballot_id = ?",
        made.id,
        ballot.id,
    )
    return made


async def close_ballot(ballot: Ballot) -> None:
    """No more papers. The papers must have been put in key order before, in the same transaction."""
    await _move(ballot, State.OPEN, State.CLOSED, "ballot_not_open")
    ballot.closed_at = clock.now()
    await ballot.save(update_fields=["closed_at"])


async def certify_ballot(ballot: Ballot) -> None:
    """The result stands."""
    await _move(ballot, State.CLOSED, State.CERTIFIED, "ballot_not_closed")


async def void_ballot(ballot: Ballot, reason: str) -> None:
    """Nothing follows from it; everything is kept. An open box must have been fixed before, in the same transaction."""
    ballot.state, ballot.voided_at, ballot.void_reason = State.VOID, clock.now(), reason
    await ballot.save(update_fields=["state", "voided_at", "void_reason"])


async def _move(ballot: Ballot, before: State, after: State, code: str) -> None:
    if ballot.state is not before:
        raise Refused(code)
    ballot.state = after
    await ballot.save(update_fields=["state"])
