"""Matters for tests: set up by Sun, the clerk; voted on by residents made for it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from civic.kit import clock
from tests.cast import Cast
from tests.factories import votes as make
from votes.casting.services import cast as put_in
from votes.matters import services
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.models import Ballot
from votes.results import queries as results
from votes.results.models import Result
from votes.rolls.services.building import replace_all
from votes.rules import Electorate, Filled, Method, RollLine, Rule, Secrecy

# 0.01 m² and what the owner says
Share = tuple[int, str]


def plan(**changes: Any) -> Plan:
    """Yes or no by more than half, for a week from an hour ago."""
    sound: dict[str, Any] = {
        "title": "要不要在南门装一个快递柜？",
        "about": "在南门岗亭旁边装一组 48 格的快递柜，物业出地方，不收居民的钱。",
        "method": Method.YES_NO,
        "rule": Rule.MAJORITY,
        "opens_at": clock.now() - timedelta(minutes=30),
        "closes_at": clock.now() + timedelta(days=7),
    }
    return Plan(**sound | changes)


def choosing(
    method: Method, rule: Rule, options: Sequence[str] = ("银杏", "香樟", "海棠"), **changes: Any
) -> Plan:
    """One of several, or several of them."""
    points = {Method.SCORE: 5, Method.CUMULATIVE: 6}.get(method, 0)
    given = {
        "title": "南门种什么树？",
        "method": method,
        "rule": rule,
        "options": tuple(options),
        "points": points,
    }
    return plan(**given | changes)


def owners(**changes: Any) -> Plan:
    """An owners' matter of the ordinary class."""
    given = {
        "title": "更换物业公司",
        "rule": Rule.OWNERS,
        "electorate": Electorate.OWNER,
        "secrecy": Secrecy.NAMED,
    }
    return plan(**given | changes)


async def matter(cast: Cast, wanted: Plan | None = None) -> Matter:
    """Set up, not open."""
    return await services.create(cast.sun, cast.community.id, wanted or plan())


async def open_matter(cast: Cast, wanted: Plan | None = None) -> Matter:
    """Open, on the roll of the community's residents."""
    made = await matter(cast, wanted)
    await services.open_matter(cast.sun, made.id)
    return made


async def closed(cast: Cast, papers: Sequence[Filled], wanted: Plan | None = None) -> Matter:
    """Voted on by so many residents, closed and counted."""
    voters = await make.residents(cast, len(papers))
    made = await open_matter(cast, wanted)
    for voter, filled in zip(voters, papers, strict=True):
        await put_in(voter, made.ballot_id, filled)
    return await shut(cast, made)


async def owned(cast: Cast, shares: Sequence[Share], wanted: Plan | None = None) -> Matter:
    """An open owners' matter with these owners on the roll; who says nothing has not voted."""
    voters = await make.residents(cast, len(shares))
    made = await matter(cast, wanted or owners())
    lines = [
        RollLine(f"import:{n}", (voter.person_id,) if voter.person_id else (), f"业主 {n}", f"1-1-{n}", area)
        for n, (voter, (area, _)) in enumerate(zip(voters, shares, strict=True), 1)
    ]
    await replace_all(await Ballot.get(id=made.ballot_id), lines)
    await services.open_matter(cast.sun, made.id)
    for voter, (_, said) in zip(voters, shares, strict=True):
        if said:
            await put_in(voter, made.ballot_id, Filled((said,)))
    return made


async def shut(cast: Cast, made: Matter) -> Matter:
    """A week later: the box is sealed and counted."""
    clock.travel(timedelta(days=8))
    await services.close_matter(cast.sun, made.id)
    return made


async def result(made: Matter) -> Result:
    """Its count."""
    found = await results.official(made.ballot_id)
    assert found is not None
    return found
