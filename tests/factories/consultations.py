"""Consultations as far along as a test needs them, made by the services people use."""

from datetime import timedelta
from typing import Any

from civic.kit import clock, codes
from civic.people.rules import Actor
from councils.consultations import services
from councils.consultations.cards import services as cards
from councils.consultations.cards.models import CardWall
from councils.consultations.cards.rules import DotRules, Phase
from councils.consultations.models import Consultation
from councils.consultations.options import services as options
from councils.consultations.options.models import Alternative
from councils.consultations.options.rules import OptionPlan
from councils.consultations.outcomes.models import Ask, OutcomePoint
from councils.consultations.outcomes.rules import Addressee, PointKind, Verdict
from councils.consultations.outcomes.services import answering, writing
from councils.consultations.outcomes.services.writing import Summary, Wanted
from councils.consultations.rules import Kind
from councils.consultations.services import Topic
from councils.consultations.stakeholders.models import Invitee, StakeholderGroup
from councils.consultations.stakeholders.rules import Capacity, GroupKind, GroupPlan
from councils.consultations.stakeholders.services import groups, meeting, people
from councils.consultations.surveys import services as surveys
from tests.cast import Cast

ABOUT = "谈三号楼要不要装电梯、装在哪一侧。不谈物业费。"


def topic(cast: Cast, **changes: Any) -> Topic:
    """Whether the third building gets a lift."""
    words: dict[str, Any] = {
        "place_id": cast.community.id,
        "title": "三号楼要不要加装电梯",
        "need": "高层的老人上下楼难，低层的人担心采光和噪声。",
    }
    return Topic(**words | changes)


async def raised(cast: Cast, by: Actor | None = None, **changes: Any) -> Consultation:
    """Raised by Lin, or by someone else."""
    return await services.raise_topic(by or cast.lin, topic(cast, **changes), codes.token())


async def preparing(cast: Cast, **changes: Any) -> Consultation:
    """Taken up by Sun, with two groups named, neither of them a minority."""
    made = await raised(cast, **changes)
    await services.accept(cast.sun, made.id, ABOUT, "居委会按协商结果办", "您最担心什么？")
    await group(cast, made, "高层住户")
    await group(cast, made, "低层住户")
    return await Consultation.get(id=made.id)


async def group(cast: Cast, made: Consultation, name: str, minority: bool = False) -> StakeholderGroup:
    """One group on the map."""
    plan = GroupPlan(GroupKind.RESIDENTS, name, "每天上下楼", minority, 12)
    return await groups.name_group(cast.zheng, made.id, plan)


async def opened(cast: Cast, **changes: Any) -> Consultation:
    """Those concerned were told."""
    made = await preparing(cast, **changes)
    await meeting.inform(cast.sun, made.id)
    return await Consultation.get(id=made.id)


async def first_group(made: Consultation) -> StakeholderGroup:
    """The first group of a consultation."""
    found = await StakeholderGroup.filter(consultation_id=made.id).order_by("id").first()
    assert found is not None
    return found


async def guests(cast: Cast, made: Consultation, count: int, present: bool = True) -> list[Invitee]:
    """People without an account on the list of the first group."""
    found = await first_group(made)
    listed = [
        await people.invite(cast.zheng, made.id, found.id, Capacity.AFFECTED, f"住户{n}")
        for n in range(1, count + 1)
    ]
    if present:
        for one in listed:
            await people.mark_present(cast.zheng, made.id, one.id, True)
    return listed


async def option(cast: Cast, made: Consultation, title: str = "装在北侧") -> Alternative:
    """One option."""
    plan = OptionPlan(title, "贴着北墙装一部六人电梯。", 480_000_00, "高层住户和财政补贴", "六个月")
    return await options.add_option(cast.zheng, made.id, plan)


async def walled(cast: Cast, phase: Phase = Phase.WRITING) -> tuple[Consultation, CardWall, int]:
    """A wall with one card of Lin's."""
    made = await opened(cast)
    wall = await cards.hang(cast.zheng, made.id, "最该先解决哪件事？", DotRules(3, 2))
    card = await cards.write(cast.lin, made.id, cards.Written("楼道灯太暗"), codes.token())
    if phase is not Phase.WRITING:
        await cards.set_phase(cast.zheng, made.id, phase)
    return made, wall, card.id


async def surveyed(cast: Cast) -> tuple[Consultation, int]:
    """A survey of one question that takes the first answers."""
    made = await opened(cast)
    question = await surveys.add_question(cast.zheng, made.id, "加装电梯利大于弊")
    await surveys.go_on(cast.zheng, made.id)
    return made, question.id


async def drafted(cast: Cast, **changes: Any) -> Consultation:
    """An outcome with one thing agreed on and one ask to the residents' committee, not published."""
    made = await opened(cast, **changes)
    await writing.summarise(cast.zheng, made.id, Summary("大家同意先装在北侧，一层装隔音。"))
    await writing.add_point(cast.zheng, made.id, PointKind.CONSENSUS, "电梯装在北侧")
    due = clock.today() + timedelta(days=15)
    await writing.add_ask(cast.zheng, made.id, Wanted("请居委会去办报批", Addressee.COMMITTEE, due))
    return made


async def outcome_of(made: Consultation) -> tuple[int, int]:
    """The first point and the first ask of its outcome."""
    point = await OutcomePoint.get(outcome__consultation_id=made.id)
    return point.id, (await Ask.get(outcome__consultation_id=made.id)).id


async def concluded(cast: Cast, **changes: Any) -> tuple[Consultation, Ask]:
    """Published, and one answer owed."""
    made = await drafted(cast, **changes)
    await writing.publish(cast.zheng, made.id)
    return await Consultation.get(id=made.id), await Ask.get(outcome__consultation_id=made.id)


async def answered(cast: Cast) -> Consultation:
    """Sun has answered."""
    made, ask = await concluded(cast)
    await answering.reply(cast.sun, ask.id, Verdict.ADOPTED)
    return await Consultation.get(id=made.id)


async def teahouse(cast: Cast) -> Consultation:
    """An evening at the tea house with no formalities, open."""
    made = await raised(cast, kind=Kind.TEAHOUSE)
    await services.accept(cast.sun, made.id, ABOUT, "没有要决定的，只听大家说")
    await meeting.inform(cast.sun, made.id)
    return await Consultation.get(id=made.id)
