"""A work order from the report to the check: who takes which step, what is refused, and what stays behind."""

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
from councils.assignees.models import Assignee
from councils.workorders import commands, queries, services
from councils.workorders.models import WorkOrder, WorkOrderStep
from councils.workorders.queries import Stage, Wanted
from councils.workorders.rules.acting import WHO
from councils.workorders.rules.states import MOVES, State, StepKind
from tests.factories import workorders

REFUSED = (IntegrityError, OperationalError)


def state(call, order) -> State:
    return call(lambda: WorkOrder.get(id=order.id)).state


def told(call, kind: str) -> set[int]:
    return {one.person_id for one in call(lambda: Notification.filter(kind=f"workorder_{kind}"))}


def test_a_report_has_a_receipt_reaches_the_desk_and_is_made_once(call, cast, clock):
    key = codes.token()
    order = call(services.report, cast.lin, workorders.said(cast), key, workorders.photo())
    assert call(services.report, cast.lin, workorders.said(cast), key).id == order.id
    shown = call(queries.show, order.id)
    assert shown.order.place_id == cast.community.id
    assert shown.order.estate_id == cast.places["estate_one"].id
    assert [step.kind for step in shown.steps] == [StepKind.REPORTED]
    assert len(shown.photos[shown.steps[0].id]) == 1
    assert call(queries.by_code, order.code.lower()) == order.id
    assert {cast.sun.person_id, cast.zhou.person_id, cast.zheng.person_id} <= told(call, "reported")
    assert call(lambda: Entry.filter(verb="workorder_reported").count()) == 1
    with pytest.raises(Forbidden):
        call(services.report, cast.outsider, workorders.said(cast, "小区西门的门禁坏了"), codes.token())
    with pytest.raises(SignInNeeded):
        call(services.report, ANONYMOUS, workorders.said(cast), codes.token())
    with pytest.raises(Refused, match="workorder_place"):
        call(
            services.report, cast.lin, workorders.said(cast, place_id=cast.places["street"].id), codes.token()
        )


def test_the_same_thing_is_joined_not_reported_again(call, cast, clock):
    order = call(workorders.reported, cast)
    with pytest.raises(Refused, match="workorder_alike"):
        call(services.report, cast.wei, workorders.said(cast, "三单元的楼道灯坏了"), codes.token())
    call(services.join, cast.wei, order.id, "我送孩子回来也看见了。")
    with pytest.raises(Refused, match="workorder_joined"):
        call(services.join, cast.wei, order.id)
    with pytest.raises(Forbidden):
        call(services.join, cast.outsider, order.id)
    assert [card.seen_by for card in call(queries.cards, Wanted(), None, 9)] == [2]


def test_two_entries_become_one_with_many_reporters_and_two_again(call, cast, clock):
    first = call(workorders.reported, cast)
    second = call(services.report, cast.wei, workorders.said(cast, "楼道灯不亮"), codes.token(), (), True)
    with pytest.raises(Forbidden):
        call(services.merge, cast.zheng, second.id, first.id, "说的是同一件事。")
    with pytest.raises(Refused, match="workorder_same"):
        call(services.merge, cast.sun, second.id, second.id, "说的是同一件事。")
    call(services.merge, cast.sun, second.id, first.id, "说的是同一件事。")
    shown = call(queries.show, first.id)
    assert shown.facts.reporters == {cast.lin.person_id, cast.wei.person_id}
    assert [card.id for card in call(queries.cards, Wanted(), None, 9)] == [first.id]
    with pytest.raises(Refused, match="workorder_same"):  # never a chain
        call(services.merge, cast.sun, first.id, second.id, "说的是同一件事。")
    call(services.step, cast.sun, second.id, StepKind.SPLIT, "看了现场，是两处。")
    assert (state(call, second), len(call(queries.cards, Wanted(), None, 9))) == (State.REPORTED, 2)


def test_it_is_called_sent_acknowledged_done_and_checked(call, cast, clock):
    order = call(workorders.reported, cast)
    for other in (cast.sun, cast.lin):
        with pytest.raises(Forbidden):
            call(services.step, other, order.id, StepKind.CALLED)
    call(services.step, cast.zhou, order.id, StepKind.CALLED)
    body = f"organisation-{cast.organisations['hao'].id}"
    due = house_clock.today() + timedelta(days=3)
    for assignee, name, why in (
        ("", "", "missing"),
        (body, "邻里", "twice"),
        ("person-999999", "", "unknown"),
    ):
        with pytest.raises(Refused, match=f"assignee_{why}"):
            call(services.dispatch, cast.zhou, order.id, assignee, name, due)
    with pytest.raises(Refused, match="workorder_due"):
        call(services.dispatch, cast.zhou, order.id, body, "", due - timedelta(days=9))
    call(services.dispatch, cast.zhou, order.id, body, "", due)
    assert told(call, "yours") == {cast.hao.person_id}
    with pytest.raises(Forbidden):
        call(services.step, cast.luo, order.id, StepKind.ACKNOWLEDGED)
    call(services.step, cast.hao, order.id, StepKind.ACKNOWLEDGED)
    with pytest.raises(Refused, match="workorder_move"):
        call(services.step, cast.hao, order.id, StepKind.ACKNOWLEDGED)
    with pytest.raises(Refused, match="workorder_due_later"):
        call(services.extend, cast.sun, order.id, due, "配件还没有到。")
    call(services.extend, cast.sun, order.id, due + timedelta(days=2), "配件还没有到。")
    with pytest.raises(Refused, match="workorder_photo"):
        call(services.step, cast.hao, order.id, StepKind.DONE, "换了两个灯。")
    call(services.step, cast.hao, order.id, StepKind.DONE, "换了两个灯。", workorders.photo())
    with pytest.raises(Forbidden):  # who did it does not check it
        call(services.step, cast.hao, order.id, StepKind.ACCEPTED)
    call(services.step, cast.lin, order.id, StepKind.ACCEPTED)
    assert state(call, order) is State.ACCEPTED
    with pytest.raises(Refused, match="workorder_join_over"):
        call(services.join, cast.wei, order.id)
    call(services.step, cast.lin, order.id, StepKind.REOPENED, "又不亮了，请再看看。")
    verbs = [
        one.verb for one in call(lambda: Entry.filter(ref_kind="workorder", ref_id=order.id).order_by("id"))
    ]
    assert verbs == [
        f"workorder_{word}"
        for word in (
            "reported",
            "called",
            "dispatched",
            "acknowledged",
            "extended",
            "done",
            "accepted",
            "reopened",
        )
    ]


def test_a_dispute_is_raised_by_who_was_sent_or_by_who_reported_and_ends_again(call, cast, clock):
    order = call(workorders.sent, cast)
    with pytest.raises(Refused, match="workorder_text"):
        call(services.step, cast.hao, order.id, StepKind.DISPUTED)
    with pytest.raises(Forbidden):
        call(services.step, cast.lin, order.id, StepKind.DISPUTED, workorders.WHY)
    call(services.step, cast.hao, order.id, StepKind.DISPUTED, workorders.WHY)
    assert {cast.lin.person_id, cast.sun.person_id, cast.zhou.person_id} <= told(call, "disputed")
    assert [one.id for one in call(queries.disputes, cast.community.id)] == [order.id]
    # sent on to somebody in words only: who sent it writes down what they hear
    call(services.dispatch, cast.sun, order.id, "", "自来水公司", house_clock.today())
    call(services.step, cast.sun, order.id, StepKind.DONE, "自来水公司来换过了。", workorders.photo())
    with pytest.raises(Forbidden):
        call(services.step, cast.wei, order.id, StepKind.DISPUTED, "灯还是不亮。")
    call(services.step, cast.lin, order.id, StepKind.DISPUTED, "灯还是不亮。", workorders.photo())
    assert state(call, order) is State.DISPUTED
    call(services.step, cast.lin, order.id, StepKind.ACCEPTED)
    assert call(queries.disputes, cast.community.id) == []


def test_it_is_dropped_with_a_reason_which_may_be_disputed_or_withdrawn_by_its_only_reporter(
    call, cast, clock
):
    order = call(workorders.reported, cast)
    with pytest.raises(Forbidden):
        call(services.step, cast.wei, order.id, StepKind.DROPPED, "这不归社区管。")
    call(services.step, cast.sun, order.id, StepKind.DROPPED, "这不归社区管。")
    call(services.step, cast.lin, order.id, StepKind.DISPUTED, "楼道是公共部位。")
    assert state(call, order) is State.DISPUTED
    mistaken = call(workorders.reported, cast, "二单元门口积水")
    call(services.step, cast.lin, mistaken.id, StepKind.DROPPED, "看错了，是下雨。")
    assert state(call, mistaken) is State.DROPPED


def test_each_missed_deadline_is_told_one_place_higher_once(call, cast, clock):
    order = call(workorders.reported, cast)
    call(services.choose_pace, cast.zhou, cast.community.id, "whistle")
    with pytest.raises(Forbidden):
        call(services.choose_pace, cast.sun, cast.community.id, "plain")
    with pytest.raises(Refused, match="pace_unknown"):
        call(services.choose_pace, cast.zhou, cast.community.id, "at once")

    def escalated(**later) -> list[str]:
        clock.travel(timedelta(**later))
        for _ in range(2):
            call(commands.tick, house_clock.now())
        found = call(
            lambda: WorkOrderStep.filter(kind=StepKind.ESCALATED).order_by("id").select_related("place")
        )
        return [step.place.name for step in found if step.place]

    assert escalated(hours=1) == []
    assert escalated(hours=2) == ["柳荫街道"]  # not sent within two hours
    call(services.dispatch, cast.sun, order.id, f"office-{cast.community.id}", "", house_clock.today())
    assert escalated(minutes=20) == ["柳荫街道"]
    assert escalated(minutes=20) == ["柳荫街道"] * 2  # 30 minutes to report in
    assert [card.id for card in call(queries.cards, Wanted(stage=Stage.LATE), None, 9)] == [order.id]
    assert escalated(days=2)[2:] == [
        "锦城区",
        "柳荫街道",
    ]  # still not there; and the day to be done by is over
    assert told(call, "escalated") == {cast.zhou.person_id}


def test_what_is_covered_is_read_by_those_concerned_only(call, cast, clock, client, as_):
    order = call(workorders.reported, cast, "三楼张家漏水到二楼")
    with pytest.raises(Forbidden):
        call(services.step, cast.zheng, order.id, StepKind.COVERED, "写了邻居的门牌。")
    call(services.step, cast.sun, order.id, StepKind.COVERED, "写了邻居的门牌。")
    for path in (f"/workorders/{order.id}", "/workorders", f"/workorders/{order.id}/receipt"):
        assert "张家" not in client.get(path).text
        assert "张家" not in as_(cast.wei).get(path).text
    assert "张家" in as_(cast.lin).get(f"/workorders/{order.id}").text
    call(services.step, cast.sun, order.id, StepKind.UNCOVERED, "门牌是公开的。")
    assert "张家" in client.get(f"/workorders/{order.id}").text
    # names of who reported are not told to strangers
    assert "林秀英" not in client.get(f"/workorders/{order.id}").text
    assert "林秀英" in as_(cast.sun).get(f"/workorders/{order.id}").text


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE work_order SET text = 'x'",
        "UPDATE work_order SET state = 'merged'",
        "UPDATE work_order SET assignee_id = NULL",
        "UPDATE work_order SET state = 'merged', merged_into_id = id",
        "DELETE FROM work_order",
        "UPDATE work_order_step SET text = 'x'",
        "DELETE FROM work_order_step",
        "DELETE FROM work_order_reporter",
        "UPDATE assignee SET name = 'x'",
        "INSERT INTO assignee (kind, name) VALUES ('person', '')",
        "INSERT INTO work_order_step (order_id, kind, text, at) SELECT order_id, 'done', '', at FROM work_order_step",
    ],
)
def test_the_database_keeps_what_happened(call, cast, clock, sql):
    call(workorders.sent, cast)
    with pytest.raises(REFUSED):
        call(execute, sql)


@pytest.mark.parametrize("standing", State)
def test_from_every_state_there_is_a_way_on_for_somebody(standing):
    kept = {StepKind.COVERED, StepKind.UNCOVERED}
    assert [kind for kind in WHO if kind not in kept and standing in MOVES[kind].before]


def test_a_work_order_that_is_not_there_is_not_found(call, cast, clock):
    for act, more in ((services.join, ()), (services.step, (StepKind.CALLED,))):
        with pytest.raises(NotFound):
            call(act, cast.zhou, 999_999, *more)
    assert call(lambda: Assignee.all().count()) == 0
