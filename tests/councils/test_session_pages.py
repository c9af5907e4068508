"""The pages of councils and sessions, through the browser's door."""

import re

import pytest

from councils.sessions import queries
from councils.sessions.models import Session
from councils.sessions.rules.words import MotionState
from tests.factories import councils as make


def key_of(html: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', html)
    assert found
    return found.group(1)


def test_everyone_reads_councils_and_sessions_without_signing_in(client, call, cast, clock):
    session = call(make.debating, cast)
    council = call(lambda: Session.get(id=session.id).select_related("term__council")).term.council
    for path in (
        "/councils",
        f"/councils/{council.id}",
        "/sessions",
        f"/sessions?council={council.id}",
        f"/sessions/{session.id}",
        f"/sessions/{session.id}/wall",
        f"/sessions/{session.id}/checkin",
        f"/sessions/{session.id}/mine",
    ):
        assert client.get(path).status_code == 200, path
    page = client.get(f"/sessions/{session.id}").text
    assert make.TEXT in page
    assert "应到 4 人，实到 4 人" in page
    assert "您在旁听" in page


def test_pages_with_nothing_yet_say_so(client):
    assert "还没有公告过会议" in client.get("/sessions").text
    assert "这里还没有议事会" in client.get("/councils").text


@pytest.mark.parametrize("path", ["/sessions/999999", "/councils/999999", "/sessions/999999/wall"])
def test_what_is_not_there_is_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "stage", ["announced", "checking_in", "opened", "moved", "debating", "voting", "decided"]
)
def test_each_stage_shows_on_every_page_in_both_languages(client, as_, call, cast, clock, stage):
    session = call(getattr(make, stage), cast)
    for actor in (cast.chen, cast.tang, cast.ma, cast.zheng, cast.wei):
        visitor = as_(actor)
        assert visitor.get(f"/sessions/{session.id}").status_code == 200
        console = visitor.get(f"/sessions/{session.id}/console").status_code
        assert console == (403 if actor in (cast.tang, cast.wei) else 200)
    client.cookies.set("lang", "en")
    for page in ("", "/wall"):
        assert client.get(f"/sessions/{session.id}{page}").status_code == 200


def test_a_member_moves_and_another_seconds(client, as_, call, cast, clock):
    session = call(make.opened, cast)
    chen, tang, xu = as_(cast.chen), as_(cast.tang), as_(cast.xu)
    at = f"/sessions/{session.id}"
    taken = chen.post(f"{at}/items", data={"item": "1", "back": "console", "key": "k1"})
    assert (taken.status_code, taken.headers["location"]) == (303, f"{at}/console")
    moved = tang.post(f"{at}/motions", data={"text": make.TEXT, "amount": "18,000", "key": "k2"})
    assert (moved.status_code, moved.headers["location"]) == (303, at)
    assert xu.post(f"{at}/seconds", data={"motion": "1"}).status_code == 303
    motion = call(queries.state, session.id).motion
    assert (motion.state, motion.amount_fen) == (MotionState.SECONDED, 1_800_000)


def test_a_refused_motion_comes_back_with_its_text_and_the_reason(client, as_, call, cast, clock):
    session = call(make.opened, cast)
    at = f"/sessions/{session.id}"
    as_(cast.chen).post(f"{at}/items", data={"item": "1"})
    answer = as_(cast.tang).post(f"{at}/motions", data={"text": "换灯", "amount": "十块", "spot": "move"})
    assert answer.status_code == 422
    assert "换灯" in answer.text
    answer = as_(cast.tang).post(
        f"{at}/motions", data={"text": "换好南门的灯", "amount": "10", "spot": "move"}
    )
    assert answer.status_code == 422
    assert "谁来做什么" in answer.text
    assert "换好南门的灯" in answer.text


@pytest.mark.parametrize(
    ("noun", "sent"),
    [
        ("items", {"item": "abc"}),
        ("items", {"item": "99999999999999999"}),
        ("items", {}),
        ("seconds", {"motion": "0"}),
        ("seconds", {"motion": "第一"}),
        ("hands", {"motion": "1", "stance": "maybe"}),
        ("votes", {"motion": "1", "method": "secret"}),
        ("voices", {"motion": "1", "choice": "YES"}),
        ("results", {"motion": "1", "yes": "-3"}),
        ("gists", {"speech": "1"}),
        ("motions", {"text": "灯" * 5000}),
        ("motions", {"kind": "speech"}),
        ("adjournment", {"confirmed": "perhaps"}),
    ],
)
def test_what_cannot_be_read_is_422_and_never_500(client, as_, call, cast, clock, noun, sent):
    session = call(make.debating, cast)
    answer = as_(cast.chen).post(f"/sessions/{session.id}/{noun}", data=sent)
    assert answer.status_code == 422


def test_the_wrong_person_is_refused_whatever_the_page_shows(client, as_, call, cast, clock):
    session = call(make.moved, cast)
    for noun, sent in (("statements", {"motion": "1"}), ("adjournment", {"confirmed": "true"}), ("door", {})):
        assert as_(cast.tang).post(f"/sessions/{session.id}/{noun}", data=sent).status_code == 403
    for noun in ("seconds", "withdrawals", "hands"):
        assert (
            as_(cast.wei)
            .post(f"/sessions/{session.id}/{noun}", data={"motion": "1", "stance": "for"})
            .status_code
            == 403
        )


def test_someone_not_signed_in_is_sent_to_sign_in(client, call, cast, clock):
    session = call(make.opened, cast)
    answer = client.post(f"/sessions/{session.id}/motions", data={"text": make.TEXT})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_the_qr_leads_to_a_page_with_the_code_filled_in(client, as_, call, cast, clock):
    session = call(make.checking_in, cast)
    code = call(make.code_of, session.id)
    assert code in as_(cast.chen).get(f"/sessions/{session.id}/wall").text
    assert code not in client.get(f"/sessions/{session.id}/wall").text  # from home nobody reads it
    tang = as_(cast.tang)
    page = tang.get(f"/sessions/{session.id}/checkin?code={code}").text
    assert f'value="{code}"' in page
    done = tang.post(f"/sessions/{session.id}/presence", data={"code": code, "key": key_of(page)})
    assert done.status_code == 303
    assert "您已经签到" in tang.get(f"/sessions/{session.id}/checkin").text


def test_a_wrong_code_stands_beside_its_field(client, as_, call, cast, clock):
    session = call(make.checking_in, cast)
    answer = as_(cast.tang).post(f"/sessions/{session.id}/presence", data={"code": "XX"})
    assert answer.status_code == 422
    assert 'id="error-code"' in answer.text
