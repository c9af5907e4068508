"""What is lent to the pages below: home, a community's page, a proposal's page."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from civic.web import slots
from councils.consultations.desk import queries
from councils.consultations.rules import Stage, may_raise

RUNNING = (Stage.PREPARING, Stage.OPEN, Stage.CONCLUDED, Stage.ANSWERED)


async def on_place(request: Request, place: Any) -> Markup | None:
    """What is being talked over in this place: lent to home and to the community's page."""
    found = await queries.below(place.path, RUNNING) if place else []
    if not found:
        return None
    return slots.panel(request, "councils/consultations/_panel.html", consultations=found)


async def on_proposal(request: Request, proposal: Any) -> Markup | None:
    """What this proposal is talked over in, and the way to have it talked over."""
    found = await queries.of_proposal(proposal.id)
    may = may_raise(request.state.actor, proposal.place.path)
    if not found and not may:
        return None
    return slots.panel(
        request, "councils/consultations/_of_proposal.html", consultations=found, proposal=proposal, may=may
    )


slots.lend("home", on_place, order=25)
slots.lend("community.page", on_place, order=25)
slots.lend("proposal.page", on_proposal, order=35)
