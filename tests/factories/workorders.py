"""Work orders at each station of their life."""

from datetime import timedelta

from civic.kit import clock, codes
from civic.web.fields import Upload
from councils.minutes.rules import SignerRole
from councils.models import Council
from councils.preparation.agendas import queries as agendas
from councils.preparation.agendas import services as preparing
from councils.preparation.agendas.queries import Source
from councils.sessions import services as sessions
from councils.sessions.models import Session
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.engine import Command
from councils.sessions.rules.motions import CloseDebate, Move, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method
from councils.workorders import services
from councils.workorders.models import WorkOrder
from councils.workorders.rules.states import Category, StepKind
from councils.workorders.services import Report
from tests.cast import Cast
from tests.factories import preparation, record
from tests.pictures import jpeg

WHY = "我们只管楼内的管道。"


def said(cast: Cast, title: str = "三单元楼道灯不亮", **more: object) -> Report:
    """What Lin found in her estate."""
    facts = {
        "place_id": cast.places["estate_one"].id,
        "spot": "三单元二楼到三楼",
        "category": Category.FACILITY,
    }
    return Report(**{**facts, "title": title, "text": "上个星期就不亮了，老人上楼看不见。", **more})  # type: ignore[arg-type]


def photo() -> list[Upload]:
    """How it looks."""
    return [Upload("now.jpg", jpeg())]


async def reported(cast: Cast, title: str = "三单元楼道灯不亮") -> WorkOrder:
    """Lin reported it."""
    return await services.report(cast.lin, said(cast, title), codes.token(), sure=True)


async def sent(cast: Cast) -> WorkOrder:
    """The clerk sent it to the social organisation, to be done in a week."""
    order = await reported(cast)
    key, due = f"organisation-{cast.organisations['hao'].id}", clock.today() + timedelta(days=7)
    await services.dispatch(cast.sun, order.id, key, "", due, "请这周去看。")
    return order


async def done(cast: Cast) -> WorkOrder:
    """Who had it says that it is done."""
    order = await sent(cast)
    await services.step(cast.hao, order.id, StepKind.ACKNOWLEDGED)
    await services.step(cast.hao, order.id, StepKind.DONE, "换了两个感应灯。", photo())
    return order


async def disputed(cast: Cast) -> WorkOrder:
    """Who was sent says that it is not theirs."""
    order = await sent(cast)
    await services.step(cast.hao, order.id, StepKind.DISPUTED, WHY)
    return order


async def offered(cast: Cast) -> tuple[int, list[Source]]:
    """A new agenda of the council, and the work orders it is offered."""
    council = await Council.all().order_by("id").first()
    agenda = await preparation.drafted(cast, council)
    every = await agendas.sources(await agendas.one(agenda.id, cast.sun))
    return agenda.id, [one for one in every if one.ref_kind == "workorder"]


async def on_agenda(cast: Cast) -> Session:
    """A session whose only matter is what is in dispute."""
    agenda_id, found = await offered(cast)
    await preparing.add(cast.sun, agenda_id, found[0].key)
    return await preparing.publish(cast.sun, agenda_id)


async def held(cast: Cast, session: Session, *acts: Command) -> None:
    """Everybody comes, the first item is taken, the chair or (to move and second) a member does these, it is adjourned."""
    await sessions.open_checkin(cast.chen, session.id)
    for actor in (cast.chen, cast.tang, cast.xu, cast.deng):
        await sessions.act(cast.chen, session.id, CheckIn(actor.person_id or 0))
    for act in (Open(), TakeItem(1), *acts, Adjourn(confirmed=True)):
        actor = {Move: cast.tang, Second: cast.xu}.get(type(act), cast.chen)
        await sessions.act(actor, session.id, act)


ADOPTS = (
    *(Move("楼道灯由物业公司负责，两周内换好。", None), Second(1), StateMotion(1), OpenDebate(1)),
    *(CloseDebate(1), OpenVote(1, Method.HANDS), CloseVote(1, 3, 1)),
)


async def resolved(cast: Cast) -> WorkOrder:
    """What was in dispute was settled by a resolution, whose minutes are signed."""
    order = await disputed(cast)
    session = await on_agenda(cast)
    await held(cast, session, *ADOPTS)
    minutes = await record.tasked(cast, session.id)
    await record.sign(cast.ma, minutes.id, SignerRole.RECORDER)
    await record.sign(cast.chen, minutes.id, SignerRole.CHAIR)
    return await WorkOrder.get(id=order.id)
