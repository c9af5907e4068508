"""Organisations: the list, their pages, and registering one."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, refs
from civic.kit.errors import SignInNeeded
from civic.organisations import queries, rules, services
from civic.organisations.forms import OrganisationForm
from civic.organisations.services import NewOrganisation
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from civic.web.paging import after, paged

_ROOM = "civic/organisations"
_SIZE = 50


async def index(request: Request) -> Response:
    """All organisations."""
    found = await queries.listed(after(request) or 0, _SIZE + 1)
    shown = paged(request, found, _SIZE, key=lambda one: one.id)
    return await page(request, f"{_ROOM}/index.html", shown=shown)


async def show(request: Request) -> Response:
    """One organisation, and who acts for it."""
    found = await queries.organisation(request.path_params["id"])
    graded = bool(found.grade) and (found.grade_until is None or found.grade_until >= clock.today())
    acting = await queries.acting_for(found.id)
    panels = await slots.fill("organisation.page", request, found)
    return await page(
        request, f"{_ROOM}/show.html", organisation=found, graded=graded, acting=acting, panels=panels
    )


async def _kinds(request: Request) -> dict[str, Any]:
    words = [(kind.value, translate(kind.words, request.state.lang)) for kind in rules.REGISTERED]
    return {"kinds": words}


async def new(request: Request) -> Response:
    """The form for an organisation."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    form = OrganisationForm.blank(request)
    return await page(request, f"{_ROOM}/new.html", form=form, **await _kinds(request))


@posted(OrganisationForm, f"{_ROOM}/new.html", _kinds)
async def register(request: Request, data: OrganisationForm) -> Response:
    """Enter an organisation."""
    said = NewOrganisation(data.name, data.kind, data.credit_code, data.registered_on, data.about)
    entered = await services.register(request.state.actor, said)
    return see(request, "organisation", id=entered.id)


async def of_person(request: Request, person: Any) -> Markup | None:
    """The organisations I act for, lent to my page."""
    found = await queries.represented_by(request.state.actor)
    return slots.panel(request, f"{_ROOM}/_mine.html", organisations=found) if found else None


refs.register(
    "organisation", queries.name, lambda organisation_id: url_for("organisation", id=organisation_id)
)
slots.lend("person.page", of_person, order=30)

routes = [
    Route("/organisations", index, name="organisations"),
    Route("/organisations", register, methods=["POST"], name="organisation-registration"),
    Route("/organisations/new", new, name="organisation-new"),
    Route("/organisations/{id:int}", show, name="organisation"),
]
