"""What the pages of an outcome share."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.kit.clock import today
from civic.kit.errors import NotFound
from civic.people.rules import Role
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.pages import url_for
from councils.consultations.forms import Field, Sheet
from councils.consultations.outcomes import queries
from councils.consultations.rules import Act, in_order
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.stakeholders.queries import Scene
from councils.consultations.stakeholders.rules import unheard

PAGE = "councils/consultations/outcome.html"


def back(request: Request) -> Response:
    """To the outcome, after an act."""
    return see(request, "outcome", id=addressed(request))


async def shown(request: Request) -> dict[str, Any]:
    """Everything the page of an outcome shows. Raises NotFound for a draft that is not this reader's."""
    actor = request.state.actor
    scene = await stakeholders.scene(addressed(request), actor)
    found = scene.consultation
    result = await queries.of(found, actor)
    if not scene.runs and (result is None or not result.published):
        raise NotFound
    return {
        "scene": scene,
        "result": result,
        "missing": unheard(await stakeholders.stakeholder_map(found.id)),
        "writes": scene.runs and in_order(found.stage, Act.CONCLUDED),
        "mediations": await queries.mediations(found.id),
        "escalations": await queries.escalations(found.id),
        "feedback": await queries.feedback(found.id),
        "handovers": await queries.handovers(found.id),
        "answers_above": [
            one.id
            for one in await queries.escalations(found.id)
            if one.answered_at is None and actor.holds(Role.OFFICER, one.to_place.path)
        ],
        "today": today(),
    }


async def led(request: Request) -> Scene:
    """A page only the desk sees. Raises NotFound, SignInNeeded, Forbidden."""
    return await stakeholders.led(addressed(request), request.state.actor)


def sheet_of(
    scene: Scene, title: str, route: str, fields: tuple[Field, ...], submit: str, **more: Any
) -> Sheet:
    """A form whose page leads back to the outcome."""
    number = scene.consultation.id
    keys = more.pop("keys", {})
    action, back = url_for(route, id=number, **keys), url_for("outcome", id=number)
    return Sheet(title, action, back, scene.consultation.title, fields, submit, **more)
