"""Funding rounds: one finished long ago, one from a real election, one open now with a youth ballot, one announced."""

from dataclasses import replace
from datetime import timedelta

from civic.kit import lots
from civic.people.queries import actor_of
from civic.people.rules import SYSTEM
from councils.demo.scenes import polling
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import DATA, Stage, on
from votes.casting import services as casting
from votes.pabulib import services as pabulib
from votes.publication import services as publication
from votes.results import queries as counts
from votes.results import services as results
from votes.rounds import queries
from votes.rounds import services as rounds
from votes.rounds.models import Round
from votes.rounds.rules import USUAL, Plan, Youth
from votes.rules import Filled, Method, Rule
from votes.tally.spending.settings import Quota, Scope

LAST = ("lamps", "benches", "mural", "fitness")
OPEN = ("ramp", "books", "sink", "charging", "canteen", "stairs", "chess", "repair")
NEXT = ("fitness", "mural", "height")
# what people tend to choose together; the lots decide who is of which mind
MINDS = (
    ("ramp", "canteen", "chess", "stairs", "lamps", "benches"),
    ("books", "charging", "sink", "repair", "fitness", "mural"),
    ("charging", "stairs", "ramp", "lamps", "fitness"),
    ("canteen", "repair", "chess", "benches", "lamps"),
    ("books", "ramp", "sink", "benches", "mural"),
)
ABOUT = "社区保障资金由市、区两级安排，居民提、居民议、居民定。"


async def last_year(stage: Stage) -> None:
    """A round that is over: voted on the phone and at the polling station, closed, counted, signed by two tellers."""
    opens = on(stage, -112, 9)
    plan = Plan(
        title="上一轮社区保障资金",
        about=ABOUT,
        budget_fen=4_200_000,
        rule=Rule.MES_COST,
        proposals=_ids(stage, LAST),
        opens_at=opens,
        closes_at=opens + timedelta(days=10),
        paper_ballots=True,
    )
    voters = stage.residents[:41]
    with stage.moment(plan.opens_at - timedelta(days=1)):
        round_ = await _open(stage, plan)
    with stage.moment(plan.opens_at + timedelta(days=2)):
        await _cast(stage, round_, LAST, voters[:29])
        at_the_station = [(voter, _filled(stage, LAST, voter)) for voter in voters[29:]]
        boxed = await polling.serve(stage, round_.ballot_id, at_the_station)
    with stage.moment(plan.closes_at + timedelta(hours=1)):
        await polling.count_the_box(stage, round_.ballot_id, boxed)
        await results.close(SYSTEM, round_.id)
    with stage.moment(plan.closes_at + timedelta(days=1)):
        await _certified(stage, round_)


async def _certified(stage: Stage, round_: Round) -> None:
    """Two tellers sign the count, the supervisor and the clerk."""
    counted = await counts.official(round_.ballot_id)
    assert counted is not None
    for teller in ("gao", "sun"):
        await publication.sign(await stage.who(teller), round_.ballot_id, counted.digest)


async def open_now(stage: Stage) -> None:
    """A round that takes papers now, filled in with an eye on the money; the cast has not voted yet."""
    plan = Plan(
        title="2026 年社区保障资金",
        about=ABOUT,
        budget_fen=16_000_000,
        rule=Rule.ADD1_COST,
        method=Method.KNAPSACK,
        proposals=_ids(stage, OPEN),
        opens_at=on(stage, -4, 9),
        closes_at=on(stage, 3, 20),
        youth=Youth(14, 17),
        reminders=(72, 24),
    )
    with stage.moment(plan.opens_at - timedelta(hours=2)):
        round_ = await _open(stage, plan)
    with stage.moment(stage.now - timedelta(days=1)):
        await _cast(stage, round_, OPEN, stage.residents[5:29])
        beside = await queries.one(await queries.youth_of(round_.id) or 0)
        await _cast(stage, beside, OPEN, stage.young[:3])


async def announced(stage: Stage) -> None:
    """A round that everybody can read before it begins: a queue with a ceiling for one kind of proposal."""
    plan = Plan(
        title="儿童和文体小额资金",
        about="办给孩子们和院坝里的事。文体活动一类最多花三万五，别的类别也轮得到。",
        budget_fen=6_000_000,
        rule=Rule.GREEDY,
        proposals=_ids(stage, NEXT),
        opens_at=on(stage, 5, 9),
        closes_at=on(stage, 15, 20),
        settings=replace(USUAL, min_votes=5, quotas=(Quota(Scope.CATEGORY, "culture", 3_500_000),)),
        none_of_these=True,
        paper_ballots=True,
        reminders=(72, 24),
    )
    with stage.moment(stage.now - timedelta(hours=3)):
        await _open(stage, plan)


async def real_one(stage: Stage) -> None:
    """A real election, imported: Świecie 2023, counted here once more."""
    with stage.day(60, 11):
        file = DATA / "Poland_Swiecie_2023.pb"
        await pabulib.import_file(SYSTEM, file.read_bytes(), stage.places[COMMUNITY], file.name)


def _ids(stage: Stage, keys: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(stage.proposals[key] for key in keys)


async def _open(stage: Stage, plan: Plan) -> Round:
    """Set up by the facilitator, opened by the clerk."""
    round_ = await rounds.create(await stage.who("zheng"), stage.places[COMMUNITY], plan)
    await rounds.open_round(await stage.who("sun"), round_.id)
    return round_


def _filled(stage: Stage, keys: tuple[str, ...], voter: int) -> Filled:
    mind = MINDS[int(lots.draw(str(voter), ["0", "1", "2", "3", "4"])[0])]
    return Filled(tuple(str(stage.proposals[key]) for key in keys if key in mind)[: 2 + voter % 3])


async def _cast(stage: Stage, round_: Round, keys: tuple[str, ...], voters: list[int]) -> None:
    for voter in voters:
        filled = _filled(stage, keys, voter)
        if filled.codes:
            await casting.cast(await actor_of(voter), round_.ballot_id, filled)
