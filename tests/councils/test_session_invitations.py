"""Invitations and answers, seats in the gallery in order, the list, and the reminder of the day before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.preparation.agendas import services as agendas
from councils.preparation.invitations import queries, services
from councils.preparation.invitations.commands import tick
from councils.preparation.invitations.models import InvitationReply
from councils.preparation.invitations.rules import Answer, Invited, places
from councils.sessions import services as meeting
from tests.factories import councils, proposals
from tests.factories import preparation as make


@given(st.lists(st.integers(1, 99), unique=True, max_size=40), st.integers(0, 20))
def test_seats_go_to_whoever_came_first_and_the_rest_wait_in_order(order, seats):
    given_ = places(order, seats)
    assert [place.person_id for place in given_] == order
    assert sum(place.seated for place in given_) == min(seats, len(order))
    assert [place.waiting for place in given_ if not place.seated] == list(
        range(1, max(0, len(order) - seats) + 1)
    )


def test_members_recorder_proposers_and_authors_are_invited_each_as_what_they_are(call, cast, clock):
    proposal = call(proposals.opened, cast)
    council = call(councils.council, cast)
    agenda = call(make.written, cast, council)
    call(agendas.add, cast.sun, agenda.id, f"proposal-{proposal.id}")
    session = call(agendas.publish, cast.sun, agenda.id)
    roles = {line.name: line.role for line in call(queries.invited, session.id)}
    assert roles == {
        "陈素芳": Invited.MEMBER,
        "唐敏": Invited.MEMBER,
        "徐建": Invited.MEMBER,
        "邓兰": Invited.MEMBER,
        "马丽": Invited.RECORDER,
        "林秀英": Invited.PRESENTER,
    }


def test_a_guest_is_invited_once_by_who_prepares(call, cast, clock):
    session = call(make.published, cast)
    call(services.invite_guest, cast.sun, session.id, "hao", Invited.STAKEHOLDER)
    with pytest.raises(Refused, match="invited_already"):
        call(services.invite_guest, cast.sun, session.id, "hao", Invited.OBSERVER)
    with pytest.raises(Refused, match="person_unknown"):
        call(services.invite_guest, cast.sun, session.id, "13700000000", Invited.OBSERVER)
    for actor, refusal in ((cast.tang, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.invite_guest, actor, session.id, "luo", Invited.OBSERVER)


def test_the_last_answer_holds_and_all_stay(call, cast, clock):
    session = call(make.published, cast)
    call(services.reply, cast.tang, session.id, Answer.COMING)
    call(services.reply, cast.tang, session.id, Answer.COMING)
    call(services.reply, cast.tang, session.id, Answer.AWAY, "去外地带孙子")
    line = call(queries.invitation, session.id, cast.tang.person_id)
    assert (line.answer, line.reason, line.at) == (Answer.AWAY, "去外地带孙子", clock.now())
    assert call(InvitationReply.all().count) == 2


def test_leave_needs_a_reason_and_an_answer_an_invitation(call, cast, clock):
    session = call(make.published, cast)
    with pytest.raises(Refused, match="reply_reason"):
        call(services.reply, cast.tang, session.id, Answer.AWAY)
    for actor, refusal in ((cast.lin, Forbidden), (cast.outsider, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.reply, actor, session.id, Answer.ONLINE)
    with pytest.raises(NotFound):
        call(services.reply, cast.tang, 987_654, Answer.ONLINE)


def test_when_the_door_is_open_answers_are_over(call, cast, clock):
    session = call(make.published, cast)
    call(meeting.open_checkin, cast.chen, session.id)
    with pytest.raises(Refused, match="session_begun"):
        call(services.reply, cast.tang, session.id, Answer.COMING)
    with pytest.raises(Refused, match="session_begun"):
        call(services.sign_up, cast.lin, session.id)


def test_gallery_seats_are_limited_and_who_waits_moves_up(call, cast, clock):
    session = call(make.published, cast)
    for actor in (cast.lin, cast.wei, cast.gao):
        call(services.sign_up, actor, session.id)
    assert call(queries.gallery, session.id).of(cast.gao.person_id).waiting == 1
    call(services.give_up, cast.lin, session.id)
    gallery = call(queries.gallery, session.id)
    assert gallery.of(cast.gao.person_id).seated
    assert gallery.of(cast.lin.person_id) is None
    assert call(Notification.get, kind="gallery_moved_up").person_id == cast.gao.person_id
    call(services.sign_up, cast.lin, session.id)
    assert call(queries.gallery, session.id).of(cast.lin.person_id).waiting == 1


@pytest.mark.parametrize(
    ("who", "refusal", "code"),
    [
        ("outsider", Forbidden, "gallery_residents"),
        ("sun", Forbidden, "gallery_residents"),
        ("tang", Refused, "gallery_invited"),
    ],
)
def test_the_gallery_is_for_residents_who_are_not_invited(call, cast, clock, who, refusal, code):
    session = call(make.published, cast)
    with pytest.raises(refusal, match=code):
        call(services.sign_up, getattr(cast, who), session.id)


def test_nobody_signs_up_twice_or_gives_up_what_they_have_not(call, cast, clock):
    session = call(make.published, cast)
    with pytest.raises(Refused, match="gallery_not_signed_up"):
        call(services.give_up, cast.lin, session.id)
    call(services.sign_up, cast.lin, session.id)
    with pytest.raises(Refused, match="gallery_signed_up"):
        call(services.sign_up, cast.lin, session.id)
    with pytest.raises(SignInNeeded):
        call(services.sign_up, ANONYMOUS, session.id)


def test_a_session_without_a_gallery_takes_nobody(call, cast, clock):
    session = call(councils.announced, cast)
    with pytest.raises(Refused, match="gallery_none"):
        call(services.sign_up, cast.lin, session.id)


def test_names_are_for_who_prepares_and_runs(client, as_, call, cast, clock):
    session = call(make.published, cast)
    call(services.sign_up, cast.lin, session.id)
    path = f"/sessions/{session.id}/invited"
    assert "林秀英" in as_(cast.ma).get(path).text
    for visitor, status in ((as_(cast.tang), 403), (as_(cast.lin), 403), (client, 303)):
        assert visitor.get(path, follow_redirects=False).status_code == status
    public = client.get(f"/sessions/{session.id}/coming").text
    assert "林秀英" not in public
    assert "还有 1 个座位" in public


def test_an_answer_is_given_on_the_phone(as_, call, cast, clock):
    session = call(make.published, cast)
    tang = as_(cast.tang)
    assert "还没回复" in tang.get("/me/sessions").text
    assert "请您参加，还没回复" in tang.get(f"/sessions/{session.id}").text
    refused = tang.post(f"/sessions/{session.id}/replies", data={"answer": "away"})
    assert refused.status_code == 422
    assert "请假要写一句原因" in refused.text
    tang.post(f"/sessions/{session.id}/replies", data={"answer": "away", "reason": "去外地带孙子"})
    assert "请假" in tang.get("/me/sessions").text
    assert "去外地带孙子" in as_(cast.sun).get(f"/sessions/{session.id}/invited").text


def test_a_day_before_everybody_is_reminded_once(call, cast, clock):
    session = call(make.published, cast)
    call(services.sign_up, cast.lin, session.id)
    call(services.reply, cast.tang, session.id, Answer.ONLINE)
    call(services.reply, cast.xu, session.id, Answer.AWAY, "住院")
    call(tick, session.starts_at - timedelta(days=2))
    assert call(Notification.filter(kind="session_tomorrow").count) == 0
    for hours in (24, 23, 1):
        call(tick, session.starts_at - timedelta(hours=hours))
    told = call(_told)
    assert told["session_tomorrow"] == {cast.tang.person_id, cast.lin.person_id}
    assert told["session_unanswered"] == {cast.chen.person_id, cast.deng.person_id, cast.ma.person_id}
    assert told["replies_missing"] == {cast.sun.person_id}
    assert call(Notification.get, kind="replies_missing").facts["count"] == 3


async def _told():
    told: dict[str, set[int]] = {}
    for one in await Notification.all():
        told.setdefault(one.kind, set()).add(one.person_id)
    return told


def test_after_a_correction_it_is_said_again(call, cast, clock):
    session = call(make.published, cast)
    call(services.reply, cast.tang, session.id, Answer.COMING)
    call(tick, session.starts_at - timedelta(hours=20))
    later = session.starts_at + timedelta(days=2)
    call(agendas.correct, cast.sun, session.id, later, session.venue, "活动室有人用")
    call(tick, later - timedelta(hours=20))
    assert call(Notification.filter(kind="session_tomorrow").count) == 2


def test_nobody_is_reminded_of_what_was_called_off(call, cast, clock):
    session = call(make.published, cast)
    call(agendas.cancel, cast.sun, session.id, "改期再开")
    call(tick, session.starts_at - timedelta(hours=20))
    assert call(Notification.filter(kind__in=["session_tomorrow", "session_unanswered"]).count) == 0


def test_a_late_answer_reaches_the_convener(call, cast, clock):
    session = call(make.published, cast)
    clock.travel(timedelta(days=6, hours=12))
    call(services.reply, cast.tang, session.id, Answer.AWAY, "临时出差")
    told = call(Notification.get, kind="reply_late")
    assert (told.person_id, told.facts["name"]) == (cast.sun.person_id, "唐敏")


BROKEN = [
    ("UPDATE invitation_reply SET answer = 'coming'", "invitation_reply_append_only"),
    (
        "INSERT INTO invitation_reply (invitation_id, answer, reason, at) "
        "SELECT invitation_id, 'away', '', at FROM invitation_reply",
        "reply_reason",
    ),
    ("UPDATE session_invitation SET role = 'observer'", "session_invitation_append_only"),
    (
        "INSERT INTO session_invitation (session_id, person_id, role, invited_by_id, invited_at) "
        "SELECT session_id, person_id, role, invited_by_id, invited_at FROM session_invitation",
        r"(?i)unique",
    ),
    (
        "INSERT INTO gallery_seat (session_id, person_id, signed_up_at) "
        "SELECT session_id, person_id, signed_up_at FROM gallery_seat",
        r"(?i)unique|gallery_seat_once",
    ),
    ("DELETE FROM gallery_seat", "gallery_seat_stays"),
    ("DELETE FROM session_reminder", "session_reminder_append_only"),
]


@pytest.mark.parametrize(("sql", "guard"), BROKEN)
def test_the_database_keeps_who_was_asked_and_what_they_said(call, cast, clock, sql, guard):
    session = call(make.published, cast)
    call(services.sign_up, cast.lin, session.id)
    call(services.reply, cast.tang, session.id, Answer.COMING)
    call(tick, session.starts_at - timedelta(hours=20))
    with pytest.raises(Exception, match=guard):
        call(execute, sql)


def test_a_seat_given_up_stays_given_up(call, cast, clock):
    session = call(make.published, cast)
    call(services.sign_up, cast.lin, session.id)
    call(services.give_up, cast.lin, session.id)
    with pytest.raises(Exception, match="gallery_seat_given_up"):
        call(execute, "UPDATE gallery_seat SET given_up_at = NULL")
