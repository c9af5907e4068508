"""Pages of conversations: what is asked, the next statement, one's own, what waits, the map, the tables."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from civic.kit import refs
from civic.web import slots
from civic.web.pages import url_for
from councils.opinions import queries
from councils.opinions.routes import pages, reviewing, tables, taking_part
from councils.opinions.routes.pages import path_of


async def on_home(request: Request, subject: object) -> Markup | None:
    """What residents are asked at this moment, with how far this one is."""
    found = await queries.open_now(path_of(request))
    if not found:
        return None
    person_id = request.state.actor.person_id
    asked = {card.id: await queries.asked(card.id, person_id) for card in found[:3]}
    return slots.panel(request, "councils/opinions/_home.html", conversations=found[:3], asked=asked)


async def _title(conversation_id: int) -> str:
    return (await queries.one(conversation_id)).title


def _url(conversation_id: int) -> str:
    return url_for("conversation", id=conversation_id)


refs.register("conversation", _title, _url)
slots.lend("home", on_home, order=22)

_ONE = "/conversations/{id:int}"
_STATEMENT = f"{_ONE}/statements/{{statement:int}}"
routes: list[BaseRoute] = [
    Route("/conversations", pages.index, name="conversations"),
    Route("/conversations", pages.create, methods=["POST"], name="conversation-creation"),
    Route("/conversations/new", pages.new, name="conversation-new"),
    Route(_ONE, pages.show, name="conversation"),
    Route(f"{_ONE}/counts", pages.counts, name="conversation-counts"),
    Route(f"{_ONE}/next", taking_part.ask, name="conversation-next"),
    Route(f"{_ONE}/votes", taking_part.vote, methods=["POST"], name="conversation-vote"),
    Route(f"{_ONE}/undo", taking_part.undo, methods=["POST"], name="conversation-undo"),
    Route(f"{_ONE}/mine", taking_part.mine, name="conversation-mine"),
    Route(f"{_ONE}/statements/new", taking_part.saying, name="statement-new"),
    Route(f"{_ONE}/statements", taking_part.say, methods=["POST"], name="statement-creation"),
    Route(f"{_ONE}/review", reviewing.review, name="conversation-review"),
    Route(f"{_ONE}/seeds", reviewing.seed, methods=["POST"], name="statement-seed"),
    Route(f"{_STATEMENT}/acceptance", reviewing.accept, methods=["POST"], name="statement-acceptance"),
    Route(f"{_STATEMENT}/declining", reviewing.decline, methods=["POST"], name="statement-declining"),
    Route(f"{_ONE}/closing", reviewing.close, methods=["POST"], name="conversation-closing"),
    Route(f"{_ONE}/statements.csv", tables.statements_csv, name="conversation-statements"),
    Route(f"{_ONE}/votes.csv", tables.votes_csv, name="conversation-votes"),
]
