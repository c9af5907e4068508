"""Uploading a list, looking at what was read, taking it over; a table to start from."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import page
from votes.rolls.imports import queries, services
from votes.rolls.imports.forms import ConfirmationForm, UploadForm
from votes.rolls.imports.rules.columns import FIELD_NAMES
from votes.rolls.imports.rules.samples import as_csv, as_xlsx
from votes.rolls.imports.rules.tables import MOST_BYTES, MOST_ROWS
from votes.rolls.routes import desk
from votes.rolls.rules.lines import needed

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLES = {"csv": ("text/csv; charset=utf-8", as_csv), "xlsx": (_XLSX, as_xlsx)}
SHOWN = 20


async def _tending(request: Request) -> dict[str, Any]:
    context = await desk(request)
    must(context["tends"], request.state.actor)
    return context


async def _uploading(request: Request) -> dict[str, Any]:
    context = await _tending(request)
    wanted = [FIELD_NAMES[name] for name in needed(context["ballot"].electorate)]
    return context | {"wanted": wanted, "megabytes": MOST_BYTES // 2**20, "most": MOST_ROWS}


async def new(request: Request) -> Response:
    """The form for a file."""
    form = UploadForm.blank(request)
    return await page(request, "votes/rolls/imports/new.html", form=form, **await _uploading(request))


@posted(UploadForm, "votes/rolls/imports/new.html", _uploading)
async def upload(request: Request, data: UploadForm) -> Response:
    """Read a file; nothing is put on the roll yet."""
    made = await services.upload(request.state.actor, addressed(request), data.file.data, data.controls())
    return see(request, "roll-preview", id=addressed(request), upload=made.id)


async def _preview(request: Request) -> dict[str, Any]:
    context = await _tending(request)
    found = await queries.waiting(addressed(request), request.path_params["upload"])
    entries = queries.entries(found)
    return context | {
        "found": found,
        "defects": queries.findings(found.defects),
        "notices": queries.findings(found.notices),
        "columns": FIELD_NAMES,
        "heads": len(entries),
        "shown": entries[:SHOWN],
    }


async def preview(request: Request) -> Response:
    """What was read, with every defect."""
    form = ConfirmationForm.blank(request)
    return await page(request, "votes/rolls/imports/show.html", form=form, **await _preview(request))


@posted(ConfirmationForm, "votes/rolls/imports/show.html", _preview)
async def take_over(request: Request, data: ConfirmationForm) -> Response:
    """Put it on the roll."""
    await services.take_over(
        request.state.actor, addressed(request), request.path_params["upload"], data.looked
    )
    return see(request, "roll", id=addressed(request))


async def withdraw(request: Request) -> Response:
    """Forget it."""
    await services.withdraw(request.state.actor, addressed(request), request.path_params["upload"])
    return see(request, "roll-import", id=addressed(request))


async def sample(request: Request) -> Response:
    """A table to fill in."""
    context = await _tending(request)
    kind = request.path_params["kind"]
    if kind not in SAMPLES:
        raise NotFound
    media, make = SAMPLES[kind]
    return Response(
        make(context["ballot"].electorate),
        media_type=media,
        headers={"content-disposition": f'attachment; filename="roll.{kind}"', "cache-control": "no-store"},
    )


routes = [
    Route("/ballots/{id:int}/roll/imports/new", new, name="roll-import"),
    Route("/ballots/{id:int}/roll/imports", upload, methods=["POST"], name="roll-upload"),
    Route("/ballots/{id:int}/roll/imports/{upload:int}", preview, name="roll-preview"),
    Route(
        "/ballots/{id:int}/roll/imports/{upload:int}/confirmation",
        take_over,
        methods=["POST"],
        name="roll-import-confirmation",
    ),
    Route(
        "/ballots/{id:int}/roll/imports/{upload:int}/withdrawal",
        withdraw,
        methods=["POST"],
        name="roll-import-withdrawal",
    ),
    Route("/ballots/{id:int}/roll/sample/{kind}", sample, name="roll-sample"),
]
