"""Pages of action items and reviews."""

import asyncio
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.documents.rules import Sheet, pdf, sealed
from civic.kit import clock, codes, refs
from civic.kit.tables import csv_text
from civic.people.rules import must
from civic.places.models import Place
from civic.web import i18n, papers, slots
from civic.web.answers import see
from civic.web.asked import number
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.actions import queries, rules, services
from councils.actions.forms import AssignmentForm, ErrandForm, StepForm
from councils.actions.models import Review
from councils.actions.rules import NoteKind
from councils.assignees import queries as assignees
from councils.models import Council
from councils.resolutions import queries as resolutions
from councils.resolutions.models import Resolution
from councils.workorders.models import WorkOrder
from councils.workorders.rules.states import Category

REVIEW = "action-review"
SHOW, ERRAND = "councils/actions/show.html", "councils/actions/errand.html"
# steps a person chooses from; the others belong to the clock
STEPS = (
    NoteKind.PROGRESS,
    NoteKind.DONE,
    NoteKind.EXTENDED,
    NoteKind.ESCALATED,
    NoteKind.DROPPED,
)


def _year(request: Request) -> int | None:
    """The year asked for; None for one that no calendar has."""
    year = number(request.query_params.get("year", ""))
    return year if year and MINYEAR <= year <= MAXYEAR else None


async def _listed(request: Request) -> list[queries.Shown]:
    """What was asked for: of the community looked at, or of one council wherever it is (a joint one has two places)."""
    place, council = request.state.place, number(request.query_params.get("council", ""))
    path = place.path if place and council is None else "/"
    return await queries.of_place(path, _year(request), council)


def _counts(counted: Mapping[str, int]) -> list[tuple[rules.State, int]]:
    return [(rules.State(name), number) for name, number in counted.items()]


async def index(request: Request) -> Response:
    """What the community has to do, late things first; of one council and one year where asked (年度合作事项清单)."""
    place, found = request.state.place, await _listed(request)
    year, council = _year(request), number(request.query_params.get("council", ""))
    return await page(
        request,
        "councils/actions/index.html",
        items=found,
        chosen=await councils.council(council) if council else None,
        counts=_counts(rules.counted(one.progress for one in found)),
        years=sorted({one.item.resolution.adopted_on.year for one in found}, reverse=True),
        councils=await councils.councils(place.path if place else "/", clock.today()),
        year=year,
        council=council,
        reviews=(await queries.reviews(place.id))[:6] if place else [],
    )


async def table(request: Request) -> Response:
    """The same list for a spreadsheet, in the reader's language."""
    lang = request.state.lang
    lines = [[i18n.translate(name, lang) for name in rules.COLUMNS]]
    for one in await _listed(request):
        state = i18n.translate(one.progress.state.words, lang)
        lines.append([*rules.cells(one.item, one.progress), state, one.news])
    headers = {"content-disposition": 'attachment; filename="actions.csv"'}
    return Response(csv_text(lines), media_type="text/csv; charset=utf-8", headers=headers)


async def _scene(request: Request) -> dict[str, Any]:
    shown = await queries.show(request.path_params["id"])
    actor, state = request.state.actor, shown.progress.state
    over = state in (rules.State.DONE, rules.State.DONE_LATE, rules.State.DROPPED)
    told = {NoteKind.ESCALATED} if shown.progress.escalated else set()
    steps = [NoteKind.REOPENED] if over else [kind for kind in STEPS if kind not in told]
    does = await services.does(actor, shown)
    assigns = rules.may_report(actor, shown.place_path) and not over
    return {
        "shown": shown,
        "steps": [kind for kind in steps if rules.may_step(actor, shown.place_path, kind, does)],
        "answers": shown.progress.escalated and rules.may_answer(actor, shown.place_path),
        "given": [(one, assignees.name_of(one.assignee)) for one in await queries.assignments(shown.item.id)],
        "choices": assignees.grouped(await assignees.choices(shown.place)) if assigns else [],
        "assigns": assigns,
        "sends": rules.may_send(actor, shown.place_path) and not over,
        "errands": [
            one for one in await queries.errands(shown.item.resolution_id) if one.item_id == shown.item.id
        ],
        "doing": request.url.path.rsplit("/", 1)[-1],
        "blank": Typed({}),
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


@posted(AssignmentForm, SHOW, _scene)
async def assign(request: Request, sent: AssignmentForm) -> Response:
    """Say who does it."""
    item_id = request.path_params["id"]
    await services.assign(request.state.actor, item_id, sent.assignee, sent.name)
    return see(request, "action", id=item_id)


async def _sending(request: Request) -> dict[str, Any]:
    """What a work order for a resolution offers: where, who, and what was resolved."""
    resolution = await resolutions.show(request.path_params["id"])
    place = resolution.term.council.place
    must(rules.may_send(request.state.actor, place.path), request.state.actor, "action_send_forbidden")
    return {
        "resolution": resolution,
        "items": await resolutions.actions(resolution.id),
        "places": await queries.where(resolution),
        "choices": assignees.grouped(await assignees.choices(place)),
        "categories": list(Category),
    }


async def errand(request: Request) -> Response:
    """The form of a work order for a resolution, with the words of the action item that is asked for."""
    context = await _sending(request)
    chosen = number(request.query_params.get("item", ""))
    item = next((one for one in context["items"] if one.id == chosen), None)
    words = item.content if item else context["resolution"].text
    form = ErrandForm.blank(
        request,
        key=codes.token(),
        item=item.id if item else "",
        title=words[: rules.TITLE_MAX],
        text=context["resolution"].text[:1000],
        category=Category.OTHER.value,
        place=context["resolution"].term.council.place_id,
        due_on=item.due_on.isoformat() if item and item.due_on >= clock.today() else "",
    )
    return await page(request, ERRAND, form=form, **context)


@posted(ErrandForm, ERRAND, _sending)
async def send(request: Request, data: ErrandForm) -> Response:
    """Send it out."""
    resolution_id = request.path_params["id"]
    order = await services.send(request.state.actor, resolution_id, data.key, data.sending())
    return see(request, "workorder", id=order.id)


async def review(request: Request) -> Response:
    """One review as it was prepared."""
    found = await queries.review(request.path_params["id"])
    counts = _counts(found.document["counts"])
    return await page(request, "councils/actions/review.html", review=found, counts=counts)


def _sheet(request: Request, found: Review, lang: str) -> Sheet:
    seal = sealed(REVIEW, found.id, rules.review_parts(found.document))
    mark = papers.mark(request, seal, i18n.translate(papers.CHECK, lang), found.digest)
    return rules.review_sheet(found.document, mark, lang)


async def review_pdf(request: Request) -> Response:
    """The review on paper."""
    found = await queries.review(request.path_params["id"])
    body = await asyncio.to_thread(pdf, _sheet(request, found, request.state.lang))
    headers = {"content-disposition": f'attachment; filename="review-{found.id}.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers | {"cache-control": "no-cache"})


async def _reviews(request: Request, number: int) -> list[papers.Paper]:
    found = await queries.review(number)
    about = f"{i18n.translate(found.cadence.words, request.state.lang)} · {await _review_title(number)}"
    copies = (_sheet(request, found, lang) for lang in papers.LANGS)
    parts = rules.review_parts(found.document)
    return [papers.Paper(REVIEW, number, about, url_for("action-review", id=number), parts, copies)]


async def on_place(request: Request, place: Place | None) -> Markup | None:
    """What is overdue in this community, in red; nothing when nothing is."""
    found = await queries.of_place(place.path) if place else []
    late = [one for one in found if one.progress.state is rules.State.OVERDUE]
    return slots.panel(request, "councils/actions/_panel.html", late=late) if late else None


async def on_council(request: Request, council: Council) -> Markup | None:
    """The lists of a council by year, each to print or to take away; nothing before something was resolved."""
    found = await queries.of_place("/", None, council.id)
    years = sorted({one.item.resolution.adopted_on.year for one in found}, reverse=True)
    joint = bool(await councils.bodies(council.id, clock.today()))
    told = {"council": council, "years": years, "joint": joint}
    return slots.panel(request, "councils/actions/_lists.html", **told) if years else None


async def on_me(request: Request, person: Any) -> Markup | None:
    """What I have to do, or my office or organisation."""
    found = await queries.given_to(await assignees.acted_for(request.state.actor))
    return slots.panel(request, "councils/actions/_given.html", items=found, mine=True) if found else None


async def on_organisation(request: Request, organisation: Any) -> Markup | None:
    """What an organisation has to do."""
    found = await queries.given_to(await assignees.of_organisation(organisation.id))
    return slots.panel(request, "councils/actions/_given.html", items=found, mine=False) if found else None


async def on_resolution(request: Request, resolution: Resolution) -> Markup | None:
    """What of a resolution was sent out as work orders, and the way to send it."""
    sent = await queries.errands(resolution.id)
    sends = rules.may_send(request.state.actor, resolution.term.council.place.path)
    told = {"resolution": resolution, "errands": sent, "sends": sends}
    return slots.panel(request, "councils/actions/_errands.html", **told) if sent or sends else None


async def on_workorder(request: Request, order: WorkOrder) -> Markup | None:
    """The resolution a work order was sent out for."""
    found = await queries.errand_of(order.id)
    return slots.panel(request, "councils/actions/_basis.html", errand=found) if found else None


async def _title(item_id: int) -> str:
    return (await queries.show(item_id)).item.content


async def _review_title(review_id: int) -> str:
    found = await queries.review(review_id)
    return f"{found.place.name} {found.starts_on}"


papers.register(REVIEW, _reviews, find=queries.reviewed_by)
slots.lend("community.page", on_place, order=40)
slots.lend("council.page", on_council, order=50)
slots.lend("person.page", on_me, order=24)
slots.lend("organisation.page", on_organisation, order=20)
slots.lend("resolution.page", on_resolution, order=30)
slots.lend("workorder.page", on_workorder, order=10)
refs.register("action", _title, lambda id_: url_for("action", id=id_))
refs.register("review", _review_title, lambda id_: url_for("action-review", id=id_))

routes: list[BaseRoute] = [
    Route("/actions", index, name="actions"),
    Route("/actions.csv", table, name="actions-table"),
    Route("/actions/{id:int}", show, name="action"),
    Route("/actions/{id:int}/steps", step, methods=["POST"], name="action-steps"),
    Route("/actions/{id:int}/assignments", assign, methods=["POST"], name="action-assignments"),
    Route("/resolutions/{id:int}/errands/new", errand, name="errand-new"),
    Route("/resolutions/{id:int}/errands", send, methods=["POST"], name="errands"),
    Route("/reviews/{id:int}", review, name="action-review"),
    Route("/reviews/{id:int}/review.pdf", review_pdf, name="action-review-pdf"),
]
