"""A ballot box under two keys: nobody reads a paper before both holders have opened it, and then everything is as usual."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit import clock as time
from civic.kit.db import execute, rows, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.factories import votes as make
from votes.boxes import queries, services
from votes.boxes.models import BoxKey
from votes.casting import queries as casting
from votes.casting.services import cast as put_in
from votes.models import Ballot


async def keys_taken(cast: Cast) -> tuple[Ballot, dict[str, str]]:
    """A draft whose two keys are held: by the clerk and by the supervisor."""
    ballot = await make.draft_ballot(cast, sealed_box=True)
    codes = {who: await services.take_key(getattr(cast, who), ballot.id) for who in ("sun", "gao")}
    return await Ballot.get(id=ballot.id), codes


async def voted(cast: Cast) -> tuple[Ballot, dict[str, str]]:
    """Three papers lie in the box."""
    ballot, codes = await keys_taken(cast)
    opened = await make.opened(ballot, (cast.lin, cast.wei, cast.chen))
    for actor, choice in ((cast.lin, ("a",)), (cast.wei, ("a", "b", "c", "d")), (cast.chen, ("b",))):
        await put_in(actor, opened.id, make.ticks(*choice))
    return opened, codes


async def over(cast: Cast) -> tuple[Ballot, dict[str, str]]:
    """The hour of closing has passed."""
    ballot, codes = await voted(cast)
    time.travel(timedelta(days=4))
    return ballot, codes


async def lying(ballot: Ballot) -> list[dict[str, str]]:
    return await rows("SELECT key, choices, reason FROM paper WHERE ballot_id = ? ORDER BY key", ballot.id)


def test_while_people_vote_the_database_holds_nothing_that_can_be_read(call, cast, clock):
    ballot, _ = call(voted, cast)
    papers = call(lying, ballot)
    assert len(papers) == 3
    assert len({paper["choices"] for paper in papers}) == 3
    assert len({len(paper["choices"]) for paper in papers}) == 1, "the length tells how much was chosen"
    assert all(len(paper["choices"]) > 1000 and not paper["reason"] for paper in papers)


def test_both_keys_open_the_box_and_the_papers_are_those_that_were_cast(call, cast, clock):
    ballot, codes = call(over, cast)
    before = [paper["key"] for paper in call(lying, ballot)]
    assert call(services.turn_key, cast.gao, ballot.id, codes["gao"]) is False
    assert call(services.turn_key, cast.sun, ballot.id, codes["sun"]) is True
    papers = call(lying, ballot)
    assert [paper["key"] for paper in papers] == before
    assert sorted(paper["choices"] for paper in papers) == ["a", "a,b,c,d", "b"]
    call(make.sealed, ballot.id)
    assert sorted(call(casting.papers, ballot.id)) == ["a", "a,b,c,d", "b"]


def test_after_the_opening_the_keys_are_gone(call, cast, clock):
    ballot, codes = call(over, cast)
    for who in ("sun", "gao"):
        call(services.turn_key, getattr(cast, who), ballot.id, codes[who])
    keys = call(BoxKey.filter(ballot_id=ballot.id).all)
    assert [(key.locked_key, key.turned_key) for key in keys] == [("", "")] * 2


def test_one_key_alone_opens_nothing_and_the_box_is_not_sealed_for_counting(call, cast, clock):
    ballot, codes = call(over, cast)
    call(services.turn_key, cast.sun, ballot.id, codes["sun"])
    assert all(len(paper["choices"]) > 1000 for paper in call(lying, ballot))
    with pytest.raises(Refused, match="box_still_shut"):
        call(make.sealed, ballot.id)
    assert call(queries.is_shut, ballot.id)


def test_the_database_does_not_close_a_box_that_is_shut(call, cast, clock):
    ballot, _ = call(over, cast)
    with pytest.raises(IntegrityError, match="ballot_box_shut"):
        call(execute, "UPDATE ballot SET state = 'closed' WHERE id = ?", ballot.id)


@pytest.mark.parametrize(
    ("sql", "guard"),
    [
        ("UPDATE ballot SET sealed_box = (1 = 0) WHERE id = ?", "ballot_seals"),
        ("UPDATE ballot SET seals = '[]' WHERE id = ?", "ballot_seals"),
        ("DELETE FROM box_key WHERE ballot_id = ?", "box_key_stays"),
        ("UPDATE box_key SET person_id = person_id + 1 WHERE ballot_id = ?", "box_key_kept"),
    ],
)
def test_locks_are_not_changed_once_people_vote(call, cast, clock, sql, guard):
    ballot, _ = call(voted, cast)
    with pytest.raises(IntegrityError, match=guard):
        call(execute, sql, ballot.id)


async def _more_key(ballot: Ballot, public: str) -> None:
    await BoxKey.create(
        ballot_id=ballot.id,
        holder="clerk",
        person_id=1,
        public_key=public,
        locked_key="00",
        taken_at=time.now(),
    )


def test_no_key_comes_after_the_opening_and_none_is_half_a_key(call, cast, clock):
    with pytest.raises(IntegrityError, match="box_key_before_opening"):
        call(_more_key, call(make.open_ballot, cast), "ab" * 32)
    with pytest.raises(IntegrityError, match="box_key_whole"):
        call(_more_key, call(make.draft_ballot, cast), "ab")


def test_a_box_is_opened_once(call, cast, clock):
    ballot, codes = call(over, cast)
    for who in ("sun", "gao"):
        call(services.turn_key, getattr(cast, who), ballot.id, codes[who])
    with pytest.raises(Refused, match="box_opened"):
        call(services.turn_key, cast.sun, ballot.id, codes["sun"])
    with pytest.raises(IntegrityError, match="ballot_box_once"):
        call(execute, "UPDATE ballot SET box_opened_at = NULL WHERE id = ?", ballot.id)


def test_a_wrong_code_a_wrong_hour_and_a_key_used_twice_are_refused(call, cast, clock):
    ballot, codes = call(voted, cast)
    with pytest.raises(Refused, match="box_too_early"):
        call(services.turn_key, cast.sun, ballot.id, codes["sun"])
    time.travel(timedelta(days=4))
    with pytest.raises(Refused, match="wrong_opening_code"):
        call(services.turn_key, cast.sun, ballot.id, codes["gao"])
    call(services.turn_key, cast.sun, ballot.id, codes["sun"])
    with pytest.raises(Stale, match="box_key_turned"):
        call(services.turn_key, cast.sun, ballot.id, codes["sun"])


def test_keys_are_for_clerk_and_supervisor_each_once(call, cast, clock):
    ballot, _ = call(keys_taken, cast)
    with pytest.raises(Stale, match="box_key_taken"):
        call(services.take_key, cast.sun, ballot.id)
    with pytest.raises(Forbidden, match="box_key_not_yours"):
        call(services.take_key, cast.lin, ballot.id)
    with pytest.raises(SignInNeeded):
        call(services.take_key, ANONYMOUS, ballot.id)


def test_without_both_keys_nobody_votes(call, cast, clock):
    async def with_one():
        ballot = await make.draft_ballot(cast, sealed_box=True)
        await services.take_key(cast.sun, ballot.id)
        async with transaction():
            await make.opened(await Ballot.get(id=ballot.id), (cast.lin,))

    with pytest.raises(Refused, match="box_keys_missing"):
        call(with_one)


def test_a_box_without_locks_has_no_keys(call, cast, clock, client):
    ballot = call(make.draft_ballot, cast)
    with pytest.raises(Refused, match="box_not_sealed"):
        call(services.take_key, cast.sun, ballot.id)
    assert client.get(f"/ballots/{ballot.id}/box").status_code == 404


def test_the_page_tells_everyone_who_holds_the_keys_and_holders_open_it_there(call, cast, clock, client, as_):
    ballot, codes = call(over, cast)
    page = client.get(f"/ballots/{ballot.id}/box")
    assert "高建国" in page.text
    assert "孙敏" in page.text
    assert 'name="code"' not in page.text
    wrong = as_(cast.gao).post(f"/ballots/{ballot.id}/box/opening", data={"code": "XXXX-XXXX"})
    assert wrong.status_code == 422
    for who in ("gao", "sun"):
        sent = as_(getattr(cast, who)).post(f"/ballots/{ballot.id}/box/opening", data={"code": codes[who]})
        assert sent.status_code == 303
    assert call(Ballot.get, id=ballot.id).box_opened_at is not None


def test_the_code_is_shown_once_and_kept_nowhere(call, cast, clock, as_):
    ballot = call(make.draft_ballot, cast, sealed_box=True)
    sent = as_(cast.sun).post(f"/ballots/{ballot.id}/box/keys")
    assert (sent.status_code, sent.headers["cache-control"]) == (200, "no-store")
    assert "开箱码" in sent.text
