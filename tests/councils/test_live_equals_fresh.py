"""For each act of a session: what a page had, with the parts pushed since, is what a fresh page shows."""

import re
from typing import Any

import pytest

from civic.people.rules import Actor
from civic.web import pages
from councils.models import Term
from councils.rules import Strictness
from councils.sessions import live, queries, services
from councils.sessions.rules import BLANK, apply
from councils.sessions.rules.changes import changes
from councils.sessions.rules.log import KINDS
from councils.sessions.rules.queue import queue
from tests.councils.test_motion_story import told
from tests.councils.walks import COUNTED, COUNTING, ELSEWHERE, FULL, SIMPLE
from tests.factories import councils as make

pytestmark = pytest.mark.live
PART = re.compile(r'<hx-partial hx-target="#([\w-]+)" hx-swap="outerMorph">(.*?)</hx-partial>', re.S)


class Screen:
    """A page that was opened once and has listened since."""

    def __init__(self, socket, page):
        self.socket = socket
        self.page = page
        self.parts = {}
        self.seq = 0
        self.hear(0)

    def hear(self, until):
        """Take in what is pushed until the number is reached, the first frame at least."""
        while not self.parts or self.seq < until:
            message = self.socket.receive_json()
            self.parts |= dict(PART.findall(message.get("content", "")))
            self.seq = message.get("seq", self.seq)

    def check(self, visitor):
        """Each part, as it stands here, is in the fresh page byte for byte."""
        fresh = visitor.get(self.page).text
        for name, html in self.parts.items():
            assert f'id="{name}"' in html
            assert html in fresh, name


def test_old_page_and_pushed_parts_are_the_fresh_page(client, as_, call, cast, clock):
    kinds = set()
    walks: tuple[tuple[str, Any, dict[str, Any]], ...] = (
        (Strictness.SIMPLE, SIMPLE, {}),
        (Strictness.FULL, FULL, {}),
        ("counted", COUNTED, COUNTING),
    )
    for name, walk, rules in walks:
        session = call(_called, cast, name, rules)
        _walk(client, as_, call, cast, session.id, walk)
        kinds |= {event.kind for event in call(queries.events, session.id)}
    assert set(KINDS) <= kinds | ELSEWHERE


async def _called(cast, name, rules):
    strictness = Strictness.FULL if name == "full" else Strictness.SIMPLE
    council = await make.council(cast, f"议事会（{name}）", strictness=strictness, **rules)
    term = await Term.get(council_id=council.id)
    return await services.convene(cast.sun, term.id, make.plan(cast))


def _walk(client, as_, call, cast, session, walk):
    browsers = {name: as_(getattr(cast, name)) for name in ("chen", "ma", "tang", "xu", "deng")}
    at = f"/sessions/{session}"
    with client.watch(f"{at}/live") as phone, client.watch(f"{at}/wall/live") as hall:
        screens = [Screen(phone, at), Screen(hall, f"{at}/wall")]
        for who, noun, sent in walk:
            answer = browsers[who].post(f"{at}/{noun}", data=_ids(cast, sent))
            assert answer.status_code == 303, (noun, sent, answer.text[-3000:])
            seq = call(queries.state, session).seq
            for screen in screens:
                screen.hear(seq)
                screen.check(client)
            call(_made_as_anew, session)


async def _made_as_anew(session_id):
    """What is kept of the larger parts while the state they show is the same is what they would be made now."""
    await _alike(await queries.board(session_id))


def test_whatever_happens_in_the_worked_meeting_what_is_kept_is_what_would_be_made_now(call, cast, clock):
    session = call(make.announced, cast)
    call(_replayed, session.id)


async def _replayed(session_id):
    state, head = BLANK, await queries.head(session_id)
    for event in told().log:
        state = apply(state, event)
        await _alike(queries.Board(head, state, queue(state), event.at, changes(state)))


async def _alike(board):
    for name in {*live.SESSION_PARTS, *live.WALL_PARTS}:
        anew = pages.render(f"councils/sessions/_{name}.html", "zh", board=board)
        assert live.shared(board, "zh", name) == anew, name


def _ids(cast, sent):
    return {field: _id(cast, value) for field, value in sent.items()}


def _id(cast, value):
    if isinstance(value, list):
        return [_id(cast, each) for each in value]
    person = getattr(cast, value, None)
    return str(person.person_id) if isinstance(person, Actor) else value
