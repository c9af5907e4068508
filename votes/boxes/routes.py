"""The page of a ballot box: who holds its keys, taking one, opening."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound
from civic.people.rules import KeyHolder, key_holder
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from votes.boxes import queries, services
from votes.boxes.forms import OpeningForm
from votes.rules import Phase


async def _box(request: Request) -> dict[str, Any]:
    found = await queries.box(request.path_params["id"])
    if not found.ballot.sealed_box:
        raise NotFound
    actor = request.state.actor
    holder = key_holder(actor, found.ballot.place.path)
    mine = found.keys.get(holder) if holder else None
    return {
        "box": found,
        "holders": list(KeyHolder),
        "may_take": holder is not None and mine is None and found.phase is Phase.PREPARING,
        "may_turn": mine is not None
        and mine.person_id == actor.person_id
        and mine.turned_at is None
        and found.ballot.box_opened_at is None
        and found.phase is Phase.OVER,
    }


async def show(request: Request) -> Response:
    """Who holds the keys, and whether the box is open."""
    return await page(
        request, "votes/boxes/show.html", form=OpeningForm.blank(request), **await _box(request)
    )


async def take_key(request: Request) -> Response:
    """Hold one of the two keys; the code is shown on this answer and never again."""
    ballot_id = request.path_params["id"]
    code = await services.take_key(request.state.actor, ballot_id)
    answer = await page(request, "votes/boxes/key.html", code=code, ballot_id=ballot_id)
    answer.headers["cache-control"] = "no-store"
    return answer


@posted(OpeningForm, "votes/boxes/show.html", _box)
async def turn_key(request: Request, data: OpeningForm) -> Response:
    """Use the own key; with the second the box opens."""
    await services.turn_key(request.state.actor, request.path_params["id"], data.code)
    return see(request, "ballot-box", id=request.path_params["id"])


routes = [
    Route("/ballots/{id:int}/box", show, name="ballot-box"),
    Route("/ballots/{id:int}/box/keys", take_key, methods=["POST"], name="box-keys"),
    Route("/ballots/{id:int}/box/opening", turn_key, methods=["POST"], name="box-opening"),
]
