"""有事来协商: a lift that some want and others fear, talked over now."""

from collections.abc import Sequence
from datetime import timedelta

from civic.kit import clock, codes
from civic.kit.db import execute, insert, rows, transaction
from civic.people.queries import actor_of
from civic.people.rules import Actor
from councils.consultations import services as consultations
from councils.consultations.models import Consultation
from councils.consultations.options import services as options
from councils.consultations.options.models import Alternative
from councils.consultations.options.rules import Effect, OptionPlan, Side, Stand
from councils.consultations.services import Topic
from councils.consultations.stakeholders.models import StakeholderGroup
from councils.consultations.stakeholders.rules import Answer, Capacity, GroupKind, GroupPlan
from councils.consultations.stakeholders.services import groups, meeting, people
from councils.consultations.surveys import services as surveys
from councils.consultations.surveys.models import SurveyQuestion
from councils.consultations.walk import services as walk
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import Stage, later, on
from councils.opinions import services as opinions
from councils.opinions.rules.acts import Plan as Talk

SAYINGS = (
    "老人下不了楼，电梯早该装了",
    "电梯会挡住一二层的光",
    "一二层不出钱是应该的",
    "一二层受影响，应当有补偿",
    "运行费只由用电梯的人分摊",
    "按楼层系数分摊最公平",
    "装在北侧比装在南侧好",
    "先把渗水修好再谈电梯",
    "施工期间要给商户留门",
    "夜里十点以后电梯要静音",
    "请懂行的人来量一次采光",
    "谈好以前谁也不要先签字",
)
ELEVATOR_GROUPS = (
    GroupPlan(GroupKind.RESIDENTS, "四到六层住户", "每天爬楼，老人孩子出门难", size=54),
    GroupPlan(GroupKind.RESIDENTS, "一二层住户", "怕挡光、有噪声，房子掉价", minority=True, size=36),
    GroupPlan(GroupKind.ELDERLY, "行动不便的老人", "有四位老人已经半年没下过楼", minority=True, size=9),
    GroupPlan(GroupKind.SHOPS, "一楼商户", "施工三个月，影响生意", size=5),
    GroupPlan(GroupKind.PROPERTY, "物业公司", "以后谁管维修、谁收运行费"),
)
LIFTS = (
    OptionPlan(
        "装在北侧", "贴着北墙装一部六人电梯，从楼梯平台进。", 480_000_00, "四到六层住户和财政补贴", "六个月"
    ),
    OptionPlan(
        "装在南侧", "南墙外加一条走廊，平层入户，不用再爬半层。", 650_000_00, "全体住户和财政补贴", "九个月"
    ),
    OptionPlan(
        "先装座椅电梯", "楼梯扶手边装座椅，一次坐一个人，不改外墙。", 120_000_00, "社区保障资金", "一个月"
    ),
)
# what the options mean for the groups, in the order of both
EFFECTS = (
    (Effect.BETTER, Effect.UNKNOWN, Effect.BETTER, Effect.WORSE, Effect.SAME),
    (Effect.BETTER, Effect.WORSE, Effect.BETTER, Effect.WORSE, Effect.WORSE),
    (Effect.SAME, Effect.SAME, Effect.BETTER, Effect.SAME, Effect.SAME),
)
CONSIDERED = (
    (0, Side.FOR, "北面没有客厅，挡光最少"),
    (0, Side.AGAINST, "还要爬半层，轮椅上不去"),
    (1, Side.FOR, "平层入户，轮椅能直接进门"),
    (1, Side.AGAINST, "一二层的客厅要对着走廊"),
    (2, Side.FOR, "花钱少，一个月就能用上"),
    (2, Side.AGAINST, "楼梯变窄，搬家不方便"),
)
OBJECTIONS = ("客厅要对着走廊，白天也得拉窗帘", "走廊晚上有人走，睡不好")
WORRIES = (
    "怕以后没人交维修费",
    "施工的时候孩子放学走哪边",
    "不要因为这件事邻居翻脸",
    "挡不挡光，请人来量了再说",
)


async def raised(stage: Stage, by: str, title: str, need: str, about: str, ask: str) -> Consultation:
    """Raised by one of the cast and taken up by Sun an hour later."""
    topic = Topic(stage.places[COMMUNITY], title, need)
    made = await consultations.raise_topic(await stage.who(by), topic, codes.token())
    later(3600)
    decides = "居委会照协商结果办，要动公共资金的交议事会表决"
    await consultations.accept(await stage.who("sun"), made.id, about, decides, ask)
    return made


async def grouped(desk: Actor, made: Consultation, plans: Sequence[GroupPlan]) -> list[StakeholderGroup]:
    """The groups of a consultation, named by the desk."""
    return [await groups.name_group(desk, made.id, plan) for plan in plans]


async def tell(stage: Stage) -> None:
    """A lift for the third estate: under way, an evening ahead, the lower floors not heard yet."""
    zheng = await stage.who("zheng")
    with stage.day(9, 10):
        made = await raised(
            stage,
            "gao",
            "三号院老楼要不要加装电梯",
            "三号院两栋六层老楼没有电梯。高层的老人下不了楼，一二层的邻居怕挡光。楼门口为这事吵过两次。",
            "这次谈三号院 5 栋、6 栋要不要装电梯、装在哪一侧、钱怎么分。不谈物业费和别的楼。",
            "加装电梯，您最担心什么？",
        )
        named = await grouped(zheng, made, ELEVATOR_GROUPS)
        await _lift_options(zheng, made, named)
        for text in ("加装电梯利大于弊", "一二层邻居的担心能解决", "我愿意为电梯出一份钱"):
            await surveys.add_question(zheng, made.id, text)
        await meeting.set_evening(
            zheng, made.id, on(stage, 3, 19) + timedelta(minutes=30), "三号院党群活动室"
        )
    with stage.day(8, 9):
        await meeting.inform(zheng, made.id)
        await surveys.go_on(zheng, made.id)
        await _listed(zheng, stage, made, named)
        conversation_id = await _talk(stage, zheng, made)
    with stage.day(6, 20):
        await _think(conversation_id, stage.residents[:45])
        await opinions.compute(conversation_id, clock.now())
        await _stand(made, stage.residents[4:26])
        await _say(made, stage.residents[6:10])
        await survey(made, stage.residents[2:20], lean=0)
    with stage.day(2, 16):
        text = "腿脚不好，去不了会场。只要能下楼晒太阳，装哪边都行，钱我们愿意出。"
        await groups.write_view(zheng, made.id, named[2].id, text, "社工上门")


async def _lift_options(desk: Actor, made: Consultation, named: Sequence[StakeholderGroup]) -> None:
    for plan, effects in zip(LIFTS, EFFECTS, strict=True):
        option = await options.add_option(desk, made.id, plan)
        for group, effect in zip(named, effects, strict=True):
            await options.set_effect(desk, option.id, group.id, effect, "")


async def _listed(desk: Actor, stage: Stage, made: Consultation, named: Sequence[StakeholderGroup]) -> None:
    """Eleven people on the list: some of them come, some cannot, some have not said."""
    listed = (
        (0, "lin", "林秀英", Answer.COMING),
        (0, "wei", "魏国强", Answer.NONE),
        (0, "", "陈师傅（6 栋 502）", Answer.COMING),
        (1, "", "周老师（5 栋 101）", Answer.NONE),
        (1, "", "吴姐（6 栋 202）", Answer.AWAY),
        (2, "", "张爷爷（5 栋 601）", Answer.AWAY),
        (3, "", "早点铺老板", Answer.COMING),
        (3, "", "理发店老板", Answer.NONE),
        (4, "", "物业项目经理", Answer.COMING),
    )
    for number, key, name, said in listed:
        capacity = Capacity.PARTY if number >= 3 else Capacity.AFFECTED
        one = await people.invite(desk, made.id, named[number].id, capacity, name, key)
        if said is not Answer.NONE:
            await people.answer(desk, made.id, one.id, said, False)


async def _talk(stage: Stage, desk: Actor, made: Consultation) -> int:
    closes = on(stage, 5, 20)
    question = "三号院老楼加装电梯，您怎么看？"
    await consultations.ask_statements(
        desk, made.id, Talk(made.title, question, clock.now(), closes, SAYINGS)
    )
    talk = (await Consultation.get(id=made.id)).conversation_id
    assert talk is not None
    return talk


def _thinks(person: int, statement: int) -> int | None:
    """Three of five want the lift, two fear it; on some things both say the same, and nobody says everything."""
    if (person * 7 + statement * 3) % 11 == 0:
        return None
    if statement >= 8:
        return 0 if (person + statement) % 9 == 0 else 1
    wants = person % 5 < 3
    side = 1 if wants == (statement in (0, 2, 4, 6)) else -1
    return 0 if (person + 2 * statement) % 8 == 0 else side


async def _think(conversation_id: int, persons: Sequence[int]) -> None:
    """Everyone's votes at once, as one by one they would take a second."""
    async with transaction():
        joined = [(conversation_id, person, codes.token(), clock.today()) for person in persons]
        columns = ("conversation_id", "person_id", "code", "joined_on")
        await insert("opinion_participant", columns, joined)
        of_talk = "WHERE conversation_id = ? ORDER BY id"
        there = await rows(f"SELECT id FROM opinion_participant {of_talk}", conversation_id)
        said = await rows(f"SELECT id FROM opinion_statement {of_talk}", conversation_id)
        votes = [
            (one["id"], who["id"], value, clock.now() + timedelta(seconds=p))
            for p, who in enumerate(there)
            for s, one in enumerate(said)
            if (value := _thinks(p, s)) is not None
        ]
        await insert("opinion_vote", ("statement_id", "participant_id", "value", "cast_at"), votes)
        for column, value in (("agrees", 1), ("passes", 0), ("disagrees", -1)):
            await execute(
                f"UPDATE opinion_statement SET {column} = (SELECT COUNT(*) FROM opinion_vote v "
                "WHERE v.statement_id = opinion_statement.id AND v.value = ?) WHERE conversation_id = ?",
                value,
                conversation_id,
            )


async def _stand(made: Consultation, persons: Sequence[int]) -> None:
    known = await Alternative.filter(consultation_id=made.id).order_by("position")
    for number, person in enumerate(persons):
        actor = await actor_of(person)
        for place, option in enumerate(known):
            stand = Stand.SUPPORT if (number + place) % 3 == 0 else Stand.ACCEPT
            reason = ""
            if place == 1 and number % 6 == 1:
                stand, reason = Stand.OBJECT, OBJECTIONS[number // 6 % len(OBJECTIONS)]
            await options.take_stand(actor, option.id, stand, reason)
    for place, side, text in CONSIDERED:
        await options.consider(await actor_of(persons[place]), known[place].id, side, text)


async def _say(made: Consultation, persons: Sequence[int]) -> None:
    for person, text in zip(persons, WORRIES, strict=True):
        await walk.say(await actor_of(person), made.id, text)


async def survey(made: Consultation, persons: Sequence[int], lean: int) -> None:
    """So many answer the wave that is open, each in their own way; ``lean``: how far most of them lean to agreeing."""
    questions = await SurveyQuestion.filter(survey__consultation_id=made.id).order_by("id")
    for number, person in enumerate(persons):
        steps = {
            question.id: min(5, max(1, 1 + (number * 2 + place) % 4 + lean * (number % 3 > 0)))
            for place, question in enumerate(questions)
        }
        await surveys.answer(await actor_of(person), made.id, steps)
