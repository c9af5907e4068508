"""Writing an outcome down, and publishing it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.options import queries as options
from councils.consultations.outcomes import queries
from councils.consultations.outcomes.forms import (
    AskForm,
    AskPick,
    PointForm,
    PointPick,
    SummaryForm,
)
from councils.consultations.outcomes.routes.ground import PAGE, back, led, sheet_of, shown
from councils.consultations.outcomes.rules import Addressee, PointKind
from councils.consultations.outcomes.services import writing
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.stakeholders.rules import unheard


async def show(request: Request) -> Response:
    """The outcome with its answers; for the desk, before it is published, what is still missing in it."""
    return await page(request, PAGE, form=Typed({}), **await shown(request))


async def _summarising(request: Request) -> Sheet:
    scene = await led(request)
    result = await queries.of(scene.consultation, request.state.actor)
    missing = unheard(await stakeholders.stakeholder_map(addressed(request)))
    known = [(str(one.id), one.title) for one in await options.columns(addressed(request))]
    fields = [
        Field("area", "summary", N_("谈得怎么样"), N_("大家最后谈成了什么，几句话说清楚。"), most=4000),
        Field("select", "chosen", N_("大家同意用哪个方案"), required=False, options=known, translated=False),
    ]
    if missing or (result and result.outcome.unheard_reason):
        fields.append(
            Field(
                "area",
                "unheard_reason",
                N_("为什么不能再等受影响较大的人"),
                N_("有一方受影响较大，还没有听到。最好先听到；不能再等，就在这里写明为什么，会一起公布。"),
                required=False,
                most=1000,
            )
        )
    outcome = result.outcome if result else None
    initial = {
        "summary": outcome.summary if outcome else "",
        "chosen": outcome.chosen_id or "" if outcome else "",
        "unheard_reason": outcome.unheard_reason if outcome else "",
    }
    return sheet_of(scene, N_("写协商结果"), "outcome-summary", tuple(fields), N_("保存"), initial=initial)


async def _summarise(request: Request, sent: SummaryForm) -> Response:
    await writing.summarise(request.state.actor, addressed(request), sent.begin())
    return back(request)


async def _pointing(request: Request) -> Sheet:
    groups = [(str(one.id), one.name) for one in await stakeholders.stakeholder_map(addressed(request))]
    fields = (
        Field("radios", "kind", N_("是共识还是不同意见"), options=choices(list(PointKind))),
        Field("area", "text", N_("内容"), most=500),
        Field("area", "reason", N_("理由"), N_("不同意见一定要写理由。"), required=False, most=500),
        Field("select", "group", N_("是哪一方的意见"), required=False, options=groups, translated=False),
    )
    return sheet_of(await led(request), N_("写一条"), "outcome-point", fields, N_("写上"))


async def _point(request: Request, sent: PointForm) -> Response:
    await writing.add_point(
        request.state.actor, addressed(request), sent.kind, sent.text, sent.reason, sent.group
    )
    return back(request)


@posted(PointPick, PAGE, shown)
async def drop_point(request: Request, sent: PointPick) -> Response:
    """Take a point out of the draft."""
    await writing.drop_point(request.state.actor, addressed(request), sent.point)
    return back(request)


async def _asking(request: Request) -> Sheet:
    scene = await led(request)
    known = await queries.organisations_known()
    fields = (
        Field(
            "area",
            "text",
            N_("请答复什么"),
            N_("例如：请把晾衣区改到三单元北侧，10 月底以前完成。"),
            most=500,
        ),
        Field("radios", "addressee", N_("由谁答复"), options=choices(list(Addressee))),
        Field("select", "organisation", N_("哪个单位"), required=False, options=known, translated=False),
        Field("text", "name", N_("没有账号的单位，写名称"), required=False, most=60),
        Field("date", "due", N_("什么时候以前答复")),
    )
    return sheet_of(scene, N_("请谁答复"), "outcome-asking", fields, N_("写上"))


async def _ask(request: Request, sent: AskForm) -> Response:
    await writing.add_ask(request.state.actor, addressed(request), sent.wanted())
    return back(request)


@posted(AskPick, PAGE, shown)
async def drop_ask(request: Request, sent: AskPick) -> Response:
    """Take an ask out of the draft."""
    await writing.drop_ask(request.state.actor, addressed(request), sent.ask)
    return back(request)


async def publish(request: Request) -> Response:
    """Publish the outcome."""
    await writing.publish(request.state.actor, addressed(request))
    return see(request, "consultation", id=addressed(request))


_ONE = "/consultations/{id:int}/outcome"
summarising, summarise = endpoints(SummaryForm, _summarising, _summarise)
pointing, point = endpoints(PointForm, _pointing, _point)
asking, ask = endpoints(AskForm, _asking, _ask)
routes = [
    Route(_ONE, show, name="outcome"),
    Route(f"{_ONE}/summary", summarising, name="outcome-summarising"),
    Route(f"{_ONE}/summary", summarise, methods=["POST"], name="outcome-summary"),
    Route(f"{_ONE}/points/new", pointing, name="outcome-point-new"),
    Route(f"{_ONE}/points", point, methods=["POST"], name="outcome-point"),
    Route(f"{_ONE}/points/dropping", drop_point, methods=["POST"], name="outcome-point-dropping"),
    Route(f"{_ONE}/asks/new", asking, name="outcome-ask-new"),
    Route(f"{_ONE}/asks", ask, methods=["POST"], name="outcome-asking"),
    Route(f"{_ONE}/asks/dropping", drop_ask, methods=["POST"], name="outcome-ask-dropping"),
    Route(f"{_ONE}/publication", publish, methods=["POST"], name="outcome-publication"),
]
