"""Reading ballots: the question as the rules need it, and who is entitled to a paper."""

from civic.kit.db import rows
from civic.kit.errors import NotFound
from votes.models import Ballot
from votes.rules import Question


async def question(ballot_id: int) -> Question:
    """What a voter is asked. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    options = await rows(
        "SELECT code, cost_fen FROM ballot_option WHERE ballot_id = ? ORDER BY position", ballot_id
    )
    return Question(
        ballot_id=ballot_id,
        state=ballot.state,
        codes=tuple(option["code"] for option in options),
        min_choices=ballot.min_choices,
        max_choices=ballot.max_choices,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        digest=ballot.digest,
        method=ballot.method,
        costs=tuple(option["cost_fen"] for option in options),
        max_cost_fen=ballot.max_cost_fen,
        points=ballot.points,
        all_points=bool(ballot.parameters.get("all_points")),
        none_of_these=ballot.none_of_these,
        secrecy=ballot.secrecy,
        changeable=ballot.changeable,
        electorate=ballot.electorate,
        seals=tuple(ballot.seals) if ballot.sealed_box else (),
    )


async def ballot_title(ballot_id: int) -> str:
    """The question in a line. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    return ballot.title


async def entry_of(ballot_id: int, person_id: int) -> int | None:
    """For which entry of the roll a person may cast, or None."""
    found = await rows(
        "SELECT entry_id FROM roll_voter WHERE ballot_id = ? AND person_id = ?", ballot_id, person_id
    )
    return found[0]["entry_id"] if found else None
