"""Sessions as calendars that phones read, the month, and the pack to read beforehand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from councils.preparation.agendas import services
from councils.preparation.calendars.rules import Appointment, Month, calendar, month
from councils.preparation.packs import queries as packs
from councils.preparation.packs.rules import plain_rules, speaker
from councils.rules import FloorRules
from councils.sessions import services as sessions
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import Move, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.words import Stance
from tests.factories import councils, proposals
from tests.factories import preparation as make

AT = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def appointment(**changes: Any) -> Appointment:
    same: dict[str, Any] = {
        "uid": "session-4@example.org",
        "starts_at": AT,
        "ends_at": AT + timedelta(minutes=45),
        "summary": "议事会",
        "venue": "活动室",
        "description": "1. 路灯",
        "url": "https://example.org/sessions/4",
        "cancelled": False,
        "sequence": 0,
        "stamped": AT - timedelta(days=7),
    }
    return Appointment(**same | changes)


@given(WORDS, WORDS, WORDS)
def test_every_line_is_short_enough_and_every_word_comes_back(summary, venue, description):
    written = calendar("议事", [appointment(summary=summary, venue=venue, description=description)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"]), str(event["description"])) == (
        summary,
        venue,
        description,
    )


def test_times_are_utc_and_a_session_called_off_says_so():
    written = calendar("议事", [appointment(cancelled=True, sequence=2)]).decode()
    for line in ("DTSTART:20261201T113000Z", "DTEND:20261201T121500Z", "SEQUENCE:2", "STATUS:CANCELLED"):
        assert line in written


def test_the_same_sessions_make_the_same_file():
    assert calendar("议事", [appointment()]) == calendar("议事", [appointment()])


@pytest.mark.parametrize("typed", ["", "2026-13", "2026-0", "x", "2026-１２", "0001-01", "2026-12-01"])
def test_what_is_no_month_is_this_month(typed):
    assert month(typed, date(2026, 11, 22)) == Month(2026, 11)


@given(st.integers(2000, 2200), st.integers(1, 12))
def test_months_follow_one_another(year, number):
    this = Month(year, number)
    assert this.after.before == this == this.before.after
    assert month(this.key, date(2026, 1, 1)) == this


def test_phones_hear_of_a_correction_and_of_a_cancellation(client, call, cast, clock):
    session = call(make.published, cast)
    feeds = [
        f"/sessions/{session.id}/session.ics",
        f"/councils/{call(_council, session)}/sessions.ics",
        f"/places/{cast.community.id}/sessions.ics",
        f"/places/{cast.places['city'].id}/sessions.ics",
    ]

    def read(path):
        answer = client.get(path)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        return event

    before = {path: read(path) for path in feeds}
    assert {str(event["status"]) for event in before.values()} == {"CONFIRMED"}
    assert {str(event["dtend"].dt - event["dtstart"].dt) for event in before.values()} == {"0:45:00"}
    later = session.starts_at + timedelta(days=1)
    call(services.correct, cast.sun, session.id, later, "二楼, 东头; 左转", "活动室有人用")
    event = read(feeds[0])
    assert (event["sequence"], event["dtstart"].dt, str(event["location"])) == (1, later, "二楼, 东头; 左转")
    assert event["uid"] == before[feeds[0]]["uid"]
    call(services.cancel, cast.sun, session.id, "改期再开")
    assert [(read(path)["sequence"], str(read(path)["status"])) for path in feeds] == [(2, "CANCELLED")] * 4


async def _council(session):
    return (await session.term).council_id


def test_a_feed_without_sessions_is_a_calendar_and_another_place_has_its_own(client, call, cast, clock):
    call(make.published, cast)
    answer = client.get(f"/places/{cast.other_community.id}/sessions.ics")
    assert Calendar.from_ical(answer.content).walk("VEVENT") == []
    assert client.get("/places/987654/sessions.ics").status_code == 404
    assert client.get("/sessions/987654/session.ics").status_code == 404


def test_the_month_shows_what_is_in_it(client, call, cast, clock):
    session = call(make.published, cast)
    here = client.get("/sessions/calendar").text
    assert f'href="/sessions/{session.id}"' in here
    assert "晚上" in here
    assert "旁听席还有 2 个" in here
    assert "没有公告过会议" in client.get("/sessions/calendar?month=2027-02").text


def test_newcomers_read_the_rules_in_plain_sentences():
    said = plain_rules(FloorRules(), speaker("zh"))
    assert "先举手，点到名字再说。一次最多 2 分钟，同一件事最多 2 次，没说过的人先说。" in said
    assert "成员到场要有应到人数的 2/3 以上，才能开会和表决。" in said


def test_the_pack_holds_what_is_known_of_each_matter(client, call, cast, clock):
    proposal = call(proposals.opened, cast)
    council = call(councils.council, cast)
    motion = call(make.handed_in, cast, council)
    agenda = call(make.drafted, cast, council)
    for key in (f"proposal-{proposal.id}", f"motion-{motion.id}"):
        call(services.add, cast.sun, agenda.id, key)
    session = call(services.publish, cast.sun, agenda.id)
    pack = call(packs.pack, session.id)
    about, handed = pack.matters
    assert about.about.need == proposal.need
    assert handed.motion.startswith("由居委会在 2027 年 3 月 31 日前完成：更换南门")
    assert handed.author == "林秀英"
    page = client.get(f"/sessions/{session.id}/pack").text
    for words in (proposal.need, proposal.plan, "更换南门", "社区活动室", "怎么参加"):
        assert words in page
    paper = client.get(f"/sessions/{session.id}/pack.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert paper.content == client.get(f"/sessions/{session.id}/pack.pdf").content


def test_what_was_said_about_it_before_is_in_the_pack(call, cast, clock):
    proposal = call(proposals.opened, cast)
    session = call(councils.opened, cast, items=(("南门路灯", proposal.id, 20),))
    for actor, command in (
        (cast.chen, TakeItem(1)),
        (cast.xu, Move(councils.TEXT, None, proposal.id)),
        (cast.deng, Second(1)),
        (cast.chen, StateMotion(1)),
        (cast.chen, OpenDebate(1)),
        (cast.tang, RaiseHand(1, Stance.AGAINST)),
        (cast.chen, CallSpeaker(cast.tang.person_id)),
        (cast.chen, EndSpeech(1)),
        (cast.ma, NoteGist(1, "修了没人管，三个月又坏")),
        (cast.chen, Adjourn(True)),
    ):
        call(sessions.act, actor, session.id, command)
    agenda = call(services.draft, cast.sun, session.term_id, make.heading(cast), "k")
    call(services.add, cast.sun, agenda.id, f"proposal-{proposal.id}")
    (matter,) = call(packs.pack, call(services.publish, cast.sun, agenda.id).id).matters
    assert matter.spoke_against == ("修了没人管，三个月又坏",)
    assert matter.spoke_for == ()
