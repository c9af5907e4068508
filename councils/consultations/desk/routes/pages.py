"""The list of consultations, and one with its whole life."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.web.asked import addressed
from civic.web.pages import page
from civic.web.paging import after, paged
from councils.consultations import queries as consultations
from councils.consultations.cards import queries as cards
from councils.consultations.circles import queries as circles
from councils.consultations.desk import queries
from councils.consultations.options import queries as options
from councils.consultations.outcomes import queries as outcomes
from councils.consultations.rules import LISTED, Act, in_order, may_raise
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.surveys import queries as surveys
from councils.consultations.walk import queries as walk
from councils.opinions import queries as opinions

SIZE = 20


async def index(request: Request) -> Response:
    """The consultations of the community, newest first."""
    place = request.state.place
    found = await queries.cards(place.id if place else None, LISTED, after(request), SIZE)
    return await page(
        request,
        "councils/consultations/index.html",
        consultations=paged(request, found, SIZE, lambda card: card.id),
        place=place,
        may_raise=place is not None and may_raise(request.state.actor, place.path),
    )


async def show(request: Request) -> Response:
    """One consultation: before, while and after people talk."""
    actor = request.state.actor
    scene = await stakeholders.scene(addressed(request), actor)
    found = scene.consultation
    result = await outcomes.of(found, actor)
    talk = found.conversation_id
    return await page(
        request,
        "councils/consultations/show.html",
        scene=scene,
        steps=await consultations.steps(found.id),
        evenings=await consultations.evenings(found.id),
        groups=await stakeholders.stakeholder_map(found.id),
        views=await stakeholders.views(found.id),
        columns=await options.columns(found.id),
        talk=await opinions.summary(talk) if talk is not None else None,
        wall=await cards.of(found.id),
        circle=await circles.of(found.id),
        survey=await surveys.of(found.id),
        words=await walk.words(found.id),
        result=result if result and (result.published or scene.runs) else None,
        feedback=await outcomes.feedback(found.id),
        open_disputes=await outcomes.open_disputes(found.id),
        acts={act.value for act in Act if in_order(found.stage, act)},
        now=clock.now(),
    )


routes = [
    Route("/consultations", index, name="consultations"),
    Route("/consultations/{id:int}", show, name="consultation"),
]
