"""The hub and its stream, by a topic of the test's own: what is pushed, to whom, and when it stops."""

import asyncio
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from civic.live import hub
from civic.live.hub import Region, View, frame

pytestmark = pytest.mark.live

VIEW = View("hub-test:1", "zh", "public")
NOW: dict[str, Any] = {"seq": 1, "a": "<p id='a'>甲</p>", "b": "<p id='b'>乙</p>"}


async def _render(view: View) -> Region:
    return Region(int(NOW["seq"]), {name: str(NOW[name]) for name in ("a", "b")})


@pytest.fixture
def watched(client, call):
    """Frames delivered to one watcher of the test's topic."""
    hub.renders("hub-test", _render)
    frames = []

    def deliver(message):
        frames.append(message)
        return True

    NOW.update(seq=1, a="<p id='a'>甲</p>", b="<p id='b'>乙</p>")
    call(_watch, deliver)
    yield frames
    call(_unwatch)


async def _watch(deliver) -> None:
    hub.watch(VIEW, "one", deliver)


async def _unwatch() -> None:
    hub.unwatch(VIEW, "one")


async def _until(frames, many):
    async with asyncio.timeout(10):
        while len(frames) < many:  # noqa: ASYNC110 - the hub delivers on its own task
            await asyncio.sleep(0.01)


def test_the_first_push_holds_everything_and_the_next_only_what_changed(watched, call):
    call(hub.announce, "hub-test:1")
    call(_until, watched, 1)
    NOW.update(seq=2, b="<p id='b'>丙</p>")
    call(hub.announce, "hub-test:1")
    call(_until, watched, 2)
    first, second = watched
    assert "甲" in first.text
    assert "乙" in first.text
    assert "甲" not in second.text
    assert "丙" in second.text
    assert second.seq == 2


def test_a_newcomer_makes_the_next_push_whole_again(watched, call):
    call(hub.announce, "hub-test:1")
    call(_until, watched, 1)
    others: list[Any] = []
    call(_second, others)
    call(hub.announce, "hub-test:1")
    call(_until, others, 1)
    assert "甲" in others[0].text
    assert others[0] is watched[-1]  # encoded once for both


async def _second(others) -> None:
    hub.watch(VIEW, "two", lambda message: not others.append(message))


def test_a_watcher_that_is_gone_or_too_slow_is_dropped(watched, call):
    call(_unwatch)
    call(_watch, lambda message: False)
    call(hub.announce, "hub-test:1")
    call(_nobody_left)
    assert hub.watching("hub-test:1") == 0


async def _nobody_left() -> None:
    async with asyncio.timeout(10):
        while hub.watching("hub-test:1"):  # noqa: ASYNC110 - the hub lets go on its own task
            await asyncio.sleep(0.01)


def test_a_failing_render_harms_nobody_else(watched, call):
    async def broken(view: View) -> Region:
        raise RuntimeError("on purpose")

    hub.renders("hub-broken", broken)
    call(hub.announce, "hub-broken:1")
    call(hub.announce, "hub-test:1")
    call(_until, watched, 1)


def test_a_region_wraps_only_the_parts_that_differ():
    before, after = Region(1, {"a": "1", "b": "2"}), Region(2, {"a": "1", "b": "3"})
    assert after.html(before) == '<hx-partial hx-target="#b" hx-swap="outerMorph">3</hx-partial>'
    assert frame(after).text.count("hx-partial") == 4


def test_a_socket_from_another_site_is_closed(client):
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect(
            "/sessions/1/live", headers={"origin": "https://elsewhere.example"}
        ) as socket,
    ):
        socket.receive_json()
    assert closed.value.code in (4403, 1000, 1006)
