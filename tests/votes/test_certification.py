"""A count stands when two different tellers have signed exactly the count that was shown."""

import pytest
from tortoise.exceptions import BaseORMException

from civic.audit.queries import entries_about
from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.factories import votes
from votes.models import Ballot
from votes.publication import services
from votes.publication.models import TellerSignature
from votes.results import queries as results
from votes.results import services as counting
from votes.results.models import Result
from votes.rules import Method, State


@pytest.fixture
def counted(cast, call) -> Result:
    """A closed ballot with one count nobody has signed."""
    ballot = call(
        votes.closed_ballot,
        cast,
        [(cast.lin, votes.ticks("a")), (cast.wei, votes.ticks("a"))],
        codes=("a", "b"),
        method=Method.CHOOSE_ONE,
    )
    return call(counting.count, ballot.id)


def state(call, ballot_id: int) -> State:
    async def look() -> State:
        return (await Ballot.get(id=ballot_id)).state

    return call(look)


def test_the_second_signature_makes_the_result_stand(cast, call, counted):
    assert call(services.sign, cast.sun, counted.ballot_id, counted.digest) is False
    assert state(call, counted.ballot_id) is State.CLOSED
    assert call(services.sign, cast.gao, counted.ballot_id, counted.digest) is True
    assert state(call, counted.ballot_id) is State.CERTIFIED
    assert call(results.certified, counted.ballot_id).certified_at is not None


def test_every_signature_is_on_record_with_its_role_and_digest(cast, call, counted):
    call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    entry = call(entries_about, services.ref(counted.ballot_id))[-1]
    assert entry.verb == "result_signed"
    assert entry.facts == {"run": 1, "digest": counted.digest, "role": "supervisor"}


def test_nobody_signs_twice(cast, call, counted):
    call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    with pytest.raises(Refused) as refused:
        call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    assert refused.value.code == "signed_already"
    assert state(call, counted.ballot_id) is State.CLOSED


def test_a_third_signature_is_not_needed(cast, call, counted):
    for actor in (cast.sun, cast.gao):
        call(services.sign, actor, counted.ballot_id, counted.digest)
    with pytest.raises(Refused) as refused:
        call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    assert refused.value.code == "signed_by_two"


def test_another_count_than_the_one_that_was_shown_is_not_signed(cast, call, counted):
    with pytest.raises(Stale):
        call(services.sign, cast.gao, counted.ballot_id, "0" * 64)


def test_residents_and_staff_of_elsewhere_do_not_sign(cast, call, counted):
    for actor in (cast.lin, cast.chen, cast.zheng, cast.zhou, cast.other_clerk):
        with pytest.raises(Forbidden):
            call(services.sign, actor, counted.ballot_id, counted.digest)
    with pytest.raises(SignInNeeded):
        call(services.sign, ANONYMOUS, counted.ballot_id, counted.digest)


def test_before_the_count_there_is_nothing_to_sign(cast, call):
    ballot = call(votes.open_ballot, cast)
    with pytest.raises(Refused) as refused:
        call(services.sign, cast.gao, ballot.id, "0" * 64)
    assert refused.value.code == "nothing_to_sign"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE teller_signature SET digest = 'x'",
        "UPDATE teller_signature SET person_id = 1",
        "DELETE FROM teller_signature",
    ],
)
def test_the_database_keeps_every_signature(cast, call, counted, sql):
    call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    with pytest.raises(BaseORMException):
        call(execute, sql)


def test_the_database_takes_no_signature_under_another_digest_or_by_one_person_twice(cast, call, counted):
    async def forge(person_id: int, digest: str) -> None:
        await TellerSignature.create(
            result_id=counted.id,
            person_id=person_id,
            role="clerk",
            digest=digest,
            signed_at=counted.counted_at,
        )

    with pytest.raises(BaseORMException):
        call(forge, cast.sun.person_id, "0" * 64)
    call(forge, cast.sun.person_id, counted.digest)
    with pytest.raises(BaseORMException):
        call(forge, cast.sun.person_id, counted.digest)


def test_the_database_lets_no_result_stand_with_fewer_than_two_signatures(cast, call, counted):
    call(services.sign, cast.gao, counted.ballot_id, counted.digest)
    with pytest.raises(BaseORMException):
        call(execute, "UPDATE result SET certified_at = counted_at WHERE id = ?", counted.id)
