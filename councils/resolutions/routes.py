"""The register of resolutions, and the page on which minutes are signed: signing is what brings resolutions about."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import refs
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.web import slots
from civic.web.answers import see
from civic.web.asked import number
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.documents.routes import texts
from councils.minutes import queries as minutes
from councils.minutes import rules as minutes_rules
from councils.resolutions import queries, services
from councils.resolutions.forms import NoteForm, SignForm
from councils.resolutions.rules import NAMED, Standing, may_note
from councils.trail import queries as trails

SIZE, OTHERS = 30, 60
SIGN, SHOW = "councils/minutes/sign.html", "councils/resolutions/show.html"


async def _signing(request: Request) -> dict[str, Any]:
    context = await texts(request)
    names = minutes_rules.missing(context["shown"].document)
    absent = [minutes_rules.REQUIRED[name] for name in names]
    return context | {"absent": absent}


async def sign_page(request: Request) -> Response:
    """The whole text once more, and the place to sign."""
    context = await _signing(request)
    minutes_rules.need_signer(request.state.actor, context["turn"], context["shown"].where)
    return await page(request, SIGN, form=SignForm.blank(request), **context)


@posted(SignForm, SIGN, _signing)
async def sign(request: Request, form: SignForm) -> Response:
    """Put a name to the text."""
    minutes_id = int(request.path_params["id"])
    await services.sign_with_password(request.state.actor, minutes_id, form.role, form.digest, form.password)
    return see(request, "minutes", id=minutes_id)


def _filter(request: Request) -> queries.Filter:
    """What the reader asked for; what cannot be read is not asked for."""
    asked = request.query_params
    year, standing = number(asked.get("year", ""), digits=4) or 0, asked.get("standing", "")
    return queries.Filter(
        year=year if year > 1900 else None,
        money=asked.get("money") == "1",
        standing=Standing(standing) if standing in set(Standing) else None,
    )


async def index(request: Request) -> Response:
    """The register."""
    place, only = request.state.place, _filter(request)
    found = await queries.register(place.path if place else "/", after(request), SIZE + 1, only)
    lines = paged(request, found, SIZE, lambda line: line.id)
    return await page(request, "councils/resolutions/index.html", page=lines, only=only)


async def _shown(request: Request) -> dict[str, Any]:
    resolution = await queries.show(int(request.path_params["id"]))
    proposal = resolution.motion.proposal_id
    mine = queries.Filter(council=resolution.term.council_id)
    reading = await minutes.show(resolution.minutes_id, request.state.actor, request.state.lang)
    return {
        "moved": next(one for one in reading.document.motions if one.number == resolution.motion.number),
        "others": await queries.register(limit=OTHERS, only=mine),
        "resolution": resolution,
        "line": await queries.line(resolution.id),
        "tally": queries.tally(resolution),
        "notes": await queries.notes(resolution.id),
        "actions": await queries.actions(resolution.id),
        "notice": await notices.of(Ref("resolution", resolution.id)),
        "may_note": may_note(request.state.actor, resolution.term.council.place.path),
        "trail": await trails.of_proposal(proposal) if proposal else None,
        "ref_url": refs.url,
        "panels": await slots.fill("resolution.page", request, resolution),
    }


async def show(request: Request) -> Response:
    """One resolution: its text, its verdict, what it rests on and what rests on it."""
    return await page(request, SHOW, form=NoteForm.blank(request), **await _shown(request))


@posted(NoteForm, SHOW, _shown)
async def note(request: Request, sent: NoteForm) -> Response:
    """Write beside it."""
    resolution_id = int(request.path_params["id"])
    await services.note(request.state.actor, resolution_id, sent.kind, sent.text, sent.on, sent.by)
    return see(request, "resolution", id=resolution_id)


async def announce(request: Request) -> Response:
    """Show it in public."""
    notice = await services.announce(request.state.actor, int(request.path_params["id"]))
    return see(request, "notice", id=notice.id)


async def _title(resolution_id: int) -> str:
    line = await queries.line(resolution_id)
    return NAMED.format(council=line.council, term=line.term, number=line.number)


def _url(resolution_id: int) -> str:
    return url_for("resolution", id=resolution_id)


refs.register("resolution", _title, _url)

routes: list[BaseRoute] = [
    Route("/minutes/{id:int}/signature", sign_page, name="minutes-sign"),
    Route("/minutes/{id:int}/signatures", sign, methods=["POST"], name="minutes-signatures"),
    Route("/resolutions", index, name="resolutions"),
    Route("/resolutions/{id:int}", show, name="resolution"),
    Route("/resolutions/{id:int}/notice", announce, methods=["POST"], name="resolution-notice"),
    Route("/resolutions/{id:int}/notes", note, methods=["POST"], name="resolution-notes"),
]
