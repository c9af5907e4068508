"""The record, the check-in desk and the sheet: who sees them, what they do, and that they lead back to themselves."""

import re

import brotli
import pytest

from councils.sessions import queries
from tests.factories import councils as make


@pytest.mark.parametrize(
    ("path", "wanted"), [("record", {"chen", "ma"}), ("arrivals", {"chen", "ma", "zheng"})]
)
def test_only_who_runs_or_tends_the_meeting_sees_it(as_, call, cast, clock, path, wanted):
    session = call(make.debating, cast)
    for name in ("chen", "ma", "zheng", "tang", "wei"):
        visitor = as_(getattr(cast, name))
        for end in (path, f"{path}/part"):
            answer = visitor.get(f"/sessions/{session.id}/{end}")
            assert answer.status_code == (200 if name in wanted else 403), (name, end)


def test_the_record_tells_what_happened_in_words_and_takes_the_gist(as_, call, cast, clock):
    session = call(make.debating, cast)
    chen, ma, tang = as_(cast.chen), as_(cast.ma), as_(cast.tang)
    at = f"/sessions/{session.id}"
    tang.post(f"{at}/hands", data={"motion": "1", "stance": "for"})
    chen.post(f"{at}/calls", data={"person": str(cast.tang.person_id)})
    page = ma.get(f"{at}/record").text
    for words in (f"{cast.tang.name}提出动议：{make.TEXT}", f"{cast.xu.name}附议", "开始辩论", "第 1 次"):
        assert words in page
    sent = {"speech": "1", "gist": "晚上太黑", "back": "record", "spot": "gist-1"}
    saved = ma.post(f"{at}/gists", data=sent)
    assert (saved.status_code, saved.headers["location"]) == (303, f"{at}/record")
    assert "晚上太黑" in ma.get(f"{at}/record").text
    refused = ma.post(f"{at}/gists", data=sent | {"gist": "长" * 600})
    assert refused.status_code == 422
    assert "记录台" in refused.text
    assert "长" * 600 in refused.text


def test_a_long_record_begins_with_its_end_and_has_the_rest(as_, call, cast, clock, monkeypatch):
    monkeypatch.setattr("councils.sessions.routes.screens.RECORD_LINES", 3)
    session = call(make.debating, cast)
    ma = as_(cast.ma)
    assert "会议公告发布" not in ma.get(f"/sessions/{session.id}/record").text
    assert "会议公告发布" in ma.get(f"/sessions/{session.id}/record?all=1").text


def test_the_desk_checks_people_in_and_out_and_stays_the_desk(as_, call, cast, clock):
    session = call(make.checking_in, cast)
    zheng, at = as_(cast.zheng), f"/sessions/{session.id}"
    here = {"person": str(cast.deng.person_id), "back": "arrivals"}
    done = zheng.post(f"{at}/presence", data=here)
    assert (done.status_code, done.headers["location"]) == (303, f"{at}/arrivals")
    assert re.search(
        r'class="is-here"><span class="roster__name">' + cast.deng.name, zheng.get(f"{at}/arrivals").text
    )
    assert zheng.post(f"{at}/gallery", data={"count": "7", "back": "arrivals"}).status_code == 303
    assert "旁听 7 人" in zheng.get(f"{at}/arrivals").text
    assert zheng.post(f"{at}/departures", data=here).status_code == 303
    assert call(queries.state, session.id).present == frozenset()


def test_the_sheet_is_blank_before_and_has_times_during_the_meeting(client, call, cast, clock):
    before = call(make.announced, cast)
    page = client.get(f"/sessions/{before.id}/sign-in-sheet").text
    for actor in (cast.chen, cast.tang, cast.ma):
        assert actor.name in page
    assert "到场时间" in page
    assert not re.search(r"<td>\d\d:\d\d</td>", page)


def test_the_sheet_has_the_times_of_those_who_came(client, call, cast, clock):
    session = call(make.opened, cast)
    page = client.get(f"/sessions/{session.id}/sign-in-sheet").text
    assert len(re.findall(r"<td>\d\d:\d\d</td>", page)) == 4


def test_words_spoken_aloud_stand_on_the_console(as_, call, cast, clock):
    session = call(make.moved, cast)
    page = as_(cast.chen).get(f"/sessions/{session.id}/console").text
    assert f"“{cast.tang.name}的动议是：{make.TEXT}。有没有人附议？”" in page


def test_a_refused_act_of_the_console_comes_back_to_its_field(as_, call, cast, clock):
    session = call(make.moved, cast)
    sent = {"person": "999999", "text": "换灯", "back": "console", "spot": "move-for"}
    answer = as_(cast.ma).post(f"/sessions/{session.id}/motions", data=sent)
    assert 400 <= answer.status_code < 500


def test_the_stranger_and_the_member_read_the_same_card(client, as_, call, cast, clock):
    session = call(make.debating, cast)
    card = re.compile(r'<section class="card card--now" id="now-.*?</section>', re.S)
    here, there = (
        card.search(reader.get(f"/sessions/{session.id}").text) for reader in (client, as_(cast.tang))
    )
    assert here
    assert there
    assert here.group(0) == there.group(0)


@pytest.mark.parametrize("path", ["", "/wall"])
def test_a_first_look_at_the_meeting_is_light(client, call, cast, clock, path):
    """At most 60 KB over the wire and six requests (experience.md, Weight), everything compressed."""
    session = call(make.debating, cast)
    page = client.get(f"/sessions/{session.id}{path}").text
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"', page))
    loaded = [client.get(address).headers for address in wanted]
    assert all(headers["content-encoding"] == "br" for headers in loaded)
    total = len(brotli.compress(page.encode(), quality=5)) + sum(int(one["content-length"]) for one in loaded)
    assert len(wanted) + 1 <= 6
    assert total <= 60_000
