"""Counting papers: the batches of a box, a batch, a sheet, and what two people explain."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound, Refused
from civic.people.rules import Actor, must
from civic.web.answers import see
from civic.web.forms import Form, Typed, posted
from civic.web.pages import page, url_for
from votes.casting import queries as casting
from votes.rules import Phase, Secrecy
from votes.stations import queries as stations
from votes.stations.batches import queries
from votes.stations.batches.forms import BatchForm, MissingForm, ReasonForm, SheetForm, UntickedForm
from votes.stations.batches.queries import BatchView
from votes.stations.batches.rules import boxes, sheets
from votes.stations.batches.rules.sheets import INVALID_NAMES, LEAST, MOST, STAGE_NAMES, Stage
from votes.stations.batches.services import boxes as box_services
from votes.stations.batches.services import bundles
from votes.stations.rules import may_attend

_ROOM = "votes/stations"


async def _box(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    post = await stations.watched(actor, request.path_params["id"])
    if not post.ballot.paper_ballots:
        raise NotFound
    views, written = await queries.of_ballot(post.ballot.id), await queries.statements(post.ballot.id)
    box = await queries.box(post.ballot.id, views)
    return {
        "post": post,
        "views": views,
        "box": box,
        "refusal": _refusal(box),
        "statements": written,
        "people": await queries.people(views, written),
        "counting": post.phase is Phase.OVER,
        "may_attend": may_attend(actor, post.path, post.named),
        "stage_names": STAGE_NAMES,
        "least": LEAST,
        "most": MOST,
    }


def _refusal(box: boxes.Box) -> Refused | None:
    try:
        boxes.check_box(box)
    except Refused as refusal:
        return refusal
    return None


async def index(request: Request) -> Response:
    """The box against the roll, and its batches."""
    return await page(request, f"{_ROOM}/batches.html", form=BatchForm.blank(request), **await _box(request))


@posted(BatchForm, f"{_ROOM}/batches.html", _box)
async def create(request: Request, data: BatchForm) -> Response:
    """Make a batch."""
    made = await bundles.create(request.state.actor, request.path_params["id"], data.control_total)
    return see(request, "batch", id=made)


@posted(MissingForm, f"{_ROOM}/batches.html", _box)
async def missing(request: Request, data: MissingForm) -> Response:
    """Write why there are fewer papers than people."""
    ballot_id = request.path_params["id"]
    await box_services.explain_missing(request.state.actor, ballot_id, data.missing, data.reason)
    return see(request, "batches", id=ballot_id)


@posted(UntickedForm, f"{_ROOM}/batches.html", _box)
async def unticked(request: Request, data: UntickedForm) -> Response:
    """Write who was not ticked off."""
    ballot_id = request.path_params["id"]
    await box_services.explain_unticked(request.state.actor, ballot_id, data.number, data.reason)
    return see(request, "batches", id=ballot_id)


async def confirm(request: Request) -> Response:
    """Confirm what another wrote."""
    return see(
        request,
        "batches",
        id=await box_services.confirm(request.state.actor, request.path_params["id"]),
    )


async def _batch(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    post, view = await bundles.batch_of(actor, request.path_params["id"])
    choices = await casting.choices(post.ballot.id)
    own = [reading for reading in view.batch.readings.values() if reading.person_id == actor.person_id]
    going_on = own and not own[0].finished
    return {
        "post": post,
        "view": view,
        "counting": post.phase is Phase.OVER,
        "may_attend": may_attend(actor, post.path, post.named),
        "why_not": _why_not(view, actor),
        "mine": len(own[0].sheets) if going_on else 0,
        "people": await queries.people([view], ()),
        "labels": {choice.code: choice.label for choice in choices},
        "stage_names": STAGE_NAMES,
        "invalid_names": INVALID_NAMES,
        "invalid": _invalid(view),
    }


def _why_not(view: BatchView, actor: Actor) -> Refused | None:
    try:
        sheets.next_reading(view.batch, actor.person_id or 0)
    except Refused as refusal:
        return refusal
    return None


def _invalid(view: BatchView) -> list[tuple[int, sheets.Sheet]]:
    if view.stage is not Stage.CLOSED:
        return []
    return [(number, sheet) for number, sheet in enumerate(view.batch.sheets, 1) if sheet.invalid is not None]


async def show(request: Request) -> Response:
    """Where a batch stands, and what comes next."""
    return await page(request, f"{_ROOM}/batch.html", form=Typed({}), **await _batch(request))


async def _sheet_page(request: Request, number: int | None, looking: bool, action: str) -> dict[str, Any]:
    post, view = await bundles.batch_of(request.state.actor, request.path_params["id"])
    return {
        "view": view,
        "sheet": await stations.numbered(post.ballot.id),
        "number": number,
        "looking": looking,
        "again": False,
        "action": action,
        "named": post.question.secrecy is Secrecy.NAMED,
        "invalid_names": INVALID_NAMES,
    }


async def _reading(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    post, view = await bundles.batch_of(actor, request.path_params["id"])
    must(may_attend(actor, post.path, post.named), actor)
    bundles.check_counting(post)
    which = sheets.next_reading(view.batch, actor.person_id or 0)
    wanted = getattr(request.state, "sheet", request.query_params.get("sheet", ""))
    total = view.batch.control_total
    own = view.batch.readings.get(which)
    number = sheets.next_sheet(own, total)
    if str(wanted).isascii() and str(wanted).isdigit() and 1 <= int(wanted) <= total:
        number = int(wanted)
    again = own is not None and number in own.sheets
    context = await _sheet_page(request, number, False, url_for("batch-sheets", id=view.id))
    return context | {"again": again}


async def reading(request: Request) -> Response:
    """The next sheet of this person's own reading. What the other reader saw is not shown."""
    return await page(request, f"{_ROOM}/reading.html", form=Typed({}), **await _reading(request))


@posted(SheetForm, f"{_ROOM}/reading.html", _reading)
async def read(request: Request, data: SheetForm) -> Response:
    """Write a sheet down and go on to the next."""
    request.state.sheet = data.sheet
    await bundles.read(request.state.actor, request.path_params["id"], data.sheet, data.seen())
    return see(request, "batch-reading", id=request.path_params["id"])


async def _looking(request: Request) -> dict[str, Any]:
    batch_id, number = request.path_params["id"], request.path_params["number"]
    post, view = await bundles.batch_of(request.state.actor, batch_id)
    bundles.check_counting(post)
    sheets.check_look(view.batch, number, request.state.actor.person_id or 0)
    return await _sheet_page(request, number, True, url_for("batch-looks", id=batch_id, number=number))


async def looking(request: Request) -> Response:
    """A sheet on which two readers differ, for a third."""
    return await page(request, f"{_ROOM}/reading.html", form=Typed({}), **await _looking(request))


@posted(SheetForm, f"{_ROOM}/reading.html", _looking)
async def look(request: Request, data: SheetForm) -> Response:
    """What the third says counts."""
    batch_id = request.path_params["id"]
    await bundles.look(request.state.actor, batch_id, request.path_params["number"], data.seen())
    return see(request, "batch", id=batch_id)


@posted(Form, f"{_ROOM}/batch.html", _batch)
async def finish(request: Request, data: Form) -> Response:
    """Hand a reading in."""
    await bundles.finish_reading(request.state.actor, request.path_params["id"])
    return see(request, "batch", id=request.path_params["id"])


@posted(Form, f"{_ROOM}/batch.html", _batch)
async def close(request: Request, data: Form) -> Response:
    """The batch counts."""
    await bundles.close(request.state.actor, request.path_params["id"])
    return see(request, "batch", id=request.path_params["id"])


@posted(ReasonForm, f"{_ROOM}/batch.html", _batch)
async def reverse(request: Request, data: ReasonForm) -> Response:
    """The batch counts no longer."""
    await bundles.reverse(request.state.actor, request.path_params["id"], data.reason)
    return see(request, "batch", id=request.path_params["id"])


routes = [
    Route("/ballots/{id:int}/batches", index, name="batches"),
    Route("/ballots/{id:int}/batches", create, methods=["POST"], name="batch-creation"),
    Route("/ballots/{id:int}/missing-papers", missing, methods=["POST"], name="box-missing"),
    Route("/ballots/{id:int}/unticked-voters", unticked, methods=["POST"], name="box-unticked"),
    Route("/box-statements/{id:int}/confirmation", confirm, methods=["POST"], name="box-confirmation"),
    Route("/batches/{id:int}", show, name="batch"),
    Route("/batches/{id:int}/sheets", reading, name="batch-reading"),
    Route("/batches/{id:int}/sheets", read, methods=["POST"], name="batch-sheets"),
    Route("/batches/{id:int}/reading", finish, methods=["POST"], name="batch-reading-end"),
    Route("/batches/{id:int}/looks/{number:int}", looking, name="batch-look"),
    Route("/batches/{id:int}/looks/{number:int}", look, methods=["POST"], name="batch-looks"),
    Route("/batches/{id:int}/closing", close, methods=["POST"], name="batch-closing"),
    Route("/batches/{id:int}/reversal", reverse, methods=["POST"], name="batch-reversal"),
]
