"""Telling people in advance, and the times at which they meet."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import N_, Refused
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import url_for
from councils.consultations import rules as life
from councils.consultations.forms import Field, Sheet, endpoints
from councils.consultations.stakeholders.forms import (
    EveningForm,
    EveningPick,
    HeldForm,
)
from councils.consultations.stakeholders.routes.ground import PAGE, led, shown
from councils.consultations.stakeholders.services import meeting
from councils.sessions import queries as sessions


async def inform(request: Request) -> Response:
    """Tell those concerned, and open the matter."""
    await meeting.inform(request.state.actor, addressed(request))
    return see(request, "consultation", id=addressed(request))


async def _setting(request: Request) -> Sheet:
    found = await led(request)
    coming = await sessions.sessions()
    first = life.earliest_evening(found.kind, clock.today())
    return Sheet(
        N_("定一次见面"),
        url_for("evening-setting", id=found.id),
        url_for("consultation", id=found.id),
        found.title,
        (
            Field("datetime-local", "starts_at", N_("时间"), required=False),
            Field("text", "venue", N_("地点"), required=False, most=80),
            Field(
                "select",
                "session",
                N_("或者用一次已经通知的会议"),
                N_(
                    "用手机签到、举手、大屏幕的，先在议事会里安排一次“开放协商”的会议，再在这里选。时间和地点照会议的。"
                ),
                required=False,
                options=[
                    (str(one.id), f"{one.council} {one.title}")
                    for one in coming
                    if one.starts_at > clock.now()
                ],
                translated=False,
            ),
        ),
        N_("定下来"),
        initial={"starts_at": f"{first.isoformat()}T19:30"},
    )


async def _set(request: Request, sent: EveningForm) -> Response:
    if sent.session is None and (sent.starts_at is None or not sent.venue):
        raise Refused("field_missing", "venue" if sent.starts_at else "starts_at")
    await meeting.set_evening(
        request.state.actor, addressed(request), sent.starts_at or clock.now(), sent.venue, sent.session
    )
    return see(request, "consultation", id=addressed(request))


@posted(EveningPick, PAGE, shown)
async def cancel(request: Request, sent: EveningPick) -> Response:
    """Call an evening off."""
    await meeting.drop_evening(request.state.actor, addressed(request), sent.evening)
    return see(request, "consultation", id=addressed(request))


async def _holding(request: Request) -> Sheet:
    found = await led(request)
    number = int(request.path_params["evening"])
    return Sheet(
        N_("记下这次见面"),
        url_for("evening-holding", id=found.id, evening=number),
        url_for("consultation", id=found.id),
        found.title,
        (
            Field(
                "area",
                "record",
                N_("谈得怎么样"),
                N_("几句话：谈了什么，谈拢了什么，还差什么。不写名字。"),
                most=4000,
            ),
        ),
        N_("记下"),
        N_("用会议签过到的人，会自动算作到场。没有用手机的，先在名单里点“到场”。"),
    )


async def _hold(request: Request, sent: HeldForm) -> Response:
    await meeting.hold_evening(
        request.state.actor, addressed(request), int(request.path_params["evening"]), sent.record
    )
    return see(request, "consultation", id=addressed(request))


_ONE = "/consultations/{id:int}"
setting, set_evening = endpoints(EveningForm, _setting, _set)
holding, hold = endpoints(HeldForm, _holding, _hold)
routes = [
    Route(f"{_ONE}/informing", inform, methods=["POST"], name="consultation-informing"),
    Route(f"{_ONE}/evenings/new", setting, name="evening-new"),
    Route(f"{_ONE}/evenings", set_evening, methods=["POST"], name="evening-setting"),
    Route(f"{_ONE}/evenings/cancelling", cancel, methods=["POST"], name="evening-cancelling"),
    Route(f"{_ONE}/evenings/{{evening:int}}/record", holding, name="evening-record"),
    Route(f"{_ONE}/evenings/{{evening:int}}/record", hold, methods=["POST"], name="evening-holding"),
]
