"""Pages about seats: attendance, those who follow, those who attend without a vote, and what members declare."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock
from civic.kit.errors import NotFound, SignInNeeded
from civic.organisations import queries as organisations
from civic.people.queries import signing_in_with
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import go, see
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils import services as seats
from councils.models import Council
from councils.routes import kept
from councils.rules import may_found
from councils.seating import queries, services
from councils.seating.forms import EndForm, FollowForm, InterestForm, ObserverForm, SubstituteForm

_ROOM = "councils/seating"
_CHOICES = 200


async def on_council_page(request: Request, council: Council) -> Markup | None:
    """Who came, who follows, who attends and what members declared, lent to the council's page."""
    today = clock.today()
    term = await councils.current_term(council.id, today)
    if term is None:
        return None
    lines = await queries.attendance(term.id, today)
    shown: dict[str, Any] = {
        "called": [line for line in lines if line.record.called],
        "substitutes": await queries.substitutes(term.id),
        "observers": await queries.observers(term.id, today),
        "ends": await queries.ends(term.id),
        "interests": await queries.interests_in(lines),
    }
    if not any(shown.values()):
        return None
    return slots.panel(request, f"{_ROOM}/_council.html", limit=council.rule_set.absences, **shown)


async def on_my_page(request: Request, actor: Any) -> Markup | None:
    """Where I sit and what I declared, lent to my page."""
    today = clock.today()
    held = await councils.memberships([actor.person_id], today)
    declared = await queries.interests_of(actor.person_id)
    if not (held or declared or await queries.terms_of(actor.person_id, today)):
        return None
    return slots.panel(request, f"{_ROOM}/_mine.html", held=held, declared=declared)


async def _seating(request: Request) -> dict[str, Any]:
    council, today = await kept(request), clock.today()
    term = await councils.current_term(council.id, today)
    if term is None:
        raise NotFound
    lines = await queries.attendance(term.id, today)
    return {
        "council": council,
        "term": term,
        "lines": lines,
        "vacancies": await queries.vacancies(term.id),
        "substitutes": await queries.substitutes(term.id),
        "observers": await queries.observers(term.id, today),
        "interests": await queries.interests_in(lines),
        "bodies": [(one.id, one.name) for one in await councils.bodies(council.id, today)],
        "organisations": await _organisations(),
        "doing": request.url.path.rsplit("/", 1)[-1],
        "blank": Typed({}),
    }


async def _organisations() -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in await organisations.listed(0, _CHOICES)]


async def seating(request: Request) -> Response:
    """What changes around the seats of a council, for those who keep its register."""
    return await page(request, f"{_ROOM}/keeping.html", form=Typed({}), **await _seating(request))


@posted(SubstituteForm, f"{_ROOM}/keeping.html", _seating)
async def add_substitute(request: Request, data: SubstituteForm) -> Response:
    """Put somebody on the list of those who follow."""
    term = (await _seating(request))["term"]
    person = await signing_in_with(data.login)
    await services.add_substitute(request.state.actor, term.id, person.id, data.bench)
    return see(request, "council-seating", id=term.council_id)


@posted(FollowForm, f"{_ROOM}/keeping.html", _seating)
async def follow(request: Request, data: FollowForm) -> Response:
    """Let the next on the list take a seat that fell free."""
    term = (await _seating(request))["term"]
    await services.follow(request.state.actor, term.id, data.bench)
    return see(request, "council-seating", id=term.council_id)


@posted(ObserverForm, f"{_ROOM}/keeping.html", _seating)
async def name_observer(request: Request, data: ObserverForm) -> Response:
    """Let somebody attend without a vote."""
    term = (await _seating(request))["term"]
    person = await signing_in_with(data.observer_login) if data.observer_login else None
    await services.name_observer(
        request.state.actor,
        term.id,
        data.observer_name,
        data.observer_capacity,
        person.id if person else None,
    )
    return see(request, "council-seating", id=term.council_id)


async def end_observer(request: Request) -> Response:
    """Somebody attends no longer."""
    named = await services.end_observer(request.state.actor, request.path_params["id"])
    return see(request, "council-seating", id=named.term.council_id)


@posted(InterestForm, f"{_ROOM}/keeping.html", _seating)
async def enter_interest(request: Request, data: InterestForm) -> Response:
    """Enter what a member declared on paper."""
    await _seating(request)
    if data.person is None:
        raise NotFound
    await services.declare(request.state.actor, data.person, data.tie, data.subject, data.organisation)
    return see(request, "council-seating", id=request.path_params["id"])


async def _ending(request: Request) -> dict[str, Any]:
    held = await councils.seat(request.path_params["id"])
    must(seats.keeps(request.state.actor, held), request.state.actor, "found_forbidden")
    record = {line.seat.id: line for line in await queries.attendance(held.term_id, clock.today())}
    return {"seat": held, "council": held.term.council, "line": record.get(held.id)}


async def ending(request: Request) -> Response:
    """The form for the end of a seat."""
    form = EndForm.blank(request, last_day=clock.today().isoformat())
    return await page(request, f"{_ROOM}/end.html", form=form, **await _ending(request))


@posted(EndForm, f"{_ROOM}/end.html", _ending)
async def end(request: Request, data: EndForm) -> Response:
    """End a seat before its term."""
    made = await services.end_seat(
        request.state.actor, request.path_params["id"], data.ending, data.reason, data.last_day
    )
    return see(request, "council-keeping", id=made.seat.term.council_id)


async def _mine(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    return {
        "declared": await queries.interests_of(actor.person_id),
        "sits": bool(await queries.terms_of(actor.person_id, clock.today())),
        "organisations": await _organisations(),
    }


async def interests(request: Request) -> Response:
    """What I declared, and the form for more."""
    return await page(
        request, f"{_ROOM}/interests.html", form=InterestForm.blank(request), **await _mine(request)
    )


@posted(InterestForm, f"{_ROOM}/interests.html", _mine)
async def declare(request: Request, data: InterestForm) -> Response:
    """Declare what ties me to something."""
    actor = request.state.actor
    if actor.person_id is None:
        raise SignInNeeded
    await services.declare(actor, actor.person_id, data.tie, data.subject, data.organisation)
    return see(request, "my-interests")


async def lift(request: Request) -> Response:
    """Say that a tie is no more."""
    lifted = await services.lift(request.state.actor, request.path_params["id"])
    if lifted.person_id == request.state.actor.person_id:
        return see(request, "my-interests")
    terms = await queries.terms_of(lifted.person_id, clock.today())
    for term in terms:
        if may_found(request.state.actor, *await councils.paths(term.council_id)):
            return see(request, "council-seating", id=term.council_id)
    return go(url_for("councils"))


slots.lend("council.page", on_council_page, order=40)
slots.lend("person.page", on_my_page, order=20)

routes: list[BaseRoute] = [
    Route("/councils/{id:int}/seating", seating, name="council-seating"),
    Route("/councils/{id:int}/substitutes", add_substitute, methods=["POST"], name="council-substitute"),
    Route("/councils/{id:int}/following", follow, methods=["POST"], name="council-following"),
    Route("/councils/{id:int}/observers", name_observer, methods=["POST"], name="council-observer"),
    Route("/observers/{id:int}/end", end_observer, methods=["POST"], name="observer-end"),
    Route("/councils/{id:int}/interests", enter_interest, methods=["POST"], name="council-interest"),
    Route("/seats/{id:int}/end", ending, name="seat-end"),
    Route("/seats/{id:int}/end", end, methods=["POST"], name="seat-ending"),
    Route("/me/interests", interests, name="my-interests"),
    Route("/me/interests", declare, methods=["POST"], name="my-interest-declaration"),
    Route("/interests/{id:int}/lifting", lift, methods=["POST"], name="interest-lifting"),
]
