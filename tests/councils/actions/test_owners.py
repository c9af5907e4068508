"""Who does an action item, what they may say of it, and work orders sent out for a resolution."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit import clock as house_clock
from civic.kit import codes
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.actions import commands, queries, services
from councils.actions.rules import NoteKind, State
from councils.actions.services import Sending
from councils.resolutions.models import ActionItem, Resolution
from councils.verification import services as verification
from councils.workorders import queries as orders
from councils.workorders import services as steps
from councils.workorders.rules.states import State as OrderState
from councils.workorders.rules.states import StepKind
from tests.factories import record, workorders

REFUSED = (IntegrityError, OperationalError)


@pytest.fixture
def item(call, cast, clock) -> ActionItem:
    """ "The residents' committee" has to change the lamps by 30 June 2027."""
    call(record.published, cast)
    return call(lambda: ActionItem.get(position=1))


def test_it_is_given_to_an_organisation_which_hears_of_it_and_says_how_it_goes(call, cast, item, as_, client):
    body = cast.organisations["hao"]
    for actor, refusal in ((cast.lin, Forbidden), (cast.hao, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.assign, actor, item.id, f"organisation-{body.id}", "")
    with pytest.raises(NotFound):
        call(services.assign, cast.sun, 999_999, f"organisation-{body.id}", "")
    with pytest.raises(Forbidden):
        call(services.step, cast.hao, item.id, NoteKind.PROGRESS, "灯已经到货。")
    call(services.assign, cast.sun, item.id, f"organisation-{body.id}", "")
    told = call(lambda: Notification.get(kind="action_yours"))
    assert told.person_id == cast.hao.person_id
    shown = call(queries.show, item.id)
    assert (shown.owner, shown.item.owner) == (body.name, "居委会")  # the signed words stay
    for visitor, path in (
        (as_(cast.hao), "/me"),
        (client, f"/organisations/{body.id}"),
        (client, "/actions"),
    ):
        assert item.content in visitor.get(path).text
    call(services.step, cast.hao, item.id, NoteKind.PROGRESS, "灯已经到货。")
    for kind in (NoteKind.DROPPED, NoteKind.EXTENDED):
        with pytest.raises(Forbidden):
            call(services.step, cast.hao, item.id, kind, "灯没有到货。", None)
    call(services.step, cast.hao, item.id, NoteKind.DONE, "全部换好了。")
    assert call(queries.show, item.id).progress.state is State.DONE
    with pytest.raises(Refused, match="action_over"):
        call(services.assign, cast.sun, item.id, "", "路灯管理所")
    assert call(lambda: Entry.filter(verb="action_assigned").count()) == 1


def test_given_to_somebody_else_the_newest_counts_and_the_minutes_still_verify(call, cast, item, as_):
    call(services.assign, cast.sun, item.id, f"person-{cast.tang.person_id}", "")
    call(services.assign, cast.chen, item.id, f"office-{cast.community.id}", "")
    assert call(queries.show, item.id).owner == "槐树街社区居委会"
    with pytest.raises(Forbidden):
        call(services.step, cast.tang, item.id, NoteKind.PROGRESS, "灯已经到货。")
    assert {one.person_id for one in call(lambda: Notification.filter(kind="action_given_on"))} == {
        cast.tang.person_id
    }
    assert "given-actions" not in as_(cast.tang).get("/me").text
    assert "given-actions" in as_(cast.sun).get("/me").text
    assert not call(verification.check_books).wrong
    for sql in ("UPDATE action_assignment SET item_id = 1", "DELETE FROM action_assignment"):
        with pytest.raises(REFUSED):
            call(execute, sql)


def test_whoever_has_it_is_reminded(call, cast, item, clock):
    call(services.assign, cast.sun, item.id, f"person-{cast.tang.person_id}", "")
    there = house_clock.at_local(item.due_on - timedelta(days=2), 9)
    clock.freeze(there)
    call(commands.tick, there)
    reminded = call(lambda: Notification.filter(kind="action_reminder"))
    assert {one.person_id for one in reminded} == {cast.tang.person_id, cast.sun.person_id}


def test_what_was_resolved_is_sent_out_as_a_work_order_once(call, cast, item, client):
    resolution = call(lambda: Resolution.get(id=item.resolution_id))
    due = house_clock.today() + timedelta(days=9)
    said, key = workorders.said(cast, "换好南门路灯"), codes.token()
    body = f"organisation-{cast.organisations['hao'].id}"
    sending = Sending(item.id, said, body, "", due)
    with pytest.raises(Forbidden):
        call(services.send, cast.chen, resolution.id, key, sending)
    with pytest.raises(Refused, match="action_elsewhere"):
        call(services.send, cast.sun, resolution.id, key, Sending(item.id + 999, said, body, "", due))
    made = [call(services.send, cast.sun, resolution.id, key, sending).id for _ in range(2)]
    assert made[0] == made[1]
    shown = call(orders.show, made[0])
    assert (shown.order.state, shown.assignee) == (OrderState.DISPATCHED, cast.organisations["hao"].name)
    assert f"/resolutions/{resolution.id}" in client.get(f"/workorders/{made[0]}").text
    for path in (f"/resolutions/{resolution.id}", f"/actions/{item.id}"):
        assert f"/workorders/{made[0]}" in client.get(path).text
    assert call(lambda: Entry.filter(verb="resolution_sent").count()) == 1
    with pytest.raises(REFUSED):
        call(execute, "DELETE FROM errand")


def test_who_sends_it_to_themselves_does_not_check_it(call, cast, item):
    resolution, due = call(lambda: Resolution.get(id=item.resolution_id)), house_clock.today()
    office = f"office-{cast.community.id}"
    sending = Sending(None, workorders.said(cast, "换好南门路灯"), office, "", due)
    order = call(services.send, cast.sun, resolution.id, codes.token(), sending)
    call(steps.step, cast.sun, order.id, StepKind.DONE, "全部换好了。", workorders.photo())
    with pytest.raises(Forbidden):
        call(steps.step, cast.sun, order.id, StepKind.ACCEPTED)
    call(steps.step, cast.zhou, order.id, StepKind.ACCEPTED)
