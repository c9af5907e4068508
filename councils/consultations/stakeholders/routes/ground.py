"""What the pages around stakeholders share."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.people.rules import Actor, must
from civic.web.answers import see
from civic.web.asked import addressed
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.stakeholders import queries
from councils.consultations.stakeholders.rules import Answer

PAGE = "councils/consultations/stakeholders.html"


def back(request: Request) -> Response:
    """To the map, after an act."""
    return see(request, "stakeholders", id=addressed(request))


async def shown(request: Request) -> dict[str, Any]:
    """Everything the map's page shows."""
    actor: Actor = request.state.actor
    scene = await queries.scene(addressed(request), actor)
    listed = await queries.invitees(addressed(request))
    return {
        "scene": scene,
        "groups": await queries.stakeholder_map(addressed(request)),
        # names leave this list only for the desk, or with the word of whoever bears them
        "invitees": listed if scene.runs else [one for one in listed if one.shown],
        "views": await queries.views(addressed(request)),
        "answers": list(Answer),
    }


async def led(request: Request) -> Consultation:
    """The consultation, for a page only the desk sees. Raises NotFound, SignInNeeded, Forbidden."""
    found = await consultations.one(addressed(request))
    may = life.may_run(request.state.actor, found.place.path)
    must(may, request.state.actor, "consultation_run_forbidden")
    return found


async def group_options(consultation_id: int) -> list[tuple[str, str]]:
    """The groups of a consultation, for a select."""
    return [(str(group.id), group.name) for group in await queries.stakeholder_map(consultation_id)]
