"""Work orders at each station of their life."""

from datetime import timedelta

from civic.kit import clock, codes
from civic.web.fields import Upload
from councils.workorders import services
from councils.workorders.models import WorkOrder
from councils.workorders.rules.states import Category, StepKind
from councils.workorders.services import Report
from tests.cast import Cast
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
