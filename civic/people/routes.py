"""My own page, a person's public page, and who holds which role at a place."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.errors import NotFound, SignInNeeded
from civic.people import queries, rules, services
from civic.people.forms import GrantForm, HomeForm, NameForm, VerificationForm
from civic.people.queries import Holder
from civic.places import queries as places
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from civic.web.paging import after, paged

_ROOM = "civic/people"
_SIZE = 50


async def me(request: Request) -> Response:
    """Everything about me in one place; without a sign-in, the way to one."""
    form = NameForm.blank(request, display_name=request.state.actor.name)
    return await page(request, f"{_ROOM}/me.html", form=form, **await _me(request))


async def _me(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    someone = await queries.person(actor.person_id)
    return {
        "person": someone,
        "roles": await queries.roles_of(actor.person_id),
        "home": await queries.home_of(someone),
        "panels": await slots.fill("person.page", request, actor),
    }


@posted(NameForm, f"{_ROOM}/me.html", _me)
async def rename(request: Request, data: NameForm) -> Response:
    """Be shown by another name."""
    await services.rename(request.state.actor, data.display_name)
    return see(request, "me")


async def _home(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    estates = await places.estates_of(actor.place_id) if actor.place_id else []
    return {"estates": [(estate.id, estate.name) for estate in estates]}


async def home_page(request: Request) -> Response:
    """Say where I live."""
    form = HomeForm.blank(request)
    return await page(request, f"{_ROOM}/home.html", form=form, **await _home(request))


@posted(HomeForm, f"{_ROOM}/home.html", _home)
async def move_in(request: Request, data: HomeForm) -> Response:
    """Say where I live, once."""
    actor = request.state.actor
    if actor.person_id is None:
        raise SignInNeeded
    await services.join_household(actor, actor.person_id, data.estate, data.address)
    return see(request, "me")


async def person(request: Request) -> Response:
    """What everybody may know: the display name and the verified roles."""
    found = await queries.person(request.path_params["id"])
    staff = request.state.actor.signed_in and rules.may_verify(
        request.state.actor, await queries.home_path(found)
    )
    roles = public_roles(await queries.roles_of(found.id))
    return await page(
        request, f"{_ROOM}/person.html", name=found.display_name, id=found.id, roles=roles, staff=staff
    )


def public_roles(held: list[Holder]) -> list[Holder]:
    """Roles that answer to the public. That someone merely lives somewhere is nobody's business."""
    return [one for one in held if one.role is not rules.Role.RESIDENT]


async def _verification(request: Request) -> dict[str, Any]:
    found = await queries.person(request.path_params["id"])
    if not rules.may_verify(request.state.actor, await queries.home_path(found)):
        raise NotFound
    return {"person": found, "home": await queries.home_of(found)}


async def verification_page(request: Request) -> Response:
    """What the staff who verify someone may see."""
    context = await _verification(request)
    known = context["person"]
    form = VerificationForm.blank(
        request, legal_name=known.legal_name or "", birth_year=known.birth_year or ""
    )
    return await page(request, f"{_ROOM}/verification.html", form=form, **context)


@posted(VerificationForm, f"{_ROOM}/verification.html", _verification)
async def verify(request: Request, data: VerificationForm) -> Response:
    """Confirm who someone is."""
    person_id = request.path_params["id"]
    await services.verify_person(request.state.actor, person_id, data.legal_name, data.birth_year)
    return see(request, "person", id=request.path_params["id"])


async def _grants(request: Request) -> dict[str, Any]:
    place = await places.by_id(request.path_params["id"])
    given = rules.gives(request.state.actor, place.path)
    if not given:
        raise NotFound
    found = await queries.holders_at(place.id, after(request) or 0, _SIZE + 1)
    return {
        "place": place,
        "given": given,
        "role_options": [(r.value, translate(r.words, request.state.lang)) for r in rules.Role if r in given],
        "holders": paged(request, found, _SIZE, key=lambda one: one.grant_id),
        "residents": await queries.residents_count(place.path),
    }


async def grants(request: Request) -> Response:
    """Who holds which role here, for those who give roles."""
    return await page(
        request, f"{_ROOM}/grants.html", form=GrantForm.blank(request), **await _grants(request)
    )


@posted(GrantForm, f"{_ROOM}/grants.html", _grants)
async def give(request: Request, data: GrantForm) -> Response:
    """Give a role."""
    place_id = request.path_params["id"]
    await services.grant_by_login(request.state.actor, place_id, data.login, data.role, data.ends_on)
    return see(request, "grants", id=place_id)


async def revoke(request: Request) -> Response:
    """Take a role back."""
    held = await services.revoke_grant(request.state.actor, request.path_params["id"])
    return see(request, "grants", id=held.place_id)


refs.register("person", queries.name, lambda person_id: url_for("person", id=person_id))

routes = [
    Route("/me", me, name="me"),
    Route("/me/name", rename, methods=["POST"], name="rename"),
    Route("/me/home", home_page, name="my-home"),
    Route("/me/home", move_in, methods=["POST"], name="my-home-entry"),
    Route("/people/{id:int}", person, name="person"),
    Route("/people/{id:int}/verification", verification_page, name="verification"),
    Route("/people/{id:int}/verification", verify, methods=["POST"], name="verification-entry"),
    Route("/places/{id:int}/grants", grants, name="grants"),
    Route("/places/{id:int}/grants", give, methods=["POST"], name="grant"),
    Route("/grants/{id:int}/revocation", revoke, methods=["POST"], name="grant-revocation"),
]
