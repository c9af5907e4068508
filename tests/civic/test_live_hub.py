"""The hub and its stream, by a topic of the test's own: what is pushed, to whom, and when it stops."""

import asyncio
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from civic.live import hub
from civic.live.hub import Region, View, frame
from civic.live.persons import MINE, Viewer

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
    await hub.join(VIEW, "one", deliver)


async def _unwatch() -> None:
    hub.leave(VIEW, "one")


async def _until(frames, many):
    async with asyncio.timeout(10):
        while len(frames) < many:  # noqa: ASYNC110 - the hub delivers on its own task
            await asyncio.sleep(0.01)


def test_who_joins_gets_everything_at_once_and_then_only_what_changed(watched, call):
    NOW.update(seq=2, b="<p id='b'>丙</p>")
    call(hub.announce, "hub-test:1")
    call(_until, watched, 2)
    first, second = watched
    assert "甲" in first.text
    assert "乙" in first.text
    assert "甲" not in second.text
    assert "丙" in second.text
    assert second.seq == 2


def test_a_newcomer_gets_what_the_others_show_and_costs_no_rendering(watched, call):
    NOW.update(seq=2, b="<p id='b'>丙</p>")
    call(hub.announce, "hub-test:1")
    call(_until, watched, 2)
    NOW.update(seq=99, a="never announced")
    others: list[Any] = []
    call(_second, others)
    assert "甲" in others[0].text
    assert "丙" in others[0].text
    NOW.update(seq=3, a="<p id='a'>丁</p>", b="<p id='b'>丙</p>")
    call(hub.announce, "hub-test:1")
    call(_until, others, 2)
    assert others[1] is watched[-1]  # encoded once for both
    assert "丙" not in others[1].text


async def _second(others) -> None:
    await hub.join(VIEW, "two", lambda message: not others.append(message))


def test_a_flurry_of_changes_is_told_in_few_rounds_and_ends_with_the_last(watched, call):
    call(_flurry)
    call(_until_seq, watched, 101)
    assert len(watched) < 10


async def _flurry() -> None:
    for seq in range(2, 102):
        NOW.update(seq=seq)
        await hub.announce("hub-test:1")
        await asyncio.sleep(0)


async def _until_seq(frames, seq):
    async with asyncio.timeout(10):
        while frames[-1].seq < seq:  # noqa: ASYNC110 - the hub delivers on its own task
            await asyncio.sleep(0.01)


def test_what_has_not_changed_is_not_sent(watched, call):
    call(hub.announce, "hub-test:1")
    call(hub.announce, "hub-test:1")
    call(_quiet)
    assert len(watched) == 1


async def _quiet() -> None:
    async with asyncio.timeout(10):
        while hub._dirty:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def test_a_name_the_bus_lost_is_mended_by_the_next_look(watched, call):
    NOW.update(seq=2, b="<p id='b'>丙</p>")
    call(_look_again)
    call(_until, watched, 2)
    assert "丙" in watched[1].text


async def _look_again() -> None:
    hub.look_again()


def test_whom_a_change_concerns_is_told_and_nobody_else(watched, call):
    mine: list[Any] = []
    call(_person, mine, 7)
    call(hub.announce, "hub-test:1", {7, 8})
    call(_until, mine, 2)
    assert mine[1] is MINE
    assert MINE not in watched


async def _person(frames, person: int) -> None:
    await hub.join(
        VIEW, f"person {person}", lambda message: not frames.append(message), Viewer(person, None, "zh")
    )


def test_a_watcher_that_is_gone_or_too_slow_is_dropped(watched, call):
    call(_unwatch)
    answers = iter((True, False))
    call(_watch, lambda message: next(answers))
    assert call(_watching) == 1
    NOW.update(seq=2)
    call(hub.announce, "hub-test:1")
    call(_nobody_left)


async def _watching() -> int:
    return hub.watching("hub-test:1")


async def _nobody_left() -> None:
    async with asyncio.timeout(10):
        while hub.watching("hub-test:1"):  # noqa: ASYNC110 - the hub lets go on its own task
            await asyncio.sleep(0.01)


def test_a_failing_render_harms_nobody_else(watched, call):
    async def broken(view: View) -> Region:
        raise RuntimeError("on purpose")

    hub.renders("hub-broken", broken)
    with pytest.raises(RuntimeError):
        call(hub.join, View("hub-broken:1", "zh", "public"), "one", lambda message: True)
    NOW.update(seq=2)
    call(hub.announce, "hub-broken:1")
    call(hub.announce, "hub-test:1")
    call(_until, watched, 2)
    assert not hub.watching("hub-broken:1")


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
