"""What stands on the stage around a consultation."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from civic.kit import clock, codes
from councils.consultations.cards import services as cards
from councils.consultations.cards.rules import Phase
from councils.consultations.circles import services as circles
from councils.consultations.circles.rules import Plan
from councils.consultations.options import services as options
from councils.consultations.options.rules import Side
from councils.consultations.outcomes.services import answering, disputes
from councils.consultations.rules import Kind
from councils.consultations.services import ask_statements
from councils.consultations.stakeholders.models import Invitee
from councils.consultations.stakeholders.rules import Capacity
from councils.consultations.stakeholders.services import meeting, people
from councils.consultations.surveys import services as surveys
from councils.consultations.surveys.models import SurveyQuestion
from councils.opinions.models import Statement
from councils.opinions.rules.acts import Plan as Talk
from tests.cast import Cast
from tests.factories import consultations as make
from tests.factories.councils import council

Given = Mapping[str, Any]


async def raised(cast: Cast) -> Given:
    """Lin has raised a topic."""
    return {"id": (await make.raised(cast)).id, "place": str(cast.community.id), "key": codes.token()}


async def preparing(cast: Cast) -> Given:
    """It was taken up, two groups are named."""
    made = await make.preparing(cast)
    return {"id": made.id, "group": (await make.first_group(made)).id}


async def opened(cast: Cast) -> Given:
    """People were told."""
    made = await make.opened(cast)
    return {"id": made.id, "group": str((await make.first_group(made)).id)}


async def listed(cast: Cast) -> Given:
    """Lin stands on the list."""
    made = await make.opened(cast)
    group = await make.first_group(made)
    await people.invite(cast.zheng, made.id, group.id, Capacity.AFFECTED, "林秀英", "lin")
    return {"id": made.id, "invitee": str((await Invitee.get(person_id=cast.lin.person_id)).id)}


async def evening(cast: Cast) -> Given:
    """An evening at the tea house that began half an hour ago."""
    made = await make.teahouse(cast)
    starts = clock.now() - timedelta(minutes=30)
    set_ = await meeting.set_evening(cast.zheng, made.id, starts, "南门茶馆")
    return {"id": made.id, "evening": set_.id, "pick": str(set_.id)}


async def option(cast: Cast) -> Given:
    """One option."""
    made = await make.opened(cast)
    found = await make.option(cast, made)
    group = await make.first_group(made)
    return {"id": made.id, "option": found.id, "pick": str(found.id), "group": str(group.id)}


async def consideration(cast: Cast) -> Given:
    """Lin has said something against an option."""
    given = dict(await option(cast))
    said = await options.consider(cast.lin, given["option"], Side.AGAINST, "挡一楼的光")
    return given | {"consideration": said.id}


async def hall(cast: Cast) -> Given:
    """Seven people have come."""
    made = await make.opened(cast)
    await make.guests(cast, made, 7)
    return {"id": made.id}


async def seated(cast: Cast) -> Given:
    """Their seats are drawn."""
    given = await hall(cast)
    await circles.draw_seats(cast.zheng, given["id"], "怎么分担费用？", Plan(4, 2, 20))
    return given


async def wall(cast: Cast) -> Given:
    """A wall that takes cards, with one of Lin's."""
    made, _, card = await make.walled(cast)
    cluster = await cards.add_cluster(cast.zheng, made.id, "照明")
    return {"id": made.id, "card": str(card), "cluster": str(cluster.id), "key": codes.token()}


async def dots(cast: Cast) -> Given:
    """The same, taking dots."""
    made, _, card = await make.walled(cast, Phase.DOTS)
    return {"id": made.id, "card": str(card)}


async def dotted(cast: Cast) -> Given:
    """Lin has stuck one."""
    given = await dots(cast)
    await cards.stick(cast.lin, given["id"], int(given["card"]))
    return given


async def questions(cast: Cast) -> Given:
    """A survey with a question, not begun."""
    made = await make.opened(cast)
    question = await surveys.add_question(cast.zheng, made.id, "加装电梯利大于弊")
    return {"id": made.id, "question": str(question.id)}


async def survey(cast: Cast) -> Given:
    """A survey that takes answers. Its question is the first of a fresh database."""
    made, question = await make.surveyed(cast)
    assert await SurveyQuestion.filter(id__lt=question).count() == 0
    return {"id": made.id}


async def talk(cast: Cast) -> Given:
    """Statements are voted on, an option is there, a question is open."""
    given = dict(await option(cast))
    now = clock.now()
    plan = Talk("三号楼要不要加装电梯", "您怎么看？", now, now + timedelta(days=3), ("电梯让老人能下楼",))
    await ask_statements(cast.zheng, given["id"], plan)
    return given | {"statement": str((await Statement.get(seed=True)).id)}


async def draft(cast: Cast) -> Given:
    """An outcome is written and not published."""
    made = await make.drafted(cast)
    outcome = await make.outcome_of(made)
    return {"id": made.id, "point": str(outcome[0]), "ask": str(outcome[1]), "due": "2026-12-20"}


async def concluded(cast: Cast) -> Given:
    """Published; the residents' committee owes an answer."""
    made, ask = await make.concluded(cast)
    return {"id": made.id, "ask": ask.id}


async def answered(cast: Cast) -> Given:
    """Answered, and something was done."""
    made = await make.answered(cast)
    await answering.report_back(cast.sun, made.id, "已经送审。")
    return {"id": made.id}


async def handing(cast: Cast) -> Given:
    """An outcome, and a council to take it on."""
    made, _ = await make.concluded(cast)
    found = await council(cast)
    return {"id": made.id, "council": str(found.id), "key": codes.token()}


async def mediation(cast: Cast) -> Given:
    """A mediation is set for today."""
    made = await make.opened(cast)
    one = await disputes.set_mediation(cast.zheng, made.id, "街道人民调解委员会", "费用怎么分", clock.today())
    return {"id": made.id, "mediation": one.id}


async def escalated(cast: Cast) -> Given:
    """Put before the street office."""
    made = await make.opened(cast)
    sent = await disputes.escalate(cast.zheng, made.id, "两边谈了三次，费用还是分不拢。")
    return {"id": made.id, "escalation": sent.id}


async def tea(cast: Cast) -> Given:
    """An evening at the tea house, open."""
    made = await make.teahouse(cast)
    assert made.kind is Kind.TEAHOUSE
    return {"id": made.id}
