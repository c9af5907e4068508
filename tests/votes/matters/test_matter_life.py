"""A matter is set up, changed, opened, voted on and closed; each act by who may, once, with its trace."""

from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import matters as make
from votes.casting.services import cast as put_in
from votes.matters import queries, services
from votes.matters.commands import tick
from votes.matters.models import Matter
from votes.models import Ballot, Option
from votes.results import queries as results
from votes.rules import Filled, Method, Rule, State


async def verbs(matter: Matter) -> list[str]:
    return [each.verb for each in await Entry.filter(ref_kind="matter", ref_id=matter.id).order_by("id")]


def test_staff_puts_a_matter_down(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    ballot = call(Ballot.get, id=made.ballot_id)
    assert (ballot.state, ballot.rule, ballot.place_id) == (State.DRAFT, Rule.MAJORITY, cast.community.id)
    assert call(queries.card, made.id).options == 3
    assert call(verbs, made) == ["matter_created"]


def test_residents_and_neighbours_do_not(call: Call, cast: Cast, clock: Any):
    for actor in (cast.lin, cast.chen, cast.other_clerk, cast.admin):
        with pytest.raises(Forbidden):
            call(services.create, actor, cast.community.id, make.plan())
    with pytest.raises(SignInNeeded):
        call(services.create, ANONYMOUS, cast.community.id, make.plan())
    with pytest.raises(NotFound):
        call(services.create, cast.sun, cast.places["estate_one"].id, make.plan())


def test_a_draft_is_changed_with_its_options(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    call(services.edit, cast.zheng, made.id, 1, make.choosing(Method.ORDINAL, Rule.IRV))
    card = call(queries.card, made.id)
    assert (card.title, card.method, card.rule, card.options) == (
        "南门种什么树？",
        Method.ORDINAL,
        Rule.IRV,
        3,
    )
    assert call(verbs, made)[-1] == "matter_edited"


def test_who_changes_an_older_draft_is_told(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    call(services.edit, cast.sun, made.id, 1, make.plan(title="要不要装快递柜和换电池柜？"))
    with pytest.raises(Stale):
        call(services.edit, cast.zheng, made.id, 1, make.plan())
    with pytest.raises(Forbidden):
        call(services.edit, cast.lin, made.id, 2, make.plan())


def test_opening_fixes_text_rule_and_roll_by_a_digest(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    ballot = call(Ballot.get, id=made.ballot_id)
    assert ballot.state is State.OPEN
    assert len(ballot.digest) == len(ballot.roll_digest) == 64
    assert ballot.roll_size > 0
    with pytest.raises(Refused, match="matter_not_draft"):
        call(services.edit, cast.sun, made.id, 1, make.plan())
    with pytest.raises(Refused, match="ballot_not_draft"):
        call(services.open_matter, cast.sun, made.id)
    assert call(verbs, made) == ["matter_created", "matter_opened"]


def test_another_rule_gives_another_digest(call: Call, cast: Cast, clock: Any):
    first = call(make.open_matter, cast)
    second = call(make.open_matter, cast, make.plan(least_yes=2))
    digests = [call(Ballot.get, id=each.ballot_id).digest for each in (first, second)]
    assert digests[0] != digests[1]


def test_only_staff_of_the_place_opens_and_closes(call: Call, cast: Cast, clock: Any):
    draft = call(make.matter, cast)
    opened = call(make.open_matter, cast)
    for actor in (cast.lin, cast.gao, cast.other_clerk):
        with pytest.raises(Forbidden):
            call(services.open_matter, actor, draft.id)
        with pytest.raises(Forbidden):
            call(services.close_matter, actor, opened.id)


def test_it_is_not_closed_before_its_time_unless_everybody_voted(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    with pytest.raises(Refused, match="round_not_over"):
        call(services.close_matter, cast.sun, made.id)


def test_two_residents_vote_and_the_count_says_why(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    call(put_in, cast.lin, made.ballot_id, Filled(("yes",)))
    call(put_in, cast.wei, made.ballot_id, Filled(("yes",)))
    call(make.shut, cast, made)
    found = call(make.result, made)
    assert found.working["carried"] is True
    assert found.papers == 2
    lines = call(results.lines, found.id)
    assert [(line.code, line.votes, line.selected) for line in lines] == [
        ("yes", 2, True),
        ("no", 0, False),
        ("abstain", 0, False),
    ]
    assert lines[0].why["reasons"][0]["code"] == "majority_carried"
    assert call(queries.card, made.id).chosen == ["赞成"]
    assert call(verbs, made)[-1] == "matter_closed"


def test_it_is_closed_once(call: Call, cast: Cast, clock: Any):
    made = call(make.closed, cast, [Filled(("no",))])
    with pytest.raises(Refused, match="ballot_not_open"):
        call(services.close_matter, cast.sun, made.id)
    assert call(queries.card, made.id).chosen == []


def test_the_clock_closes_what_is_over_and_is_harmless_when_repeated(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    call(put_in, cast.lin, made.ballot_id, Filled(("yes",)))
    clock.travel(timedelta(days=8))
    call(tick, clock.now())
    call(tick, clock.now())
    assert call(Ballot.get, id=made.ballot_id).state is State.CLOSED
    assert call(make.result, made).run == 1


def test_what_is_over_is_not_opened(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    clock.travel(timedelta(days=8))
    with pytest.raises(Refused, match="round_closes_past"):
        call(services.open_matter, cast.sun, made.id)


def test_owners_without_an_imported_roll_are_not_opened(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast, make.owners())
    with pytest.raises(Refused, match="roll_owner_import"):
        call(services.open_matter, cast.sun, made.id)


def test_options_of_an_open_matter_stay(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast, make.choosing(Method.CHOOSE_ONE, Rule.PLURALITY))
    assert [each.label for each in call(queries.options, made.ballot_id)] == ["银杏", "香樟", "海棠"]
    assert call(Option.filter(ballot_id=made.ballot_id).count) == 3
