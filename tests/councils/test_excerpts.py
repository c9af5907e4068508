"""One item of the minutes by itself, and what its proposer hears when the minutes are published."""

import pytest

from civic.documents.rules import Heading, Table
from civic.notifications.models import Notification
from councils.documents.rules import Issue, ItemResult, excerpt, full_record, result_of
from councils.minutes.rules import Heading as Head
from councils.minutes.rules import Notes, SignerRole, Task, compose
from councils.sessions import services as sessions
from councils.sessions.rules.motions import Lapsed
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method
from proposals.models import Step
from tests.councils.meeting import CHEN, Meeting, debated, moved, opened
from tests.factories import councils, record
from tests.factories import proposals as proposing

ISSUE = Issue(3, None, (), "ab" * 32, "https://civic.example/v")
TASK = Task(1, "换好南门路灯", "居委会", "2027-06-30", "社区保障资金")


def of(meeting: Meeting, *tasks: Task):
    meeting.do(CHEN, Adjourn(confirmed=True))
    return compose(Head(7, "ab" * 32), meeting.log, notes=Notes(tasks=tasks))


def voted(yes: int, no: int) -> Meeting:
    meeting = debated()
    meeting.do(CHEN, OpenVote(1, Method.HANDS))
    meeting.do(CHEN, CloseVote(1, yes, no))
    return meeting


def test_an_excerpt_says_of_its_item_what_the_record_says():
    document = of(voted(3, 1), TASK)
    whole, part = full_record(document, ISSUE).blocks, excerpt(document, ISSUE, 1).blocks
    start = whole.index(next(one for one in part if isinstance(one, Heading)))
    same = [one for one in part if one in whole[start:]]
    assert len(same) >= 5
    assert [one for one in part if isinstance(one, Heading)] == [
        one for one in whole if one in part and isinstance(one, Heading)
    ]


def test_who_owes_an_answer_by_when_stands_on_it():
    table = next(one for one in excerpt(of(voted(3, 1), TASK), ISSUE, 1).blocks if isinstance(one, Table))
    assert table.rows[-1] == ("居委会", "换好南门路灯", "2027年6月30日", "社区保障资金")
    assert not [one for one in excerpt(of(voted(1, 3)), ISSUE, 1).blocks if isinstance(one, Table)]


@pytest.mark.parametrize(
    ("meeting", "result"),
    [
        (lambda: voted(3, 1), ItemResult.CARRIED),
        (lambda: voted(1, 3), ItemResult.LOST),
        (opened, ItemResult.POSTPONED),
    ],
)
def test_what_became_of_an_item(meeting, result):
    assert result_of(of(meeting()).agenda[0]) is result


def test_a_motion_nobody_seconded_is_an_item_that_was_discussed():
    meeting = moved()
    meeting.do(CHEN, Lapsed(1))
    assert result_of(of(meeting).agenda[0]) in (ItemResult.DISCUSSED, ItemResult.POSTPONED)


@pytest.mark.parametrize(("yes", "no", "result"), [(3, 1, ItemResult.CARRIED), (1, 3, ItemResult.LOST)])
def test_publishing_leaves_a_line_on_the_proposal_and_tells_its_proposer(call, cast, clock, yes, no, result):
    proposal = call(proposing.opened, cast)
    minutes = call(record.published, cast, yes=yes, no=no, proposal=proposal)
    step = call(lambda: Step.get(ref_kind="minutes"))
    assert (step.proposal_id, step.ref_id) == (proposal.id, minutes.id)
    assert (step.facts["what"], step.facts["item"]) == (result.words, 1)
    heard = call(lambda: Notification.get(kind=result.told))
    assert (heard.person_id, heard.ref_kind, heard.ref_id) == (proposal.proposer_id, "minutes", minutes.id)


def test_before_the_chair_signs_nothing_is_told(call, cast, clock):
    call(record.signed, cast, proposal=call(proposing.opened, cast))
    assert call(lambda: Step.filter(ref_kind="minutes").count()) == 0


def test_an_item_never_reached_is_told_as_put_off(call, cast, clock):
    proposal = call(proposing.opened, cast)
    session = call(councils.opened, cast, items=(("垃圾分类亭", None, 20), ("南门路灯", proposal.id, 20)))
    call(sessions.act, cast.chen, session.id, Adjourn(confirmed=True))
    minutes = call(record.tasked, cast, session.id)
    call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    call(record.sign, cast.chen, minutes.id, SignerRole.CHAIR)
    assert call(lambda: Notification.get(kind="minutes_item_postponed")).person_id == proposal.proposer_id


def test_the_page_has_the_item_its_paper_and_its_proposal(call, cast, clock, client):
    proposal = call(proposing.opened, cast)
    minutes = call(record.published, cast, proposal=proposal)
    page = client.get(f"/minutes/{minutes.id}/items/1").text
    assert councils.TEXT in page
    assert f"/minutes/{minutes.id}/items/1/excerpt.pdf" in page
    assert f"/proposals/{proposal.id}" in page
    assert client.get(f"/minutes/{minutes.id}/items/1/excerpt.pdf").content.startswith(b"%PDF")
    assert client.get(f"/minutes/{minutes.id}/items/9").status_code == 404
    assert f"/minutes/{minutes.id}/items/1" in client.get(f"/minutes/{minutes.id}").text


def test_drafts_have_excerpts_for_those_who_were_called_only(call, cast, clock, client, as_):
    minutes = call(record.drafted, cast)
    assert client.get(f"/minutes/{minutes.id}/items/1").status_code == 404
    assert as_(cast.tang).get(f"/minutes/{minutes.id}/items/1").status_code == 200
