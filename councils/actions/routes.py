"""Pages of action items and reviews."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.places.models import Place
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.actions import queries, rules, services
from councils.actions.forms import StepForm
from councils.actions.rules import NoteKind

SHOW = "councils/actions/show.html"
# steps a person chooses from; the others belong to the clock
STEPS = (
    NoteKind.PROGRESS,
    NoteKind.DONE,
    NoteKind.EXTENDED,
    NoteKind.ESCALATED,
    NoteKind.DROPPED,
)


def _number(request: Request, name: str) -> int | None:
    typed = request.query_params.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


async def index(request: Request) -> Response:
    """What the community has to do, late things first; of one council and one year where asked."""
    place = request.state.place
    year, council = _number(request, "year"), _number(request, "council")
    found = await queries.of_place(place.path if place else "/", year, council)
    return await page(
        request,
        "councils/actions/index.html",
        items=found,
        counts=rules.counted(one.progress for one in found),
        years=sorted({one.item.resolution.adopted_on.year for one in found}, reverse=True),
        councils=await councils.councils(place.path if place else "/", clock.today()),
        year=year,
        council=council,
        reviews=(await queries.reviews(place.id))[:6] if place else [],
    )


async def _scene(request: Request) -> dict[str, Any]:
    shown = await queries.show(request.path_params["id"])
    actor, state = request.state.actor, shown.progress.state
    over = state in (rules.State.DONE, rules.State.DONE_LATE, rules.State.DROPPED)
    told = {NoteKind.ESCALATED} if shown.progress.escalated else set()
    steps = [NoteKind.REOPENED] if over else [kind for kind in STEPS if kind not in told]
    return {
        "shown": shown,
        "steps": steps if rules.may_report(actor, shown.place_path) else [],
        "answers": shown.progress.escalated and rules.may_answer(actor, shown.place_path),
    }


async def show(request: Request) -> Response:
    """One item: what, who, until when, every step."""
    return await page(request, SHOW, form=StepForm.blank(request), **await _scene(request))


@posted(StepForm, SHOW, _scene)
async def step(request: Request, sent: StepForm) -> Response:
    """Write a step down."""
    item_id = request.path_params["id"]
    photo = sent.photo if sent.photo and sent.photo.data else None
    await services.step(request.state.actor, item_id, sent.kind, sent.text, sent.due_on, photo)
    return see(request, "action", id=item_id)


async def review(request: Request) -> Response:
    """One review as it was prepared."""
    return await page(
        request, "councils/actions/review.html", review=await queries.review(request.path_params["id"])
    )


async def on_place(request: Request, place: Place | None) -> Markup | None:
    """What is overdue in this community, in red; nothing when nothing is."""
    found = await queries.of_place(place.path) if place else []
    late = [one for one in found if one.progress.state is rules.State.OVERDUE]
    return slots.panel(request, "councils/actions/_panel.html", late=late) if late else None


async def _title(item_id: int) -> str:
    return (await queries.show(item_id)).item.content


async def _review_title(review_id: int) -> str:
    found = await queries.review(review_id)
    return f"{found.place.name} {found.starts_on}"


slots.lend("community.page", on_place, order=40)
refs.register("action", _title, lambda id_: url_for("action", id=id_))
refs.register("review", _review_title, lambda id_: url_for("action-review", id=id_))

routes: list[BaseRoute] = [
    Route("/actions", index, name="actions"),
    Route("/actions/{id:int}", show, name="action"),
    Route("/actions/{id:int}/steps", step, methods=["POST"], name="action-steps"),
    Route("/reviews/{id:int}", review, name="action-review"),
]
