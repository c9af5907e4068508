"""Pages of the card wall: the wall for everybody, one's own cards and dots, sorting for the desk."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from civic.kit import clock
from civic.kit.codes import token
from civic.kit.errors import N_
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, part, url_for
from councils.consultations.cards import queries, services
from councils.consultations.cards.forms import (
    CardForm,
    CardPick,
    ClusterForm,
    MoveForm,
    PhaseForm,
    WallForm,
)
from councils.consultations.cards.live import TOPIC
from councils.consultations.cards.rules import DotRules, Phase
from councils.consultations.circles import queries as circles
from councils.consultations.forms import Field, Sheet, endpoints
from councils.consultations.stakeholders import queries as stakeholders

_PAGE = "councils/consultations/cards.html"
_SORTING = "councils/consultations/sorting.html"


async def _shown(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    wall, plan = await queries.of(addressed(request)), await circles.of(addressed(request))
    mine = await queries.mine(wall.id, actor.person_id) if wall else {}
    current = plan.current if plan else None
    return {
        "scene": await stakeholders.scene(addressed(request), actor),
        "wall": wall,
        "mine": mine,
        "left": (wall.dots - sum(mine.values())) if wall else 0,
        "round": current.number if current else None,
        "table": plan.table_of(actor.person_id, current.number) if plan and current else None,
        "key": token(),
        "now": clock.now(),
    }


async def show(request: Request) -> Response:
    """The wall, a card to write, dots to stick."""
    return await page(request, _PAGE, form=Typed({}), **await _shown(request))


async def mine(request: Request) -> Response:
    """One's own part of the page; fetched again when the wall changes."""
    return await part(
        request, "councils/consultations/_my_dots.html", form=Typed({}), **await _shown(request)
    )


async def _sorting(request: Request) -> dict[str, Any]:
    shown = await _shown(request)
    must(shown["scene"].runs, request.state.actor, "consultation_run_forbidden")
    return shown


async def sorting(request: Request) -> Response:
    """The desk's page: headings, and each card into one of them, all by buttons."""
    return await page(request, _SORTING, form=Typed({}), **await _sorting(request))


async def _hanging(request: Request) -> Sheet:
    scene = await stakeholders.led(addressed(request), request.state.actor)
    usual = DotRules()
    return Sheet(
        N_("挂一面卡片墙"),
        url_for("wall-hanging", id=addressed(request)),
        url_for("consultation", id=addressed(request)),
        scene.consultation.title,
        (
            Field("text", "question", N_("卡片回答什么"), N_("例如：最该先解决哪件事？"), most=120),
            Field("number", "dots", N_("每人几个点"), most=2),
            Field("number", "per_card", N_("一张卡片最多贴几个"), most=2),
        ),
        N_("挂上"),
        initial={"dots": usual.dots, "per_card": usual.per_card},
    )


async def _hang(request: Request, sent: WallForm) -> Response:
    await services.hang(request.state.actor, addressed(request), sent.question, sent.rules())
    return see(request, "cards", id=addressed(request))


@posted(CardForm, _PAGE, _shown)
async def write(request: Request, sent: CardForm) -> Response:
    """Put a card on the wall."""
    await services.write(request.state.actor, addressed(request), sent.written(), sent.key)
    return see(request, "cards", id=addressed(request))


@posted(CardPick, _PAGE, _shown)
async def take_down(request: Request, sent: CardPick) -> Response:
    """Take a card off the wall."""
    await services.take_down(request.state.actor, addressed(request), sent.card)
    return see(request, "cards", id=addressed(request))


@posted(CardPick, _PAGE, _shown)
async def stick(request: Request, sent: CardPick) -> Response:
    """One dot more."""
    await services.stick(request.state.actor, addressed(request), sent.card)
    return see(request, "cards", id=addressed(request))


@posted(CardPick, _PAGE, _shown)
async def unstick(request: Request, sent: CardPick) -> Response:
    """One dot back."""
    await services.unstick(request.state.actor, addressed(request), sent.card)
    return see(request, "cards", id=addressed(request))


@posted(ClusterForm, _SORTING, _sorting)
async def add_cluster(request: Request, sent: ClusterForm) -> Response:
    """A heading more."""
    await services.add_cluster(request.state.actor, addressed(request), sent.heading)
    return see(request, "cards-sorting", id=addressed(request))


@posted(MoveForm, _SORTING, _sorting)
async def move(request: Request, sent: MoveForm) -> Response:
    """A card under a heading."""
    await services.move(request.state.actor, addressed(request), sent.card, sent.cluster)
    return see(request, "cards-sorting", id=addressed(request))


@posted(PhaseForm, _SORTING, _sorting)
async def set_phase(request: Request, sent: PhaseForm) -> Response:
    """From writing to dots, from dots to done."""
    await services.set_phase(request.state.actor, addressed(request), Phase(sent.phase))
    return see(request, "cards-sorting", id=addressed(request))


_ONE = "/consultations/{id:int}/cards"
hanging, hang = endpoints(WallForm, _hanging, _hang)
routes: list[BaseRoute] = [
    Route(_ONE, show, name="cards"),
    Route(f"{_ONE}/mine", mine, name="cards-mine"),
    Route(_ONE, write, methods=["POST"], name="card-writing"),
    Route(f"{_ONE}/wall", hanging, name="wall-new"),
    Route(f"{_ONE}/wall", hang, methods=["POST"], name="wall-hanging"),
    Route(f"{_ONE}/taking-down", take_down, methods=["POST"], name="card-taking-down"),
    Route(f"{_ONE}/dots", stick, methods=["POST"], name="dot-sticking"),
    Route(f"{_ONE}/dots/back", unstick, methods=["POST"], name="dot-taking-back"),
    Route(f"{_ONE}/sorting", sorting, name="cards-sorting"),
    Route(f"{_ONE}/clusters", add_cluster, methods=["POST"], name="cluster-adding"),
    Route(f"{_ONE}/moves", move, methods=["POST"], name="card-move"),
    Route(f"{_ONE}/phase", set_phase, methods=["POST"], name="wall-phase"),
    Route("/consultations/{id:int}/cards/poll", TOPIC.poll, name="cards-poll"),
    WebSocketRoute("/consultations/{id:int}/cards/live", TOPIC.socket, name="cards-live"),
]
