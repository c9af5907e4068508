"""Public notices: shown for days, objected to, answered by somebody else; and nothing goes on meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import queries, services
from civic.notices.rules import Standing, standing
from civic.people.rules import ANONYMOUS

REFUSED = (IntegrityError, OperationalError)
TEXT = "评分表里少算了一项，请核对。"
THEN = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def notice(call, cast, clock):
    """Five working days, published by the clerk on a Sunday evening."""
    place = Ref("place", cast.community.id)
    return call(
        services.publish, cast.sun, place, cast.community.id, "公示一件事", "内容", 5, DayKind.WORKING
    )


@given(st.integers(-3, 3), st.integers(0, 3), st.integers(0, 3))
def test_a_notice_stands_only_when_it_is_over_with_nothing_open_or_upheld(days, waiting, upheld):
    stands = standing(THEN, THEN + timedelta(days=days), waiting, upheld) is Standing.STANDS
    assert stands == (days >= 0 and not waiting and not upheld)


def test_five_working_days_from_a_sunday_end_with_the_friday(notice):
    assert notice.ends_at == datetime(2026, 11, 27, 16, tzinfo=UTC)  # midnight in the community


def test_it_leaves_its_trace(call, notice):
    assert call(lambda: Entry.get(verb="notice_published")).facts["last_day"] == "2026-11-27"


def test_one_thing_is_shown_once(call, cast, notice):
    place = Ref("place", cast.community.id)
    with pytest.raises(REFUSED):
        call(services.publish, cast.sun, place, cast.community.id, "再一次", "内容", 5, DayKind.WORKING)


def test_what_was_shown_is_never_changed(call, notice):
    for change in ("UPDATE notice SET body = 'x'", "DELETE FROM notice"):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_a_resident_objects_and_gets_a_receipt(call, cast, notice):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    assert objection.code
    assert call(queries.show, notice.id).waiting == 1
    assert call(queries.by_code, objection.code).id == objection.id


def test_once_only(call, cast, notice):
    first = call(services.object_to, cast.lin, notice.id, TEXT)
    with pytest.raises(Refused) as refusal:
        call(services.object_to, cast.lin, notice.id, TEXT)
    assert refusal.value.facts["receipt"] == first.code


@pytest.mark.parametrize("other", ["outsider", "hao", "zhou"])
def test_others_do_not_object(call, cast, notice, other):
    with pytest.raises(Forbidden):
        call(services.object_to, getattr(cast, other), notice.id, TEXT)
    with pytest.raises(SignInNeeded):
        call(services.object_to, ANONYMOUS, notice.id, TEXT)


def test_after_the_period_none_is_taken_and_the_text_is_still_there(call, cast, notice, clock, as_):
    lin = as_(cast.lin)
    clock.travel(timedelta(days=6))
    answer = lin.post(f"/notices/{notice.id}/objections", data={"text": TEXT})
    assert answer.status_code == 422
    assert "不再收异议" in answer.text


def test_somebody_else_answers(call, cast, notice):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    for wrong in (cast.sun, cast.lin, cast.hao, cast.other_clerk):
        with pytest.raises(Forbidden, match="other_answers"):
            call(services.answer, wrong, objection.id, "核对过了，没有少算。", False)
    call(services.answer, cast.gao, objection.id, "核对过了，没有少算。", False)
    with pytest.raises(Stale):
        call(services.answer, cast.zhou, objection.id, "再答一次也不行的。", True)


def test_an_answer_is_never_changed(call, cast, notice):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    call(services.answer, cast.gao, objection.id, "核对过了，没有少算。", False)
    for change in ("UPDATE objection SET upheld = NULL, answered_at = NULL", "DELETE FROM objection"):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_half_an_answer_is_refused_by_the_database(call, cast, notice):
    call(services.object_to, cast.lin, notice.id, TEXT)
    with pytest.raises(REFUSED):
        call(execute, "UPDATE objection SET upheld = ?", True)


def test_whoever_wants_to_go_on_is_told_why_not(call, cast, notice, clock):
    ref = Ref("place", cast.community.id)
    with pytest.raises(Refused, match="notice_missing"):
        call(services.must_stand, Ref("place", 999))
    with pytest.raises(Refused, match="notice_running"):
        call(services.must_stand, ref)
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    clock.travel(timedelta(days=6))
    with pytest.raises(Refused, match="notice_objected"):
        call(services.must_stand, ref)
    call(services.answer, cast.gao, objection.id, "核对过了，没有少算。", False)
    call(services.must_stand, ref)


def test_the_page_shows_objection_and_answer_to_everyone(call, cast, notice, client):
    objection = call(services.object_to, cast.lin, notice.id, TEXT)
    call(services.answer, cast.gao, objection.id, "核对过了，没有少算。", False)
    page = client.get(f"/notices/{notice.id}")
    assert page.status_code == 200
    assert TEXT in page.text
    assert "核对过了" in page.text
    assert client.get("/notices").status_code == 200
    assert client.get("/notices/9999").status_code == 404
