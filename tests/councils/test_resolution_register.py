"""The register of resolutions: what is written beside one, how it stands, and what the filters show."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import services as notices
from civic.notices.models import NoticeDecider
from councils.funding import services as funding
from councils.resolutions import queries, services
from councils.resolutions.rules import Note, NoteKind, Standing, standing
from tests.factories import record

REFUSED = (IntegrityError, OperationalError)
TODAY = date(2026, 11, 22)


@given(st.lists(st.sampled_from(list(NoteKind)), max_size=6), st.booleans())
def test_what_was_rescinded_never_binds_again(kinds, suspended):
    notes = [Note(kind, TODAY) for kind in (*kinds, NoteKind.RESCINDED)]
    assert standing(notes, suspended, TODAY) is Standing.RESCINDED


def test_dates_bind_from_and_until_the_day():
    effective, lapse = Note(NoteKind.EFFECTIVE, TODAY), Note(NoteKind.LAPSE, TODAY + timedelta(days=9))
    assert standing([effective, lapse], False, TODAY - timedelta(days=1)) is Standing.PENDING
    assert standing([effective, lapse], False, TODAY) is Standing.IN_FORCE
    assert standing([effective, lapse], False, TODAY + timedelta(days=9)) is Standing.LAPSED


def test_a_note_stands_beside_it_and_the_page_shows_it(call, cast, clock, client):
    resolution = call(record.resolution, cast)
    call(services.note, cast.sun, resolution.id, NoteKind.LEGAL, "街道法律顾问看过，没有问题。")
    assert "街道法律顾问看过" in client.get(f"/resolutions/{resolution.id}").text


@pytest.mark.parametrize("other", ["lin", "chen", "hao", "other_clerk"])
def test_others_write_nothing_beside_it(call, cast, clock, other):
    resolution = call(record.resolution, cast)
    with pytest.raises(Forbidden):
        call(services.note, getattr(cast, other), resolution.id, NoteKind.LEGAL, "没有问题的。")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (NoteKind.LEGAL, "resolution_note_text"),
        (NoteKind.EFFECTIVE, "resolution_note_date"),
        (NoteKind.RESCINDED, "resolution_note_by"),
    ],
)
def test_a_note_without_what_it_needs_is_refused(call, cast, clock, kind, code):
    resolution = call(record.resolution, cast)
    with pytest.raises(Refused, match=code):
        call(services.note, cast.sun, resolution.id, kind, "")


def test_nothing_amends_itself(call, cast, clock):
    resolution = call(record.resolution, cast)
    with pytest.raises(Refused, match="resolution_note_by"):
        call(services.note, cast.sun, resolution.id, NoteKind.AMENDED, "", None, resolution.id)


def test_an_upheld_objection_to_its_notice_suspends_it(call, cast, clock):
    resolution = call(record.resolution, cast)
    ref = Ref("resolution", resolution.id)
    shown = call(notices.publish, cast.sun, ref, cast.community.id, "决议", "内容", 5, DayKind.CALENDAR)
    objection = call(notices.object_to, cast.lin, shown.id, "没有通知我们院的人。")
    assert call(queries.line, resolution.id).standing is Standing.IN_FORCE
    call(notices.answer, cast.gao, objection.id, "确实没有通知到，异议成立。", True)
    assert call(queries.line, resolution.id).standing is Standing.SUSPENDED


def test_a_resolution_is_shown_for_as_long_as_the_rules_say_and_money_waits(call, cast, clock):
    resolution = call(record.resolution, cast)
    fund = call(record.fund, cast)
    notice = call(services.announce, cast.sun, resolution.id)
    assert notice.days == 5
    with pytest.raises(Refused, match="resolution_announced"):
        call(services.announce, cast.sun, resolution.id)
    with pytest.raises(Refused, match="notice_running"):
        call(funding.decide, cast.sun, resolution.id, fund.id, 1_000_000)
    clock.travel(timedelta(days=9))
    call(funding.decide, cast.sun, resolution.id, fund.id, 1_000_000)


def test_who_voted_answers_no_objection(call, cast, clock):
    notice = call(services.announce, cast.sun, call(record.resolution, cast).id)
    deciders = call(lambda: NoticeDecider.filter(notice_id=notice.id).values_list("person_id", flat=True))
    assert {cast.chen.person_id, cast.tang.person_id} <= set(deciders)


def test_nothing_is_paid_on_what_was_rescinded(call, cast, clock):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    call(services.note, cast.sun, resolution.id, NoteKind.LAPSE, "", TODAY)
    with pytest.raises(Refused, match="resolution_not_in_force"):
        call(funding.decide, cast.sun, resolution.id, fund.id, 1_000_000)


def test_filters_show_what_was_asked_for(call, cast, clock, client):
    resolution = call(record.resolution, cast)
    here = f'href="/resolutions/{resolution.id}"'
    assert here in client.get("/resolutions?year=2026&money=1&standing=in_force").text
    for asked in ("year=2025", "standing=rescinded"):
        assert here not in client.get(f"/resolutions?{asked}").text
    assert client.get("/resolutions?year=x&standing=y").status_code == 200


def test_the_database_keeps_notes_whole_and_as_they_are(call, cast, clock):
    resolution = call(record.resolution, cast)
    call(services.note, cast.sun, resolution.id, NoteKind.LAPSE, "", TODAY)
    for change in (
        "UPDATE resolution_note SET text = 'x'",
        "DELETE FROM resolution_note",
        "INSERT INTO resolution_note (resolution_id, kind, text, person_id, written_at) "
        "SELECT resolution_id, 'lapse', '', person_id, written_at FROM resolution_note",
        "INSERT INTO resolution_note (resolution_id, kind, text, by_id, person_id, written_at) "
        "SELECT resolution_id, 'amended', '', resolution_id, person_id, written_at FROM resolution_note",
    ):
        with pytest.raises(REFUSED):
            call(execute, change)
