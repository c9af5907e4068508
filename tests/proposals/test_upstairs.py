"""What upper floors tell a proposal: marks and notes."""

import pytest

from civic.audit.models import Entry
from civic.kit.errors import NotFound, Refused
from civic.kit.refs import Ref
from civic.notifications.models import Notification
from civic.people.rules import SYSTEM
from proposals import queries, services
from proposals.rules import State
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import opened, proposal

WAY = (State.ON_BALLOT, State.CHOSEN, State.FUNDED, State.DELIVERING, State.DELIVERED)


def test_the_whole_way_is_told_in_order(client, cast: Cast, call: Call):
    made = call(opened, cast)
    for state in WAY:
        call(services.mark, SYSTEM, made.id, state, "有依据。")
    page = client.get(f"/proposals/{made.id}").text
    places = [page.index(f"<div>{state.event}") for state in (State.SUBMITTED, State.OPEN, *WAY)]
    assert places == sorted(places)
    assert "（还没到）" not in page


def test_what_lies_ahead_is_shown_as_coming(client, cast: Cast, call: Call):
    made = call(proposal, cast)
    page = client.get(f"/proposals/{made.id}").text
    assert page.count("（还没到）") == 4
    assert "结果会告诉" in page


def test_a_step_the_table_does_not_have_is_refused(cast: Cast, call: Call):
    made = call(opened, cast)
    with pytest.raises(Refused, match="proposal_move"):
        call(services.mark, SYSTEM, made.id, State.DELIVERED)
    with pytest.raises(NotFound):
        call(services.mark, SYSTEM, 999, State.ON_BALLOT)


def test_the_same_mark_twice_is_one(cast: Cast, call: Call):
    made = call(opened, cast)
    for _ in range(2):
        call(services.put_on_ballot, SYSTEM, made.id, Ref("round", 7))
    assert call(Entry.filter(verb="proposal_moved").count) == 1
    assert call(Entry.get, verb="proposal_moved").facts == {"state": "on_ballot", "on": "round/7"}


async def _told(kind: str) -> set[int]:
    return {each.person_id for each in await Notification.filter(kind=kind)}


def test_the_proposer_and_who_backed_it_hear_of_a_decision(cast: Cast, call: Call):
    made = call(opened, cast)
    call(services.support, cast.wei, made.id)
    call(services.mark, SYSTEM, made.id, State.ON_BALLOT)
    call(services.mark, SYSTEM, made.id, State.NOT_CHOSEN, "钱不够，差 12 票。")
    assert call(_told, "proposal_on_ballot") == {cast.lin.person_id}
    assert call(_told, "proposal_not_chosen") == {cast.lin.person_id, cast.wei.person_id}


def test_a_note_changes_no_state_and_links_when_it_can(client, cast: Cast, call: Call):
    made, other = call(opened, cast), call(opened, cast)
    call(services.note, SYSTEM, made.id, "上议事会讨论", Ref("proposal", other.id), "定在周日晚上。")
    assert call(queries.one, made.id).state is State.OPEN
    page = client.get(f"/proposals/{made.id}").text
    assert f'<a href="/proposals/{other.id}">上议事会讨论</a>' in page
    assert "定在周日晚上。" in page


def test_money_builder_and_votes_stand_beside_the_step(client, cast: Cast, call: Call):
    made = call(opened, cast)
    call(services.note, SYSTEM, made.id, "议事会表决通过动议", yes=12, no=3)
    call(services.mark, SYSTEM, made.id, State.FUNDED, amount_fen=2_000_000)
    call(services.mark, SYSTEM, made.id, State.DELIVERING, organisation="邻里社工服务中心")
    page = client.get(f"/proposals/{made.id}").text
    for words in ("赞成 12，反对 3", "¥20,000", "由邻里社工服务中心来办"):
        assert words in page


def test_a_step_that_rests_on_something_unknown_shows_no_link(client, cast: Cast, call: Call):
    made = call(opened, cast)
    call(services.note, SYSTEM, made.id, "上议事会讨论", Ref("nothing-here", 3))
    page = client.get(f"/proposals/{made.id}").text
    assert "<div>上议事会讨论" in page


def test_what_may_be_put_to_the_vote_comes_most_supported_first(cast: Cast, call: Call):
    first, second = call(opened, cast), call(opened, cast)
    call(proposal, cast)
    call(services.support, cast.wei, second.id)
    assert [each.id for each in call(queries.for_ballot, cast.community.id)] == [second.id, first.id]
    assert call(queries.for_ballot, cast.other_community.id) == []


def test_summaries_come_by_id(cast: Cast, call: Call):
    made = call(opened, cast)
    found = call(queries.summary, [made.id, 999])
    assert list(found) == [made.id]
    assert (found[made.id].estate_name, found[made.id].proposer_name) == ("一号院", "林秀英")
    assert call(queries.summary, []) == {}
