"""The outcome: written, published only when everybody was heard, answered, disputed, done, closed."""

from datetime import date, timedelta

import pytest

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.consultations import queries as consultations
from councils.consultations.outcomes import queries
from councils.consultations.outcomes.commands import tick
from councils.consultations.outcomes.models import Handover, Outcome
from councils.consultations.outcomes.rules import Addressee, MediationResult, PointKind, Verdict
from councils.consultations.outcomes.services import answering, disputes, writing
from councils.consultations.outcomes.services.handing import hand_over
from councils.consultations.outcomes.services.writing import Summary, Wanted
from councils.consultations.rules import Act, Kind, Stage
from councils.consultations.services import ask_statements
from councils.consultations.stakeholders.rules import Capacity
from councils.consultations.stakeholders.services import groups, people
from councils.opinions.rules.acts import Plan
from councils.preparation.motions.rules import Slip
from tests.factories import consultations as make
from tests.factories import councils

TEXT = "大家同意先装在北侧，一层装隔音。"


async def told(kind: str) -> set[int]:
    return {one.person_id for one in await Notification.filter(kind=kind)}


async def verbs() -> list[str]:
    return [entry.verb for entry in await Entry.all().order_by("seq")]


def test_an_outcome_is_published_once_and_those_asked_are_told(call, cast, clock):
    made = call(make.drafted, cast)
    call(writing.publish, cast.zheng, made.id)
    found = call(consultations.one, made.id)
    assert found.stage is Stage.CONCLUDED
    assert call(consultations.steps, made.id)[-1].act is Act.CONCLUDED
    assert call(told, "consultation_concluded") == {cast.lin.person_id}
    assert call(told, "consultation_asked") == {cast.sun.person_id}
    assert call(verbs)[-1] == "consultation_concluded"
    with pytest.raises(Refused, match="consultation_not_now"):
        call(writing.publish, cast.zheng, made.id)


def test_a_draft_is_the_desks_alone(call, cast, clock, client, as_):
    made = call(make.drafted, cast)
    path = f"/consultations/{made.id}/outcome"
    assert as_(cast.zheng).get(path).status_code == 200
    assert client.get(path).status_code == as_(cast.lin).get(path).status_code == 404
    assert TEXT not in client.get(f"/consultations/{made.id}").text
    with pytest.raises(Forbidden):
        call(writing.summarise, cast.lin, made.id, Summary(TEXT))


def test_nothing_is_published_empty_or_with_nobody_to_answer(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Refused, match="outcome_none"):
        call(writing.publish, cast.zheng, made.id)
    call(writing.summarise, cast.zheng, made.id, Summary(TEXT))
    with pytest.raises(Refused, match="outcome_empty"):
        call(writing.publish, cast.zheng, made.id)
    call(writing.add_point, cast.zheng, made.id, PointKind.DISSENT, "不装", "挡光")
    with pytest.raises(Refused, match="outcome_nobody_asked"):
        call(writing.publish, cast.zheng, made.id)


def test_a_group_hit_harder_is_heard_or_the_reason_is_shown(call, cast, clock, client):
    made = call(make.drafted, cast)
    low = call(make.group, cast, made, "轮椅使用者", True)
    with pytest.raises(Refused, match="stakeholder_unheard") as refusal:
        call(writing.publish, cast.zheng, made.id)
    assert refusal.value.facts == {"groups": "轮椅使用者"}
    call(writing.summarise, cast.zheng, made.id, Summary(TEXT, None, "三次上门都没有人。"))
    call(writing.publish, cast.zheng, made.id)
    page = client.get(f"/consultations/{made.id}").text
    assert "没有听到：轮椅使用者" in page
    assert "三次上门都没有人。" in page
    assert low.minority


@pytest.mark.parametrize("how", ["in the room", "in writing"])
def test_a_group_that_was_heard_forbids_nothing(call, cast, clock, how):
    made = call(make.drafted, cast)
    group = call(make.group, cast, made, "轮椅使用者", True)
    if how == "in writing":
        call(groups.write_view, cast.zheng, made.id, group.id, "要能进轮椅。", "电话")
    else:
        invitee = call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, "张爷爷")
        call(people.mark_present, cast.zheng, made.id, invitee.id, True)
    call(writing.publish, cast.zheng, made.id)
    assert call(Outcome.get, consultation_id=made.id).unheard == ""


def test_a_hearing_hears_enough_people(call, cast, clock):
    made = call(make.drafted, cast, kind=Kind.HEARING)
    call(make.guests, cast, made, 20)
    with pytest.raises(Refused, match="hearing_small"):
        call(writing.publish, cast.zheng, made.id)
    group = call(make.first_group, made)
    for number in range(10):
        one = call(people.invite, cast.zheng, made.id, group.id, Capacity.REPRESENTATIVE, f"代表{number}")
        call(people.mark_present, cast.zheng, made.id, one.id, True)
    call(writing.publish, cast.zheng, made.id)


def test_points_and_asks_are_taken_out_of_a_draft(call, cast, clock):
    made = call(make.drafted, cast)
    point, ask = call(make.outcome_of, made)
    call(writing.drop_point, cast.zheng, made.id, point)
    call(writing.drop_ask, cast.zheng, made.id, ask)
    result = call(queries.of, call(consultations.one, made.id), cast.zheng)
    assert (result.points, result.asks) == ([], [])
    with pytest.raises(Refused, match="outcome_option_unknown"):
        call(writing.summarise, cast.zheng, made.id, Summary(TEXT, 999))


def test_organisations_and_bodies_without_an_account_are_asked(call, cast, clock):
    made = call(make.drafted, cast)
    due = date(2026, 12, 20)
    house = cast.organisations["hao"].id
    call(writing.add_ask, cast.zheng, made.id, Wanted("请出一个方案", Addressee.ORGANISATION, due, house))
    call(writing.add_ask, cast.zheng, made.id, Wanted("请修门禁", Addressee.OTHER, due, None, "安居物业"))
    call(writing.add_ask, cast.zheng, made.id, Wanted("请批施工", Addressee.STREET, due))
    with pytest.raises(Refused, match="outcome_ask_unknown"):
        call(writing.add_ask, cast.zheng, made.id, Wanted("请办", Addressee.ORGANISATION, due, 999))
    result = call(queries.of, call(consultations.one, made.id), cast.hao)
    assert [(asked.ask.name, asked.mine) for asked in result.asks] == [
        ("槐树街社区", False),
        ("邻里社工服务中心", True),
        ("安居物业", False),
        ("柳荫街道", False),
    ]


def test_publishing_ends_the_statements(call, cast, clock):
    made = call(make.drafted, cast)
    now = clock.now()
    plan = Plan("加装电梯", "您怎么看？", now, now + timedelta(days=7), ("老人下不了楼",))
    call(ask_statements, cast.zheng, made.id, plan)
    call(writing.publish, cast.zheng, made.id)
    assert "conversation_closed" in call(verbs)


def test_who_is_asked_answers_once(call, cast, clock):
    made, ask = call(make.concluded, cast)
    for actor in (cast.lin, cast.zheng, cast.zhou, cast.other_clerk):
        with pytest.raises(Forbidden, match="outcome_reply_forbidden"):
            call(answering.reply, actor, ask.id, Verdict.ADOPTED)
    with pytest.raises(SignInNeeded):
        call(answering.reply, ANONYMOUS, ask.id, Verdict.ADOPTED)
    with pytest.raises(Refused, match="outcome_reply_reason"):
        call(answering.reply, cast.sun, ask.id, Verdict.DECLINED)
    call(answering.reply, cast.sun, ask.id, Verdict.PARTLY, "补贴要等明年。")
    assert call(consultations.one, made.id).stage is Stage.ANSWERED
    assert call(told, "consultation_replied") == {cast.lin.person_id}
    with pytest.raises(Refused, match="outcome_reply_given"):
        call(answering.reply, cast.sun, ask.id, Verdict.ADOPTED)
    with pytest.raises(NotFound):
        call(answering.reply, cast.sun, ask.id + 99, Verdict.ADOPTED)


def test_a_draft_is_not_answered(call, cast, clock):
    made = call(make.drafted, cast)
    _, ask = call(make.outcome_of, made)
    with pytest.raises(Forbidden, match="outcome_reply_forbidden"):
        call(answering.reply, cast.sun, ask, Verdict.ADOPTED)


def test_a_late_answer_is_called_for_once_and_shown(call, cast, clock, client):
    made, _ = call(make.concluded, cast)
    call(tick, clock.now())
    assert call(told, "consultation_overdue") == set()
    clock.travel(timedelta(days=16))
    for _again in range(2):
        call(tick, clock.now())
    late = call(lambda: Notification.filter(kind="consultation_overdue"))
    assert sorted(one.person_id for one in late) == sorted(
        {cast.lin.person_id, cast.sun.person_id, cast.zheng.person_id}
    )
    assert "答复过期" in client.get(f"/consultations/{made.id}").text
    assert "答复过期" in client.get("/consultations").text


def test_what_was_done_is_told_and_then_it_is_closed(call, cast, clock):
    made, ask = call(make.concluded, cast)
    with pytest.raises(Refused, match="outcome_closing_unanswered"):
        call(answering.close, cast.sun, made.id)
    call(answering.reply, cast.sun, ask.id, Verdict.ADOPTED)
    with pytest.raises(Refused, match="outcome_closing_no_feedback"):
        call(answering.close, cast.sun, made.id)
    with pytest.raises(Forbidden):
        call(answering.report_back, cast.lin, made.id, "装好了。")
    call(answering.report_back, cast.sun, made.id, "装好了。")
    assert call(told, "consultation_fed_back") == {cast.lin.person_id}
    call(answering.close, cast.sun, made.id)
    assert call(consultations.one, made.id).stage is Stage.CLOSED
    assert call(told, "consultation_closed") == {cast.lin.person_id}
    with pytest.raises(Refused, match="consultation_not_now"):
        call(answering.close, cast.sun, made.id)


def test_a_teahouse_ends_without_an_answer(call, cast, clock):
    made = call(make.teahouse, cast)
    call(writing.summarise, cast.zheng, made.id, Summary("听了十二位街坊的话。"))
    call(writing.add_point, cast.zheng, made.id, PointKind.CONSENSUS, "路灯要先修")
    call(writing.publish, cast.zheng, made.id)
    assert call(consultations.one, made.id).stage is Stage.ANSWERED
    call(answering.close, cast.zheng, made.id)


def test_a_mediation_has_one_result_from_its_day_on(call, cast, clock):
    made = call(make.opened, cast)
    day = date(2026, 11, 24)
    with pytest.raises(Forbidden):
        call(disputes.set_mediation, cast.lin, made.id, "街道调解委员会", "费用", day)
    one = call(disputes.set_mediation, cast.zheng, made.id, "街道调解委员会", "费用", day)
    agreed = MediationResult.AGREED
    with pytest.raises(Refused, match="mediation_date"):
        call(disputes.settle_mediation, cast.zheng, made.id, one.id, agreed, "一层不出钱。")
    clock.travel(timedelta(days=2))
    call(disputes.settle_mediation, cast.zheng, made.id, one.id, agreed, "一层不出钱。")
    with pytest.raises(Refused, match="mediation_done"):
        call(disputes.settle_mediation, cast.zheng, made.id, one.id, agreed, "一层出一半。")
    with pytest.raises(NotFound):
        call(disputes.settle_mediation, cast.zheng, made.id, one.id + 9, agreed, "一层不出钱。")
    assert [step.act for step in call(consultations.steps, made.id)][-2:] == [
        Act.MEDIATION_SET,
        Act.MEDIATED,
    ]


def test_a_dispute_goes_to_the_place_above_and_is_answered_there_once(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Forbidden):
        call(disputes.escalate, cast.lin, made.id, "谈不拢。")
    sent = call(disputes.escalate, cast.zheng, made.id, "两边谈了三次，费用还是分不拢。")
    assert sent.to_place_id == cast.places["street"].id
    assert call(told, "consultation_escalated") == {cast.zhou.person_id}
    with pytest.raises(Refused, match="escalation_open"):
        call(disputes.escalate, cast.zheng, made.id, "还是谈不拢。")
    for actor in (cast.sun, cast.lin):
        with pytest.raises(Forbidden, match="escalation_forbidden"):
            call(disputes.answer_escalation, actor, sent.id, "按楼层系数分。")
    call(disputes.answer_escalation, cast.zhou, sent.id, "按楼层系数分。")
    assert call(told, "consultation_escalation_answered") == {cast.lin.person_id}
    with pytest.raises(Refused, match="escalation_answered"):
        call(disputes.answer_escalation, cast.zhou, sent.id, "按面积分。")


def test_nothing_is_closed_while_the_place_above_is_silent(call, cast, clock):
    made = call(make.answered, cast)
    call(answering.report_back, cast.sun, made.id, "装好了。")
    call(disputes.escalate, cast.zheng, made.id, "费用还是分不拢。")
    with pytest.raises(Refused, match="outcome_closing_dispute"):
        call(answering.close, cast.sun, made.id)


def test_an_outcome_is_handed_to_a_council_as_a_motion(call, cast, clock):
    made, _ = call(make.concluded, cast)
    council = call(councils.council, cast)
    slip = Slip("三号楼加装电梯", "居委会", "办好报批手续", date(2026, 12, 31), None, "协商谈成了。")
    key = codes.token()
    with pytest.raises(SignInNeeded):
        call(hand_over, ANONYMOUS, made.id, council.id, slip, key)
    with pytest.raises(Forbidden):
        call(hand_over, cast.hao, made.id, council.id, slip, key)
    motion = call(hand_over, cast.tang, made.id, council.id, slip, key)
    assert call(hand_over, cast.tang, made.id, council.id, slip, key).id == motion.id
    assert call(Handover.all().count) == 1
    assert call(consultations.steps, made.id)[-1].act is Act.HANDED_OVER
    early = call(make.opened, cast)
    with pytest.raises(Refused, match="consultation_not_now"):
        call(hand_over, cast.tang, early.id, council.id, slip, codes.token())
