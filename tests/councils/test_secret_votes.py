"""Secret votes: a ballot of the votes floor whose count is the meeting's verdict; who chose what is written nowhere."""

import json
from datetime import timedelta

import pytest

from civic.kit import clock as house_clock
from civic.kit.db import rows
from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import TWO_THIRDS
from councils.rules import Base
from councils.sessions import queries, services
from councils.sessions.models import Motion
from councils.sessions.rules.door import CheckIn, Leave
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.votes import CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Method, MotionState
from tests.factories import councils as make
from votes.casting.rules import new_nonce
from votes.casting.services import cast
from votes.models import Ballot, RollEntry
from votes.results import queries as results
from votes.rules import Filled, Secrecy, State
from votes.stations.desk.services import assist


@pytest.fixture
def debated(call, cast, clock):
    session = call(make.debating, cast)
    call(services.act, cast.chen, session.id, CloseDebate(1))
    return session


def opened(call, cast, session) -> int:
    call(services.act, cast.chen, session.id, OpenVote(1, Method.SECRET))
    vote = call(queries.state, session.id).vote
    assert vote is not None
    assert vote.ballot is not None
    return vote.ballot


def choose(call, actor, ballot_id: int, *codes: str) -> None:
    call(cast, actor, ballot_id, Filled(codes))


def numbers(call, session):
    return call(queries.state, session.id).verdicts[-1].numbers


def test_each_member_votes_at_the_ballot_and_the_count_is_the_verdict(call, cast, debated):
    ballot_id = opened(call, cast, debated)
    for actor, choice in ((cast.chen, "yes"), (cast.tang, "yes"), (cast.xu, "no")):
        choose(call, actor, ballot_id, choice)
    call(services.act, cast.chen, debated.id, CloseVote(1))
    verdict = numbers(call, debated)
    assert (verdict.yes, verdict.no, verdict.abstain, verdict.invalid, verdict.silent) == (2, 1, 0, 0, 1)
    assert (verdict.method, verdict.present, verdict.adopted) == (Method.SECRET, 4, True)
    assert call(queries.state, debated.id).motions[0].state is MotionState.ADOPTED
    ballot = call(lambda: Ballot.get(id=ballot_id))
    assert (ballot.state, ballot.secrecy, ballot.bulletin_size) == (State.CLOSED, Secrecy.SECRET, 3)


def test_the_motion_points_at_its_ballot_and_the_ballot_leads_back_to_the_meeting(as_, call, cast, debated):
    ballot_id = opened(call, cast, debated)
    assert call(lambda: Motion.get(session_id=debated.id)).ballot_id == ballot_id
    page = as_(cast.tang).get(f"/ballots/{ballot_id}")
    assert make.TEXT in page.text
    assert f'href="/sessions/{debated.id}"' in page.text


def test_nothing_about_who_voted_what_stands_in_the_log(call, cast, debated):
    ballot_id = opened(call, cast, debated)
    before = call(queries.digest, debated.id)
    choose(call, cast.tang, ballot_id, "no")
    assert call(queries.digest, debated.id) == before, "casting writes nothing in the meeting"
    call(services.act, cast.chen, debated.id, CloseVote(1))
    stored = call(rows, "SELECT kind, payload FROM session_event WHERE session_id = ?", debated.id)
    voting = [json.dumps(row["payload"]) for row in stored if row["kind"].startswith("vote_")]
    assert len(voting) == 2
    assert not any("person" in payload or cast.tang.name in payload for payload in voting)


def test_the_roll_is_who_is_here_without_those_recused(call, cast, debated):
    call(services.act, cast.xu, debated.id, Recuse(cast.xu.person_id, 1, "路灯公司是我弟弟的"))
    ballot_id = opened(call, cast, debated)
    roll = call(lambda: RollEntry.filter(ballot_id=ballot_id).values_list("key", "name"))
    assert {key for key, _ in roll} == {
        f"person:{actor.person_id}" for actor in (cast.chen, cast.tang, cast.deng)
    }
    assert all(name for _, name in roll), "the desk finds by name who comes without a phone"
    for outside in (cast.xu, cast.lin):
        with pytest.raises(Forbidden):
            choose(call, outside, ballot_id, "yes")
    call(services.act, cast.chen, debated.id, CloseVote(1))
    assert (numbers(call, debated).recused, numbers(call, debated).silent) == (1, 3)


def test_who_leaves_after_voting_is_still_counted_and_turnout_never_exceeds_who_was_here(call, cast, debated):
    ballot_id = opened(call, cast, debated)
    for actor in (cast.chen, cast.tang, cast.xu, cast.deng):
        choose(call, actor, ballot_id, "yes")
    for actor in (cast.tang, cast.xu, cast.deng):
        call(services.act, actor, debated.id, Leave(actor.person_id))
    call(services.act, cast.chen, debated.id, CloseVote(1))
    verdict = numbers(call, debated)
    assert (verdict.yes, verdict.present, verdict.quorum_lost) == (4, 4, True)


def test_who_comes_after_the_opening_is_not_on_the_roll(call, cast, debated):
    call(services.act, cast.deng, debated.id, Leave(cast.deng.person_id))
    ballot_id = opened(call, cast, debated)
    call(services.act, cast.chen, debated.id, CheckIn(cast.deng.person_id))
    with pytest.raises(Forbidden):
        choose(call, cast.deng, ballot_id, "yes")


def test_it_cannot_be_closed_twice_nor_by_a_member_nor_voted_on_after(call, cast, debated):
    ballot_id = opened(call, cast, debated)
    with pytest.raises(Forbidden):
        call(services.act, cast.tang, debated.id, CloseVote(1))
    assert call(lambda: Ballot.get(id=ballot_id)).state is State.OPEN, "a refused act leaves the box alone"
    call(services.act, cast.chen, debated.id, CloseVote(1), "key-1")
    call(services.act, cast.chen, debated.id, CloseVote(1), "key-1")
    with pytest.raises(Refused):
        call(services.act, cast.ma, debated.id, CloseVote(1))
    with pytest.raises(Refused):
        choose(call, cast.tang, ballot_id, "yes")


def test_no_numbers_from_the_console_take_the_place_of_the_papers(call, cast, debated):
    ballot_id = opened(call, cast, debated)
    choose(call, cast.tang, ballot_id, "no")
    call(services.act, cast.chen, debated.id, CloseVote(1, yes=4, no=0))
    assert (numbers(call, debated).yes, numbers(call, debated).no) == (0, 1)


def test_a_refused_opening_makes_no_ballot(call, cast, clock):
    session = call(make.debating, cast)
    with pytest.raises(Refused):
        call(services.act, cast.chen, session.id, OpenVote(1, Method.SECRET))
    with pytest.raises(Forbidden):
        call(services.act, cast.tang, session.id, OpenVote(1, Method.SECRET))
    assert call(lambda: Ballot.all().count()) == 0


def test_a_vote_opened_by_mistake_voids_its_ballot_unread_and_another_may_follow(call, cast, debated):
    first = opened(call, cast, debated)
    choose(call, cast.tang, first, "yes")
    call(services.act, cast.chen, debated.id, VoidVote(1, "念错了动议"))
    void = call(lambda: Ballot.get(id=first))
    assert (void.state, void.void_reason) == (State.VOID, "念错了动议")
    second = opened(call, cast, debated)
    assert second != first
    assert call(lambda: Motion.get(session_id=debated.id)).ballot_id == second


def test_no_adjourning_over_an_open_ballot(call, cast, debated):
    opened(call, cast, debated)
    with pytest.raises(Refused, match="vote_open"):
        call(services.act, cast.chen, debated.id, Adjourn(confirmed=True))


def test_the_ballot_has_no_closing_hour_of_its_own(call, cast, clock, debated):
    ballot_id = opened(call, cast, debated)
    clock.travel(timedelta(hours=5))
    choose(call, cast.tang, ballot_id, "yes")
    ballot = call(lambda: Ballot.get(id=ballot_id))
    assert ballot.closes_at is None
    assert ballot.opens_at <= house_clock.now()


@pytest.mark.parametrize("base", list(Base))
@pytest.mark.parametrize("yes", [0, 1, 2, 3, 4])
def test_the_count_of_the_votes_floor_says_the_same_as_the_meeting(call, cast, clock, base, yes):
    rules = {
        "majority_num": TWO_THIRDS.num,
        "majority_den": TWO_THIRDS.den,
        "majority_strict": TWO_THIRDS.strict,
        "majority_base": base,
    }
    session = call(make.debating, cast, rules=rules)
    call(services.act, cast.chen, session.id, CloseDebate(1))
    ballot_id = opened(call, cast, session)
    for place, actor in enumerate((cast.chen, cast.tang, cast.xu)):
        choose(call, actor, ballot_id, "yes" if place < yes else "no")
    call(services.act, cast.chen, session.id, CloseVote(1))
    result = call(results.official, ballot_id)
    lines = call(results.lines, result.id)
    assert any(line.selected for line in lines) is numbers(call, session).adopted


PAGES = (
    "",
    "/record",
    "/papers",
    "/papers.csv",
    "/papers.json",
    "/bundle",
    "/roll",
    "/roll/me",
    "/stations",
    "/void",
)


@pytest.mark.parametrize("closed", [False, True])
def test_every_page_of_the_ballot_can_be_read_or_says_why_not(as_, call, cast, debated, closed):
    ballot_id = opened(call, cast, debated)
    choose(call, cast.tang, ballot_id, "yes")
    if closed:
        call(services.act, cast.chen, debated.id, CloseVote(1))
    for actor in (cast.tang, cast.sun, cast.gao, cast.lin):
        visitor = as_(actor)
        for page in PAGES:
            answer = visitor.get(f"/ballots/{ballot_id}{page}")
            assert answer.status_code in (200, 303, 403, 404, 422), (page, actor.name, answer.status_code)


def test_who_has_no_phone_is_helped_at_the_desk_of_the_ballot(as_, call, cast, debated):
    ballot_id = opened(call, cast, debated)
    desk = as_(cast.zheng).get(f"/ballots/{ballot_id}/stations")
    assert desk.status_code == 200
    entry = call(lambda: RollEntry.get(ballot_id=ballot_id, key=f"person:{cast.xu.person_id}"))
    call(assist, cast.zheng, ballot_id, entry.id, Filled(("yes",)), new_nonce(), present=True)
    call(services.act, cast.chen, debated.id, CloseVote(1))
    assert numbers(call, debated).yes == 1
