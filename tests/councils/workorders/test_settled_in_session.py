"""What is in dispute comes onto an agenda, is settled by a resolution, and goes back to be sent out."""

import pytest

from civic.kit import clock as house_clock
from civic.kit.refs import Ref
from councils.preparation.agendas.models import Agenda
from councils.preparation.agendas.rules.entries import EntryKind
from councils.resolutions.models import Resolution
from councils.workorders import queries, services
from councils.workorders.rules.states import State, StepKind
from tests.factories import record, workorders


def offered(call, cast) -> list[EntryKind]:
    """How a new agenda is offered the work order."""
    return [one.kind for one in call(workorders.offered, cast)[1]]


def test_a_resolution_settles_it_and_both_pages_say_so(call, cast, clock, client, as_):
    order = call(workorders.resolved, cast)
    resolution = call(lambda: Resolution.all().order_by("-id").first())
    shown = call(queries.show, order.id)
    assert shown.order.state is State.DECIDED
    step = shown.steps[-1]
    assert (step.kind, step.ref_kind, step.ref_id, step.text) == (
        StepKind.DECIDED,
        "resolution",
        resolution.id,
        resolution.text,
    )
    page = client.get(f"/workorders/{order.id}").text
    assert f"/resolutions/{resolution.id}" in page
    assert "第 2 次会议" in page
    assert f"/workorders/{order.id}" in client.get(f"/resolutions/{resolution.id}").text
    assert offered(call, cast) == []
    # sent out as it says, it may be disputed anew, and then comes up again
    call(services.dispatch, cast.sun, order.id, "", "物业公司", house_clock.today(), "按决议办。")
    call(services.step, cast.sun, order.id, StepKind.DISPUTED, "物业公司说没有这笔钱。")
    assert offered(call, cast) == [EntryKind.DISPUTE]


def test_it_is_offered_once_and_again_when_the_session_adopted_nothing(call, cast, clock):
    call(workorders.disputed, cast)
    assert offered(call, cast) == [EntryKind.DISPUTE]
    session = call(workorders.on_agenda, cast)
    assert offered(call, cast) == []
    call(workorders.held, cast, session)
    assert offered(call, cast) != []


def test_one_that_is_over_meanwhile_stays_as_it_is(call, cast, clock):
    order = call(workorders.disputed, cast)
    call(services.step, cast.lin, order.id, StepKind.ACCEPTED)
    resolution = call(record.resolution, cast)
    call(services.decided, cast.chen, order.id, Ref("resolution", resolution.id), "由物业公司负责。")
    assert call(queries.show, order.id).order.state is State.ACCEPTED


@pytest.mark.parametrize("path", ["/sessions/{session}/pack", "/agendas/{agenda}"])
def test_who_reads_the_papers_finds_the_way_to_it(call, cast, clock, as_, path):
    order = call(workorders.disputed, cast)
    session = call(workorders.on_agenda, cast)
    agenda = call(lambda: Agenda.get(session_id=session.id))
    address = path.format(session=session.id, agenda=agenda.id)
    assert order.title in as_(cast.sun).get(address).text
