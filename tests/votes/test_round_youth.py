"""The consultative ballot of younger residents beside a round: its own roll and box, and nothing follows from it."""

from datetime import timedelta
from typing import Any

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.people.models import Person
from proposals import queries as proposals
from proposals.rules import State as ProposalState
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.casting.services import cast as put_in
from votes.models import Ballot, Option
from votes.rounds import queries, services
from votes.rounds.models import Round
from votes.rounds.rules import Youth
from votes.rules import Filled

DAY = timedelta(days=1)


@pytest.fixture
def both(call: Call, cast: Cast, clock: Any) -> tuple[Round, Round]:
    """A round and the ballot beside it; Wei is sixteen."""
    call(Person.filter(id=cast.wei.person_id).update, birth_year=2010)
    made = call(make.open_round, cast, youth=Youth(14, 17))
    beside = call(queries.youth_of, made.id)
    return made, call(queries.one, beside)


def test_it_asks_the_same_of_a_roll_of_its_own(call: Call, cast: Cast, both: tuple[Round, Round]):
    made, beside = both
    main, youth = (call(Ballot.get, id=each.ballot_id) for each in both)
    assert (youth.advisory, youth.least_age, youth.most_age, main.advisory) == (True, 14, 17, False)
    labels = [
        call(
            Option.filter(ballot_id=each.ballot_id).order_by("position").values_list,
            "code",
            "label",
            "cost_fen",
        )
        for each in both
    ]
    assert labels[0] == labels[1]
    assert call(queries.voters, beside.ballot_id, False) == [cast.wei.person_id]
    assert cast.wei.person_id not in call(queries.voters, made.ballot_id, False)


def test_each_votes_where_the_age_belongs(call: Call, cast: Cast, both: tuple[Round, Round]):
    made, beside = both
    code = call(Option.get, ballot_id=beside.ballot_id, position=1).code
    filled = Filled((code,))
    call(put_in, cast.wei, beside.ballot_id, filled)
    for who, ballot_id in ((cast.wei, made.ballot_id), (cast.lin, beside.ballot_id)):
        with pytest.raises(Forbidden):
            call(put_in, who, ballot_id, filled)


def test_its_result_changes_no_proposal(call: Call, cast: Cast, clock: Any, both: tuple[Round, Round]):
    _, beside = both
    first, second = call(Option.filter(ballot_id=beside.ballot_id).order_by("position").all)
    clock.travel(7 * DAY)
    call(services.close_round, cast.sun, beside.id)
    call(services.mark_certified, cast.gao, beside.id, {first.proposal_id})
    for option in (first, second):
        assert call(proposals.one, option.proposal_id).state is ProposalState.ON_BALLOT


def test_without_anybody_of_that_age_the_round_does_not_open_at_all(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast, youth=Youth(14, 15))
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, made.id)
    assert refusal.value.code == "round_no_youth"
    assert call(Ballot.get, id=made.ballot_id).opened_at is None
    assert call(Round.all().count) == 1
