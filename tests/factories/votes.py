"""Ballots and rounds for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.settings import ROOT
from civic.people.models import Grant, Person
from civic.people.rules import SYSTEM, Actor, Held, Role
from proposals.reviews.rules import Outcome
from tests.cast import SINCE, THEN, Cast
from tests.factories import proposals
from votes import services
from votes.casting import services as casting
from votes.models import Ballot, Option
from votes.pabulib import services as pabulib
from votes.publication import services as publication
from votes.results import queries as results
from votes.results import services as counting
from votes.rounds import services as rounds
from votes.rounds.models import Round
from votes.rounds.rules import Plan
from votes.rules import FIXED_OPTIONS, Filled, Method, RollLine, Rule, of_people

CODES = ("a", "b", "c", "d")
# a rule that can count each kind of paper
COUNTS = {
    Method.YES_NO: Rule.MAJORITY,
    Method.CHOOSE_ONE: Rule.PLURALITY,
    Method.APPROVAL: Rule.GREEDY,
    Method.KNAPSACK: Rule.GREEDY,
    Method.ORDINAL: Rule.BORDA,
    Method.SCORE: Rule.SCORE,
    Method.CUMULATIVE: Rule.GREEDY,
    Method.CONSENT: Rule.CONSENT,
}
POINTS = {Method.SCORE: 5, Method.CUMULATIVE: 10}


def ticks(*codes: str) -> Filled:
    """A paper on which these options are ticked."""
    return Filled(codes)


async def draft_ballot(
    cast: Cast,
    codes: Sequence[str] = CODES,
    least: int = 1,
    most: int = 0,
    method: Method = Method.APPROVAL,
    **changes: Any,
) -> Ballot:
    """A ballot of the community that is not open yet, of any kind; each option costs 100 yuan where one is bought.

    ``changes`` are columns of Ballot: ``electorate``, ``secrecy``, ``changeable``, ``closes_at`` …
    """
    columns: dict[str, Any] = {
        "place": cast.community,
        "title": "2026 年社区保障资金投票",
        "method": method,
        "rule": COUNTS[method],
        "min_choices": least,
        "max_choices": 1 if method is Method.CHOOSE_ONE else most,
        "points": POINTS.get(method, 0),
        "max_cost_fen": 250_00 if method is Method.KNAPSACK else 0,
        "opens_at": clock.now() - timedelta(hours=1),
        "closes_at": clock.now() + timedelta(days=3),
    }
    ballot = await Ballot.create(**columns | changes)
    named = FIXED_OPTIONS.get(method) or [(code, f"项目 {code}") for code in codes]
    for position, (code, label) in enumerate(named, 1):
        cost = 0 if method in FIXED_OPTIONS else 100_00
        await Option.create(ballot=ballot, position=position, code=code, label=label, cost_fen=cost)
    return ballot


async def open_ballot(
    cast: Cast,
    roll: Sequence[Actor] | None = None,
    codes: Sequence[str] = CODES,
    least: int = 1,
    most: int = 0,
    lines: Sequence[RollLine] | None = None,
    **changes: Any,
) -> Ballot:
    """A ballot that takes papers, of these people (Lin, Wei and Chen unless others are named) or of these ``lines``."""
    ballot = await draft_ballot(cast, codes, least, most, **changes)
    return await opened(ballot, (cast.lin, cast.wei, cast.chen) if roll is None else roll, lines)


async def opened(ballot: Ballot, people: Sequence[Actor], lines: Sequence[RollLine] | None = None) -> Ballot:
    """A draft that takes papers from now on, of these people or of these ``lines``."""
    roll = lines or of_people([each.person_id for each in people if each.person_id])
    async with transaction():
        return await services.open_ballot(ballot.id, roll, {})


async def closed_ballot(cast: Cast, papers: Sequence[tuple[Actor, Filled]] = (), **changes: Any) -> Ballot:
    """A ballot whose time is over, sealed, with these papers in the box."""
    ballot = await open_ballot(cast, [actor for actor, _ in papers] or None, **changes)
    for actor, filled in papers:
        await casting.cast(actor, ballot.id, filled)
    return await sealed(ballot.id)


async def sealed(ballot_id: int) -> Ballot:
    """A ballot closed now, with what is in its box."""
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        await casting.seal_box(ballot)
        await services.close_ballot(ballot)
    return ballot


async def imported(cast: Cast) -> Round:
    """Assen 2024, a real election of 84 papers."""
    file = ROOT / "tests" / "data" / "Netherlands_Assen_2024.pb"
    return await pabulib.import_file(SYSTEM, file.read_bytes(), cast.community.id, file.name)


async def round_counted(cast: Cast, **changes: Any) -> int:
    """The ballot of a round in which Lin, Wei and Chen each chose the first proposal; counted, not signed."""
    round_ = await open_round(cast, **changes)
    first = await Option.get(ballot_id=round_.ballot_id, position=1)
    for voter in (cast.lin, cast.wei, cast.chen):
        await casting.cast(voter, round_.ballot_id, ticks(first.code))
    clock.travel(timedelta(days=8))
    await counting.close(cast.sun, round_.id)
    return round_.ballot_id


async def certify(cast: Cast, ballot_id: int) -> None:
    """The supervisor and the clerk sign the last count."""
    counted = await results.official(ballot_id)
    assert counted is not None
    for teller in (cast.gao, cast.sun):
        await publication.sign(teller, ballot_id, counted.digest)


async def residents(cast: Cast, count: int) -> list[Actor]:
    """So many more verified residents of the community."""
    place = cast.community
    made = await Person.all().count()
    handles = [f"resident{made + n}" for n in range(count)]
    await Person.bulk_create(
        [
            Person(display_name=handle, handle=handle, birth_year=1970, verified_at=THEN, created_at=THEN)
            for handle in handles
        ]
    )
    ids = await Person.filter(handle__in=handles).order_by("id").values_list("id", flat=True)
    await Grant.bulk_create(
        [Grant(person_id=n, role=Role.RESIDENT, place=place, starts_on=SINCE, given_at=THEN) for n in ids]
    )
    held = (Held(Role.RESIDENT, place.id, place.path),)
    return [Actor(n, f"居民 {n}", held, None, place.id, place.path) for n in ids]  # type: ignore[arg-type]


async def plan(cast: Cast, **changes: Any) -> Plan:
    """Two proposals, 100,000 yuan, from in an hour for a week."""
    first = await proposals.opened(cast, title="三单元门口加装扶手", cost_fen=48_500_00)
    second = await proposals.opened(cast, by=cast.wei, title="南门路灯改造", cost_fen=18_000_00)
    sound = Plan(
        title="2026 年社区保障资金投票",
        about="",
        budget_fen=60_000_00,
        rule=Rule.MES_COST,
        proposals=(first.id, second.id),
        opens_at=clock.now() + timedelta(hours=1),
        closes_at=clock.now() + timedelta(days=7),
    )
    return replace(sound, **changes)


async def round_(cast: Cast, **changes: Any) -> Round:
    """Set up by Sun, the clerk; not open yet."""
    return await rounds.create(cast.sun, cast.community.id, await plan(cast, **changes))


async def open_round(cast: Cast, **changes: Any) -> Round:
    """Opened by Sun, and taking papers since an hour ago."""
    made = await round_(cast, opens_at=clock.now() - timedelta(hours=1), **changes)
    await rounds.open_round(cast.sun, made.id)
    return made


async def round_of(cast: Cast, costs: Sequence[int], rule: Rule) -> Round:
    """An open round of 100,000 yuan over new proposals of these costs, for two days from now."""
    screened = [
        await proposals.screened(cast, Outcome.ACCEPTED, title=f"第 {n} 个提案：路灯和长椅", cost_fen=cost)
        for n, cost in enumerate(costs, 1)
    ]
    now = clock.now()
    made = Plan(
        title="2026 年社区保障资金",
        about="",
        budget_fen=100_000_00,
        rule=rule,
        proposals=tuple(each.id for each in screened),
        opens_at=now,
        closes_at=now + timedelta(days=2),
    )
    round_ = await rounds.create(cast.sun, cast.community.id, made)
    await rounds.open_round(cast.sun, round_.id)
    return round_
