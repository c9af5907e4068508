"""Proxy voting (代投): recorded in writing first, published to the roll, used once or revoked."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, Stale
from civic.people.rules import Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes.casting import services as casting
from votes.casting.models import Paper, Turnout
from votes.casting.rules import new_nonce
from votes.models import Ballot
from votes.rules import Channel
from votes.stations.proxies import queries
from votes.stations.proxies.models import Proxy
from votes.stations.proxies.rules import Authorisation, Relation, Terms, kept
from votes.stations.proxies.services import authorise, cast_for, revoke, set_terms


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot on which one person may stand for three."""
    return call(make.ballot, cast)


async def _authorise(
    actor: Actor, ballot: Ballot, absent: int, holder: int, relation: Relation = Relation.CHILD
) -> int:
    pair = await make.entry(ballot, absent), await make.entry(ballot, holder)
    return await authorise(actor, ballot.id, Authorisation(*pair, relation, "委托书第 3 号"))


def test_the_proxy_decides_and_it_counts_as_the_absent_persons_vote(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    call(cast_for, cast.lin, proxy, votes.ticks("a"), new_nonce())
    turnout = call(Turnout.get, ballot_id=ballot.id)
    assert (turnout.entry_id, turnout.channel, turnout.person_id) == (
        call(make.entry, ballot, 4),
        Channel.PROXY,
        None,
    )
    assert call(Proxy.get, id=proxy).used_on is not None
    assert call(casting.cast, cast.lin, ballot.id, votes.ticks("b"))


def test_the_names_are_published_with_what_became_of_it(call: Call, cast: Cast, ballot: Ballot):
    call(_authorise, cast.sun, ballot, 4, 1)
    (given,) = call(queries.of_ballot, ballot.id)
    assert (given.entry_name, given.holder_name, given.relation, given.holds) == (
        "黄桂芝",
        "林秀英",
        Relation.CHILD,
        True,
    )


def test_it_is_logged_that_it_was_used_on_which_day_and_never_what_was_chosen(
    call: Call, cast: Cast, ballot: Ballot
):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    call(cast_for, cast.sun, proxy, votes.ticks("a"), new_nonce())
    entries = call(Entry.filter(verb__startswith="proxy_").order_by, "seq")
    said = [(one.verb, one.facts) for one in entries]
    assert said == [("proxy_recorded", {"proxy": proxy, "relation": "child"}), ("proxy_used", {})]
    assert entries[1].at == "2026-11-22"


def test_the_absent_person_who_votes_after_all_comes_first(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 1, 2)
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    with pytest.raises(Stale, match="station_has_voted"):
        call(cast_for, cast.wei, proxy, votes.ticks("b"), new_nonce())
    assert call(Proxy.get, id=proxy).used_on is None


def test_after_the_proxy_the_absent_person_has_voted(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 1, 2)
    call(cast_for, cast.wei, proxy, votes.ticks("b"), new_nonce())
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))


def test_who_has_voted_authorises_nobody(call: Call, cast: Cast, ballot: Ballot):
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    with pytest.raises(Stale, match="station_has_voted"):
        call(_authorise, cast.sun, ballot, 1, 2)


def test_it_is_used_once_and_the_same_page_sent_twice_is_one_paper(call: Call, cast: Cast, ballot: Ballot):
    proxy, nonce = call(_authorise, cast.sun, ballot, 4, 1), new_nonce()
    first = call(cast_for, cast.lin, proxy, votes.ticks("a"), nonce)
    assert call(cast_for, cast.lin, proxy, votes.ticks("a"), nonce) == first
    with pytest.raises(Stale, match="station_has_voted"):
        call(cast_for, cast.lin, proxy, votes.ticks("a"), new_nonce())
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1


def test_a_revoked_one_is_worth_nothing_and_another_may_be_given(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    call(revoke, cast.zheng, proxy)
    with pytest.raises(Refused, match="proxy_revoked"):
        call(cast_for, cast.lin, proxy, votes.ticks("a"), new_nonce())
    with pytest.raises(Refused, match="proxy_revoked"):
        call(revoke, cast.zheng, proxy)
    call(_authorise, cast.sun, ballot, 4, 2)
    assert [given.holds for given in call(queries.of_ballot, ballot.id)] == [False, True]


def test_a_used_one_is_not_revoked(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    call(cast_for, cast.lin, proxy, votes.ticks("a"), new_nonce())
    with pytest.raises(Refused, match="proxy_used"):
        call(revoke, cast.sun, proxy)


def test_only_the_named_proxy_or_staff_with_the_proxy_beside_them_use_it(
    call: Call, cast: Cast, ballot: Ballot
):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    for stranger in (cast.wei, cast.outsider, cast.gao, cast.other_clerk, cast.other_facilitator):
        with pytest.raises(Forbidden):
            call(cast_for, stranger, proxy, votes.ticks("a"), new_nonce())
    call(cast_for, cast.zheng, proxy, votes.ticks("a"), new_nonce())


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_record_and_revoke(call: Call, cast: Cast, ballot: Ballot, who: str):
    with pytest.raises(Forbidden):
        call(_authorise, getattr(cast, who), ballot, 4, 5)
    proxy = call(_authorise, cast.sun, ballot, 4, 5)
    with pytest.raises(Forbidden):
        call(revoke, getattr(cast, who), proxy)


def test_the_proxy_stands_on_the_same_roll(call: Call, cast: Cast, ballot: Ballot):
    other = call(make.ballot, cast)
    wanted = Authorisation(call(make.entry, ballot, 4), call(make.entry, other, 1), Relation.CHILD, "委托书")
    with pytest.raises(NotFound):
        call(authorise, cast.sun, ballot.id, wanted)


def test_a_ballot_that_says_nothing_of_proxies_has_none(call: Call, cast: Cast, clock: Any):
    ballot = call(make.ballot, cast, parameters={})
    with pytest.raises(Refused, match="proxy_not_offered"):
        call(_authorise, cast.sun, ballot, 4, 1)


def test_one_person_stands_for_no_more_than_the_ballot_allows_even_at_two_desks_at_once(
    call: Call, cast: Cast, clock: Any
):
    ballot = call(make.ballot, cast, parameters={"proxies": 2})

    async def at_once() -> list[Any]:
        wanted = [_authorise(cast.sun if n % 2 else cast.zheng, ballot, n, 1) for n in range(4, 12)]
        return await asyncio.gather(*wanted, return_exceptions=True)

    answers = call(at_once)
    assert sum(isinstance(answer, int) for answer in answers) == 2
    assert {str(answer.code) for answer in answers if isinstance(answer, Refused)} == {"proxy_most"}


def test_proxy_and_absent_person_at_the_same_moment_are_one_vote(call: Call, cast: Cast, ballot: Ballot):
    proxy = call(_authorise, cast.sun, ballot, 1, 2)

    async def at_once() -> list[Any]:
        return await asyncio.gather(
            casting.cast(cast.lin, ballot.id, votes.ticks("a")),
            *(cast_for(cast.wei, proxy, votes.ticks("b"), new_nonce()) for _ in range(4)),
            return_exceptions=True,
        )

    answers = call(at_once)
    assert sum(isinstance(answer, str) for answer in answers) == 1, answers
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1


def test_after_the_end_nothing_is_recorded_or_used(call: Call, cast: Cast, ballot: Ballot, clock: Any):
    proxy = call(_authorise, cast.sun, ballot, 4, 1)
    clock.travel(timedelta(days=4))
    with pytest.raises(Refused, match="ballot_closed"):
        call(_authorise, cast.sun, ballot, 5, 1)
    with pytest.raises(Refused, match="ballot_closed"):
        call(cast_for, cast.lin, proxy, votes.ticks("a"), new_nonce())


def test_staff_say_while_a_ballot_is_prepared_whether_it_takes_proxies(call: Call, cast: Cast, clock: Any):
    draft = call(votes.draft_ballot, cast, parameters={"ties": "cost,votes,id"})
    call(set_terms, cast.sun, draft.id, Terms(3, near_only=False))
    said = call(Ballot.get, id=draft.id).parameters
    assert said == {"ties": "cost,votes,id", "proxies": 3, "proxies_near": False}
    assert kept(said) == {"proxies": 3, "proxies_near": False}
    call(set_terms, cast.zheng, draft.id, Terms())
    assert call(Ballot.get, id=draft.id).parameters == {"ties": "cost,votes,id"}
    entries = call(Entry.filter(verb="proxy_terms_set").order_by, "seq")
    assert [one.facts["most"] for one in entries] == [3, 0]


def test_after_opening_the_terms_stand_and_they_are_the_staffs_of_the_place(
    call: Call, cast: Cast, ballot: Ballot
):
    with pytest.raises(Refused, match="ballot_not_draft"):
        call(set_terms, cast.sun, ballot.id, Terms(9))
    draft = call(votes.draft_ballot, cast)
    for stranger in (cast.lin, cast.gao, cast.other_clerk):
        with pytest.raises(Forbidden):
            call(set_terms, stranger, draft.id, Terms(3))
