"""The ballot page of every kind, for whoever may vote: signed in, or admitted with a slip; and the receipt."""

import hashlib
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.people.rules import Actor
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from votes import queries as ballots
from votes.casting import queries
from votes.casting.forms import PaperForm
from votes.casting.rules import Permit, Standing, as_nonce, new_nonce
from votes.casting.services import cast
from votes.models import Ballot
from votes.rolls.slips import routes as slips
from votes.rolls.slips.services import spend
from votes.rules import RULE_NAMES, RULE_SENTENCES, Filled, Method


async def _permit(request: Request) -> Permit | None:
    """The right to cast that came with a slip, if there is one for this ballot."""
    admitted = await slips.permit(request, request.path_params["id"])
    return Permit(admitted.entry_id, partial(spend, admitted)) if admitted else None


def _keep(ballot: Ballot, actor: Actor, entry_id: int | None) -> str:
    """Under which name the phone keeps a draft: one for each voter, so that a phone in a family shows nobody another's."""
    who = f"entry {entry_id}" if entry_id else f"person {actor.person_id}"
    tag = hashlib.sha256(f"civic draft {ballot.digest} {who}".encode()).hexdigest()[:8]
    return f"ballot-{ballot.id}-{tag}"


async def _up(ballot_id: int) -> str:
    about = await queries.around(ballot_id)
    return refs.url(about) if about and about.kind in refs.kinds() else url_for("rounds")


async def _ballot(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    permit = await _permit(request)
    entry_id = permit.entry_id if permit else None
    sheet = await queries.sheet(request.path_params["id"], entry_id or actor.person_id)
    return {
        "sheet": sheet,
        "standing": await queries.standing(sheet.question, actor.person_id, entry_id),
        "keep": _keep(sheet.ballot, actor, entry_id),
        "entry_id": entry_id,
        "up": await _up(sheet.ballot.id),
        "rule_name": RULE_NAMES[sheet.ballot.rule],
        "rule_sentence": RULE_SENTENCES[sheet.ballot.rule],
        "nonce": new_nonce(),
    }


async def show(request: Request) -> Response:
    """The ballot, in an order drawn for this voter, or a sentence why there is nothing to fill in."""
    context = await _ballot(request)
    standing: Standing = context["standing"]
    earlier = None
    if standing.may_change and standing.entry_id is not None:
        earlier = await queries.named_paper(context["sheet"].question, standing.entry_id)
    form = Typed(_typed(context["sheet"].ballot.method, earlier) if earlier else {})
    return _not_kept(await page(request, "votes/casting/ballot.html", form=form, **context))


def _typed(method: Method, paper: Filled) -> dict[str, Any]:
    """A paper as the form shows it."""
    if method in (Method.SCORE, Method.CUMULATIVE):
        return {"points": {code: str(n) for code, n in zip(paper.codes, paper.points, strict=True)}}
    if method is Method.ORDINAL:
        return {"ranks": {code: str(n) for n, code in enumerate(paper.codes, 1)}}
    return {"choices": [queries.NONE] if paper.none else list(paper.codes), "reason": paper.reason}


def _not_kept(answer: Response) -> Response:
    """A ballot is drawn for one voter and a receipt is shown once: neither is kept by anything on the way."""
    answer.headers["cache-control"] = "no-store"
    return answer


@posted(PaperForm, "votes/casting/ballot.html", _ballot)
async def _cast(request: Request, data: PaperForm) -> Response:
    actor: Actor = request.state.actor
    permit = await _permit(request)
    ballot = await queries.ballot(request.path_params["id"])
    nonce = as_nonce(data.nonce)
    # A slip is used up with its paper; a phone that lost the answer asks again by the page's nonce.
    lost = data.entry if permit is None and data.entry else None
    receipt = await queries.receipt_again(ballot.id, lost, nonce) if lost else None
    if receipt is None:
        replaces = data.replaces
        receipt = await cast(actor, ballot.id, data.filled(), nonce, permit=permit, replaces=replaces)
    # Shown here and nowhere else: in an address it would stand in logs, beside a name and a time.
    return await page(
        request,
        "votes/casting/voted.html",
        ballot=ballot,
        up=await _up(ballot.id),
        receipt=receipt,
        nonce=nonce,
        keep=_keep(ballot, actor, permit.entry_id if permit else lost),
    )


async def papers(request: Request) -> Response:
    """Cast a paper. What someone chose is never kept for after the sign-in: the phone keeps it, the server must not."""
    return _not_kept(await _cast(request))


def _url(ballot_id: int) -> str:
    return url_for("ballot", id=ballot_id)


refs.register("ballot", ballots.ballot_title, _url)

routes = [
    Route("/ballots/{id:int}", show, name="ballot"),
    Route("/ballots/{id:int}/papers", papers, methods=["POST"], name="ballot-papers"),
]
