"""What other pages show of work orders: the community, my page, an organisation, a resolution."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from civic.places.models import Place
from civic.web import slots
from councils.assignees import queries as assignees
from councils.workorders import queries
from councils.workorders.queries import Stage, Wanted

_ROOM = "councils/workorders"
ON_ME = 8


async def on_place(request: Request, place: Place | None) -> Markup | None:
    """What is being done in the community, and the way to report something."""
    if place is None:
        return None
    found = await queries.cards(Wanted(place.path, Stage.OPEN), None, 3)
    return slots.panel(request, f"{_ROOM}/_place.html", orders=found[:3])


async def on_me(request: Request, person: Any) -> Markup | None:
    """What I have to do, and what I reported."""
    actor = request.state.actor
    if actor.person_id is None:
        return None
    mine = await queries.given_to(await assignees.acted_for(actor), ON_ME)
    reported = await queries.reported_by(actor.person_id, ON_ME)
    keeps = bool(queries.desks(actor))
    if not (mine or reported or keeps):
        return None
    return slots.panel(request, f"{_ROOM}/_mine.html", mine=mine, reported=reported, keeps=keeps)


async def on_organisation(request: Request, organisation: Any) -> Markup | None:
    """What an organisation has in hand, for everybody to see."""
    found = await queries.given_to(await assignees.of_organisation(organisation.id), ON_ME)
    return slots.panel(request, f"{_ROOM}/_given.html", orders=found) if found else None


async def on_resolution(request: Request, resolution: Any) -> Markup | None:
    """The work orders a resolution settled."""
    found = await queries.resting_on("resolution", resolution.id)
    return slots.panel(request, f"{_ROOM}/_settled.html", orders=found) if found else None
