"""The screener's desk."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import Forbidden, SignInNeeded
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from proposals import queries as proposals
from proposals.models import Proposal
from proposals.reviews import queries, rules, services
from proposals.reviews.forms import ScreeningForm
from proposals.reviews.rules import Family, Outcome
from proposals.rules import State


async def index(request: Request) -> Response:
    """What waits, oldest first."""
    actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    if not rules.may_see_queue(actor):
        raise Forbidden("screening_not_yours")
    return await page(
        request, "proposals/reviews/index.html", queue=await queries.queue(actor, clock.today())
    )


async def reading(request: Request) -> dict[str, Any]:
    """What the page of one screening needs; only those who may screen it get it."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    proposal = await proposals.one(request.path_params["id"])
    if not rules.may_screen(request.state.actor, proposals.standing(proposal)):
        raise Forbidden("screening_not_yours")
    return {
        "proposal": proposal,
        "waits": proposal.state is State.SUBMITTED,
        "photos": await proposals.photos(proposal.id),
        "warnings": rules.warnings(f"{proposal.title}\n{proposal.need}\n{proposal.plan}"),
        "outcomes": list(Outcome),
        "families": list(Family),
    }


async def new(request: Request) -> Response:
    """The proposal to be read, and the form."""
    context = await reading(request)
    form = ScreeningForm.blank(request, version=context["proposal"].version)
    return await page(request, "proposals/reviews/new.html", form=form, **context)


@posted(ScreeningForm, "proposals/reviews/new.html", reading)
async def screen(request: Request, data: ScreeningForm) -> Response:
    """Decide."""
    proposal_id = request.path_params["id"]
    await services.screen(
        request.state.actor, proposal_id, data.version, data.outcome, data.reason, data.family
    )
    return see(request, "proposal", id=proposal_id)


async def on_proposal(request: Request, proposal: Proposal) -> Markup | None:
    """A call to screen it, for those who may; lent to the proposal's page."""
    if proposal.state is not State.SUBMITTED:
        return None
    if not rules.may_screen(request.state.actor, proposals.standing(proposal)):
        return None
    return slots.panel(request, "proposals/reviews/_call.html", proposal=proposal)


async def on_home(request: Request, place: Any) -> Markup | None:
    """How much waits for this person; lent to the home."""
    queue = await queries.queue(request.state.actor, clock.today())
    return slots.panel(request, "proposals/reviews/_waiting.html", queue=queue) if queue else None


slots.lend("proposal.page", on_proposal, order=10)
slots.lend("home", on_home, order=15)

routes = [
    Route("/reviews", index, name="reviews"),
    Route("/proposals/{id:int}/reviews", new, name="proposal-review"),
    Route("/proposals/{id:int}/reviews", screen, methods=["POST"], name="proposal-screening"),
]
