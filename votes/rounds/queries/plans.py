"""Reading a round as its makers set it up, and what was told about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from civic.kit.db import moment, rows
from proposals import queries as proposals
from votes.models import Ballot, Option, RollEntry
from votes.rounds import rules
from votes.rounds.models import Reminder, Round
from votes.rounds.rules import Calendar, Candidate, Occasion, Plan, Youth
from votes.rules import State

#: how long after closing people are still told about it
LATE = timedelta(days=14)


async def candidates(place_id: int) -> dict[int, Candidate]:
    """The proposals that may stand on a ballot of a community, by id."""
    return {
        each.id: Candidate(each.id, each.title, each.cost_fen, True, each.category.value, each.estate_name)
        for each in await proposals.for_ballot(place_id)
    }


async def plan(round_: Round) -> Plan:
    """A round as it is stored, its ballot loaded, the way its makers would write it."""
    ballot = round_.ballot
    options = await Option.filter(ballot_id=ballot.id).order_by("position")
    assert ballot.opens_at is not None
    assert ballot.closes_at is not None
    return Plan(
        title=round_.title,
        about=round_.about,
        budget_fen=round_.budget_fen,
        rule=ballot.rule,
        proposals=tuple(option.proposal_id for option in options if option.proposal_id),
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        min_choices=ballot.min_choices,
        max_choices=ballot.max_choices,
        method=ballot.method,
        points=ballot.points,
        settings=rules.settings_of(ballot.rule, ballot.parameters),
        electorate=ballot.electorate,
        least_age=ballot.least_age,
        secrecy=ballot.secrecy,
        changeable=ballot.changeable,
        shuffled=ballot.shuffled,
        none_of_these=ballot.none_of_these,
        paper_ballots=ballot.paper_ballots,
        sealed_box=ballot.sealed_box,
        youth=Youth(round_.youth_from, round_.youth_to) if round_.youth_from else None,
        reminders=tuple(round_.reminders),
    )


@dataclass(frozen=True)
class Extension:
    """A closing that was put off."""

    was: datetime
    closes_at: datetime
    reason: str
    by: str
    at: datetime


async def extensions(ballot_id: int) -> list[Extension]:
    """Every time the closing was put off, in order."""
    found = await rows(
        "SELECT e.was, e.closes_at, e.reason, e.at, p.display_name FROM ballot_extension e "
        "JOIN person p ON p.id = e.person_id WHERE e.ballot_id = ? ORDER BY e.id",
        ballot_id,
    )
    return [
        Extension(
            moment(row["was"]),
            moment(row["closes_at"]),
            row["reason"],
            row["display_name"],
            moment(row["at"]),
        )
        for row in found
    ]


def calendar(round_: Round, ballot: Ballot) -> Calendar | None:
    """What is needed to know what is due to be told; None while nothing can be."""
    if ballot.opens_at is None or ballot.closes_at is None:
        return None
    return Calendar(
        ballot.state, ballot.opens_at, ballot.closes_at, ballot.closed_at, tuple(round_.reminders)
    )


async def told(ballot_id: int) -> set[tuple[Occasion, datetime]]:
    """What people were told about a ballot already."""
    return {(each.occasion, each.due_at) for each in await Reminder.filter(ballot_id=ballot_id)}


async def to_tell(now: datetime) -> Sequence[int]:
    """Our own rounds that are open, or closed lately: something may be due to be told about them."""
    found = await rows(
        "SELECT f.id FROM funding_round f JOIN ballot b ON b.id = f.ballot_id WHERE b.roll_size > 0 AND "
        "(b.state = ? OR (b.state IN (?, ?) AND b.closed_at > ?)) ORDER BY f.id",
        State.OPEN.value,
        State.CLOSED.value,
        State.CERTIFIED.value,
        now - LATE,
    )
    return [row["id"] for row in found]


async def voters(ballot_id: int, only_waiting: bool) -> list[int]:
    """The people of the roll who can cast with their account; ``only_waiting``: whose entry has no paper in the box."""
    waiting = " AND NOT EXISTS (SELECT 1 FROM turnout t WHERE t.ballot_id = v.ballot_id AND t.entry_id = v.entry_id)"
    sql = f"SELECT v.person_id FROM roll_voter v WHERE v.ballot_id = ?{waiting if only_waiting else ''}"
    return [row["person_id"] for row in await rows(sql, ballot_id)]


async def roll_drawn(ballot_id: int) -> bool:
    """Whether the roll of a draft stands already, before it is frozen."""
    return await RollEntry.exists(ballot_id=ballot_id)
