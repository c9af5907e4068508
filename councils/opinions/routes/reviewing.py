"""What organisers do: reading what waits, adding a statement of their own, closing."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.people.rules import Actor, must
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils.opinions import queries, services
from councils.opinions.forms import DeclineForm, StatementForm
from councils.opinions.rules import acts
from councils.opinions.rules.states import Review


async def _reviewing(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    card = await queries.card(int(request.path_params["id"]))
    must(acts.may_organise(actor, card.place_path), actor, "conversation_forbidden")
    return {
        "conversation": card,
        "waiting": await queries.statements(card.id, Review.WAITING),
        "declined": await queries.statements(card.id, Review.DECLINED),
        "shown": await queries.said(card.id),
        "longest": acts.LONGEST_STATEMENT,
    }


async def review(request: Request) -> Response:
    """What waits to be read, what is shown, what was declined and why."""
    return await page(request, "councils/opinions/review.html", form=Typed({}), **await _reviewing(request))


@posted(StatementForm, "councils/opinions/review.html", _reviewing)
async def seed(request: Request, data: StatementForm) -> Response:
    """One more statement of the organiser's."""
    await services.add_seed(request.state.actor, int(request.path_params["id"]), data.text)
    return see(request, "conversation-review", id=int(request.path_params["id"]))


async def accept(request: Request) -> Response:
    """Show it."""
    await services.accept(request.state.actor, request.path_params["statement"])
    return see(request, "conversation-review", id=int(request.path_params["id"]))


@posted(DeclineForm, "councils/opinions/review.html", _reviewing)
async def decline(request: Request, data: DeclineForm) -> Response:
    """Do not show it, or no longer."""
    await services.decline(request.state.actor, request.path_params["statement"], data.reason)
    return see(request, "conversation-review", id=int(request.path_params["id"]))


async def close(request: Request) -> Response:
    """Take no more statements and votes."""
    await services.close_conversation(request.state.actor, int(request.path_params["id"]))
    return see(request, "conversation", id=int(request.path_params["id"]))
