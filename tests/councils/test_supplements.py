"""Papers after the notice: dated additions beside what was published, then tabled in the log, taken back with a reason."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.chain import file_digest
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from civic.web.fields import Upload
from councils.minutes.rules import Heading, compose
from councils.preparation.agendas import queries as agendas
from councils.preparation.agendas import services as preparing
from councils.preparation.invitations.queries import everybody
from councils.preparation.packs import queries as packs
from councils.preparation.supplements import queries, services
from councils.preparation.supplements.models import Supplement
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.models import SessionEvent
from councils.sessions.rules.presence import Adjourn
from tests.factories import councils
from tests.factories import preparation as make

QUOTE = Upload("报价单.pdf", b"%PDF-1.4 quote")
WHY = "物业今天才交来的报价单"


@pytest.fixture
def session(call, cast, clock):
    agenda, _, paper = call(make.with_paper, cast)
    return call(preparing.publish, cast.sun, agenda.id), paper


def added(call, actor, session_id, upload=QUOTE, item=1):
    return call(services.add, actor, session_id, upload, item, WHY)


def test_a_paper_is_added_beside_what_was_published(call, cast, clock, session):
    session, published = session
    clock.travel(timedelta(hours=3))
    for actor, refusal in ((cast.lin, Forbidden), (cast.ma, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            added(call, actor, session.id)
    for upload, item, code in ((None, 1, "file_missing"), (QUOTE, 9, "supplement_item")):
        with pytest.raises(Refused, match=code):
            added(call, cast.sun, session.id, upload, item)
    made = added(call, cast.sun, session.id)
    assert (made.digest, made.added_at, made.tabled) == (file_digest(QUOTE.data), clock.now(), False)
    told = {one.person_id for one in call(lambda: Notification.filter(kind="supplement_added"))}
    assert told == set(call(everybody, session.id))
    pack = call(packs.pack, session.id)
    assert [(one.name, one.item, one.added_by) for one in pack.late] == [("报价单.pdf", 1, "孙敏")]
    # what was published stays exactly what it was
    lines = call(agendas.published, session.id).lines
    assert [paper.digest for line in lines for paper in line.enclosures] == [published.digest]
    assert call(Entry.get, verb="supplement_added").actor_id == cast.sun.person_id


def test_from_the_opening_on_a_paper_is_tabled_in_the_log(call, cast, clock):
    session = call(councils.on_item, cast)
    # the clerk adds no more papers by hand, who runs the session tables them
    with pytest.raises(Forbidden, match="runner_only"):
        added(call, cast.sun, session.id)
    made = added(call, cast.ma, session.id)
    event = call(SessionEvent.get, session_id=session.id, kind="paper_tabled")
    assert (event.payload["digest"], event.payload["item"], made.tabled) == (made.digest, 1, True)
    with pytest.raises(Refused, match="paper_tabled_already"):
        added(call, cast.chen, session.id)
    call(services.strike, cast.chen, session.id, made.id, "传错了文件")
    assert call(sessions.state, session.id).papers[0].struck == "传错了文件"
    again = added(call, cast.chen, session.id)
    call(meeting.act, cast.chen, session.id, Adjourn(confirmed=True))
    with pytest.raises(Refused, match="supplement_over"):
        added(call, cast.chen, session.id, Upload("b.pdf", b"%PDF-1.4 b"))
    heading = Heading(session.id, "0" * 64)
    document = compose(heading, call(sessions.events, session.id))
    assert [(one.name, one.item, one.digest, one.struck) for one in document.papers] == [
        ("报价单.pdf", 1, made.digest, "传错了文件"),
        ("报价单.pdf", 1, again.digest, ""),
    ]
    # something private is still taken off the page when the log is closed
    call(services.strike, cast.sun, session.id, again.id, "里面有别人的电话")
    assert [bool(one.key) for one in call(queries.of_session, session.id)] == [False, False]


def test_one_that_is_taken_back_leaves_its_name_and_the_reason(client, as_, call, cast, session):
    session, _ = session
    made = added(call, cast.sun, session.id, item=0)
    assert client.get(f"/supplements/{made.key}").content == QUOTE.data
    with pytest.raises(Forbidden):
        call(services.strike, cast.lin, session.id, made.id, "不喜欢")
    with pytest.raises(NotFound):
        call(services.strike, cast.sun, session.id + 1, made.id, "传错了文件")
    call(services.strike, cast.chen, session.id, made.id, "传错了文件")
    with pytest.raises(Refused, match="supplement_gone"):
        call(services.strike, cast.sun, session.id, made.id, "再撤一次")
    kept = call(Supplement.get, id=made.id)
    assert (kept.data, kept.digest, kept.struck_by_id) == (None, made.digest, cast.chen.person_id)
    assert client.get(f"/supplements/{made.key}").status_code == 404
    page = client.get(f"/sessions/{session.id}/supplements").text
    assert "传错了文件" in page
    assert "报价单.pdf" in page


def test_pages_show_it_with_its_time(client, as_, call, cast, session):
    session, _ = session
    chair = as_(cast.chen)
    sent = {"item": "1", "note": WHY}
    page = f"/sessions/{session.id}/supplements"
    assert chair.post(page, data=sent).status_code == 422
    files = {"file": ("报价单.pdf", QUOTE.data, "application/pdf")}
    assert chair.post(page, data=sent, files=files, follow_redirects=False).status_code == 303
    for path in (page, f"/sessions/{session.id}", f"/sessions/{session.id}/pack"):
        assert "报价单.pdf" in client.get(path).text, path
    assert client.get(f"/sessions/{session.id}/pack.pdf").content.startswith(b"%PDF")
    wrong = chair.post(f"{page}/withdrawal", data={"chosen": "1", "reason": ""})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE supplement SET digest = 'x'",
        "UPDATE supplement SET added_at = CURRENT_TIMESTAMP",
        "UPDATE supplement SET struck_at = added_at",
        "UPDATE supplement SET data = NULL",
        "DELETE FROM supplement",
        "INSERT INTO supplement (key, session_id, name, kind, size, digest, note, tabled, data, added_by_id, added_at, "
        "struck_reason) SELECT 'k', session_id, name, kind, size, digest, note, TRUE, data, added_by_id, added_at, '' "
        "FROM supplement",
    ],
)
def test_the_database_keeps_what_was_added(call, cast, session, statement):
    session, _ = session
    added(call, cast.sun, session.id)

    async def change():
        async with transaction():
            await execute(statement)

    with pytest.raises(IntegrityError, match="supplement"):
        call(change)
