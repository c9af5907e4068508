"""The desk from which work orders are sent out, and how fast a place wants them."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import page
from councils.workorders import queries, services
from councils.workorders.forms import PaceForm
from councils.workorders.queries import Card, Stage, Wanted
from councils.workorders.rules import acting, paces
from councils.workorders.rules.states import State

_ROOM = "councils/workorders"
SIZE = 20
# what waits at a desk, in the order in which it is dealt with
_DESK = (State.DISPUTED, State.DECIDED, State.REPORTED, State.CALLED)


async def _desk(request: Request) -> dict[str, Any]:
    """What waits to be sent or settled, what is late, and how fast the community looked at wants it."""
    actor, place = request.state.actor, request.state.place
    paths = queries.desks(actor)
    here = place.path if place else "/"
    may_choose = acting.may_choose_pace(actor, here)
    must(bool(paths) or may_choose, actor, "workorder_keep")
    waiting = await queries.waiting(paths)
    late = [card for path in paths for card in await queries.cards(Wanted(path, Stage.LATE), None, SIZE)]
    return {
        "groups": _groups(waiting),
        "late": list({card.id: card for card in late}.values()),
        "place": place,
        "pace": await queries.pace_of(place.id) if place else None,
        "chosen": await queries.chosen(place.id) if place else None,
        "paces": paces.offered(clock.today()) if may_choose and place else [],
    }


def _groups(waiting: list[Card]) -> list[tuple[str, list[Card]]]:
    """By how they stand, in the order in which they are dealt with."""
    return [
        (state.words, found)
        for state in _DESK
        if (found := [card for card in waiting if card.state is state])
    ]


async def desk(request: Request) -> Response:
    """The desk of the residents' committee and of the street."""
    context = await _desk(request)
    form = PaceForm.blank(request, pace=context["pace"].key if context["pace"] else "")
    return await page(request, f"{_ROOM}/desk.html", form=form, **context)


@posted(PaceForm, f"{_ROOM}/desk.html", _desk)
async def choose_pace(request: Request, data: PaceForm) -> Response:
    """How fast a place wants them."""
    await services.choose_pace(request.state.actor, addressed(request), data.pace)
    return see(request, "workorder-desk")


routes: list[BaseRoute] = [
    Route("/workorders/desk", desk, name="workorder-desk"),
    Route("/places/{id:int}/pace", choose_pace, methods=["POST"], name="workorder-pace"),
]
