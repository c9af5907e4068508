"""The notice: in time or urgent with a reason, frozen, mended or taken back in public; and what never comes to the floor."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.audit.models import Entry
from civic.kit import clock as house
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.workdays import DayKind, is_working
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.models import Agenda
from councils.preparation.agendas.rules.entries import Road, Sensitive
from councils.preparation.agendas.rules.notice import basis, last_day
from councils.preparation.agendas.services import Changes
from councils.preparation.invitations import services as inviting
from councils.preparation.motions import queries as motions
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.models import Session
from councils.sessions.rules.words import Phase
from tests.factories import councils
from tests.factories import preparation as make

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 1))


@given(DAYS, st.integers(0, 30))
def test_published_on_the_last_day_the_notice_stands_for_all_its_days(starts_on, days):
    assert (starts_on - last_day(starts_on, days)).days == days


@given(DAYS, st.integers(0, 15))
def test_working_days_are_counted_as_such(starts_on, days):
    last = last_day(starts_on, days, DayKind.WORKING)
    between = [last + timedelta(days=n) for n in range(1, (starts_on - last).days + 1)]
    assert sum(map(is_working, between)) == days


def test_urgency_stands_in_the_basis():
    assert basis("例会", "") == "例会"
    assert basis("例会" * 30, "水管爆裂" * 12)[-1] == "）"
    assert len(basis("例" * 60, "急" * 50)) <= 120


def test_publishing_makes_the_session_public_and_invites_everybody(client, call, cast, clock):
    session = call(make.published, cast)
    state = call(sessions.state, session.id)
    assert state.phase is Phase.ANNOUNCED
    assert [(item.title, item.minutes, item.kind) for item in state.items] == [
        ("南门路灯", 20, "free"),
        ("垃圾分类亭", 25, "free"),
    ]
    told = call(Notification.filter(kind="session_invited").values_list, "person_id", flat=True)
    assert set(told) == {one.person_id for one in (cast.chen, cast.tang, cast.xu, cast.deng, cast.ma)}
    assert "垃圾分类亭" in client.get(f"/sessions/{session.id}").text
    assert call(Entry.get, verb="agenda_published").actor_id == cast.sun.person_id


def test_too_late_a_notice_is_refused_naming_the_last_day(as_, call, cast, clock):
    agenda = call(make.written, cast, starts_at=clock.now() + timedelta(days=2))
    with pytest.raises(Refused, match="notice_days_short") as refused:
        call(services.publish, cast.sun, agenda.id)
    assert refused.value.facts == {"days": 3, "last": date(2026, 11, 21)}
    answer = as_(cast.sun).post(f"/agendas/{agenda.id}/publication", data={})
    assert answer.status_code == 422
    assert "最晚 11月21日 就要公告" in answer.text


def test_on_the_last_day_it_is_in_time(call, cast, clock):
    agenda = call(make.written, cast, starts_at=clock.now() + timedelta(days=3))
    call(services.publish, cast.sun, agenda.id)


def test_an_urgent_session_says_why_and_is_called_by_who_may(client, call, cast, clock):
    agenda = call(make.written, cast, starts_at=clock.now() + timedelta(hours=20))
    for actor in (cast.ma, cast.zheng):
        with pytest.raises(Refused, match="urgent_forbidden"):
            call(services.publish, actor, agenda.id, "主水管爆裂，今晚要定抢修")
    session = call(services.publish, cast.chen, agenda.id, "主水管爆裂，今晚要定抢修")
    assert call(sessions.head, session.id).basis == "按季度例会安排（紧急召开：主水管爆裂，今晚要定抢修）"
    assert "紧急召开：主水管爆裂" in client.get(f"/sessions/{session.id}/pack").text


def test_an_empty_agenda_a_passed_hour_and_a_second_time_are_refused(call, cast, clock):
    empty = call(make.drafted, cast)
    with pytest.raises(Refused, match="agenda_empty"):
        call(services.publish, cast.sun, empty.id)
    house.travel(timedelta(days=8))
    with pytest.raises(Refused, match="agenda_past"):
        call(services.publish, cast.sun, empty.id)


def test_what_was_published_is_frozen(call, cast, clock):
    agenda = call(make.written, cast)
    entry = call(make.entry_of, agenda)
    call(services.publish, cast.sun, agenda.id)
    for work, given_ in (
        (services.publish, (agenda.id,)),
        (services.add_free, (agenda.id, "停车位", 10)),
        (services.change, (entry.id, Changes("别的", 10))),
        (services.move, (entry.id, False)),
        (services.remove, (agenda.id, entry.id)),
        (services.discard, (agenda.id,)),
        (services.amend, (agenda.id, make.heading(cast), 1)),
    ):
        with pytest.raises(Refused, match="agenda_published"):
            call(work, cast.sun, *given_)


def test_a_stranger_publishes_nothing(call, cast, clock):
    agenda = call(make.written, cast)
    with pytest.raises(NotFound):
        call(services.publish, cast.tang, agenda.id)
    with pytest.raises(SignInNeeded):
        call(services.publish, ANONYMOUS, agenda.id)


def test_a_correction_is_a_row_of_its_own_and_everybody_is_told(client, call, cast, clock):
    session = call(make.published, cast)
    call(inviting.sign_up, cast.lin, session.id)
    later = session.starts_at + timedelta(days=1)
    call(services.correct, cast.sun, session.id, later, "二楼会议室", "活动室在修屋顶")
    assert call(sessions.state, session.id).heading.venue == "二楼会议室"
    row = call(Session.get, id=session.id)
    assert (row.starts_at, row.venue) == (later, "二楼会议室")
    (mended,) = call(queries.changes_of, session.id)
    assert (mended.starts_at, mended.reason, mended.name) == (later, "活动室在修屋顶", "孙敏")
    told = call(Notification.filter(kind="session_corrected").values_list, "person_id", flat=True)
    assert {cast.lin.person_id, cast.ma.person_id} <= set(told)
    page = client.get(f"/sessions/{session.id}").text
    assert "活动室在修屋顶" in page
    assert "二楼会议室" in page


def test_a_session_does_not_come_sooner_than_its_notice_allows(call, cast, clock):
    session = call(make.published, cast)
    with pytest.raises(Refused, match="notice_days_short"):
        call(services.correct, cast.sun, session.id, clock.now() + timedelta(days=1), "活动室", "早点开")
    with pytest.raises(Refused, match="notice_unchanged"):
        call(services.correct, cast.sun, session.id, session.starts_at, session.venue, "没什么")
    for actor, refusal in ((cast.tang, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.correct, actor, session.id, session.starts_at, "别处", "换个地方")


def test_a_cancelled_session_shows_as_such_everywhere(client, as_, call, cast, clock):
    session = call(make.published, cast)
    call(services.cancel, cast.chen, session.id, "主持人住院，改期再开")
    assert call(sessions.state, session.id).phase is Phase.CANCELLED
    for path in ("/sessions", "/sessions/calendar?month=2026-11", f"/sessions/{session.id}"):
        assert "取消" in client.get(path).text, path
    assert "主持人住院" in client.get(f"/sessions/{session.id}").text
    assert "STATUS:CANCELLED" in client.get(f"/sessions/{session.id}/session.ics").text
    assert session.title not in client.get("/").text
    assert call(Notification.filter(kind="session_cancelled").count) == 5
    for work, given_ in (
        (services.cancel, ("再取消一次",)),
        (services.correct, (session.starts_at + timedelta(days=1), "别处", "换个地方")),
    ):
        with pytest.raises(Refused, match="session_cancelled"):
            call(work, cast.chen, session.id, *given_)
    with pytest.raises(Refused, match="session_cancelled"):
        call(meeting.open_checkin, cast.chen, session.id)


def test_once_the_door_is_open_the_notice_stands(call, cast, clock):
    session = call(make.published, cast)
    call(meeting.open_checkin, cast.chen, session.id)
    with pytest.raises(Refused, match="notice_fixed"):
        call(services.cancel, cast.chen, session.id, "人没来齐")


def test_a_sensitive_matter_without_another_road_stops_the_notice(as_, call, cast, clock):
    agenda = call(make.written, cast)
    call(make.sensitive, cast, agenda, handled=False)
    with pytest.raises(Refused, match="sensitive_on_floor"):
        call(services.publish, cast.sun, agenda.id)
    answer = as_(cast.sun).post(f"/agendas/{agenda.id}/publication", data={})
    assert "不能在公开会上议" in answer.text


def test_a_sensitive_matter_takes_another_road_and_its_words_stay_private(client, as_, call, cast, clock):
    agenda, _, paper = call(make.with_paper, cast)
    call(make.sensitive, cast, agenda, 1)
    session = call(services.publish, cast.sun, agenda.id)
    assert [item.title for item in call(sessions.state, session.id).items] == ["垃圾分类亭"]
    for path in (f"/sessions/{session.id}", f"/sessions/{session.id}/pack"):
        page = client.get(path).text
        assert "另行处理" in page
        assert "郑怡" in page
        assert "12月31日" in page
        assert "漏水" not in page
    assert "漏水" not in client.get(f"/sessions/{session.id}/session.ics").text
    assert client.get(f"/enclosures/{paper.key}").status_code == 404
    assert as_(cast.zheng).get(f"/enclosures/{paper.key}").status_code == 200
    assert call(Notification.get, kind="sensitive_assigned").person_id == cast.zheng.person_id


def test_the_author_of_a_sensitive_motion_learns_who_has_it(call, cast, clock):
    council = call(councils.council, cast)
    motion = call(make.handed_in, cast, council, title="楼上楼下漏水")
    agenda = call(make.written, cast, council)
    entry = call(services.add, cast.sun, agenda.id, f"motion-{motion.id}")
    road = Road(Sensitive.PERSONAL, cast.zheng.person_id, date(2026, 12, 31))
    call(services.change, cast.sun, entry.id, Changes(entry.title, 20, road=road))
    call(services.publish, cast.sun, agenda.id)
    step = call(motions.sheet, motion.id, cast.lin).steps[-1]
    assert "郑怡" in step.reason
    assert not call(motions.sheet, motion.id, cast.wei).reads


@pytest.mark.parametrize(
    ("road", "code"),
    [
        (Road(Sensitive.MINOR, 1, date(2026, 12, 31)), "sensitive_handler"),
        (Road(Sensitive.MINOR, None, date(2026, 11, 1)), "sensitive_due"),
    ],
)
def test_a_road_leads_to_staff_and_into_the_future(call, cast, clock, road, code):
    agenda = call(make.written, cast)
    entry = call(make.entry_of, agenda)
    with pytest.raises(Refused, match=code):
        call(services.change, cast.sun, entry.id, Changes("孩子的事", 10, road=road))


BROKEN = [
    ("UPDATE agenda SET title = 'x'", "agenda_published"),
    ("DELETE FROM agenda_entry", "agenda_entry_published"),
    ("UPDATE agenda_entry SET title = 'x'", "agenda_entry_published"),
    ("UPDATE agenda_item SET title = 'x'", "agenda_item_append_only"),
    ("DELETE FROM agenda_item", "agenda_item_append_only"),
    ("DELETE FROM session_invitation", "session_invitation_append_only"),
]


@pytest.mark.parametrize(("sql", "guard"), BROKEN)
def test_the_database_freezes_what_was_published(call, cast, clock, sql, guard):
    call(make.published, cast)
    with pytest.raises(Exception, match=guard):
        call(execute, sql)


def test_the_database_lets_no_sensitive_matter_onto_the_floor(call, cast, clock):
    other = call(make.published, cast)
    agenda = call(services.draft, cast.sun, other.term_id, make.heading(cast), "k")
    call(services.add_free, cast.sun, agenda.id, "一件", 10)
    entry = call(make.entry_of, agenda)
    item = call(sessions.items, other.id)[0].id
    call(execute, "UPDATE agenda_entry SET sensitive = 'minor' WHERE id = ?", entry.id)
    for sql, guard in (
        (
            f"UPDATE agenda_entry SET item_id = {item} WHERE id = {entry.id}",
            r"(?i)sensitive_elsewhere|unique",
        ),
        (
            f"UPDATE agenda SET session_id = {other.id}, published_at = drafted_at WHERE id = {agenda.id}",
            r"(?i)agenda_roads|unique",
        ),
    ):
        with pytest.raises(Exception, match=guard):
            call(execute, sql)


def test_a_cancelled_session_has_no_further_facts(call, cast, clock):
    session = call(make.published, cast)
    call(services.cancel, cast.chen, session.id, "改期再开")
    for sql, guard in (
        ("UPDATE session SET cancelled_at = NULL", "session_cancelled"),
        (
            "INSERT INTO session_event (session_id, seq, kind, payload, at, previous, digest) "
            "SELECT session_id, seq + 1, kind, payload, at, digest, 'x' FROM session_event WHERE seq = 2",
            "event_of_cancelled",
        ),
    ):
        with pytest.raises(Exception, match=guard):
            call(execute, sql)


def test_a_notice_counts_working_days_where_the_rules_say_so(call, cast, clock):
    friday = datetime(2026, 11, 27, 11, 0, tzinfo=house.now().tzinfo)
    council = call(councils.council, cast, session_notice_days=5, session_notice_working=True)
    agenda = call(make.written, cast, council, starts_at=friday)
    call(services.publish, cast.sun, agenda.id)
    late = call(make.written, cast, council, starts_at=friday - timedelta(days=1))
    with pytest.raises(Refused, match="notice_days_short"):
        call(services.publish, cast.sun, late.id)
    assert call(Agenda.get, id=late.id).session_id is None
