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
from civic.kit import clock, refs
from civic.kit.tables import csv_text
from civic.places.models import Place
from civic.web import i18n, papers, slots
from civic.web.answers import see
from civic.web.asked import number
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.actions import queries, rules, services
from councils.actions.forms import StepForm
from councils.actions.models import Review
from councils.actions.rules import NoteKind
from councils.models import Council

REVIEW = "action-review"
SHOW = "councils/actions/show.html"
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
    found = await queries.review(request.path_params["id"])
    counts = _counts(found.document["counts"])
    return await page(request, "councils/actions/review.html", review=found, counts=counts)


def _sheet(request: Request, found: Review, lang: str) -> Sheet:
    seal = sealed(REVIEW, found.id, rules.review_parts(found.document))
    mark = papers.mark(request, seal, i18n.translate(papers.CHECK, lang))
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


async def _title(item_id: int) -> str:
    return (await queries.show(item_id)).item.content


async def _review_title(review_id: int) -> str:
    found = await queries.review(review_id)
    return f"{found.place.name} {found.starts_on}"


papers.register(REVIEW, _reviews, find=queries.reviewed_by)
slots.lend("community.page", on_place, order=40)
slots.lend("council.page", on_council, order=50)
refs.register("action", _title, lambda id_: url_for("action", id=id_))
refs.register("review", _review_title, lambda id_: url_for("action-review", id=id_))

routes: list[BaseRoute] = [
    Route("/actions", index, name="actions"),
    Route("/actions.csv", table, name="actions-table"),
    Route("/actions/{id:int}", show, name="action"),
    Route("/actions/{id:int}/steps", step, methods=["POST"], name="action-steps"),
    Route("/reviews/{id:int}", review, name="action-review"),
    Route("/reviews/{id:int}/review.pdf", review_pdf, name="action-review-pdf"),
]
