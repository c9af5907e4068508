"""Pages of councils, and of those who keep their register."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.people.queries import signing_in_with
from civic.people.rules import must
from civic.places import queries as places
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils import queries, rules, services
from councils.forms import CouncilForm, RoleForm, RulesForm, SeatForm, TermForm
from councils.models import Council

_NEW, _KEEPING = "councils/new.html", "councils/keeping.html"


async def index(request: Request) -> Response:
    """All councils."""
    place = request.state.place
    founds = place is not None and rules.may_found(request.state.actor, place.path)
    found = await queries.councils(today=clock.today())
    return await page(request, "councils/index.html", councils=found, founds=founds)


async def show(request: Request) -> Response:
    """One council: its rules, its term, its members, and what the rooms above say about it."""
    council = await queries.council(request.path_params["id"])
    today, paths = clock.today(), await queries.paths(council.id)
    term = await queries.current_term(council.id, today)
    seats = await queries.seats(term.id, today) if term else []
    others = await queries.memberships((seat.person_id for seat in seats), today)
    return await page(
        request,
        "councils/show.html",
        council=council,
        term=term,
        seats=seats,
        others=[one for one in others if one.council_id != council.id],
        floor=queries.floor_rules(council.rule_set),
        convenes=term is not None and rules.may_convene(request.state.actor, *paths),
        keeps=rules.may_found(request.state.actor, *paths),
        panels=await slots.fill("council.page", request, council),
    )


async def _founding(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    open_to = [one for one in await places.below("/") if rules.may_found(actor, one.path)]
    must(bool(open_to), actor, "found_forbidden")
    return {"places": [(one.id, one.name) for one in open_to], "rule_sets": await _rule_sets()}


async def _rule_sets() -> list[tuple[int, str]]:
    return [(one.id, one.title) for one in await queries.rule_sets()]


async def new(request: Request) -> Response:
    """The form for a council."""
    here = request.state.place
    form = CouncilForm.blank(request, place=here.id if here else "")
    return await page(request, _NEW, form=form, **await _founding(request))


@posted(CouncilForm, _NEW, _founding)
async def found(request: Request, data: CouncilForm) -> Response:
    """Enter a council."""
    made = await services.found(request.state.actor, data.place, data.name, data.rule_set)
    return see(request, "council-keeping", id=made.id)


async def kept(request: Request) -> Council:
    """The council of a page that only those see who keep its register. Raises SignInNeeded, Forbidden, NotFound."""
    council = await queries.council(request.path_params["id"])
    paths = await queries.paths(council.id)
    must(rules.may_found(request.state.actor, *paths), request.state.actor, "found_forbidden")
    return council


async def _keeping(request: Request) -> dict[str, Any]:
    council, today = await kept(request), clock.today()
    terms = await queries.terms(council.id)
    term = await queries.current_term(council.id, today) or (terms[0] if terms else None)
    return {
        "council": council,
        "term": term,
        "terms": terms,
        "seats": await queries.seats(term.id, max(today, term.starts_on)) if term else [],
        "rule_sets": await _rule_sets(),
        "bodies": [(one.id, one.name) for one in await queries.bodies(council.id, today)],
        "draws": await queries.draws(council.place.path),
        "doing": request.url.path.rsplit("/", 1)[-1],
        "blank": Typed({}),
    }


async def keeping(request: Request) -> Response:
    """Rules, terms and seats of a council, for those who keep its register."""
    return await page(request, _KEEPING, form=SeatForm.blank(request), **await _keeping(request))


@posted(RulesForm, _KEEPING, _keeping)
async def adopt(request: Request, data: RulesForm) -> Response:
    """Go by another version of the rules."""
    council = await services.adopt_rules(request.state.actor, request.path_params["id"], data.rule_set)
    return see(request, "council-keeping", id=council.id)


@posted(TermForm, _KEEPING, _keeping)
async def open_term(request: Request, data: TermForm) -> Response:
    """Enter the next term."""
    council_id = request.path_params["id"]
    await services.open_term(request.state.actor, council_id, data.starts_on, data.ends_on)
    return see(request, "council-keeping", id=council_id)


@posted(SeatForm, _KEEPING, _keeping)
async def seat(request: Request, data: SeatForm) -> Response:
    """Enter a member of the term that runs, or comes next."""
    term = (await _keeping(request))["term"]
    person = await signing_in_with(data.login)
    await services.seat(request.state.actor, term.id if term else 0, person.id, data.role, data.seating())
    return see(request, "council-keeping", id=request.path_params["id"])


async def _of_seat(request: Request) -> dict[str, Any]:
    held = await queries.seat(request.path_params["id"])
    must(services.keeps(request.state.actor, held), request.state.actor, "found_forbidden")
    return {"seat": held, "council": held.term.council}


async def role_page(request: Request) -> Response:
    """The form for another role of somebody who sits."""
    context = await _of_seat(request)
    form = RoleForm.blank(request, role=context["seat"].role.value)
    return await page(request, "councils/role.html", form=form, **context)


@posted(RoleForm, "councils/role.html", _of_seat)
async def change_role(request: Request, data: RoleForm) -> Response:
    """Let somebody who sits preside, record or neither."""
    held = await services.change_role(request.state.actor, request.path_params["id"], data.role)
    return see(request, "council-keeping", id=held.term.council_id)


async def _title(council_id: int) -> str:
    return (await queries.council(council_id)).name


def _url(council_id: int) -> str:
    return url_for("council", id=council_id)


refs.register("council", _title, _url)

routes: list[BaseRoute] = [
    Route("/councils", index, name="councils"),
    Route("/councils", found, methods=["POST"], name="council-founding"),
    Route("/councils/new", new, name="council-new"),
    Route("/councils/{id:int}", show, name="council"),
    Route("/councils/{id:int}/keeping", keeping, name="council-keeping"),
    Route("/councils/{id:int}/rules", adopt, methods=["POST"], name="council-rules"),
    Route("/councils/{id:int}/terms", open_term, methods=["POST"], name="council-term"),
    Route("/councils/{id:int}/seats", seat, methods=["POST"], name="council-seat"),
    Route("/seats/{id:int}/role", role_page, name="seat-role"),
    Route("/seats/{id:int}/role", change_role, methods=["POST"], name="seat-role-change"),
]
