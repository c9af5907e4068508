"""What is pushed of a session: the same parts its pages are made of, for everyone alike."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import HTTPConnection

from civic.kit.codes import token
from civic.live.hub import Region
from civic.live.persons import own_parts
from civic.live.stream import Topic
from civic.people.rules import Actor
from civic.web.forms import Typed
from civic.web.i18n import translate
from civic.web.pages import render
from councils.sessions import queries, rules
from councils.sessions.rules.events import Seat
from councils.sessions.rules.naming import Names, hides, sees_names
from councils.sessions.rules.queue import queue
from councils.sessions.rules.rights import may_run
from councils.sessions.services import hat

# Names of the parts: template councils/sessions/_<name>.html, whose root is <name>-<session id>.
SESSION_PARTS = ("sync", "said", "now", "speaker", "floor", "poll", "votes", "presence", "agenda")
WALL_PARTS = ("sync", "wall_top", "wall_now", "wall_cards")


# What the larger parts show of the state: while that is the same, the part is too. The others are made at every change.
_SHOWN = {
    "agenda": ("items",),
    "votes": ("verdicts", "motions", "points"),
    "presence": (
        *(
            "seats",
            "roster",
            "present",
            "remote",
            "excused",
            "substitutes",
            "observers",
            "observing",
            "gallery",
        ),
        *("tellers", "recusals", "items", "rules", "benches", "phase"),
        *("sides", "unnamed", "wholes", "talk"),
    ),
}
_KEPT = 1_000
_KEPT_NAMES = 64


@dataclass(frozen=True)
class _Made:
    board: queries.Board
    html: Markup


_made: OrderedDict[tuple[int, str, str, bool], _Made] = OrderedDict()


def shared(board: queries.Board, lang: str, name: str) -> Markup:
    """A part of the session that is the same for everyone, made once for all who look, on the page or over the line."""
    key = (board.head.id, lang, name, board.names is None)
    kept = _made.get(key)
    if kept is None or not _alike(kept.board, board, name):
        html = render(f"councils/sessions/_{name}.html", lang, board=board)
        kept = _made[key] = _Made(board, Markup(html))
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return kept.html


def _alike(one: queries.Board, other: queries.Board, name: str) -> bool:
    if one.state is not other.state:
        if name not in _SHOWN:
            return False
        before, now = vars(one.state), vars(other.state)
        if any(before[field] is not now[field] for field in _SHOWN[name]):
            return False
    return one.head == other.head


def told(board: queries.Board, actor: Actor, lang: str) -> queries.Board:
    """The session as this viewer is told it: with names in full, or hidden as its rule set says.

    Every page, part, file and piece of data of a session is made of this; a board as it is read is for deciding only.
    """
    if not hides(board.state):
        return board
    paths = (board.head.place_path, *board.head.paths)
    return board if sees_names(actor, board.state.rules.masking, board.people, paths) else hidden(board, lang)


def readings(board: queries.Board, langs: Iterable[str]) -> list[tuple[str, queries.Board]]:
    """Every way in which the session is told to somebody: in each language, the one everybody reads first."""
    hiding = hides(board.state)
    return [(lang, one) for lang in langs for one in ((hidden(board, lang), board) if hiding else (board,))]


async def expected(board: queries.Board) -> tuple[Seat, ...]:
    """The members of today under the names this board is read with, for a list printed before the door opens."""
    found = board.expected or await queries.members(board.head.term_id)
    return board.names.of(found) if board.names else found


# What sessions read like with names hidden: what was read already of an earlier state is not read again.
_names: OrderedDict[tuple[int, str], tuple[tuple[object, ...], Names]] = OrderedDict()


def hidden(board: queries.Board, lang: str) -> queries.Board:
    """The session as everybody may read it; the same board where no names are hidden."""
    if not hides(board.state):
        return board
    key, lists = (board.head.id, lang), (board.state.heading, board.state.roster, board.expected)
    kept = _names.get(key)
    if kept is None or kept[0] != lists:
        say = partial(translate, lang=lang)
        kept = _names[key] = (lists, Names(board.state, board.expected, say))
        while len(_names) > _KEPT_NAMES:
            _names.popitem(last=False)
    names = kept[1]
    state = names.state(board.state)
    return replace(board, state=state, queue=queue(state), names=names, ties=())


# A part that a room above adds to the live page: told a board and a language, it answers its HTML.
Lent = Callable[[queries.Board, str], Awaitable[str]]
_lent: dict[str, dict[str, Lent]] = {"public": {}, "wall": {}}


def lend(name: str, part: Lent, audience: str = "public") -> None:
    """Offer a part, whose root is ``<name>-<session id>``, for the session's page or for the hall's wall."""
    _lent[audience][name] = part


async def lent(board: queries.Board, lang: str, audience: str = "public") -> dict[str, Markup]:
    """The lent parts as they stand now, by the id of their root: for the page itself, and for what is pushed."""
    return {
        f"{name}-{board.head.id}": Markup(await part(board, lang)) for name, part in _lent[audience].items()
    }


# Whom parts are made for, by audience: for which screen, and whether for those who are told names in full. Where a rule
# set hides none, everybody is of the public and nothing is made twice.
_AUDIENCES = {
    "public": ("public", False),
    "wall": ("wall", False),
    "room": ("public", True),
    "hall": ("wall", True),
}


async def renders(session_id: int, lang: str, audience: str) -> Region | None:
    """All parts of a session as it stands now, for one audience."""
    screen, in_full = _AUDIENCES[audience]
    board = await queries.board(session_id)
    # who may do what hangs on nobody's name: one mark for all audiences
    scene = board.scene
    board = board if in_full else hidden(board, lang)
    names = WALL_PARTS if screen == "wall" else SESSION_PARTS
    parts: dict[str, str] = {f"{name}-{session_id}": shared(board, lang, name) for name in names}
    return Region(board.state.seq, parts | await lent(board, lang, screen), scene)


def seen_by(board: queries.Board, actor: Actor, lang: str) -> dict[str, Any]:
    """What the templates of one viewer's part need: the board as they are told it, and what they may do."""
    who = hat(actor, board.head)
    board = told(board, actor, lang)
    state = board.state
    place = next((place for place in board.queue if place.hand.person.person_id == who.person_id), None)
    return {
        "board": board,
        "who": who,
        "seat": state.seat(who.person_id),
        "mine": rules.available(state, who, board.at),
        "my_place": place,
        "runs": may_run(state, who),
        "tends": may_run(state, who) or who.steward,
        "shared": partial(shared, board, lang),
        "key": f"{state.seq}.{token()}",
    }


async def own(session_id: int) -> Callable[[Actor, str], str]:
    """The part in which a viewer finds what they may do now, for everybody who is told: as ``/sessions/4/mine`` answers."""
    board = await queries.board(session_id)

    def made(actor: Actor, lang: str) -> str:
        seen = seen_by(board, actor, lang) | {"actor": actor, "form": Typed({}), "code": ""}
        html = render("councils/sessions/_mine.html", lang, **seen)
        return Region(0, {f"mine-{session_id}": html}).html()

    return made


async def may_watch(actor: Actor, session_id: int) -> bool:
    """Announced sessions are public; there is nothing else to watch."""
    return (await queries.state(session_id)).heading is not None


async def audience(connection: HTTPConnection, actor: Actor, session_id: int) -> str:
    """The hall's wall has parts of its own; where names are hidden, so have those who are told them."""
    screen = "wall" if "/wall/" in connection.url.path else "public"
    if not hides(await queries.state(session_id)):
        return screen
    board = await queries.board(session_id)
    in_full = told(board, actor, "zh").names is None
    return next(name for name, kind in _AUDIENCES.items() if kind == (screen, in_full))


own_parts("session", own)
TOPIC = Topic("session", renders, may_watch, audience)
