"""What was resolved is done: steps, photographs, reminders, escalation to the place above, reviews."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit import clock as house_clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.notifications.models import Notification
from councils.actions import commands, queries, services
from councils.actions.models import ActionNote, Review
from councils.actions.rules import NoteKind, State
from councils.resolutions.models import ActionItem
from tests.factories import record

REFUSED = (IntegrityError, OperationalError)
TEXT = "灯已经到货，下周装。"


@pytest.fixture
def item(call, cast, clock) -> ActionItem:
    """The clerk's committee has to change the lamps by 30 June 2027."""
    call(record.published, cast)
    return call(lambda: ActionItem.get(position=1))


def test_the_chairs_signature_brings_it_about_with_owner_day_and_source(item):
    assert (item.content, item.owner, item.due_on.isoformat(), item.source) == (
        "换好南门路灯",
        "居委会",
        "2027-06-30",
        "社区保障资金",
    )


def test_the_clerk_says_how_it_goes_until_it_is_done(call, cast, item):
    call(services.step, cast.sun, item.id, NoteKind.PROGRESS, TEXT)
    call(services.step, cast.sun, item.id, NoteKind.DONE, "全部装好，验收过了。")
    shown = call(queries.show, item.id)
    assert [note.kind for note in shown.notes] == [NoteKind.PROGRESS, NoteKind.DONE]
    assert shown.progress.state is State.DONE
    assert call(lambda: Entry.filter(verb="action_done").count()) == 1


@pytest.mark.parametrize("other", ["lin", "tang", "hao", "other_clerk"])
def test_others_do_not(call, cast, item, other):
    with pytest.raises(Forbidden):
        call(services.step, getattr(cast, other), item.id, NoteKind.PROGRESS, TEXT)


def test_what_is_over_is_opened_again_first(call, cast, item):
    call(services.step, cast.sun, item.id, NoteKind.DONE, "全部装好了。")
    with pytest.raises(Refused, match="action_over"):
        call(services.step, cast.sun, item.id, NoteKind.DONE, "全部装好了。")
    call(services.step, cast.sun, item.id, NoteKind.REOPENED, "有一盏不亮。")
    with pytest.raises(Refused, match="action_still_open"):
        call(services.step, cast.sun, item.id, NoteKind.REOPENED, "有一盏不亮。")


def test_another_day_is_later_and_has_a_reason(call, cast, item):
    with pytest.raises(Refused, match="action_due"):
        call(services.step, cast.sun, item.id, NoteKind.EXTENDED, TEXT, item.due_on)
    with pytest.raises(Refused, match="action_text"):
        call(services.step, cast.sun, item.id, NoteKind.EXTENDED, " ", item.due_on + timedelta(days=9))
    call(services.step, cast.sun, item.id, NoteKind.EXTENDED, TEXT, item.due_on + timedelta(days=9))
    assert call(queries.show, item.id).progress.due == item.due_on + timedelta(days=9)


def late(call, clock, item, days):
    there = house_clock.at_local(item.due_on + timedelta(days=days), 9)
    clock.freeze(there)
    call(commands.tick, there)


def test_the_clock_reminds_and_then_tells_the_street_each_once(call, cast, item, clock):
    for days in (-3, -2, 8, 9):
        late(call, clock, item, days)
    kinds = call(lambda: ActionNote.all().order_by("id").values_list("kind", flat=True))
    assert list(kinds) == [NoteKind.REMINDED, NoteKind.ESCALATED]
    told = call(lambda: Notification.filter(kind="action_escalated").values_list("person_id", flat=True))
    assert cast.zhou.person_id in told
    reminded = call(lambda: Notification.filter(kind="action_reminder").values_list("person_id", flat=True))
    assert cast.sun.person_id in reminded


def test_the_street_answers_what_was_escalated_and_nobody_else(call, cast, item):
    with pytest.raises(Refused, match="action_not_escalated"):
        call(services.step, cast.zhou, item.id, NoteKind.ANSWERED, TEXT)
    call(services.step, cast.sun, item.id, NoteKind.ESCALATED, "电力公司不肯接线。")
    with pytest.raises(Forbidden):
        call(services.step, cast.sun, item.id, NoteKind.ANSWERED, TEXT)
    call(services.step, cast.zhou, item.id, NoteKind.ANSWERED, "已经请区里协调，下周接线。")
    assert (
        call(lambda: Notification.filter(kind="action_answered", person_id=cast.sun.person_id).count()) == 1
    )


def test_reviews_are_prepared_once_for_each_period_and_never_changed(call, cast, item, clock):
    late(call, clock, item, 5)
    late(call, clock, item, 6)
    made = call(lambda: Review.all().order_by("cadence"))
    assert sorted(one.cadence.value for one in made) == ["half_year", "month", "quarter"]
    for one in made:
        assert one.digest == digest(GENESIS, one.document)
        assert one.document["late"][0]["content"] == item.content
    for change in ("UPDATE action_review SET digest = 'x'", "DELETE FROM action_review"):
        with pytest.raises(REFUSED):
            call(execute, change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE action_item SET due_on = '2030-01-01'",
        "DELETE FROM action_item",
        "UPDATE action_note SET text = 'x'",
        "DELETE FROM action_note",
        "INSERT INTO action_note (item_id, kind, text, written_at) SELECT item_id, 'done', 'x', written_at FROM action_note",
        "INSERT INTO action_note (item_id, kind, text, person_id, written_at) "
        "SELECT item_id, 'extended', 'x', person_id, written_at FROM action_note",
    ],
)
def test_the_database_keeps_every_step(call, cast, item, change):
    call(services.step, cast.sun, item.id, NoteKind.PROGRESS, TEXT)
    with pytest.raises(REFUSED):
        call(execute, change)


def test_pages_show_what_is_late_in_red(call, cast, item, clock, client):
    assert "换好南门路灯" in client.get("/actions").text
    late(call, clock, item, 2)
    assert "card--warn" in client.get("/actions").text
    assert "超期" in client.get(f"/actions/{item.id}").text
    assert client.get("/actions/9999").status_code == 404
    review = call(lambda: Review.all().first())
    assert item.content in client.get(f"/reviews/{review.id}").text


def test_the_page_takes_a_step_and_keeps_what_was_typed_when_it_cannot(call, cast, item, as_):
    sun = as_(cast.sun)
    refused = sun.post(f"/actions/{item.id}/steps", data={"kind": "extended", "text": TEXT})
    assert refused.status_code == 422
    assert TEXT in refused.text
    sent = sun.post(f"/actions/{item.id}/steps", data={"kind": "progress", "text": TEXT})
    assert sent.status_code == 303
    with pytest.raises(NotFound):
        call(services.step, cast.sun, 9999, NoteKind.PROGRESS, TEXT)
