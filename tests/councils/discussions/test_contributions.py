"""Written contributions: anyone may write, nobody reads it before it is shown, unlawful texts go and leave their trace."""

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.chain import text_digest
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.discussions import queries, services
from councils.discussions.models import Contribution
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.rules.agenda import CloseItem
from councils.sessions.rules.discussion import Answer, Decline, Show
from councils.sessions.rules.words import ContributionKind
from tests.factories import councils as make

TEXT = "灯杆装在谁家门口？"
ASK = ContributionKind.QUESTION


async def _post(actor, session_id, text=TEXT, item=1, key=None):
    return await services.post(actor, session_id, item, ASK, text, key=key)


async def _written(session_id):
    return await queries.written(await sessions.board(session_id))


async def _sql(statement, *values):
    async with transaction():
        await execute(statement, *values)


@pytest.fixture
def session(call, cast, clock):
    return call(make.on_item, cast)


def test_a_resident_writes_and_the_log_has_its_digest_not_its_words(call, cast, session):
    assert call(_post, cast.lin, session.id) == 1
    [one] = call(_written, session.id)
    assert (one.text, one.posted.digest, one.posted.remote) == (TEXT, text_digest(TEXT), True)
    assert TEXT not in str([event.fact for event in call(sessions.events, session.id)])


def test_nobody_reads_it_before_it_is_shown(call, cast, session, client):
    call(_post, cast.lin, session.id)
    assert TEXT not in client.get(f"/sessions/{session.id}").text
    call(meeting.act, cast.ma, session.id, Show(1))
    assert TEXT in client.get(f"/sessions/{session.id}").text
    assert TEXT in client.get(f"/sessions/{session.id}/wall").text


def test_what_was_turned_down_is_never_shown_and_its_author_reads_why(call, cast, session, client, as_):
    call(_post, cast.lin, session.id)
    call(meeting.act, cast.ma, session.id, Decline(1, "和这一项没有关系"))
    shown = client.get(f"/sessions/{session.id}/contributions").text
    assert TEXT not in shown
    assert "&lt;section" not in shown  # the part is a piece of the page, not a text on it
    assert "和这一项没有关系" in as_(cast.lin).get(f"/sessions/{session.id}/contributions").text


def test_an_answer_is_read_by_everyone(call, cast, session, client):
    call(_post, cast.lin, session.id)
    call(meeting.act, cast.ma, session.id, Answer(1, "装在路边的绿化带里"))
    assert "装在路边的绿化带里" in client.get(f"/sessions/{session.id}").text


def test_sent_twice_it_is_there_once(call, cast, session):
    assert call(_post, cast.lin, session.id, key="once") == 1
    assert call(_post, cast.lin, session.id, key="once") is None
    assert len(call(_written, session.id)) == 1


def test_one_needs_an_account(call, cast, session):
    with pytest.raises(SignInNeeded):
        call(_post, ANONYMOUS, session.id)


def test_too_short_and_too_long_are_said_beside_the_field(call, cast, session):
    for text in ("啊", "很" * 301):
        with pytest.raises(Refused) as refused:
            call(_post, cast.lin, session.id, text=text)
        assert (refused.value.code, refused.value.field) == ("contribution_length", "text")


def test_what_was_typed_for_another_item_does_not_land_on_this_one(call, cast, session, as_):
    sent = {"item": 2, "kind": "question", "text": TEXT}
    answer = as_(cast.lin).post(f"/sessions/{session.id}/contributions", data=sent)
    assert answer.status_code == 422
    assert TEXT in answer.text


def test_without_an_item_there_is_nothing_to_write_about(call, cast, session):
    call(meeting.act, cast.chen, session.id, CloseItem(1))
    with pytest.raises(Refused):
        call(_post, cast.lin, session.id)


def test_an_unlawful_text_goes_and_leaves_its_trace(call, cast, session):
    call(_post, cast.lin, session.id)
    call(services.erase, cast.zheng, session.id, 1, "写了别人的电话")
    row = call(lambda: Contribution.get(session_id=session.id))
    assert (row.text, row.digest, row.erased_reason) == ("", text_digest(TEXT), "写了别人的电话")
    told = call(lambda: Notification.get(kind="contribution_erased"))
    assert told.person_id == cast.lin.person_id
    assert call(lambda: Entry.filter(verb="contribution_erased").count()) == 1


def test_only_those_who_answer_for_the_site_erase_and_never_without_a_reason(call, cast, session):
    call(_post, cast.lin, session.id)
    with pytest.raises(Forbidden):
        call(services.erase, cast.chen, session.id, 1, "写了别人的电话")
    with pytest.raises(Refused):
        call(services.erase, cast.zheng, session.id, 1, " ")
    call(services.erase, cast.zheng, session.id, 1, "写了别人的电话")
    with pytest.raises(Refused):
        call(services.erase, cast.zheng, session.id, 1, "写了别人的电话")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contribution SET text = '别的话' WHERE session_id = ?",
        "UPDATE contribution SET digest = 'x' WHERE session_id = ?",
        "UPDATE contribution SET text = '' WHERE session_id = ?",
        "UPDATE contribution SET number = 2 WHERE session_id = ?",
        "DELETE FROM contribution WHERE session_id = ?",
    ],
)
def test_the_database_lets_nobody_put_other_words_in_its_place(call, cast, session, statement):
    call(_post, cast.lin, session.id)
    with pytest.raises(IntegrityError):
        call(_sql, statement, session.id)


def test_what_was_erased_does_not_come_back(call, cast, session):
    call(_post, cast.lin, session.id)
    call(services.erase, cast.zheng, session.id, 1, "写了别人的电话")
    with pytest.raises(IntegrityError):
        call(
            _sql, "UPDATE contribution SET text = ?, erased_at = NULL WHERE session_id = ?", TEXT, session.id
        )
