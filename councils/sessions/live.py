"""What is pushed of a session: the same parts its pages are made of, for everyone alike."""

from starlette.requests import HTTPConnection

from civic.kit.errors import NotFound
from civic.live.hub import Region
from civic.live.stream import Topic
from civic.people.rules import Actor
from civic.web.pages import render
from councils.sessions import queries

# Names of the parts: template councils/sessions/_<name>.html, whose root is <name>-<session id>.
SESSION_PARTS = ("sync", "now", "floor", "presence", "votes", "agenda")
WALL_PARTS = ("sync", "wall_top", "wall_now", "wall_cards")


async def renders(session_id: int, lang: str, audience: str) -> Region | None:
    """All parts of a session as it stands now. audience: ``public`` or ``wall``."""
    board = await queries.board(session_id)
    names = WALL_PARTS if audience == "wall" else SESSION_PARTS
    parts = {
        f"{name}-{session_id}": render(f"councils/sessions/_{name}.html", lang, board=board) for name in names
    }
    return Region(board.state.seq, parts)


async def may_watch(actor: Actor, session_id: int) -> bool:
    """Announced sessions are public; there is nothing else to watch."""
    try:
        return (await queries.head(session_id)).announced
    except NotFound:
        return False


async def audience(connection: HTTPConnection, session_id: int) -> str:
    """The hall's wall has parts of its own."""
    return "wall" if "/wall/" in connection.url.path else "public"


TOPIC = Topic("session", renders, may_watch, audience)
