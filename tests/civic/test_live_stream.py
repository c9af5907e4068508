"""One watcher's socket: the right to watch is asked anew, and who falls behind is cut off instead of left standing."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from civic.kit import clock
from civic.live import beats, hub, stream
from civic.live.beats import GONE
from civic.live.hub import Region, View
from civic.live.persons import Frame
from civic.live.stream import Topic, Watcher
from civic.people.rules import Role
from civic.people.signins.models import SignIn
from councils.sessions.live import TOPIC
from tests.factories import councils as make

pytestmark = pytest.mark.live


async def _nothing(id_: int, lang: str, audience: str) -> Region:
    return Region(1, {"a": "<p id='a'></p>"})


@pytest.fixture
def only_members(monkeypatch) -> None:
    """As if sessions were for those who hold a role, asked every moment."""

    async def may_watch(actor: Any, id_: int) -> bool:
        return any(held.role is Role.MEMBER for held in actor.grants)

    monkeypatch.setitem(TOPIC.__dict__, "may_watch", may_watch)
    monkeypatch.setattr(beats, "BEAT_SECONDS", 0.05)


def test_who_is_signed_out_meanwhile_watches_no_longer(only_members, client, as_, call, cast, clock):
    session = call(make.announced, cast)
    with as_(cast.tang).watch(f"/sessions/{session.id}/live") as socket:
        while not socket.receive_json().get("beat"):
            pass  # what was announced before may still arrive
        call(_sign_everyone_out)
        with pytest.raises(WebSocketDisconnect) as closed:
            _listen(socket)
    assert closed.value.code == GONE


def _listen(socket: Any) -> None:
    while True:
        socket.receive_json()


async def _sign_everyone_out() -> None:
    await SignIn.all().update(ended_at=clock.now())


class _Deaf:
    """A socket whose other side reads nothing."""

    def __init__(self) -> None:
        self.cut = False
        self.scope: dict[str, Any] = {"extensions": {stream._EXTENSION: self}}
        self.state = SimpleNamespace(actor=None)
        self.full = False
        self.transport = SimpleNamespace(abort=self._abort)

    def _abort(self) -> None:
        self.cut = True

    def put(self, ready: bytes) -> bool:
        return not self.full

    async def receive_text(self) -> str:
        await asyncio.Event().wait()
        return ""

    async def send_text(self, text: str) -> None:
        await asyncio.Event().wait()


def test_a_phone_too_far_behind_is_cut_off_and_can_come_back():
    view = View("stream-test:1", "zh", "public")
    Topic("stream-test", _nothing, lambda actor, id_: asyncio.sleep(0, True))

    async def run() -> None:
        socket = _Deaf()
        watcher = Watcher(socket, view)  # type: ignore[arg-type]
        task = asyncio.create_task(watcher.run())
        while not hub.watching(view.topic):  # noqa: ASYNC110 - the task starts by itself
            await asyncio.sleep(0)
        socket.full = True
        assert watcher.deliver(Frame(2, "{}")) is False
        await asyncio.wait_for(task, 5)
        assert socket.cut
        assert not hub.watching(view.topic)

    asyncio.run(run())


def test_who_talks_over_the_socket_is_shown_the_door(client, call, cast, clock):
    """Acts are forms: nothing of ours says anything over a socket."""
    session = call(make.announced, cast)
    with client.watch(f"/sessions/{session.id}/live") as socket:
        socket.receive_json()
        for _ in range(stream.MOST_WORDS):
            socket.send_text("?")
        with pytest.raises(WebSocketDisconnect) as closed:
            _listen(socket)
    assert closed.value.code == stream.TALKS


def test_one_address_has_room_for_a_hall_and_not_for_a_flood(monkeypatch, client, call, cast, clock):
    monkeypatch.setattr(stream, "MOST_FROM_ONE_ADDRESS", 2)
    session = call(make.announced, cast)
    at = f"/sessions/{session.id}/live"
    with client.watch(at) as one, client.watch(at) as two:
        one.receive_json(), two.receive_json()
        with pytest.raises(WebSocketDisconnect) as closed, client.watch(at) as three:
            three.receive_json()
        assert closed.value.code == stream.TOO_MANY
        assert client.get(f"/sessions/{session.id}/poll").status_code == 429
    with client.watch(at) as again:
        assert again.receive_json()["seq"]
