"""Help with voting (代办): staff type in what a person who is present says; logged apart from proxies."""

from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, Stale
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes.casting import services as casting
from votes.casting.models import Paper, Turnout
from votes.casting.rules import new_nonce
from votes.models import Ballot
from votes.rules import Channel
from votes.stations.desk import queries
from votes.stations.desk.models import Assistance
from votes.stations.desk.services import assist


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot."""
    return call(make.ballot, cast)


def _assist(call: Call, who: Any, ballot: Ballot, number: int, nonce: str = "", present: bool = True) -> str:
    entry_id = call(make.entry, ballot, number)
    return call(assist, who, ballot.id, entry_id, votes.ticks("a", "b"), nonce or new_nonce(), present)


def test_the_paper_is_in_the_box_and_it_is_known_who_helped_whom(call: Call, cast: Cast, ballot: Ballot):
    receipt = _assist(call, cast.sun, ballot, 4)
    assert len(receipt) == 12
    turnout = call(Turnout.get, ballot_id=ballot.id)
    assert (turnout.channel, turnout.person_id) == (Channel.ASSISTED, None)
    paper = call(Paper.get, ballot_id=ballot.id)
    assert (paper.choices, paper.entry_id) == ("a,b", None)
    (helped,) = call(queries.helped, ballot.id)
    assert (helped.entry_number, helped.entry_name, helped.assistant) == (4, "黄桂芝", "孙敏")


def test_the_log_tells_the_day_and_never_what_was_chosen(call: Call, cast: Cast, ballot: Ballot):
    _assist(call, cast.sun, ballot, 4)
    entries = call(Entry.filter(verb="voting_assisted").all)
    assert [(one.actor_id, one.at, one.facts) for one in entries] == [(cast.sun.person_id, "2026-11-22", {})]


def test_the_same_page_sent_twice_is_one_paper(call: Call, cast: Cast, ballot: Ballot):
    nonce = new_nonce()
    first = _assist(call, cast.sun, ballot, 4, nonce)
    assert _assist(call, cast.sun, ballot, 4, nonce) == first
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1
    assert call(Assistance.filter(ballot_id=ballot.id).count) == 1


def test_nobody_is_helped_who_is_not_present(call: Call, cast: Cast, ballot: Ballot):
    with pytest.raises(Refused, match="station_present"):
        _assist(call, cast.sun, ballot, 4, present=False)
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 0


def test_who_has_voted_is_not_helped_and_who_was_helped_has_voted(call: Call, cast: Cast, ballot: Ballot):
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    with pytest.raises(Stale):
        _assist(call, cast.sun, ballot, 1)
    _assist(call, cast.sun, ballot, 2)
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(casting.cast, cast.wei, ballot.id, votes.ticks("a"))
    with pytest.raises(Stale):
        _assist(call, cast.zheng, ballot, 2)
    assert call(Assistance.filter(ballot_id=ballot.id).count) == 1


@pytest.mark.parametrize("who", ["lin", "chen", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_help(call: Call, cast: Cast, ballot: Ballot, who: str):
    with pytest.raises(Forbidden):
        _assist(call, getattr(cast, who), ballot, 4)


def test_somebody_of_another_roll_is_not_helped_here(call: Call, cast: Cast, ballot: Ballot):
    other = call(make.ballot, cast)
    entry_id = call(make.entry, other, 4)
    with pytest.raises(NotFound):
        call(assist, cast.sun, ballot.id, entry_id, votes.ticks("a"), new_nonce(), True)


def test_after_the_end_nobody_is_helped(call: Call, cast: Cast, ballot: Ballot, clock: Any):
    clock.travel(timedelta(days=4))
    with pytest.raises(Refused, match="ballot_closed"):
        _assist(call, cast.sun, ballot, 4)
