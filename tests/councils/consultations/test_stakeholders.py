"""Who is concerned: groups named, people invited, heard and present, evenings set in time and held."""

from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.consultations import queries as consultations
from councils.consultations.rules import Act, Kind, Stage
from councils.consultations.stakeholders import queries
from councils.consultations.stakeholders.models import Invitee
from councils.consultations.stakeholders.rules import Answer, Capacity, Heard
from councils.consultations.stakeholders.services import groups, meeting, people
from tests.factories import consultations as make
from tests.factories import councils, proposals


async def last_verb() -> str:
    entry = await Entry.all().order_by("-seq").first()
    assert entry is not None
    return entry.verb


async def told(kind: str) -> set[int]:
    return {one.person_id for one in await Notification.filter(kind=kind)}


def test_a_group_stands_on_the_map_with_its_interest(call, cast, clock):
    made = call(make.preparing, cast)
    call(make.group, cast, made, "一楼商户", True)
    found = call(queries.stakeholder_map, made.id)[-1]
    assert (found.name, found.minority, found.heard) == ("一楼商户", True, Heard.MISSING)
    assert call(last_verb) == "stakeholder_named"


def test_a_group_is_named_once_and_by_the_desk(call, cast, clock):
    made = call(make.preparing, cast)
    with pytest.raises(Refused, match="stakeholder_taken"):
        call(make.group, cast, made, "高层住户")
    raised = call(make.raised, cast)
    with pytest.raises(Refused, match="consultation_not_working"):
        call(make.group, cast, raised, "高层住户")
    group = call(make.first_group, made)
    with pytest.raises(Forbidden, match="consultation_run_forbidden"):
        call(groups.flag, cast.lin, made.id, group.id, True)


def test_a_group_nothing_hangs_on_may_go_and_others_may_not(call, cast, clock):
    made = call(make.opened, cast)
    first, second = call(queries.stakeholder_map, made.id)
    call(groups.drop_group, cast.sun, made.id, second.id)
    with pytest.raises(Stale):
        call(groups.drop_group, cast.sun, made.id, second.id)
    call(people.invite, cast.sun, made.id, first.id, Capacity.AFFECTED, "王阿姨")
    with pytest.raises(Refused, match="stakeholder_used"):
        call(groups.drop_group, cast.sun, made.id, first.id)


def test_a_letter_is_a_voice(call, cast, clock):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    call(groups.flag, cast.zheng, made.id, group.id, True)
    call(groups.write_view, cast.zheng, made.id, group.id, "怕挡光。", "上门走访")
    assert call(queries.stakeholder_map, made.id)[0].heard is Heard.WRITTEN
    assert [view.text for view in call(queries.views, made.id)] == ["怕挡光。"]
    assert call(last_verb) == "stakeholder_wrote"
    with pytest.raises(Forbidden):
        call(groups.write_view, cast.lin, made.id, group.id, "怕挡光。", "信")


def test_people_are_invited_with_and_without_an_account_and_once(call, cast, clock):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, "林秀英", "lin")
    call(people.invite, cast.zheng, made.id, group.id, Capacity.REPRESENTATIVE, "王阿姨")
    assert call(told, "consultation_informed") >= {cast.lin.person_id}
    for login, name in (("lin", "林阿姨"), ("", "王阿姨")):
        with pytest.raises(Refused, match="invitee_taken"):
            call(people.invite, cast.zheng, made.id, group.id, Capacity.PARTY, name, login)
    with pytest.raises(Refused, match="invitee_unknown"):
        call(people.invite, cast.zheng, made.id, group.id, Capacity.PARTY, "没有的人", "nobody-here")
    with pytest.raises(NotFound):
        call(people.invite, cast.zheng, made.id, group.id + 99, Capacity.PARTY, "李阿姨")


def test_a_resident_signs_up_and_chooses_whether_the_name_is_shown(call, cast, clock):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    call(people.sign_up, cast.wei, made.id, group.id, True)
    mine = call(queries.mine, made.id, cast.wei)
    assert (mine.answer, mine.shown, mine.capacity) == (Answer.COMING, True, Capacity.AFFECTED)
    with pytest.raises(Refused, match="invitee_taken"):
        call(people.sign_up, cast.wei, made.id, group.id, False)
    with pytest.raises(Forbidden):
        call(people.sign_up, cast.outsider, made.id, group.id, False)
    with pytest.raises(SignInNeeded):
        call(people.sign_up, ANONYMOUS, made.id, group.id, False)


def test_one_answers_for_oneself_and_only_oneself_shows_the_name(call, cast, clock):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    invitee = call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, "林秀英", "lin")
    call(people.answer, cast.zheng, made.id, invitee.id, Answer.COMING, True)
    assert not call(queries.mine, made.id, cast.lin).shown, "nobody else says that a name may be shown"
    call(people.answer, cast.lin, made.id, invitee.id, Answer.AWAY, True)
    mine = call(queries.mine, made.id, cast.lin)
    assert (mine.answer, mine.shown) == (Answer.AWAY, True)
    with pytest.raises(Forbidden, match="invitee_forbidden"):
        call(people.answer, cast.wei, made.id, invitee.id, Answer.COMING, False)
    assert [g.away for g in call(queries.stakeholder_map, made.id)] == [1, 0]


def test_who_came_is_noted_by_the_desk_and_mended(call, cast, clock):
    made = call(make.opened, cast)
    (guest,) = call(make.guests, cast, made, 1)
    assert call(queries.stakeholder_map, made.id)[0].heard is Heard.PRESENT
    call(people.mark_present, cast.zheng, made.id, guest.id, False)
    assert call(queries.stakeholder_map, made.id)[0].present == 0
    with pytest.raises(Forbidden):
        call(people.mark_present, cast.lin, made.id, guest.id, True)


def test_names_leave_the_list_only_for_the_desk_or_with_a_word(call, cast, clock, client, as_):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, "不愿露面的人")
    call(people.sign_up, cast.wei, made.id, group.id, True)
    path = f"/consultations/{made.id}/stakeholders"
    for reader in (client, as_(cast.lin), as_(cast.other_facilitator)):
        page = reader.get(path).text
        assert "不愿露面的人" not in page
        assert "魏国强" in page
    assert "不愿露面的人" in as_(cast.zheng).get(path).text


def test_telling_people_needs_the_groups_and_opens_the_matter(call, cast, clock):
    proposal = call(proposals.proposal, cast, cast.wei)
    made = call(make.preparing, cast, proposal_id=proposal.id)
    group = call(make.first_group, made)
    call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, "唐敏", "tang")
    call(meeting.inform, cast.sun, made.id)
    assert call(consultations.one, made.id).stage is Stage.OPEN
    assert call(told, "consultation_informed") == {cast.lin.person_id, cast.tang.person_id}
    with pytest.raises(Refused, match="consultation_not_now"):
        call(meeting.inform, cast.sun, made.id)


def test_without_its_groups_nobody_is_told(call, cast, clock):
    made = call(make.preparing, cast)
    call(groups.drop_group, cast.sun, made.id, call(make.first_group, made).id)
    with pytest.raises(Refused, match="consultation_groups_few"):
        call(meeting.inform, cast.sun, made.id)
    with pytest.raises(Forbidden):
        call(meeting.inform, cast.lin, made.id)


def test_an_evening_is_set_in_time_called_off_and_told(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Refused, match="consultation_too_soon"):
        call(meeting.set_evening, cast.zheng, made.id, clock.now() + timedelta(days=2), "活动室")
    at = clock.now() + timedelta(days=3)
    evening = call(meeting.set_evening, cast.zheng, made.id, at, "活动室")
    assert call(told, "consultation_evening") == {cast.lin.person_id}
    with pytest.raises(Refused, match="evening_taken"):
        call(meeting.set_evening, cast.zheng, made.id, at, "别处")
    with pytest.raises(Refused, match="consultation_met_early"):
        call(meeting.hold_evening, cast.zheng, made.id, evening.id, "谈得不错。")
    call(meeting.drop_evening, cast.zheng, made.id, evening.id)
    assert call(consultations.steps, made.id)[-1].act is Act.EVENING_OFF
    with pytest.raises(Refused, match="consultation_evening_unknown"):
        call(meeting.drop_evening, cast.zheng, made.id, evening.id)


def test_telling_people_waits_for_an_evening_that_is_too_near(call, cast, clock):
    made = call(make.preparing, cast)
    call(meeting.set_evening, cast.zheng, made.id, clock.now() + timedelta(days=3), "活动室")
    clock.travel(timedelta(days=1))
    with pytest.raises(Refused, match="consultation_too_soon"):
        call(meeting.inform, cast.sun, made.id)


def test_an_evening_is_held_once_with_its_record(call, cast, clock):
    made = call(make.opened, cast)
    evening = call(meeting.set_evening, cast.zheng, made.id, clock.now() + timedelta(days=3), "活动室")
    clock.travel(timedelta(days=3, hours=2))
    with pytest.raises(Forbidden):
        call(meeting.hold_evening, cast.lin, made.id, evening.id, "谈得不错。")
    call(meeting.hold_evening, cast.zheng, made.id, evening.id, "谈得不错。")
    assert call(consultations.evenings, made.id)[0].record == "谈得不错。"
    assert call(consultations.steps, made.id)[-1].act is Act.MET
    with pytest.raises(Refused, match="consultation_met_already"):
        call(meeting.hold_evening, cast.zheng, made.id, evening.id, "又谈了一次。")


def test_who_checked_in_at_the_session_was_present(call, cast, clock):
    made = call(make.teahouse, cast)
    group = call(make.group, cast, made, "议事会成员")
    for login in ("chen", "wei"):
        call(people.invite, cast.zheng, made.id, group.id, Capacity.AFFECTED, login, login)
    session = call(councils.opened, cast)
    evening = call(meeting.set_evening, cast.zheng, made.id, clock.now(), "", session.id)
    assert call(consultations.of_session, session.id).id == made.id
    clock.travel(timedelta(days=30))
    call(meeting.hold_evening, cast.zheng, made.id, evening.id, "在会场上谈的。")
    came = [one.person_id for one in call(queries.present, made.id)]
    assert came == [cast.chen.person_id]


def test_a_session_belongs_to_one_evening_of_its_place(call, cast, clock):
    session = call(councils.opened, cast)
    made = call(make.teahouse, cast)
    call(meeting.set_evening, cast.zheng, made.id, clock.now(), "", session.id)
    other = call(make.teahouse, cast)
    for number in (session.id, session.id + 99):
        with pytest.raises(Refused, match="consultation_session_unknown"):
            call(meeting.set_evening, cast.zheng, other.id, clock.now(), "", number)


def test_a_teahouse_needs_no_groups_and_no_notice(call, cast, clock):
    made = call(make.teahouse, cast)
    assert (made.kind, made.stage) == (Kind.TEAHOUSE, Stage.OPEN)
    call(meeting.set_evening, cast.zheng, made.id, clock.now(), "南门茶馆")


def test_a_person_takes_part_in_one_capacity(call, cast, clock):
    made = call(make.opened, cast, kind=Kind.HEARING)
    group = call(make.first_group, made)
    call(people.invite, cast.zheng, made.id, group.id, Capacity.REPRESENTATIVE, "唐敏", "tang")
    with pytest.raises(Refused, match="invitee_taken"):
        call(people.sign_up, cast.tang, made.id, group.id, False)
    assert call(Invitee.all().count) == 1
