"""Work orders: the list, the report, one with its steps, and the form of each step."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, codes
from civic.kit.errors import NotFound
from civic.people.rules import must
from civic.places import queries as places
from civic.web import slots, throttle
from civic.web.answers import see
from civic.web.asked import addressed, chips, number, one_of
from civic.web.forms import Typed, posted
from civic.web.pages import page
from civic.web.paging import after, paged
from councils.assignees import queries as assignees
from councils.assignees.rules import AssigneeKind
from councils.workorders import queries, services
from councils.workorders.forms import (
    DispatchForm,
    ExtensionForm,
    JoinForm,
    MergeForm,
    ReportForm,
    StepForm,
)
from councils.workorders.queries import Stage, Wanted
from councils.workorders.rules import acting, paces
from councils.workorders.rules.states import Category, StepKind

_ROOM = "councils/workorders"
SHOW, STEP = f"{_ROOM}/show.html", f"{_ROOM}/step.html"
SIZE = 20
MOST_OFTEN = "30/hour"  # reports by one person, tries included


async def index(request: Request) -> Response:
    """Those of the community, newest first."""
    place, typed = request.state.place, request.query_params
    wanted = Wanted(
        path=place.path if place else "/",
        stage=one_of(Stage, typed.get("stage", "")),
        category=one_of(Category, typed.get("category", "")),
        estate_id=number(typed.get("estate", "")),
    )
    found = await queries.cards(wanted, after(request), SIZE)
    return await page(
        request,
        f"{_ROOM}/index.html",
        orders=paged(request, found, SIZE, lambda card: card.id),
        wanted=wanted,
        chips=chips(request, Stage),
        categories=list(Category),
        estates=await places.estates_of(place.id) if place else [],
        keeps=bool(queries.desks(request.state.actor)),
    )


async def _writing(request: Request) -> dict[str, Any]:
    """Where one may report: who lives here reports their own community, others the one they look at."""
    known = await places.communities()
    own = next((each for each in known if each.id == request.state.actor.place_id), None)
    home = own or request.state.place
    return {
        "home": home,
        "estates": await places.estates_of(home.id) if home else [],
        "categories": list(Category),
        "most_photos": acting.MOST_PHOTOS,
        "alike": getattr(request.state, "alike", []),
    }


async def new(request: Request) -> Response:
    """The form."""
    form = ReportForm.blank(request, key=codes.token())
    return await page(request, f"{_ROOM}/new.html", form=form, **await _writing(request))


@posted(ReportForm, f"{_ROOM}/new.html", _writing)
async def report(request: Request, data: ReportForm) -> Response:
    """Report it."""
    actor = request.state.actor
    if actor.signed_in:
        await throttle.hit("workorder", str(actor.person_id), MOST_OFTEN)
    request.state.alike = await services.alike(data.said())
    made = await services.report(actor, data.said(), data.key, data.uploads(), data.sure)
    return see(request, "workorder-receipt", id=made.id)


async def receipt(request: Request) -> Response:
    """The receipt, straight after reporting; public like the work order itself."""
    shown = await queries.show(addressed(request))
    return await page(request, f"{_ROOM}/receipt.html", order=shown.order)


async def _scene(request: Request) -> dict[str, Any]:
    """One work order as this person may read it, and the steps they can take now."""
    actor, shown = request.state.actor, await queries.show(addressed(request))
    bodies, facts = await assignees.bodies_of(actor), shown.facts
    offered = acting.offered(actor, facts, bodies)
    pace = await queries.pace_of(shown.order.place_id)
    turn = acting.turn(facts.state, offered)
    stranger = actor.person_id not in facts.reporters
    return {
        "shown": shown,
        "order": shown.order,
        "turn": turn,
        "others": sorted((kind for kind in offered if kind is not turn), key=_rank),
        "alone": facts.reporters == {actor.person_id},
        "behalf": facts.doer is not None and facts.doer.kind is AssigneeKind.NAMED,
        "reads": acting.may_read(actor, facts, bodies),
        "insider": acting.may_see_reporters(actor, facts, bodies),
        "joins": stranger and acting.may_join(facts.state) and acting.may_meet(actor, facts.path),
        "late": paces.late(shown.running, pace, clock.now()),
        "pace": pace,
    }


# what somebody most likely comes for stands first, what mends a slip last
_FIRST = (StepKind.DONE, StepKind.DISPUTED, StepKind.DISPATCHED, StepKind.ACCEPTED, StepKind.PROGRESS)


def _rank(kind: StepKind) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


async def show(request: Request) -> Response:
    """One work order: what, where, who has it, every step."""
    context = await _shown(request)
    return await page(request, SHOW, form=JoinForm.blank(request), **context)


async def _shown(request: Request) -> dict[str, Any]:
    context = await _scene(request)
    return context | {"panels": await slots.fill("workorder.page", request, context["order"])}


@posted(JoinForm, SHOW, _shown)
async def join(request: Request, data: JoinForm) -> Response:
    """I met with it too."""
    await services.join(request.state.actor, addressed(request), data.text)
    return see(request, "workorder", id=addressed(request))


# the last word of the address of a step with a form of its own
_NAMED = {
    "dispatch": StepKind.DISPATCHED,
    "extension": StepKind.EXTENDED,
    "merging": StepKind.MERGED,
}


def _kind(request: Request) -> StepKind:
    """Which step. Raises NotFound for a word that is none."""
    word = request.url.path.rsplit("/", 1)[-1]
    if word not in _NAMED and word not in set(StepKind):
        raise NotFound
    return _NAMED.get(word) or StepKind(word)


async def _step(request: Request) -> dict[str, Any]:
    """What the form of one step offers."""
    context, kind = await _scene(request), _kind(request)
    place, order_id = context["order"].place, context["order"].id
    known = await queries.known(place.id) if kind is StepKind.MERGED else []
    sends = kind is StepKind.DISPATCHED
    return context | {
        "kind": kind,
        "choices": assignees.grouped(await assignees.choices(place)) if sends else [],
        "same": [(one.id, one.title) for one in known if one.id != order_id],
        "most_photos": acting.MOST_PHOTOS,
    }


async def taking(request: Request) -> Response:
    """The form of one step, for who can take it now."""
    context = await _step(request)
    must(context["kind"] in context["others"], request.state.actor, "workorder_forbidden")
    due_on = paces.due_day(context["pace"], clock.today()).isoformat()
    form = Typed({"due_on": due_on if context["kind"] is StepKind.DISPATCHED else ""})
    return await page(request, STEP, form=form, **context)


@posted(StepForm, STEP, _step)
async def step(request: Request, data: StepForm) -> Response:
    """Take a step."""
    await services.step(request.state.actor, addressed(request), _kind(request), data.text, data.uploads())
    return see(request, "workorder", id=addressed(request))


@posted(DispatchForm, STEP, _step)
async def dispatch(request: Request, data: DispatchForm) -> Response:
    """Send it to somebody."""
    actor, order_id = request.state.actor, addressed(request)
    await services.dispatch(actor, order_id, data.assignee, data.name, data.due_on, data.text)
    return see(request, "workorder", id=order_id)


@posted(ExtensionForm, STEP, _step)
async def extend(request: Request, data: ExtensionForm) -> Response:
    """Give it a later day."""
    await services.extend(request.state.actor, addressed(request), data.due_on, data.text)
    return see(request, "workorder", id=addressed(request))


@posted(MergeForm, STEP, _step)
async def merge(request: Request, data: MergeForm) -> Response:
    """It is the same as another."""
    await services.merge(request.state.actor, addressed(request), data.into, data.text)
    return see(request, "workorder", id=data.into)


routes: list[BaseRoute] = [
    Route("/workorders", index, name="workorders"),
    Route("/workorders", report, methods=["POST"], name="workorder-report"),
    Route("/workorders/new", new, name="workorder-new"),
    Route("/workorders/{id:int}", show, name="workorder"),
    Route("/workorders/{id:int}/receipt", receipt, name="workorder-receipt"),
    Route("/workorders/{id:int}/reporters", join, methods=["POST"], name="workorder-reporters"),
    Route("/workorders/{id:int}/steps/{kind}", taking, name="workorder-step"),
    Route("/workorders/{id:int}/steps/{kind}", step, methods=["POST"], name="workorder-steps"),
    Route("/workorders/{id:int}/dispatch", taking, name="workorder-sending"),
    Route("/workorders/{id:int}/dispatch", dispatch, methods=["POST"], name="workorder-dispatch"),
    Route("/workorders/{id:int}/extension", taking, name="workorder-extending"),
    Route("/workorders/{id:int}/extension", extend, methods=["POST"], name="workorder-extension"),
    Route("/workorders/{id:int}/merging", taking, name="workorder-same"),
    Route("/workorders/{id:int}/merging", merge, methods=["POST"], name="workorder-merging"),
]
