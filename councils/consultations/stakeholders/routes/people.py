"""The list of those who take part."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import url_for
from councils.consultations import queries as consultations
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.stakeholders.forms import (
    AnswerForm,
    InviteForm,
    PresenceForm,
    SignUpForm,
)
from councils.consultations.stakeholders.routes.ground import (
    PAGE,
    back,
    group_options,
    led,
    shown,
)
from councils.consultations.stakeholders.rules import Capacity
from councils.consultations.stakeholders.services import people


async def _inviting(request: Request) -> Sheet:
    found = await led(request)
    return Sheet(
        N_("请一个人参加"),
        url_for("stakeholder-invitation", id=found.id),
        url_for("stakeholders", id=found.id),
        found.title,
        (
            Field(
                "select", "group", N_("代表哪一方"), options=await group_options(found.id), translated=False
            ),
            Field("select", "capacity", N_("以什么身份参加"), options=choices(list(Capacity))),
            Field("text", "name", N_("名字"), N_("只给办事的人看。本人同意，才会写在页面上。"), most=40),
            Field(
                "text",
                "login",
                N_("登录名或手机号"),
                N_("有账号的才填，邀请会发到他的消息里。"),
                required=False,
                most=40,
            ),
        ),
        N_("写进名单"),
    )


async def _invite(request: Request, sent: InviteForm) -> Response:
    await people.invite(
        request.state.actor, addressed(request), sent.group, sent.capacity, sent.name, sent.login
    )
    return back(request)


async def _signing_up(request: Request) -> Sheet:
    found = await consultations.one(addressed(request))
    must(request.state.actor.lives_in(found.place.path), request.state.actor, "consultation_part_forbidden")
    return Sheet(
        N_("我要参加"),
        url_for("stakeholder-sign-up", id=found.id),
        url_for("consultation", id=found.id),
        found.title,
        (
            Field(
                "radios",
                "group",
                N_("您属于哪一方"),
                options=await group_options(found.id),
                translated=False,
            ),
            Field("check", "shown", N_("名字可以写在页面上"), N_("不打勾，别人只看到人数。"), required=False),
        ),
        N_("报名"),
    )


async def _sign_up(request: Request, sent: SignUpForm) -> Response:
    await people.sign_up(request.state.actor, addressed(request), sent.group, sent.shown)
    return see(request, "consultation", id=addressed(request))


@posted(AnswerForm, PAGE, shown)
async def answer(request: Request, sent: AnswerForm) -> Response:
    """Say whether one comes; the desk for others."""
    await people.answer(request.state.actor, addressed(request), sent.invitee, sent.answer, sent.shown)
    return back(request)


@posted(PresenceForm, PAGE, shown)
async def presence(request: Request, sent: PresenceForm) -> Response:
    """Note that somebody has come."""
    await people.mark_present(request.state.actor, addressed(request), sent.invitee, sent.here)
    return back(request)


_ONE = "/consultations/{id:int}"
inviting, invite = endpoints(InviteForm, _inviting, _invite)
signing_up, sign_up = endpoints(SignUpForm, _signing_up, _sign_up)
routes = [
    Route(f"{_ONE}/invitees/new", inviting, name="stakeholder-invitation-new"),
    Route(f"{_ONE}/invitees", invite, methods=["POST"], name="stakeholder-invitation"),
    Route(f"{_ONE}/sign-up", signing_up, name="stakeholder-signing-up"),
    Route(f"{_ONE}/sign-up", sign_up, methods=["POST"], name="stakeholder-sign-up"),
    Route(f"{_ONE}/answers", answer, methods=["POST"], name="stakeholder-answer"),
    Route(f"{_ONE}/presence", presence, methods=["POST"], name="stakeholder-presence"),
]
