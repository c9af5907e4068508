"""The map is computed by the clock when votes have changed, and can be computed again to the same document."""

from datetime import timedelta

from councils.opinions import queries, services
from councils.opinions.commands import tick
from councils.opinions.models import OpinionMap
from councils.opinions.rules.exporting import statements_table, votes_table
from councils.opinions.rules.ranking import Order, ordered
from councils.opinions.rules.states import Stance
from tests.factories import opinions as make


async def kept(conversation_id: int) -> OpinionMap:
    return await OpinionMap.get(conversation_id=conversation_id)


def test_nobody_has_voted_so_there_is_no_map(call, cast, clock):
    made = call(make.conversation, cast)
    call(tick, clock.now())
    assert call(queries.current_map, made.id) is None


def test_the_clock_computes_it_and_leaves_it_alone_until_votes_change(call, cast, clock):
    made = call(make.conversation, cast)
    call(make.crowd, cast, made.id, 45)
    call(tick, clock.now())
    first = call(queries.current_map, made.id)
    assert first.grouped
    assert first.computed_at == clock.now()
    clock.travel(timedelta(minutes=5))
    call(tick, clock.now())
    assert call(queries.current_map, made.id) == first


def test_a_vote_changed_or_taken_back_or_a_statement_taken_down_makes_it_anew(call, cast, clock):
    made = call(make.grouped, cast)
    seeds = call(make.statements, made.id)
    call(services.vote, cast.lin, seeds[0], Stance.AGREE)
    acts = (
        lambda: services.vote(cast.lin, seeds[0], Stance.DISAGREE),
        lambda: services.take_back(cast.lin, seeds[0]),
        lambda: services.decline(cast.zheng, seeds[1], "写了别人家的门牌号。"),
    )
    for act in acts:
        call(tick, clock.now())
        before = call(kept, made.id)
        clock.travel(timedelta(minutes=1))
        call(act)
        call(tick, clock.now())
        assert call(kept, made.id).input_digest != before.input_digest
    assert str(seeds[1]) not in call(kept, made.id).document["statements"]


def test_computed_again_it_is_the_same(call, cast, clock):
    made = call(make.grouped, cast)
    first = call(kept, made.id)
    again = call(services.compute, made.id, clock.now() + timedelta(hours=1))
    assert (again.document, again.input_digest) == (first.document, first.input_digest)
    assert again.id == first.id


def test_the_last_votes_before_the_end_are_in_it(call, cast, clock):
    made = call(make.conversation, cast)
    call(make.crowd, cast, made.id, 45)
    clock.travel(timedelta(days=7))
    call(tick, clock.now())
    assert call(queries.current_map, made.id).document["votes"] == call(queries.card, made.id).votes


def test_statements_in_three_orders(call, cast, clock):
    made = call(make.grouped, cast)
    call(services.add_seed, cast.zheng, made.id, "地下室也应当用来停车")
    found = call(queries.summary, made.id)
    agreed, divided, unheard = (ordered(found.statements, found.map.document, each) for each in Order)
    assert {one.text for one in agreed[:3]} == set(make.SEEDS[6:])
    assert {one.text for one in divided[:6]} == set(make.SEEDS[:6])
    assert unheard[0].text == "地下室也应当用来停车"
    assert agreed[-1] == divided[-1] == unheard[0]


def test_without_groups_the_orders_go_by_the_counts(call, cast, clock):
    made = call(make.conversation, cast)
    call(make.crowd, cast, made.id, 12)
    said = call(queries.said, made.id)
    assert {one.text for one in ordered(said, None, Order.AGREED)[:3]} == set(make.SEEDS[6:])
    assert ordered(said, None, Order.DIVIDED)[0].text in make.SEEDS[:6]


def test_tables_hold_no_name_and_no_count_of_a_few(call, cast, clock):
    made = call(make.conversation, cast)
    people = call(make.crowd, cast, made.id, 40)
    call(services.add_seed, cast.zheng, made.id, "地下室也应当用来停车")
    call(services.vote, cast.lin, call(make.statements, made.id)[-1], Stance.AGREE)
    said, codes = call(queries.said, made.id), call(queries.codes, made.id)
    statements = statements_table(said)
    assert statements[-1][3:] == ["", "", ""]
    assert statements[7][3:] == ["40", "0", "0"]
    votes = votes_table(call(queries.votes, made.id), codes, said)
    assert len(votes) == 41
    assert [line[0] for line in votes[1:]] == [str(n) for n in range(1, 41)]
    assert len(votes[0]) == 10, "the statement only one person voted on is left out"
    assert {cell for line in votes[1:] for cell in line[1:]} == {"agree", "disagree", "pass"}
    in_order_of_joining = [
        ["", "disagree", "agree"][make.two_camps(person, 0) or 0] or "pass" for person in range(len(people))
    ]
    assert [line[1] for line in votes[1:]] != in_order_of_joining
    assert votes_table(call(queries.votes, made.id), codes, said) == votes
