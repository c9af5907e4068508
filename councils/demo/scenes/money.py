"""From the minutes to the money: signed, resolved, decided, called for, awarded, contracted, half paid."""

from datetime import date, datetime, timedelta

from civic.demo.models import DemoCast
from civic.kit import clock
from civic.people.queries import actor_of
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import Stage
from councils.funding import services as funding
from councils.funding.models import Decision
from councils.funding.services import NewFund
from councils.minutes import services as minutes
from councils.minutes.models import Minutes
from councils.minutes.rules import Proof, SignerRole, Task, paragraphs, read
from councils.resolutions import services as resolutions
from councils.resolutions.models import Resolution
from councils.tenders import services as tenders
from councils.tenders.models import Bid
from councils.tenders.rules import Plan
from councils.works import services as works
from councils.works.models import Milestone
from councils.works.rules import Due

CRITERIA = (
    "需求契合 30 分；方案可行 30 分；居民参与 20 分；报价合理 20 分。居委会两人、居民代表三人打分，取平均。"
)
# motion, what, who, days until it is done
TASKS = (
    (1, "完成南门到菜市口十一盏路灯的改造", "居委会", 60),
    (2, "沿公交站到院门放好六张长椅", "居委会", 120),
)


async def open_fund(stage: Stage) -> None:
    """This year's allotment."""
    with stage.day(220, 10):
        new = NewFund("社区保障资金", clock.today().year, 32_460_000, "市、区两级财政年初预算安排")
        stage.fund = (await funding.open_fund(await stage.who("sun"), stage.places[COMMUNITY], new)).id


async def sign_minutes(stage: Stage, session: int) -> None:
    """Drafted the same evening, read by those who were there, answered, signed by two: resolutions come into being."""
    recorder, chair = await stage.who("ma"), await stage.who("chen")
    with stage.day(84, 21):
        text = (await minutes.draft(recorder, session)).id
        await minutes.write(recorder, text, "item-1", "大家同意先修最黑的一段，报修责任写进合同。")
        for motion, content, owner, days in TASKS:
            due = (clock.today() + timedelta(days=days)).isoformat()
            await minutes.add_task(recorder, text, Task(motion, content, owner, due, "社区保障资金"))
    with stage.day(83, 8):
        tang = await stage.who("tang")
        speech = paragraphs(read((await Minutes.get(id=text)).document))["speech-1"]
        objected = await minutes.object_to(
            tang, text, ("speech-1", speech), "我还说了以后电费谁出，没有记上。"
        )
    with stage.day(83, 10):
        told = "电费是会后问的，不是这次发言里说的，已请居委会另外答复您。"
        await minutes.answer(recorder, objected.id, told, accepted=False)
    with stage.day(82, 21, 30):
        for actor, role in ((recorder, SignerRole.RECORDER), (chair, SignerRole.CHAIR)):
            proof = Proof(actor.person_id or 0, clock.now())
            digest = (await Minutes.get(id=text)).document_digest
            await resolutions.sign(actor, text, role, digest, proof)


async def lamps(stage: Stage) -> None:
    """The whole way for one project, delivered by half."""
    decision = await _decide(stage, "lamps", 1_800_000, 81)
    call = await _call(stage, decision, "南门路灯改造", (80, 70))
    with stage.day(74, 14):
        await _bid(
            stage,
            call,
            "hao",
            1_750_000,
            "与持证电工班组合作，六天完工。十一盏节能灯质保三年，报修电话贴在每根灯杆上，三天内到。居民代表参加隐蔽工程验收。",
        )
    with stage.day(71, 16):
        await _bid(stage, call, "luo", 1_790_000, "十天完工，质保两年，附居民夜间步行问卷前后各一次。")
    with stage.day(69, 10):
        for key in ("sun", "gao"):
            await tenders.turn_key(
                await stage.who(key), call, stage.codes[f"{call}"][0 if key == "sun" else 1]
            )
    with stage.day(68, 11):
        bid = await Bid.get(call_id=call, organisation_id=stage.organisations["hao"])
        reasons = "平均 86.4 分，高于另一家的 79.0 分：报价低，质保三年，报修办法写得清楚。"
        award = await tenders.award(await stage.who("sun"), call, bid.id, reasons)
    with stage.day(52, 10):
        dues = (
            Due("灯杆和灯具到场，第一段六盏亮灯", _days_ago(stage, 30), 1_050_000),
            Due("第二段五盏亮灯，地下线路验收", _days_ago(stage, -20), 700_000),
        )
        contract = await works.sign(await stage.who("sun"), award.id, bid.plan or "", dues)
    with stage.day(29, 19, 40):
        first = await Milestone.get(contract_id=contract.id, seq=1)
        await works.accept(
            await stage.who("gao"),
            first.id,
            "晚上七点到现场，六盏都亮，灯杆稳，报修电话已贴。居民代表三人同去。",
        )
    with stage.day(26, 10):
        await works.pay(await stage.who("sun"), first.id, 1_050_000, "ZF-2026-0914")


async def benches(stage: Stage) -> None:
    """A second project whose call is open now, with one sealed bid."""
    decision = await _decide(stage, "benches", 960_000, 12)
    call = await _call(stage, decision, "公交站到院门的歇脚长椅", (6, -5))
    with stage.day(2, 15):
        await _bid(stage, call, "luo", 920_000, "六张防腐木长椅，带扶手，请老年协会带路定点，两周完工。")
    for key, code in zip(("sun", "gao"), stage.codes[f"{call}"], strict=True):
        await DemoCast.filter(person_id=stage.people[key]).update(note=code)


async def _decide(stage: Stage, key: str, amount: int, days_ago: int) -> Decision:
    with stage.day(days_ago, 9):
        resolution = await Resolution.get(motion__proposal_id=stage.proposals[key])
        return await funding.decide(await stage.who("sun"), resolution.id, stage.fund, amount)


async def _call(stage: Stage, decision: Decision, title: str, period: tuple[int, int]) -> int:
    opens, closes = _at(stage, period[0], 9), _at(stage, period[1], 17)
    with stage.moment(opens - timedelta(hours=20)):
        plan = Plan(
            title, _REQUIREMENTS.format(title=title), CRITERIA, int(decision.amount_fen), opens, closes
        )
        call = await tenders.create_call(await stage.who("sun"), decision.id, plan)
        keys = [await tenders.take_key(await stage.who(key), call.id) for key in ("sun", "gao")]
        await tenders.publish_call(await stage.who("sun"), call.id)
    stage.codes[f"{call.id}"] = keys
    return call.id


async def _bid(stage: Stage, call: int, key: str, price: int, plan: str) -> None:
    actor = await actor_of(stage.people[key])
    await tenders.hand_in(actor, call, stage.organisations[key], price, plan)


def _at(stage: Stage, days_ago: int, hour: int) -> datetime:
    return clock.at_local(_days_ago(stage, days_ago), hour)


def _days_ago(stage: Stage, days: int) -> date:
    return clock.local(stage.now).date() - timedelta(days=days)


_REQUIREMENTS = "{title}：按居民提案和议事会决议的内容实施，含材料、安装、清场和一年内的报修。施工期间保证通行，开工和完工各公示一次。"
