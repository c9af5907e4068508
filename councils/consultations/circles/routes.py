"""Pages of the small groups: one's own table and the clock, for the desk the drawing."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from civic.kit import clock
from civic.kit.errors import N_
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, part, url_for
from councils.consultations.circles import queries, services
from councils.consultations.circles.forms import DrawingForm, RoundForm
from councils.consultations.circles.live import TOPIC
from councils.consultations.circles.rules import Plan
from councils.consultations.forms import Field, Sheet, endpoints
from councils.consultations.stakeholders import queries as stakeholders

_PAGE = "councils/consultations/circle.html"


async def _shown(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    plan = await queries.of(addressed(request))
    number = plan.current.number if plan and plan.current else 1
    scene = await stakeholders.scene(addressed(request), actor)
    return {
        "scene": scene,
        "circle": plan,
        "roster": await queries.roster(plan) if plan and scene.runs else [],
        "table": plan.table_of(actor.person_id, number) if plan else None,
        "present": len(await stakeholders.present(addressed(request))),
        "now": clock.now(),
    }


async def show(request: Request) -> Response:
    """Where everybody sits now, what the tables talk about, how long the round still is."""
    return await page(request, _PAGE, form=Typed({}), **await _shown(request))


async def mine(request: Request) -> Response:
    """One's own table; fetched again when a round begins."""
    return await part(request, "councils/consultations/_my_table.html", **await _shown(request))


async def _drawing(request: Request) -> Sheet:
    scene = await stakeholders.led(addressed(request), request.state.actor)
    usual = Plan()
    return Sheet(
        N_("抽小组座位"),
        url_for("circle-drawing", id=addressed(request)),
        url_for("circle", id=addressed(request)),
        scene.consultation.title,
        (
            Field("text", "question", N_("小组谈什么"), most=120),
            Field("number", "size", N_("一桌几个人"), N_("一般 4 到 5 人。"), most=1),
            Field("number", "rounds", N_("换几轮"), N_("一般 3 轮。"), most=1),
            Field("number", "minutes", N_("一轮几分钟"), N_("一般 20 到 30 分钟。"), most=2),
        ),
        N_("抽座位"),
        N_("只抽已经到场的人。每桌一位桌长不动，其他人每轮换桌，尽量不和同一个人同桌两次。"),
        {"size": usual.size, "rounds": usual.rounds, "minutes": usual.minutes},
    )


async def _draw(request: Request, sent: DrawingForm) -> Response:
    await services.draw_seats(request.state.actor, addressed(request), sent.question, sent.plan())
    return see(request, "circle", id=addressed(request))


@posted(RoundForm, _PAGE, _shown)
async def begin(request: Request, sent: RoundForm) -> Response:
    """The next round begins."""
    await services.begin_round(request.state.actor, addressed(request), sent.early)
    return see(request, "circle", id=addressed(request))


_ONE = "/consultations/{id:int}/tables"
drawing, draw = endpoints(DrawingForm, _drawing, _draw)
routes: list[BaseRoute] = [
    Route(_ONE, show, name="circle"),
    Route(f"{_ONE}/new", drawing, name="circle-new"),
    Route(_ONE, draw, methods=["POST"], name="circle-drawing"),
    Route(f"{_ONE}/rounds", begin, methods=["POST"], name="circle-round"),
    Route(f"{_ONE}/mine", mine, name="circle-mine"),
    Route("/consultations/{id:int}/tables/poll", TOPIC.poll, name="circle-poll"),
    WebSocketRoute("/consultations/{id:int}/tables/live", TOPIC.socket, name="circle-live"),
]
