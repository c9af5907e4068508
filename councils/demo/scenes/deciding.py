"""Matters put to the vote: new members elected by ranking, owners asked for their opinion, a yes or no that runs now."""

from datetime import timedelta

from civic.people.queries import actor_of
from civic.people.rules import SYSTEM
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import Stage, on
from votes.casting import services as casting
from votes.matters import services as matters
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.models import Ballot
from votes.publication import services as publication
from votes.results import queries as counts
from votes.rolls.services.building import replace_all
from votes.rules import Electorate, Filled, Method, RollLine, Rule, Secrecy

CANDIDATES = (
    "李桂芳（一号院）",
    "周明（二号院）",
    "吴晓燕（三号院）",
    "刘志强（一号院）",
    "何小雨（二号院）",
)
# how people tend to rank the candidates by their numbers
LEANINGS = (
    ("1", "4", "2"),
    ("4", "1"),
    ("2", "5"),
    ("1", "4", "3"),
    ("3", "1", "5"),
    ("5", "2", "3"),
    ("4", "3"),
)
# exclusive areas of an estate's flats in 0.01 m²
FLATS = (8_850, 10_230, 7_620, 12_480, 9_310, 6_840)
SILENCE = (
    "业主大会议事规则第九条：表决票依规定送达后，业主在表决期内没有回复的，计入参与表决的业主，随多数意见。"
)


async def elect_members(stage: Stage) -> None:
    """Three seats filled by ranking, five weeks ago; signed by two tellers."""
    plan = Plan(
        title="增补三名议事会成员",
        about="本届议事会有三名成员搬走，由居民排序选举增补。候选人由各院居民小组推荐，任期到本届届满。",
        method=Method.ORDINAL,
        rule=Rule.STV,
        options=CANDIDATES,
        seats=3,
        none_of_these=True,
        opens_at=on(stage, -44, 9),
        closes_at=on(stage, -37, 20),
    )
    matter = await _opened(stage, plan)
    with stage.moment(plan.opens_at + timedelta(days=2)):
        for n, voter in enumerate(stage.residents[3:38]):
            ranked = Filled(LEANINGS[n % len(LEANINGS)])
            await casting.cast(await actor_of(voter), matter.ballot_id, ranked)
    await _finish(stage, matter, plan)


async def ask_owners(stage: Stage) -> None:
    """The owners of an estate asked whether to change their property company, three weeks ago."""
    plan = Plan(
        title="二号院更换物业公司（意向征询）",
        about="是否同意不再续聘现在的物业公司，由业主委员会另选一家。正式表决另行组织。",
        method=Method.YES_NO,
        rule=Rule.OWNERS,
        electorate=Electorate.OWNER,
        secrecy=Secrecy.NAMED,
        silence_text=SILENCE,
        opens_at=on(stage, -30, 9),
        closes_at=on(stage, -21, 20),
    )
    owners = stage.residents[8:32]
    with stage.moment(plan.opens_at - timedelta(days=1)):
        matter = await matters.create(await stage.who("sun"), stage.places[COMMUNITY], plan)
        lines = [
            RollLine(f"import:{n}", (person_id,), f"业主 {n}", f"2-{n}", FLATS[n % len(FLATS)])
            for n, person_id in enumerate(owners, 1)
        ]
        await replace_all(await Ballot.get(id=matter.ballot_id), lines)
        await matters.open_matter(await stage.who("sun"), matter.id)
    with stage.moment(plan.opens_at + timedelta(days=3)):
        for n, owner in enumerate(owners[:15]):
            said = "no" if n % 5 == 4 else "abstain" if n == 7 else "yes"
            await casting.cast(await actor_of(owner), matter.ballot_id, Filled((said,)))
        await matters.note_undelivered(await stage.who("sun"), matter.id, 2, FLATS[0] + FLATS[1])
    await _finish(stage, matter, plan)


async def locker_now(stage: Stage) -> None:
    """A yes or no that takes papers now; the cast has not voted yet."""
    plan = Plan(
        title="要不要在南门装一组快递柜？",
        about="在南门岗亭旁边装一组 48 格的快递柜。物业出地方，快递公司出柜子，不收居民的钱；用满一年再看要不要续。",
        method=Method.YES_NO,
        rule=Rule.MAJORITY,
        changeable=True,
        opens_at=on(stage, -2, 9),
        closes_at=on(stage, 4, 20),
    )
    matter = await _opened(stage, plan)
    with stage.moment(stage.now - timedelta(days=1)):
        for voter in stage.residents[10:24]:
            said = "no" if voter % 4 == 0 else "yes"
            await casting.cast(await actor_of(voter), matter.ballot_id, Filled((said,)))


async def _opened(stage: Stage, plan: Plan) -> Matter:
    with stage.moment(plan.opens_at - timedelta(hours=2)):
        matter = await matters.create(await stage.who("sun"), stage.places[COMMUNITY], plan)
        await matters.open_matter(await stage.who("sun"), matter.id)
    return matter


async def _finish(stage: Stage, matter: Matter, plan: Plan) -> None:
    """Closed by the clock, counted, signed by the supervisor and the clerk."""
    with stage.moment(plan.closes_at + timedelta(hours=1)):
        await matters.close_matter(SYSTEM, matter.id)
    with stage.moment(plan.closes_at + timedelta(days=1)):
        counted = await counts.official(matter.ballot_id)
        assert counted is not None
        for teller in ("gao", "sun"):
            await publication.sign(await stage.who(teller), matter.ballot_id, counted.digest)
