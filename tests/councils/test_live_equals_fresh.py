"""For each act of a session: what a page had, with the parts pushed since, is what a fresh page shows."""

import re

import pytest

from civic.people.rules import Actor
from civic.web import pages
from councils.sessions import live, queries
from councils.sessions.rules.log import KINDS
from tests.factories import councils as make

pytestmark = pytest.mark.live
PART = re.compile(r'<hx-partial hx-target="#([\w-]+)" hx-swap="outerMorph">(.*?)</hx-partial>', re.S)

# who, noun, what is sent
WALK = [
    ("chen", "door", {}),
    *[("ma", "presence", {"person": name}) for name in ("chen", "tang", "xu", "deng")],
    ("ma", "opening", {}),
    ("chen", "items", {"item": "1"}),
    ("tang", "motions", {"text": "由居委会在月底前清理三号院楼道"}),
    ("tang", "withdrawals", {"motion": "1"}),
    ("tang", "motions", {"text": make.TEXT, "amount": "18000"}),
    ("xu", "seconds", {"motion": "2"}),
    ("chen", "statements", {"motion": "2"}),
    ("chen", "debates", {"motion": "2"}),
    ("tang", "hands", {"motion": "2", "stance": "for"}),
    ("xu", "hands", {"motion": "2", "stance": "for"}),
    ("deng", "hands", {"motion": "2", "stance": "against"}),
    ("xu", "hand-withdrawals", {"motion": "2"}),
    ("chen", "calls", {"person": "tang"}),
    ("tang", "speech-ends", {"speech": "1"}),
    ("ma", "gists", {"speech": "1", "gist": "南门晚上太黑"}),
    ("chen", "calls", {"person": "deng"}),
    ("chen", "speech-ends", {"speech": "2"}),
    ("chen", "debate-closings", {"motion": "2"}),
    ("chen", "votes", {"motion": "2", "method": "phones"}),
    ("tang", "voices", {"motion": "2", "choice": "yes"}),
    ("chen", "voidings", {"motion": "2", "reason": "应当举手表决"}),
    ("chen", "votes", {"motion": "2", "method": "phones"}),
    ("tang", "voices", {"motion": "2", "choice": "yes"}),
    ("xu", "voices", {"motion": "2", "choice": "yes"}),
    ("deng", "voices", {"motion": "2", "choice": "no"}),
    ("chen", "results", {"motion": "2"}),
    ("chen", "item-closings", {"item": "1"}),
    ("chen", "items", {"item": "2"}),
    ("xu", "motions", {"text": "由三号院自管小组每周清洗分类亭"}),
    ("chen", "lapses", {"motion": "3"}),
    ("chen", "postponements", {"item": "2"}),
    ("deng", "departures", {"person": "deng"}),
    ("chen", "adjournment", {}),
]


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
    session = call(make.announced, cast)
    browsers = {name: as_(getattr(cast, name)) for name in ("chen", "ma", "tang", "xu", "deng")}
    at = f"/sessions/{session.id}"
    with client.watch(f"{at}/live") as phone, client.watch(f"{at}/wall/live") as hall:
        screens = [Screen(phone, at), Screen(hall, f"{at}/wall")]
        for who, noun, sent in WALK:
            answer = browsers[who].post(f"{at}/{noun}", data=_ids(cast, sent))
            assert answer.status_code == 303, (noun, answer.text[-3000:])
            seq = call(queries.state, session.id).seq
            for screen in screens:
                screen.hear(seq)
                screen.check(client)
            call(_made_as_anew, session.id)
    kinds = {event.kind for event in call(queries.events, session.id)}
    assert kinds == set(KINDS)


async def _made_as_anew(session_id):
    """What is kept of the larger parts while the state they show is the same is what they would be made now."""
    board = await queries.board(session_id)
    for name in {*live.SESSION_PARTS, *live.WALL_PARTS}:
        anew = pages.render(f"councils/sessions/_{name}.html", "zh", board=board)
        assert live.shared(board, "zh", name) == anew, name


def _ids(cast, sent):
    person = getattr(cast, sent.get("person", ""), None)
    return sent | {"person": str(person.person_id)} if isinstance(person, Actor) else sent
