"""Reading ballots: the question as the rules need it, and who is entitled to a paper."""

from collections.abc import Sequence

from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from votes.models import Ballot, RollEntry
from votes.rules import Question


async def question(ballot_id: int) -> Question:
    """What a voter is asked. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    options = await rows("SELECT code FROM ballot_option WHERE ballot_id = ? ORDER BY position", ballot_id)
    return Question(
        ballot_id=ballot_id,
        state=ballot.state,
        codes=tuple(option["code"] for option in options),
        min_choices=ballot.min_choices,
        max_choices=ballot.max_choices,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        digest=ballot.digest,
    )


async def on_roll(ballot_id: int, people: Sequence[int]) -> set[int]:
    """Which of these people are entitled to a paper."""
    sql = f"SELECT person_id FROM roll_entry WHERE ballot_id = ? AND person_id IN ({marks(people)})"
    return {row["person_id"] for row in await rows(sql, ballot_id, *people)}


async def ballot_title(ballot_id: int) -> str:
    """The question in a line. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    return ballot.title


async def is_entitled(ballot_id: int, person_id: int) -> bool:
    """Whether one person is on the roll."""
    return await RollEntry.exists(ballot_id=ballot_id, person_id=person_id)
