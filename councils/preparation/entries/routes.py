"""Pages of one line of an agenda: its words, its place, its road, its papers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.codes import token_digest
from civic.web.answers import go, see, uploaded
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.forms import ChosenForm, EntryForm, MoveForm, PaperForm
from councils.preparation.agendas.rules.entries import Sensitive

_PAGE = "councils/preparation/entries/show.html"


async def _line(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    entry = await queries.one_entry(addressed(request), actor)
    agenda = await queries.one(entry.agenda_id, actor)
    papers = await queries.enclosures_of([entry.id])
    return {
        "entry": entry,
        "agenda": agenda,
        "papers": papers.get(entry.id, []),
        # what is typed on top of one text is not put back on top of another
        "kept": token_digest(f"{entry.title}{entry.minutes}{entry.presenter}{entry.note}{entry.sensitive}")[
            :12
        ],
        "reasons": [(one.value, translate(one.words, request.state.lang)) for one in Sensitive],
        "handlers": await services.handlers(agenda),
    }


async def show(request: Request) -> Response:
    """The line."""
    context = await _line(request)
    entry = context["entry"]
    same = {name: getattr(entry, name) for name in ("title", "minutes", "presenter", "note")}
    road = {"sensitive": entry.sensitive or "", "handler": entry.handler_id, "due_on": entry.due_on or ""}
    form = EntryForm.blank(request, **same, **road)
    return await page(request, _PAGE, form=form, **context)


@posted(EntryForm, _PAGE, _line)
async def change(request: Request, data: EntryForm) -> Response:
    """Change it."""
    await services.change(request.state.actor, addressed(request), data.changes())
    entry = await queries.one_entry(addressed(request), request.state.actor)
    return see(request, "agenda", id=entry.agenda_id)


@posted(MoveForm, _PAGE, _line)
async def move(request: Request, data: MoveForm) -> Response:
    """One place up or down; back to the line, so that the next tap needs no search."""
    await services.move(request.state.actor, addressed(request), data.up)
    entry = await queries.one_entry(addressed(request), request.state.actor)
    return go(f"{url_for('agenda', id=entry.agenda_id)}#entry-{entry.id}")


@posted(PaperForm, _PAGE, _line)
async def attach(request: Request, data: PaperForm) -> Response:
    """Attach a paper."""
    await services.attach(request.state.actor, addressed(request), data.file)
    return go(f"{url_for('agenda-entry', id=addressed(request))}#papers")


@posted(ChosenForm, _PAGE, _line)
async def detach(request: Request, data: ChosenForm) -> Response:
    """Take a paper off."""
    await services.detach(request.state.actor, addressed(request), data.chosen)
    return go(f"{url_for('agenda-entry', id=addressed(request))}#papers")


async def paper(request: Request) -> Response:
    """A paper: photographs as pictures, the rest only to be saved."""
    found = await queries.enclosure(request.path_params["key"], request.state.actor)
    if found.picture:
        return uploaded(bytes(found.picture.data), found.kind.media_type)
    return uploaded(bytes(found.data or b""), found.kind.media_type, found.name)


routes = [
    Route("/agenda-entries/{id:int}", show, name="agenda-entry"),
    Route("/agenda-entries/{id:int}", change, methods=["POST"], name="agenda-entry-change"),
    Route("/agenda-entries/{id:int}/place", move, methods=["POST"], name="agenda-entry-place"),
    Route("/agenda-entries/{id:int}/papers", attach, methods=["POST"], name="agenda-papers"),
    Route("/agenda-entries/{id:int}/papers/removal", detach, methods=["POST"], name="agenda-paper-removal"),
    Route("/enclosures/{key}", paper, name="enclosure"),
]
