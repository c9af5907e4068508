"""Watching a session: who may, what arrives, and how a phone without a socket keeps up."""

import pytest
from starlette.websockets import WebSocketDisconnect

from councils.sessions import queries, services
from councils.sessions.rules.motions import Second, StateMotion
from tests.factories import councils as make

pytestmark = pytest.mark.live


def test_the_whole_region_comes_first_then_only_what_changed(client, call, cast, clock):
    session = call(make.moved, cast)
    with client.watch(f"/sessions/{session.id}/live") as socket:
        first = socket.receive_json()
        assert first["seq"] == call(queries.state, session.id).seq
        for part in ("sync", "now", "floor", "presence", "votes", "agenda"):
            assert f'hx-target="#{part}-{session.id}"' in first["content"]
        call(services.act, cast.xu, session.id, Second(1))
        assert socket.receive_json()["seq"] == first["seq"] + 1
        call(services.act, cast.chen, session.id, StateMotion(1))
        news = socket.receive_json()
        assert news["seq"] == first["seq"] + 2
        assert f"now-{session.id}" in news["content"]
        assert f"agenda-{session.id}" not in news["content"]


def test_what_is_pushed_knows_nobody(client, as_, call, cast, clock):
    """The same bytes for the chair, a member and a stranger."""
    session = call(make.debating, cast)
    frames = []
    for visitor in (as_(cast.chen), as_(cast.tang), client):
        with visitor.watch(f"/sessions/{session.id}/live") as socket:
            frames.append(socket.receive_json())
    assert frames[0] == frames[1] == frames[2]
    assert "主持台" not in frames[0]["content"]


def test_a_session_that_is_not_there_cannot_be_watched(client):
    with pytest.raises(WebSocketDisconnect), client.watch("/sessions/999999/live") as socket:
        socket.receive_json()
    assert client.get("/sessions/999999/poll").status_code == 404


def test_long_asking_answers_what_is_newer_and_nothing_else(client, call, cast, clock):
    session = call(make.moved, cast)
    seq = call(queries.state, session.id).seq
    assert client.get(f"/sessions/{session.id}/poll?after={seq}").status_code == 204
    call(services.act, cast.xu, session.id, Second(1))
    answer = client.get(f"/sessions/{session.id}/poll?after={seq}")
    assert (answer.status_code, answer.headers["x-seq"]) == (200, str(seq + 1))
    assert "已附议" in answer.text
    assert client.get(f"/sessions/{session.id}/wall/poll").status_code == 200


def test_my_own_part_follows_the_meeting(client, as_, call, cast, clock):
    session = call(make.moved, cast)
    xu = as_(cast.xu)
    assert "我附议" in xu.get(f"/sessions/{session.id}/mine").text
    call(services.act, cast.deng, session.id, Second(1))
    part = xu.get(f"/sessions/{session.id}/mine").text
    assert "我附议" not in part
    assert "等主持人复述" in part


def test_the_home_page_shows_the_session_that_is_on(client, call, cast, clock):
    session = call(make.moved, cast)
    page = client.get("/").text
    assert f"/sessions/{session.id}" in page
    assert make.TEXT in page
