"""A closed round, gathered to be written as a Pabulib file."""

from datetime import date

from civic.kit import clock
from civic.kit.db import rows
from civic.kit.errors import NotFound, Refused
from civic.places import queries as places
from votes.models import Option
from votes.pabulib.rules.written import VOTE_TYPES, Row, Sheet
from votes.results import queries as results
from votes.rounds.models import Round
from votes.rules import State


async def sheet(ballot_id: int) -> Sheet:
    """Everything the file says. Raises NotFound for a ballot without a budget; Refused ``ballot_still_open`` and
    ``result_uncounted`` before there is a count.
    """
    round_ = await Round.get_or_none(ballot_id=ballot_id).select_related("ballot", "place")
    if round_ is None or round_.ballot.method not in VOTE_TYPES:
        raise NotFound
    ballot = round_.ballot
    if ballot.state not in (State.CLOSED, State.CERTIFIED):
        raise Refused("ballot_still_open")
    result = await results.official(ballot_id)
    if result is None:
        raise Refused("result_uncounted")
    papers = await rows("SELECT choices FROM paper WHERE ballot_id = ? ORDER BY key", ballot_id)
    above = [each.name for each in await places.ancestors(round_.place)]
    return Sheet(
        title=round_.title,
        country="Worldwide" if round_.source else "China",
        unit=above[0] if above else round_.place.name,
        district=above[1] if len(above) > 1 else "",
        subunit=round_.place.name if above else "",
        currency=round_.currency,
        budget_fen=round_.budget_fen,
        method=ballot.method,
        rule=ballot.rule,
        parameters=ballot.parameters,
        least=0 if ballot.none_of_these else ballot.min_choices,
        most=ballot.max_choices,
        points=ballot.points,
        max_cost_fen=ballot.max_cost_fen,
        begins=_day(ballot.opens_at or ballot.opened_at),
        ends=_day(ballot.closes_at or ballot.closed_at),
        projects=await _projects(ballot_id, result.id),
        papers=[row["choices"] for row in papers],
    )


def _day(moment: object) -> date:
    return clock.local(moment).date() if moment is not None else clock.today()  # type: ignore[arg-type]


async def _projects(ballot_id: int, result_id: int) -> list[Row]:
    fates = {line.code: line for line in await results.lines(result_id)}
    options = await Option.filter(ballot_id=ballot_id).order_by("position")
    return [
        Row(
            each.code,
            each.label,
            each.cost_fen,
            each.category,
            fates[each.code].votes,
            fates[each.code].selected,
        )
        for each in options
    ]
