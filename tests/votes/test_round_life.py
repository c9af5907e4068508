"""Setting a round up, opening, closing and certifying it: works, refuses, wrong person, twice, leaves its trace."""

from datetime import timedelta
from typing import Any

import pytest

from civic.audit import queries as audit
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people.models import Person
from civic.people.rules import ANONYMOUS
from proposals import queries as proposals
from proposals.rules import State as ProposalState
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import proposals as make_proposal
from tests.factories import votes as make
from votes.boxes import services as boxes
from votes.casting.services import cast as put_in
from votes.models import Ballot, Option, RollVoter
from votes.rounds import commands, queries, services
from votes.rounds.models import Round
from votes.rules import Filled, Phase, State
from votes.stations.batches.services import bundles
from votes.stations.batches.services.bundles import Seen
from votes.stations.rules import Step
from votes.stations.services import take_step

DAY = timedelta(days=1)


def verbs(call: Call, round_: Round) -> list[str]:
    return [entry.verb for entry in call(audit.entries_about, services.ref(round_.id))]


def first_code(call: Call, round_: Round) -> str:
    return str(call(Option.get, ballot_id=round_.ballot_id, position=1).code)


def ballot_of(call: Call, round_: Round) -> Ballot:
    return call(Ballot.get, id=round_.ballot_id)


def test_a_round_is_set_up_and_can_be_read_before_it_opens(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    card = call(queries.card, made.id)
    assert (card.phase, card.options, card.turnout, card.roll_size) == (Phase.PREPARING, 2, 0, 0)
    assert verbs(call, made) == ["round_created"]


def test_facilitators_set_up_too(call: Call, cast: Cast, clock: Any):
    assert call(services.create, cast.zheng, cast.community.id, call(make.plan, cast)).id


@pytest.mark.parametrize("who", ["lin", "chen", "gao", "hao", "zhou", "other_clerk", "other_facilitator"])
def test_nobody_else_sets_up_opens_or_closes(call: Call, cast: Cast, clock: Any, who: str):
    actor = getattr(cast, who)
    made = call(make.round_, cast)
    with pytest.raises(Forbidden):
        call(services.create, actor, cast.community.id, call(make.plan, cast))
    with pytest.raises(Forbidden):
        call(services.open_round, actor, made.id)
    call(services.open_round, cast.sun, made.id)
    clock.travel(8 * DAY)
    with pytest.raises(Forbidden):
        call(services.close_round, actor, made.id)
    assert ballot_of(call, made).state is State.OPEN


def test_who_is_not_signed_in_is_asked_to(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    for act in (services.open_round, services.close_round):
        with pytest.raises(SignInNeeded):
            call(act, ANONYMOUS, made.id)


def test_there_is_no_such_round_or_place(call: Call, cast: Cast, clock: Any):
    with pytest.raises(NotFound):
        call(services.open_round, cast.sun, 999_999)
    with pytest.raises(NotFound):
        call(services.create, cast.sun, cast.places["estate_one"].id, call(make.plan, cast))


def test_a_proposal_of_elsewhere_or_not_screened_does_not_stand(call: Call, cast: Cast, clock: Any):
    waiting = call(make_proposal.proposal, cast, title="还没初审的提案")
    plan = call(make.plan, cast)
    changed = call(make.plan, cast, proposals=(plan.proposals[0], waiting.id))
    with pytest.raises(Refused) as refusal:
        call(services.create, cast.sun, cast.community.id, changed)
    assert refusal.value.code == "round_unknown_proposal"


def test_opening_freezes_roll_and_options_and_puts_the_proposals_on_the_ballot(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.round_, cast)
    call(services.open_round, cast.sun, made.id)
    ballot = ballot_of(call, made)
    roll = {voter.person_id for voter in call(RollVoter.filter(ballot_id=ballot.id).all)}
    assert {cast.lin.person_id, cast.wei.person_id, cast.gao.person_id} <= roll
    assert not roll & {cast.outsider.person_id, cast.sun.person_id, cast.hao.person_id}
    assert ballot.roll_size == len(roll)
    assert len(ballot.digest) == len(ballot.roll_digest) == 64
    option = call(Option.get, ballot_id=ballot.id, position=1)
    assert call(proposals.one, option.proposal_id).state is ProposalState.ON_BALLOT
    assert verbs(call, made) == ["round_created", "round_opened"]


def test_the_roll_leaves_out_minors_and_people_of_unknown_age(call: Call, cast: Cast, clock: Any):
    call(Person.filter(id=cast.wei.person_id).update, birth_year=2012)
    call(Person.filter(id=cast.xu.person_id).update, birth_year=None)
    made = call(make.open_round, cast)
    roll = {voter.person_id for voter in call(RollVoter.filter(ballot_id=made.ballot_id).all)}
    assert not roll & {cast.wei.person_id, cast.xu.person_id}
    assert cast.lin.person_id in roll


def test_a_round_opens_once(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, made.id)
    assert refusal.value.code == "ballot_not_draft"
    assert verbs(call, made) == ["round_created", "round_opened"]


def test_one_proposal_stands_on_one_ballot_at_a_time(call: Call, cast: Cast, clock: Any):
    plan = call(make.plan, cast)
    one = call(services.create, cast.sun, cast.community.id, plan)
    two = call(services.create, cast.sun, cast.community.id, plan)
    call(services.open_round, cast.sun, one.id)
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, two.id)
    assert refusal.value.code == "round_proposal_not_ready"
    assert ballot_of(call, two).state is State.DRAFT


def test_a_round_whose_time_is_over_is_not_opened(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    clock.travel(8 * DAY)
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, made.id)
    assert refusal.value.code == "round_closes_past"


def test_the_clock_closes_what_is_due_and_nothing_else_and_may_do_it_again(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.open_round, cast)
    call(put_in, cast.lin, made.ballot_id, Filled((first_code(call, made),)))
    call(commands.tick, clock.now())
    assert ballot_of(call, made).state is State.OPEN
    clock.travel(7 * DAY)
    for _ in range(2):
        call(commands.tick, clock.now())
    assert ballot_of(call, made).state is State.CLOSED
    assert verbs(call, made) == ["round_created", "round_opened", "round_told", "round_closed", "round_told"]
    facts = call(audit.entries_about, services.ref(made.id))[-2].facts
    assert (facts["turnout"], facts["papers"]) == (1, 1)


def test_nobody_closes_before_the_published_hour(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    with pytest.raises(Refused) as refusal:
        call(services.close_round, cast.sun, made.id)
    assert refusal.value.code == "round_not_over"
    assert ballot_of(call, made).state is State.OPEN


def test_a_round_closes_once(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    clock.travel(8 * DAY)
    call(services.close_round, cast.sun, made.id)
    with pytest.raises(Refused) as refusal:
        call(services.close_round, cast.sun, made.id)
    assert refusal.value.code == "ballot_not_open"


def test_certifying_tells_each_proposal(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    first, second = call(Option.filter(ballot_id=made.ballot_id).order_by("position").all)
    clock.travel(8 * DAY)
    call(services.close_round, cast.sun, made.id)
    with pytest.raises(Forbidden):
        call(services.mark_certified, cast.lin, made.id, {first.proposal_id})
    call(services.mark_certified, cast.gao, made.id, {first.proposal_id})
    assert call(proposals.one, first.proposal_id).state is ProposalState.CHOSEN
    assert call(proposals.one, second.proposal_id).state is ProposalState.NOT_CHOSEN
    assert call(queries.card, made.id).phase is Phase.CERTIFIED
    with pytest.raises(Refused) as refusal:
        call(services.mark_certified, cast.gao, made.id, {second.proposal_id})
    assert refusal.value.code == "ballot_not_closed"


def test_an_open_round_is_not_certified(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    with pytest.raises(Refused) as refusal:
        call(services.mark_certified, cast.gao, made.id, set())
    assert refusal.value.code == "ballot_not_closed"


def test_lists_cost_the_same_for_many_rounds(call: Call, cast: Cast, clock: Any):
    plan = call(make.plan, cast)
    for _ in range(3):
        call(services.create, cast.sun, cast.community.id, plan)
    cards = call(queries.cards, cast.community.id, (Phase.PREPARING,), None, 2)
    assert len(cards) == 3
    assert call(queries.cards, cast.other_community.id, (Phase.PREPARING,), None, 2) == []
    assert call(queries.cards, cast.community.id, (Phase.PREPARING,), cards[1].id, 2) == [cards[2]]


def test_votes_cast_are_listed_as_days_without_content(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    assert call(queries.cast_by, cast.lin.person_id) == []
    call(put_in, cast.lin, made.ballot_id, Filled((first_code(call, made),)))
    [found] = call(queries.cast_by, cast.lin.person_id)
    assert (found.ballot_id, found.day.isoformat()) == (made.ballot_id, "2026-11-22")


def test_a_paper_of_another_round_is_refused(call: Call, cast: Cast, clock: Any):
    one, two = call(make.open_round, cast), call(make.open_round, cast)
    foreign = first_code(call, two)
    with pytest.raises(Refused) as refusal:
        call(put_in, cast.lin, one.ballot_id, Filled((foreign,)))
    assert refusal.value.code == "paper_unknown"


def test_an_empty_roll_does_not_open(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    call(execute, "UPDATE grant_of_role SET revoked_at = given_at WHERE role = 'resident'")
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, made.id)
    assert refusal.value.code == "ballot_empty_roll"


def test_a_box_of_paper_that_is_not_settled_keeps_the_clock_from_closing(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast, paper_ballots=True)
    entry = call(RollVoter.get, ballot_id=made.ballot_id, person_id=cast.lin.person_id).entry_id
    for step in (Step.HANDED, Step.RETURNED):
        call(take_step, cast.sun, made.ballot_id, entry, step)
    clock.travel(8 * DAY)
    call(commands.tick, clock.now())
    assert ballot_of(call, made).state is State.OPEN
    with pytest.raises(Refused):
        call(services.close_round, cast.sun, made.id)
    batch = call(bundles.create, cast.sun, made.ballot_id, 1)
    seen = Seen(Filled((first_code(call, made),)))
    for reader in (cast.sun, cast.zheng):
        call(bundles.read, reader, batch, 1, seen)
        call(bundles.finish_reading, reader, batch)
    call(bundles.close, cast.sun, batch)
    call(commands.tick, clock.now())
    closed = ballot_of(call, made)
    assert (closed.state, closed.bulletin_size) == (State.CLOSED, 1)


def test_a_box_under_two_keys_is_opened_before_the_clock_closes_it(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast, opens_at=clock.now(), sealed_box=True)
    with pytest.raises(Refused) as refusal:
        call(services.open_round, cast.sun, made.id)
    assert refusal.value.code == "box_keys_missing"
    codes = {who: call(boxes.take_key, who, made.ballot_id) for who in (cast.sun, cast.gao)}
    call(services.open_round, cast.sun, made.id)
    call(put_in, cast.lin, made.ballot_id, Filled((first_code(call, made),)))
    clock.travel(8 * DAY)
    call(commands.tick, clock.now())
    assert ballot_of(call, made).state is State.OPEN
    for who, code in codes.items():
        call(boxes.turn_key, who, made.ballot_id, code)
    call(commands.tick, clock.now())
    assert ballot_of(call, made).state is State.CLOSED
