"""What residents are asked, how it stands, and asking something new."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.kit import clock
from civic.kit.errors import Forbidden, SignInNeeded
from civic.people.rules import Actor
from civic.places import queries as places
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, part
from civic.web.paging import after, paged
from councils.opinions import queries, services
from councils.opinions.forms import ConversationForm
from councils.opinions.rules import acts, exporting
from councils.opinions.rules.drawing import GROUP_NAMES, picture, separation, steadiness
from councils.opinions.rules.ranking import Order, ordered

SIZE = 20
# what an organiser finds in the form: from now on for a week
_USUAL = timedelta(days=7)


def path_of(request: Request) -> str | None:
    """The path of the community that is looked at."""
    return request.state.place.path if request.state.place else None


async def index(request: Request) -> Response:
    """Everything residents were asked here, the newest first."""
    found = await queries.cards(path_of(request), after(request), SIZE)
    return await page(
        request,
        "councils/opinions/index.html",
        conversations=paged(request, found, SIZE, lambda card: card.id),
        organises=acts.may_organise(request.state.actor, path_of(request) or "/"),
    )


async def _opening(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    mine = [place for place in await places.communities() if acts.may_organise(actor, place.path)]
    if not mine:
        raise Forbidden("conversation_forbidden")
    here = request.state.place
    return {"place": next((place for place in mine if here and place.id == here.id), mine[0])}


async def new(request: Request) -> Response:
    """The empty form."""
    now = clock.now()
    usual = {"opens_at": clock.as_typed(now), "closes_at": clock.as_typed(now + _USUAL)}
    form = ConversationForm.blank(request, **usual)
    return await page(request, "councils/opinions/new.html", form=form, **await _opening(request))


@posted(ConversationForm, "councils/opinions/new.html", _opening)
async def create(request: Request, data: ConversationForm) -> Response:
    """Ask."""
    made = await services.open_conversation(request.state.actor, data.place, data.plan())
    return see(request, "conversation", id=made.id)


async def show(request: Request) -> Response:
    """What is asked, how many think about it, what they say, and the groups once there are enough."""
    found = await queries.summary(int(request.path_params["id"]))
    typed = request.query_params.get("order", "")
    order = Order(typed) if typed in set(Order) else Order.AGREED
    document = found.map.document if found.map else None
    actor: Actor = request.state.actor
    return await page(
        request,
        "councils/opinions/show.html",
        conversation=found.card,
        statements=ordered(found.statements, document, order),
        texts={one.id: one for one in found.statements},
        map=found.map,
        **_drawn(found.map),
        order=order,
        orders=list(Order),
        rules=acts,
        asked=await queries.asked(found.card.id, actor.person_id),
        organises=acts.may_organise(actor, found.card.place_path),
        downloads=exporting.votes_are_public(found.card.phase, found.card.participants, acts.GROUPED_FROM),
    )


def _drawn(found: queries.Map | None) -> dict[str, Any]:
    """The map as its template wants it: nothing as long as there are no groups."""
    if found is None or not found.grouped:
        return {"regions": [], "names": GROUP_NAMES}
    return {
        "regions": picture(found.document),
        "names": GROUP_NAMES,
        "apart": separation(found.document["silhouette"]),
        "steady": steadiness(found.document["stability"]),
    }


async def counts(request: Request) -> Response:
    """The plain numbers as they stand, for pages that stay open."""
    return await part(
        request,
        "councils/opinions/_counts.html",
        conversation=await queries.card(int(request.path_params["id"])),
    )
