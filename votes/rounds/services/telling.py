"""Telling people about a round, each thing once: that it takes papers, that it closes soon, that it closed, its result."""

from datetime import datetime

from civic.audit.services import record
from civic.kit.db import locked, transaction
from civic.notifications import services as notifications
from civic.people.rules import SYSTEM
from votes.models import Ballot
from votes.rounds import queries, rules
from votes.rounds.models import Reminder, Round
from votes.rounds.rules import Occasion
from votes.rounds.services.naming import ref

_KINDS = {
    Occasion.OPENED: "round_opened",
    Occasion.CLOSING: "round_closing",
    Occasion.CLOSED: "round_closed",
    Occasion.RESULT: "round_result",
}


async def tell_due(round_id: int, now: datetime) -> None:
    """Send what is due about a round; a second call sends nothing more.

    Who has a paper in the box is not reminded, and nothing is said about any paper: who did not vote is told so
    to themselves alone.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        # one at a time: two clocks do not tell the same thing twice
        ballot = await locked(Ballot, id=round_.ballot_id)
        calendar = queries.calendar(round_, ballot)
        if calendar is None:
            return
        for occasion, at in rules.due(calendar, await queries.told(ballot.id), now):
            await _tell(round_, ballot, occasion, at, now)


async def _tell(round_: Round, ballot: Ballot, occasion: Occasion, at: datetime, now: datetime) -> None:
    people = await queries.voters(ballot.id, only_waiting=occasion is Occasion.CLOSING)
    await Reminder.create(ballot=ballot, occasion=occasion, due_at=at, told=len(people), sent_at=now)
    facts = {"title": round_.title, "closes_at": ballot.closes_at.isoformat() if ballot.closes_at else ""}
    await notifications.tell(people, _KINDS[occasion], ref(round_.id), **facts)
    await record(SYSTEM, "round_told", ref(round_.id), occasion=occasion.value, people=len(people))
