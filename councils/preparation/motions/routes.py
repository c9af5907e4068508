"""Pages of motions handed in."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import codes, refs
from civic.kit.money import as_typed
from civic.people.rules import must
from civic.web import slots, throttle
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.models import Council
from councils.preparation.motions import queries, services
from councils.preparation.motions.forms import EditForm, NewForm, ReasonForm
from councils.preparation.motions.rules import LONGEST_ACTION, check_open
from councils.rules import may_convene
from councils.sessions import queries as sessions

_ROOM = "councils/preparation/motions"
MOST_OFTEN = "20/hour"  # handed in by one person, tries included


async def index(request: Request) -> Response:
    """Motions handed in to a council: one's own, those that ask for members' names, those that wait for who screens."""
    council, actor = await councils.council(addressed(request)), request.state.actor
    screens = may_convene(actor, *await councils.paths(council.id))
    mine = await queries.of_person(actor.person_id) if actor.signed_in else []
    sits = await queries.seated(council, actor)
    return await page(
        request,
        f"{_ROOM}/index.html",
        council=council,
        screens=screens,
        waiting=await queries.waiting(council.id) if screens else [],
        asking=await queries.gathering(council.id, actor.person_id) if sits else [],
        mine=[motion for motion in mine if motion.council_id == council.id],
    )


async def _writing(request: Request) -> dict[str, Any]:
    council = await councils.council(addressed(request))
    return {
        "council": council,
        "proposals": await sessions.proposals_for(council.place_id),
        "longest": LONGEST_ACTION,
        "least": council.rule_set.motion_signatures,
    }


async def new(request: Request) -> Response:
    """The sheet."""
    context = await _writing(request)
    if request.state.actor.signed_in:
        await services.must_hand_in(request.state.actor, context["council"])
    form = NewForm.blank(request, key=codes.token(), proposal=request.query_params.get("proposal", "")[:9])
    return await page(request, f"{_ROOM}/new.html", form=form, **context)


@posted(NewForm, f"{_ROOM}/new.html", _writing)
async def hand_in(request: Request, data: NewForm) -> Response:
    """Hand it in, signed."""
    actor = request.state.actor
    if actor.signed_in:
        await throttle.hit("hand-in", str(actor.person_id), MOST_OFTEN)
    motion = await services.hand_in(actor, addressed(request), data.slip(), data.key)
    return see(request, "written-motion", id=motion.id)


async def _sheet(request: Request) -> dict[str, Any]:
    return {"sheet": await queries.sheet(addressed(request), request.state.actor)}


async def show(request: Request) -> Response:
    """What became of it, for everybody; what it says, for who may read it."""
    form = ReasonForm.blank(request)
    return await page(request, f"{_ROOM}/show.html", form=form, **await _sheet(request))


@posted(ReasonForm, f"{_ROOM}/show.html", _sheet)
async def send_back(request: Request, data: ReasonForm) -> Response:
    """Return it with a reason."""
    await services.send_back(request.state.actor, addressed(request), data.reason)
    return see(request, "written-motion", id=addressed(request))


async def withdraw(request: Request) -> Response:
    """Take one's own back."""
    await services.withdraw(request.state.actor, addressed(request))
    return see(request, "written-motion", id=addressed(request))


async def cosign(request: Request) -> Response:
    """One more name."""
    await services.cosign(request.state.actor, addressed(request))
    return see(request, "written-motion", id=addressed(request))


async def uncosign(request: Request) -> Response:
    """One name less."""
    await services.uncosign(request.state.actor, addressed(request))
    return see(request, "written-motion", id=addressed(request))


async def _editing(request: Request) -> dict[str, Any]:
    """One's own text while it may still change. Raises SignInNeeded, NotFound, Forbidden, Refused."""
    actor, sheet = request.state.actor, (await _sheet(request))["sheet"]
    must(sheet.own, actor, "slip_edit_own")
    check_open(sheet.motion.status)
    offered = await sessions.proposals_for(sheet.motion.council.place_id)
    return {"sheet": sheet, "proposals": offered, "longest": LONGEST_ACTION}


async def text(request: Request) -> Response:
    """The text, to be changed by its author."""
    context = await _editing(request)
    motion = context["sheet"].motion
    same = ("title", "unit", "action", "deadline", "reason", "version")
    form = EditForm.blank(
        request,
        **{name: getattr(motion, name) for name in same},
        amount=as_typed(motion.amount_fen),
        proposal=motion.proposal_id or "",
    )
    return await page(request, f"{_ROOM}/edit.html", form=form, **context)


@posted(EditForm, f"{_ROOM}/edit.html", _editing)
async def edit(request: Request, data: EditForm) -> Response:
    """Change it."""
    await services.edit(request.state.actor, addressed(request), data.slip(), data.version)
    return see(request, "written-motion", id=addressed(request))


async def on_council(request: Request, council: Council) -> Markup | None:
    """The way to hand one in, on a council's page."""
    waits = may_convene(request.state.actor, *await councils.paths(council.id))
    count = len(await queries.waiting(council.id)) if waits else 0
    return slots.panel(request, f"{_ROOM}/_council.html", council=council, count=count)


async def of_person(request: Request, person: Any) -> Markup | None:
    """What I have handed in, on my own page."""
    actor = request.state.actor
    found = await queries.of_person(actor.person_id) if actor.signed_in else []
    return slots.panel(request, f"{_ROOM}/_mine.html", motions=found) if found else None


async def _title(motion_id: int) -> str:
    """Its code and not its words: these may speak of a neighbour."""
    return (await queries.one(motion_id)).code


def _url(motion_id: int) -> str:
    return url_for("written-motion", id=motion_id)


refs.register("written_motion", _title, _url, queries.by_code)
slots.lend("council.page", on_council, order=20)
slots.lend("person.page", of_person, order=45)

routes = [
    Route("/councils/{id:int}/motions", index, name="written-motions"),
    Route("/councils/{id:int}/motions", hand_in, methods=["POST"], name="written-motion-submission"),
    Route("/councils/{id:int}/motions/new", new, name="written-motion-new"),
    Route("/written-motions/{id:int}", show, name="written-motion"),
    Route("/written-motions/{id:int}/return", send_back, methods=["POST"], name="written-motion-return"),
    Route("/written-motions/{id:int}/names", cosign, methods=["POST"], name="written-motion-name"),
    Route(
        "/written-motions/{id:int}/names/withdrawal",
        uncosign,
        methods=["POST"],
        name="written-motion-name-withdrawal",
    ),
    Route("/written-motions/{id:int}/text", text, name="written-motion-text"),
    Route("/written-motions/{id:int}/text", edit, methods=["POST"], name="written-motion-edit"),
    Route(
        "/written-motions/{id:int}/withdrawal", withdraw, methods=["POST"], name="written-motion-withdrawal"
    ),
]
