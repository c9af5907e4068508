"""People without an account are asked on paper; a session nobody opens is not forgotten."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.preparation.agendas import services as agendas
from councils.preparation.invitations import commands
from councils.preparation.invitations.models import PaperReply
from councils.preparation.invitations.rules import Answer, Invited
from councils.preparation.slips import queries, services
from councils.sessions import services as meeting
from tests.factories import preparation as make


def told(call, kind):
    return {one.person_id for one in call(lambda: Notification.filter(kind=kind))}


def test_somebody_is_asked_on_paper_and_the_desk_enters_the_answer(call, cast, clock):
    session = call(make.published, cast)
    slip = call(make.slip, cast, session)
    for actor, refusal in ((cast.lin, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.make, actor, session.id, "周大爷", "", Invited.OBSERVER)
    with pytest.raises(Refused, match="slip_twice"):
        call(make.slip, cast, session)
    with pytest.raises(Refused, match="reply_reason"):
        call(services.enter, cast.sun, session.id, slip.id, Answer.AWAY, "")
    call(services.enter, cast.sun, session.id, slip.id, Answer.COMING, "")
    call(services.enter, cast.zheng, session.id, slip.id, Answer.AWAY, "腿疼")
    found = call(queries.of_session, session.id)
    assert [(one.name, one.answer, one.reason, one.entered_by) for one in found] == [
        ("罗永福", Answer.AWAY, "腿疼", "郑怡")
    ]
    assert call(PaperReply.all().count) == 2
    call(agendas.cancel, cast.sun, session.id, "活动室停电")
    assert told(call, "slips_to_carry") == {cast.sun.person_id}
    with pytest.raises(Refused, match="session_begun"):
        call(services.strike, cast.sun, session.id, slip.id)
    verbs = call(lambda: Entry.filter(verb__startswith="slip_").order_by("id").values_list("verb", flat=True))
    assert list(verbs) == ["slip_made", "slip_answered", "slip_answered"]


def test_a_slip_for_the_wrong_person_is_taken_back(call, cast, clock):
    session = call(make.published, cast)
    slip = call(make.slip, cast, session)
    call(services.strike, cast.sun, session.id, slip.id)
    call(services.strike, cast.sun, session.id, slip.id)
    assert call(queries.of_session, session.id) == []
    assert call(make.slip, cast, session).id != slip.id


def test_the_slip_is_a_page_to_print(as_, call, cast, clock):
    session = call(make.published, cast)
    slip = call(make.slip, cast, session)
    clerk = as_(cast.sun)
    assert "罗永福" in clerk.get(f"/sessions/{session.id}/slips").text
    printed = clerk.get(f"/slips/{slip.id}.pdf")
    assert printed.content.startswith(b"%PDF")
    wrong = clerk.post(f"/sessions/{session.id}/slips/replies", data={"chosen": slip.id, "answer": "away"})
    assert wrong.status_code == 422
    assert "请假要写一句原因" in wrong.text


def test_a_session_nobody_opened_is_told_of_once(call, cast, clock):
    session = call(make.published, cast)
    clock.travel(timedelta(days=7, hours=3))
    for _ in range(2):
        call(commands.tick, clock.now())
    assert told(call, "session_missed") == {cast.sun.person_id, cast.chen.person_id}
    assert call(Notification.filter(kind="session_missed").count) == 2
    # it is mended by another day, with the reason, and told to everybody
    call(
        agendas.correct,
        cast.sun,
        session.id,
        clock.now() + timedelta(days=4),
        "社区活动室",
        "主持人当天住院，改期",
    )
    call(meeting.open_checkin, cast.chen, session.id)
    clock.travel(timedelta(days=5))
    call(commands.tick, clock.now())
    assert call(Notification.filter(kind="session_missed").count) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE paper_invitation SET name = 'x', struck_at = invited_at",
        "DELETE FROM paper_invitation",
        "UPDATE paper_reply SET answer = 'away', reason = 'x'",
        "INSERT INTO paper_reply (invitation_id, answer, reason, entered_by_id, at) "
        "SELECT id, 'away', '', invited_by_id, invited_at FROM paper_invitation",
    ],
)
def test_the_database_keeps_who_was_asked_and_what_was_answered(call, cast, clock, statement):
    session = call(make.published, cast)
    slip = call(make.slip, cast, session)
    call(services.enter, cast.sun, session.id, slip.id, Answer.COMING, "")

    async def change():
        async with transaction():
            await execute(statement)

    with pytest.raises(IntegrityError, match="paper_"):
        call(change)
