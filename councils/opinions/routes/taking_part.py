"""The next statement, what one thinks of it, what one says oneself."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.kit.errors import SignInNeeded
from civic.people.rules import Actor
from civic.web.answers import see
from civic.web.asked import number
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils.opinions import queries, services
from councils.opinions.forms import StatementForm, UndoForm, VoteForm
from councils.opinions.rules import acts
from councils.opinions.rules.states import Stance


async def _asking(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    card = await queries.card(int(request.path_params["id"]))
    wanted = number(request.query_params.get("statement", ""))
    mine = await queries.own_votes(card.id, actor.person_id)
    return {
        "conversation": card,
        "asked": await queries.asked(card.id, actor.person_id, wanted),
        "last": mine[0] if mine else None,
        "before": next((one.stance for one in mine if one.statement.id == wanted), None),
        "stances": (Stance.AGREE, Stance.DISAGREE, Stance.PASS),
        "takes_part": acts.may_take_part(actor, card.place_path),
    }


async def ask(request: Request) -> Response:
    """One statement, and what do you think?"""
    return await page(request, "councils/opinions/next.html", form=Typed({}), **await _asking(request))


@posted(VoteForm, "councils/opinions/next.html", _asking)
async def vote(request: Request, data: VoteForm) -> Response:
    """Say it, and be asked the next one."""
    await services.vote(request.state.actor, data.statement, data.stance)
    return see(request, "conversation-next", id=int(request.path_params["id"]))


@posted(UndoForm, "councils/opinions/next.html", _asking)
async def undo(request: Request, data: UndoForm) -> Response:
    """Take a vote back."""
    await services.take_back(request.state.actor, data.statement)
    return see(request, "conversation-mine", id=int(request.path_params["id"]))


async def mine(request: Request) -> Response:
    """What one has said and thought oneself, to be looked at and changed."""
    actor: Actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    card = await queries.card(int(request.path_params["id"]))
    return await page(
        request,
        "councils/opinions/mine.html",
        conversation=card,
        said=await queries.said_by(card.id, actor.person_id),
        votes=await queries.own_votes(card.id, actor.person_id),
    )


async def _saying(request: Request) -> dict[str, Any]:
    return {
        "conversation": await queries.card(int(request.path_params["id"])),
        "longest": acts.LONGEST_STATEMENT,
    }


async def saying(request: Request) -> Response:
    """The form for a statement."""
    form = StatementForm.blank(request)
    return await page(request, "councils/opinions/statement.html", form=form, **await _saying(request))


@posted(StatementForm, "councils/opinions/statement.html", _saying)
async def say(request: Request, data: StatementForm) -> Response:
    """Hand it in."""
    await services.put_statement(request.state.actor, int(request.path_params["id"]), data.text, data.sure)
    return see(request, "conversation-mine", id=int(request.path_params["id"]))
