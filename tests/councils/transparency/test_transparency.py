"""Figures of a place: worked out from rows, each linked to them; nobody is told in a group of fewer than ten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.minutes.rules import SignerRole
from councils.sessions.models import Session
from councils.transparency import queries
from councils.transparency.rules import LEAST_PEOPLE, Measure, announced_in_time, band, told
from tests.factories import councils, record

STARTS = datetime(2026, 11, 23, 11, tzinfo=UTC)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 40), max_size=6))
def test_no_group_below_ten_is_told_nor_can_one_be_worked_out_from_the_sum(counts):
    groups = told(counts.items())
    hidden = [group for group in groups if group.people is None]
    assert all(group.people is None or group.people >= LEAST_PEOPLE for group in groups)
    assert len(hidden) != 1 or len(groups) == 1
    assert {group.name for group in groups} == set(counts)


def test_days_of_notice_are_whole_days():
    assert announced_in_time(STARTS - timedelta(days=3), STARTS, 3)
    assert not announced_in_time(STARTS - timedelta(days=3) + timedelta(minutes=1), STARTS, 3)


@pytest.mark.parametrize(("born", "name"), [(None, ""), (2007, "18–29"), (1954, "60–74"), (1930, "75+")])
def test_age_bands(born, name):
    assert band(born, date(2026, 11, 22)) == name


def figure(call, cast, measure):
    sheet = call(queries.sheet, cast.community.path, 2026)
    return next(one for one in sheet.figures if one.measure is measure)


def test_a_session_called_a_day_before_is_not_in_time(call, cast, clock):
    call(record.over, cast)
    clock.travel(timedelta(days=2))
    late = figure(call, cast, Measure.NOTICE)
    assert (late.kept, late.all) == (0, 1)
    assert late.cases[0].ref_kind == "session"


def test_minutes_count_once_their_time_is_over_or_they_are_out(call, cast, clock):
    draft = call(record.drafted, cast)
    clock.travel(timedelta(days=2))
    assert figure(call, cast, Measure.MINUTES).all == 0
    call(record.sign, cast.ma, draft.id, SignerRole.RECORDER)
    call(record.sign, cast.chen, draft.id, SignerRole.CHAIR)
    now = figure(call, cast, Measure.MINUTES)
    assert (now.kept, now.all) == (1, 1)


def test_unpublished_minutes_are_late_after_two_weeks(call, cast, clock):
    call(record.drafted, cast)
    clock.travel(timedelta(days=16))
    late = figure(call, cast, Measure.MINUTES)
    assert (late.kept, late.all) == (0, 1)


def test_sessions_elsewhere_and_those_called_off_do_not_count(call, cast, clock):
    session = call(councils.announced, cast)
    call(lambda: Session.filter(id=session.id).update(cancelled_at=clock.now()))
    clock.travel(timedelta(days=2))
    assert figure(call, cast, Measure.NOTICE).all == 0


def test_the_page_links_every_figure_to_its_rows(call, cast, clock, client):
    draft = call(record.drafted, cast)
    clock.travel(timedelta(days=16))
    page = client.get(f"/places/{cast.community.id}/transparency")
    assert page.status_code == 200
    assert f'href="/sessions/{draft.session_id}"' in page.text
    assert client.get(f"/places/{cast.community.id}/transparency?year=abc").status_code == 200
    assert client.get("/places/9999/transparency").status_code == 404
