"""Signing in and out, invitation slips, and the first set-up."""

from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.kit.settings import Settings
from civic.people import rules as people_rules
from civic.people.rules import ANONYMOUS
from civic.people.signins import queries, rules, services
from civic.people.signins.forms import (
    CodeForm,
    InvitedForm,
    PasswordForm,
    SetupForm,
    SignInForm,
    SlipsForm,
)
from civic.people.signins.services import Browser, NewAccount
from civic.places import queries as places
from civic.places.rules import Level
from civic.web import slots, throttle
from civic.web.answers import go, own_path, see
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import absolute, page, url_for
from civic.web.qr import qr

_ROOM = "civic/people/signins"


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def browser(request: Request) -> Browser:
    """Where the request comes from."""
    days = _settings(request).sign_in_days
    return Browser(request.headers.get("user-agent", ""), _address(request), days)


def _cookie(request: Request) -> str:
    return request.cookies.get(rules.cookie_name(_settings(request).secure_cookies), "")


def signed_in(request: Request, cookie: str, path: str) -> Response:
    """Hand out the cookie and go on to a path of ours."""
    settings = _settings(request)
    answer = go(path)
    answer.set_cookie(
        rules.cookie_name(settings.secure_cookies),
        cookie,
        max_age=settings.sign_in_days * 24 * 3600,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


async def _onward(target: str, draft: str) -> str:
    """Where to go after signing in: back to the form with what was typed, else where the person came from."""
    path = await queries.draft_path(draft) if draft else None
    if path is None:
        return own_path(target, url_for("me"))
    return f"{own_path(path)}{'&' if '?' in path else '?'}{urlencode({'draft': draft})}"


async def sign_in_page(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    asked = request.query_params
    if request.state.actor.signed_in:
        return go(await _onward(asked.get("next", ""), asked.get("draft", "")))
    form = SignInForm.blank(request, next=asked.get("next", ""), draft=asked.get("draft", ""))
    return await page(request, f"{_ROOM}/sign_in.html", form=form)


@posted(SignInForm, f"{_ROOM}/sign_in.html")
async def sign_in(request: Request, data: SignInForm) -> Response:
    """Sign in and go on with what was begun."""
    cookie = await services.sign_in(data.login, data.password, browser(request))
    return signed_in(request, cookie, await _onward(data.next, data.draft))


async def sign_out(request: Request) -> Response:
    """Sign this browser out."""
    await services.sign_out(_cookie(request))
    answer = see(request, "home")
    settings = _settings(request)
    name = rules.cookie_name(settings.secure_cookies)
    answer.delete_cookie(name, path="/", secure=settings.secure_cookies, httponly=True, samesite="lax")
    return answer


async def sign_ins(request: Request) -> Response:
    """Where I am signed in."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    return await page(request, f"{_ROOM}/mine.html", form=PasswordForm.blank(request), **await _mine(request))


async def _mine(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    found = await queries.mine(actor.person_id) if actor.signed_in else []
    here = queries.digest(_cookie(request))
    return {"sign_ins": [(one, rules.device(one.agent), one.token_digest == here) for one in found]}


async def end(request: Request) -> Response:
    """End one of my sign-ins."""
    await services.revoke(request.state.actor, request.path_params["id"])
    return see(request, "sign-ins")


@posted(PasswordForm, f"{_ROOM}/mine.html", _mine)
async def change_password(request: Request, data: PasswordForm) -> Response:
    """Choose another password; other browsers are signed out."""
    await services.change_password(request.state.actor, data.old_password, data.password, _cookie(request))
    return see(request, "sign-ins")


async def code_page(request: Request) -> Response:
    """Type the code of a slip."""
    return await page(request, f"{_ROOM}/code.html", form=CodeForm.blank(request))


@posted(CodeForm, f"{_ROOM}/code.html")
async def code(request: Request, data: CodeForm) -> Response:
    """On to the account that the code opens."""
    await _invited(request, data.code)
    return see(request, "invitation", code=data.code)


async def _invited(request: Request, typed: str) -> None:
    await throttle.hit("invitation", _address(request), rules.CODES)
    if await queries.invitation(typed) is None:
        raise Refused("invitation_unknown", "code")


async def _account(request: Request) -> dict[str, Any]:
    code = request.path_params["code"]
    return {"code": code, "invitation": await queries.invitation(code)}


async def invitation(request: Request) -> Response:
    """What a code opens, and the form for the account."""
    await _invited(request, request.path_params["code"])
    form = InvitedForm.blank(request)
    return await page(request, f"{_ROOM}/account.html", form=form, **await _account(request))


@posted(InvitedForm, f"{_ROOM}/account.html", _account)
async def open_account(request: Request, data: InvitedForm) -> Response:
    """Open the account and sign in."""
    new = NewAccount(data.display_name, data.login, data.password, data.birth_year)
    cookie = await services.open_account(request.path_params["code"], new, browser(request))
    return signed_in(request, cookie, url_for("me"))


async def accept(request: Request) -> Response:
    """Take the code's role with the account I have."""
    await services.accept_invitation(request.state.actor, request.path_params["code"], _address(request))
    return see(request, "me")


async def _slips_context(request: Request) -> dict[str, Any]:
    actor, place = request.state.actor, await places.by_id(request.path_params["id"])
    if not (roles := queries.invitable(actor, place)):
        raise NotFound
    options = [(role.value, translate(role.words, request.state.lang)) for role in roles]
    waiting = await queries.batches(place.id)
    return {"place": place, "roles": roles, "role_options": options, "batches": waiting}


async def slips_page(request: Request) -> Response:
    """How many slips are out, and the form for more."""
    context = await _slips_context(request)
    form = SlipsForm.blank(request, role=context["roles"][0].value, count=20)
    return await page(request, f"{_ROOM}/invitations.html", form=form, **context)


@posted(SlipsForm, f"{_ROOM}/invitations.html", _slips_context)
async def make_slips(request: Request, data: SlipsForm) -> Response:
    """Draw codes and show the slips once, to print: only their digests are kept, so there is no page to go to."""
    place = await places.by_id(request.path_params["id"])
    codes = await services.make_invitations(request.state.actor, place.id, data.role, data.count)
    slips = [(drawn, qr(absolute(request, url_for("invitation", code=drawn)))) for drawn in codes]
    answer = await page(
        request,
        f"{_ROOM}/slips.html",
        place=place,
        role=data.role,
        slips=slips,
        address=absolute(request, url_for("invitation-code")),
        days=rules.INVITATION_VALID.days,
    )
    answer.headers["cache-control"] = "no-store"
    return answer


async def withdraw(request: Request) -> Response:
    """Make the unused codes of a role worthless."""
    place_id, role = request.path_params["id"], people_rules.role(request.path_params["role"])
    await services.withdraw_invitations(request.state.actor, place_id, role)
    return see(request, "invitations", id=place_id)


async def setup_page(request: Request) -> Response:
    """The first administrator's form."""
    if not await queries.setup_open(request.path_params["token"]):
        raise NotFound
    form = SetupForm.blank(request)
    return await page(request, f"{_ROOM}/setup.html", form=form, **await _link(request))


async def _link(request: Request) -> dict[str, Any]:
    return {"token": request.path_params["token"]}


@posted(SetupForm, f"{_ROOM}/setup.html", _link)
async def set_up(request: Request, data: SetupForm) -> Response:
    """Make the administrator and the places; signed in at once."""
    new = NewAccount(data.display_name, data.login, data.password)
    line = {
        Level.CITY: data.city,
        Level.DISTRICT: data.district,
        Level.STREET: data.street,
        Level.COMMUNITY: data.community,
    }
    cookie = await services.set_up(request.path_params["token"], new, line, browser(request))
    return signed_in(request, cookie, url_for("places"))


async def of_person(request: Request, person: Any) -> Markup | None:
    """Lent to the person's own page: password, other browsers, and out."""
    if request.state.actor == ANONYMOUS:
        return None
    return slots.panel(request, f"{_ROOM}/_doors.html")


slots.lend("person.page", of_person, order=90)

routes = [
    Route("/sign-in", sign_in_page, name="sign-in"),
    Route("/sign-in", sign_in, methods=["POST"], name="sign-in-submission"),
    Route("/sign-out", sign_out, methods=["POST"], name="sign-out"),
    Route("/me/sign-ins", sign_ins, name="sign-ins"),
    Route("/me/sign-ins/{id:int}/end", end, methods=["POST"], name="sign-in-end"),
    Route("/me/password", change_password, methods=["POST"], name="password"),
    Route("/invitation", code_page, name="invitation-code"),
    Route("/invitation", code, methods=["POST"], name="invitation-code-submission"),
    Route("/invitations/{code}", invitation, name="invitation"),
    Route("/invitations/{code}", open_account, methods=["POST"], name="account"),
    Route("/invitations/{code}/acceptance", accept, methods=["POST"], name="invitation-acceptance"),
    Route("/places/{id:int}/invitations", slips_page, name="invitations"),
    Route("/places/{id:int}/invitations", make_slips, methods=["POST"], name="invitation-slips"),
    Route(
        "/places/{id:int}/invitations/{role}/withdrawal",
        withdraw,
        methods=["POST"],
        name="invitation-withdrawal",
    ),
    Route("/setup/{token}", setup_page, name="setup"),
    Route("/setup/{token}", set_up, methods=["POST"], name="setup-submission"),
]
