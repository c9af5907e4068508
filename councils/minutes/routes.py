"""Pages of minutes. Signing stands one room higher, with the resolutions it brings about; so do the texts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import refs
from civic.kit.chain import canonical_json
from civic.kit.errors import SignInNeeded
from civic.web.answers import see
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.minutes import queries, rules, services
from councils.minutes.models import Minutes
from councils.sessions import queries as sessions
from councils.sessions.rules.words import Phase
from councils.trail import queries as trails

SIZE = 30


async def index(request: Request) -> Response:
    """Published minutes, and what waits for the reader's signature."""
    actor = request.state.actor
    place = request.state.place
    found = await queries.published(place.path if place else "/", after(request), SIZE + 1)
    return await page(
        request,
        "councils/minutes/index.html",
        page=paged(request, found, SIZE, lambda line: line.id),
        waiting=await queries.waiting_for(actor.person_id) if actor.signed_in else [],
    )


async def shown(request: Request) -> dict[str, Any]:
    """What every page of one minutes needs."""
    actor = request.state.actor
    found = await queries.show(int(request.path_params["id"]), actor)
    turn = rules.turn_of(found.row.state)
    proposals = {motion.proposal for motion in found.document.adopted if motion.proposal}
    chains = [await trails.of_proposal(proposal) for proposal in sorted(proposals)]
    return {
        "shown": found,
        "turn": turn,
        "signs": turn is not None and rules.may_sign(actor, turn, found.where),
        "resolutions": await queries.resolutions(found.row.id),
        "trails": [chain for chain in chains if chain],
        "ref_url": refs.url,
    }


async def document(request: Request) -> Response:
    """The signed text as data: ``sha256sum`` of the download is the digest that was signed."""
    found = await queries.show(int(request.path_params["id"]), request.state.actor)
    name = f"minutes-{found.row.id}.json"
    return Response(
        canonical_json(found.row.document),
        media_type="application/json",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"},
    )


async def of_session(request: Request) -> Response:
    """The minutes of a session, or how far they are."""
    actor = request.state.actor
    head = await sessions.head(int(request.path_params["id"]))
    minutes = await queries.of_session(head.id)
    state = await sessions.state(head.id)
    where = queries.where(head, frozenset(seat.person_id for seat in state.roster))
    if minutes and rules.may_read(actor, minutes.state, where):
        return see(request, "minutes", id=minutes.id)
    return await page(
        request,
        "councils/minutes/none.html",
        head=head,
        over=state.phase is Phase.ADJOURNED,
        drafts=rules.may_draft(actor, where),
    )


async def draft(request: Request) -> Response:
    """Compose or renew the draft."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    minutes = await services.draft(request.state.actor, int(request.path_params["id"]))
    return see(request, "minutes", id=minutes.id)


async def _title(minutes_id: int) -> str:
    minutes = await Minutes.get(id=minutes_id)
    return f"{minutes.document['council']} {minutes.document['title']}"


def _url(minutes_id: int) -> str:
    return url_for("minutes", id=minutes_id)


refs.register("minutes", _title, _url)

routes: list[BaseRoute] = [
    Route("/minutes", index, name="minutes-list"),
    Route("/minutes/{id:int}/document", document, name="minutes-document"),
    Route("/sessions/{id:int}/minutes", of_session, name="session-minutes"),
    Route("/sessions/{id:int}/minutes", draft, methods=["POST"], name="minutes-draft"),
]
