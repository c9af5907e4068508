"""Funding rounds: one finished long ago, one open now, and one taken from a real election."""

from datetime import datetime, timedelta

from civic.kit import clock, lots
from civic.people.queries import actor_of
from civic.people.rules import SYSTEM
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import DATA, Stage
from votes.casting import services as casting
from votes.pabulib import services as pabulib
from votes.publication import services as publication
from votes.results import queries as counts
from votes.results import services as results
from votes.rounds import services as rounds
from votes.rounds.models import Round
from votes.rounds.rules import Plan
from votes.rules import Filled, Rule

LAST = ("lamps", "benches", "mural", "fitness")
OPEN = ("ramp", "books", "sink", "charging", "canteen", "stairs", "chess", "repair")
# what people tend to choose together; the lots decide who is of which mind
MINDS = (
    ("ramp", "canteen", "chess", "stairs", "lamps", "benches"),
    ("books", "charging", "sink", "repair", "fitness", "mural"),
    ("charging", "stairs", "ramp", "lamps", "fitness"),
    ("canteen", "repair", "chess", "benches", "lamps"),
    ("books", "ramp", "sink", "benches", "mural"),
)


async def last_year(stage: Stage) -> None:
    """A round that is over: voted, closed, counted and certified."""
    opens = clock.at_local(clock.local(stage.now).date() - timedelta(days=112), 9)
    closes = opens + timedelta(days=10)
    with stage.moment(opens - timedelta(days=1)):
        round_ = await _create(stage, "上一轮社区保障资金", 4_200_000, Rule.MES_COST, LAST, (opens, closes))
        await rounds.open_round(await stage.who("sun"), round_.id)
    with stage.moment(opens + timedelta(days=2)):
        await _cast(stage, round_, LAST, stage.residents[:41])
    with stage.moment(closes + timedelta(hours=1)):
        await results.close(SYSTEM, round_.id)
    with stage.moment(closes + timedelta(days=1)):
        await _certified(stage, round_)


async def _certified(stage: Stage, round_: Round) -> None:
    """Two tellers sign the count, the supervisor and the clerk."""
    counted = await counts.official(round_.ballot_id)
    assert counted is not None
    for teller in ("gao", "sun"):
        await publication.sign(await stage.who(teller), round_.ballot_id, counted.digest)


async def open_now(stage: Stage) -> None:
    """A round that takes papers now; the cast has not voted yet."""
    opens = clock.at_local(clock.local(stage.now).date() - timedelta(days=4), 9)
    closes = clock.at_local(clock.local(stage.now).date() + timedelta(days=3), 20)
    with stage.moment(opens - timedelta(hours=2)):
        round_ = await _create(stage, "2026 年社区保障资金", 16_000_000, Rule.MES_COST, OPEN, (opens, closes))
        await rounds.open_round(await stage.who("sun"), round_.id)
    with stage.moment(stage.now - timedelta(days=1)):
        await _cast(stage, round_, OPEN, stage.residents[5:29])


async def real_one(stage: Stage) -> None:
    """A real election, imported: Świecie 2023, counted here once more."""
    with stage.day(60, 11):
        file = DATA / "Poland_Swiecie_2023.pb"
        await pabulib.import_file(SYSTEM, file.read_bytes(), stage.places[COMMUNITY], file.name)


async def _create(
    stage: Stage,
    title: str,
    budget_fen: int,
    rule: Rule,
    keys: tuple[str, ...],
    period: tuple[datetime, datetime],
) -> Round:
    plan = Plan(
        title=title,
        about="社区保障资金由市、区两级安排，居民提、居民议、居民定。",
        budget_fen=budget_fen,
        rule=rule,
        proposals=tuple(stage.proposals[key] for key in keys),
        opens_at=period[0],
        closes_at=period[1],
    )
    return await rounds.create(await stage.who("sun"), stage.places[COMMUNITY], plan)


async def _cast(stage: Stage, round_: Round, keys: tuple[str, ...], voters: list[int]) -> None:
    for voter in voters:
        mind = MINDS[int(lots.draw(str(voter), ["0", "1", "2", "3", "4"])[0])]
        chosen = [str(stage.proposals[key]) for key in keys if key in mind][: 2 + voter % 3]
        if chosen:
            await casting.cast(await actor_of(voter), round_.ballot_id, Filled(tuple(chosen)))
