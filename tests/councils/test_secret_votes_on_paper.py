"""A secret vote that takes papers of paper too: handed out by the tellers, read twice by two people, then the verdict."""

from datetime import timedelta

import pytest

from civic.kit.errors import Forbidden, Refused, Stale
from councils.sessions import queries, services
from councils.sessions.rules.box import EndCasting
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.roll import NameTellers
from councils.sessions.rules.votes import CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Method
from councils.verification import services as verification
from tests.factories import councils as make
from tests.votes.test_ballot_guards import refused as guarded
from votes.casting.services import cast as cast_paper
from votes.models import Ballot, RollEntry
from votes.rules import Filled, State
from votes.stations.batches.services import bundles
from votes.stations.batches.services.bundles import Seen
from votes.stations.rules import Step
from votes.stations.services import take_step

YES, NO = Seen(Filled(("yes",))), Seen(Filled(("no",)))


@pytest.fixture
def session(call, cast, clock):
    """Debated; Deng counts."""
    session = call(make.debating, cast)
    call(services.act, cast.chen, session.id, NameTellers((cast.deng.person_id,)))
    call(services.act, cast.chen, session.id, CloseDebate(1))
    call(services.act, cast.chen, session.id, OpenVote(1, Method.SECRET, paper=True))
    return session


def ballot_of(call, session) -> int:
    return call(queries.state, session.id).vote.ballot


def on_paper(call, teller, voter, ballot_id: int) -> None:
    """Take a paper and put it in the box."""
    entry = call(lambda: RollEntry.get(ballot_id=ballot_id, key=f"person:{voter.person_id}"))
    for step in (Step.HANDED, Step.RETURNED):
        call(take_step, teller, ballot_id, entry.id, step)


def refuses(call, code: str, *act) -> None:
    with pytest.raises((Refused, Stale)) as refusal:
        call(*act)
    assert refusal.value.code == code


def test_papers_of_paper_are_read_twice_by_two_people_before_the_verdict_falls(call, cast, session, as_):
    ballot_id, at = ballot_of(call, session), session.id
    call(cast_paper, cast.chen, ballot_id, Filled(("yes",)))
    for voter in (cast.xu, cast.tang):
        on_paper(call, cast.deng, voter, ballot_id)
    # a teller, not any member; who has put a paper in has voted; the box stays shut while people vote
    with pytest.raises(Forbidden):
        on_paper(call, cast.tang, cast.deng, ballot_id)
    refuses(call, "ballot_already_cast", cast_paper, cast.xu, ballot_id, Filled(("no",)))
    refuses(call, "batch_too_early", bundles.create, cast.deng, ballot_id, 2)
    refuses(call, "casting_goes_on", services.act, cast.chen, at, CloseVote(1))
    assert "去发纸票、收纸票" in as_(cast.deng).get(f"/sessions/{at}").text
    assert "去发纸票、收纸票" not in as_(cast.tang).get(f"/sessions/{at}").text
    assert "收票" in as_(cast.chen).get(f"/sessions/{at}/console").text

    with pytest.raises(Forbidden):
        call(services.act, cast.deng, at, EndCasting(1))
    call(services.act, cast.chen, at, EndCasting(1), "key")
    call(services.act, cast.chen, at, EndCasting(1), "key")
    refuses(call, "casting_ended_already", services.act, cast.ma, at, EndCasting(1))
    refuses(call, "ballot_closed", cast_paper, cast.deng, ballot_id, Filled(("no",)))
    refuses(call, "box_too_few", services.act, cast.chen, at, CloseVote(1))
    assert call(lambda: Ballot.get(id=ballot_id)).state is State.OPEN
    assert "去点纸票" in as_(cast.deng).get(f"/sessions/{at}").text
    for actor, status in ((cast.deng, 200), (cast.chen, 200), (cast.xu, 403)):
        assert as_(actor).get(f"/ballots/{ballot_id}/batches").status_code == status

    batch = call(bundles.create, cast.deng, ballot_id, 2)
    for reader in (cast.deng, cast.ma):
        for number, seen in enumerate((YES, NO), 1):
            call(bundles.read, reader, batch, number, seen)
        call(bundles.finish_reading, reader, batch)
    refuses(call, "batches_open", services.act, cast.chen, at, CloseVote(1))
    call(bundles.close, cast.ma, batch)
    call(services.act, cast.chen, at, CloseVote(1))
    numbers = call(queries.state, at).verdicts[-1].numbers
    assert (numbers.yes, numbers.no, numbers.silent, numbers.present) == (2, 1, 1, 4)
    kinds = [event.kind for event in call(queries.events, at)]
    assert [kind for kind in kinds if kind in ("vote_opened", "casting_ended", "vote_closed")] == [
        "vote_opened",
        "casting_ended",
        "vote_closed",
    ]
    assert call(verification.check).agrees
    # the tellers of a vote that is over have nothing more to do with its box
    with pytest.raises(Forbidden):
        call(bundles.reverse, cast.deng, batch, "再看一遍")


def test_without_a_paper_in_the_box_the_result_follows_at_once_and_a_mistake_is_set_aside(
    call, cast, session
):
    ballot_id = ballot_of(call, session)
    call(services.act, cast.chen, session.id, EndCasting(1))
    call(services.act, cast.chen, session.id, VoidVote(1, "念错了动议"))
    assert call(lambda: Ballot.get(id=ballot_id)).state is State.VOID
    call(services.act, cast.chen, session.id, OpenVote(1, Method.SECRET, paper=True))
    second = ballot_of(call, session)
    call(cast_paper, cast.xu, second, Filled(("yes",)))
    call(services.act, cast.chen, session.id, EndCasting(1))
    call(services.act, cast.chen, session.id, CloseVote(1))
    assert call(queries.state, session.id).verdicts[-1].numbers.yes == 1


def test_the_database_ends_a_ballot_without_an_hour_once(call, cast, clock, session):
    ballot_id = ballot_of(call, session)
    call(services.act, cast.chen, session.id, EndCasting(1))
    for closes_at in (clock.now() + timedelta(days=1), None):
        guarded(call, "ballot_closing", "UPDATE ballot SET closes_at = ? WHERE id = ?", closes_at, ballot_id)


def test_a_vote_without_paper_is_not_ended_first(call, cast, clock):
    session = call(make.debating, cast)
    call(services.act, cast.chen, session.id, CloseDebate(1))
    refuses(call, "no_vote_open", services.act, cast.chen, session.id, EndCasting(1))
    call(services.act, cast.chen, session.id, OpenVote(1, Method.SECRET))
    refuses(call, "casting_on_phones_only", services.act, cast.chen, session.id, EndCasting(1))
