"""Every rule from the papers in the box to the stored count: who was chosen, by which numbers, and why."""

from typing import Any

import pytest

from civic.kit.errors import Refused
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import matters as make
from votes.matters import services
from votes.matters.models import Matter
from votes.results import queries as results
from votes.results.models import Result
from votes.results.services import recount
from votes.rules import Filled, Method, Rule


def ranked(*papers: str) -> list[Filled]:
    return [Filled(tuple(paper)) for paper in papers]


# four for 1, three for 2 then 3, two for 3 then 2
SPLIT = ranked("1", "1", "1", "1", "23", "23", "23", "32", "32")


def counted(call: Call, made: Matter) -> Result:
    assert call(recount)[1] is None
    return call(make.result, made)


def winners(call: Call, found: Result) -> list[str]:
    return [line.code for line in call(results.lines, found.id) if line.selected]


@pytest.mark.parametrize(("rule", "chosen"), [(Rule.IRV, "2"), (Rule.CONDORCET, "2"), (Rule.BORDA, "1")])
def test_rankings(call: Call, cast: Cast, clock: Any, rule: Rule, chosen: str):
    made = call(make.closed, cast, SPLIT, make.choosing(Method.ORDINAL, rule))
    found = counted(call, made)
    assert winners(call, found) == [chosen]
    assert found.working["valid"] == 9


def test_a_runoff_keeps_its_rounds(call: Call, cast: Cast, clock: Any):
    found = counted(call, call(make.closed, cast, SPLIT, make.choosing(Method.ORDINAL, Rule.IRV)))
    assert [each["out"] for each in found.working["rounds"]] == ["3", ""]
    assert found.working["rounds"][1]["tallies"] == {"1": 4, "2": 5}


def test_seats_keep_their_stages_with_exact_fractions(call: Call, cast: Cast, clock: Any):
    papers = ranked("12", "12", "12", "12", "12", "13", "13", "2", "3")
    plan = make.choosing(Method.ORDINAL, Rule.STV, seats=2)
    found = counted(call, call(make.closed, cast, papers, plan))
    assert winners(call, found) == ["1", "2"]
    assert found.working["stages"][0]["passed"] == {"2": ["15", "7"], "3": ["6", "7"]}


def test_one_choice_and_several(call: Call, cast: Cast, clock: Any):
    one = call(make.closed, cast, ranked("1", "2", "2"), make.choosing(Method.CHOOSE_ONE, Rule.PLURALITY))
    assert winners(call, counted(call, one)) == ["2"]
    plan = make.choosing(Method.APPROVAL, Rule.APPROVAL, seats=2)
    several = call(make.closed, cast, ranked("12", "23", "2", "3"), plan)
    assert winners(call, counted(call, several)) == ["2", "3"]


def test_scores_are_added_and_blank_papers_count_in_the_mean(call: Call, cast: Cast, clock: Any):
    plan = make.choosing(Method.SCORE, Rule.SCORE, none_of_these=True)
    papers = [Filled(("1", "2"), (5, 1)), Filled(("2",), (3,)), Filled((), none=True)]
    found = counted(call, call(make.closed, cast, papers, plan))
    assert found.working["scores"] == {"1": 5, "2": 4, "3": 0}
    assert found.working["means"]["1"] == ["5", "3"]
    assert found.working["blank"] == 1


def test_one_objection_stops_and_its_reason_is_kept_without_a_name(call: Call, cast: Cast, clock: Any):
    papers = [Filled(("consent",)), Filled(("consent",)), Filled(("object",), reason="夜里太吵")]
    plan = make.plan(method=Method.CONSENT, rule=Rule.CONSENT)
    found = counted(call, call(make.closed, cast, papers, plan))
    assert found.working["carried"] is False
    assert found.working["objections"] == ["夜里太吵"]


def test_owners_are_counted_by_area_and_by_heads(call: Call, cast: Cast, clock: Any):
    """One owner of half the area says no, two small ones yes: heads are enough, the area is not."""
    made = call(make.owned, cast, [(200_00, "no"), (100_00, "yes"), (100_00, "yes")])
    found = counted(call, call(make.shut, cast, made))
    assert found.working["actual"]["part"] == {"area": 400_00, "heads": 3}
    assert found.working["actual"]["yes"] == {"area": 200_00, "heads": 2}
    assert found.working["carried"] is False
    assert found.working["deemed"] is None


def test_silence_follows_the_majority_only_where_the_owners_said_so(call: Call, cast: Cast, clock: Any):
    shares = [(100_00, "yes"), (100_00, "yes"), (100_00, "no"), (100_00, ""), (100_00, ""), (100_00, "")]
    plain = counted(call, call(make.shut, cast, call(make.owned, cast, shares)))
    assert plain.working["carried"] is False
    wanted = make.owners(silence_text="送达后七日不回复的，随多数。")
    found = counted(call, call(make.shut, cast, call(make.owned, cast, shares, wanted)))
    assert found.working["actual"]["carried"] is False
    assert found.working["deemed"]["yes"]["heads"] == 5
    assert found.working["carried"] is True


def test_whom_no_paper_reached_is_left_out_of_the_deemed_count(call: Call, cast: Cast, clock: Any):
    shares = [(100_00, "yes"), (100_00, "yes"), (100_00, "no"), (100_00, ""), (100_00, ""), (100_00, "")]
    made = call(make.owned, cast, shares, make.owners(silence_text="送达后七日不回复的，随多数。"))
    with pytest.raises(Refused, match="matter_undelivered"):
        call(services.note_undelivered, cast.sun, made.id, 4, 100_00)
    call(services.note_undelivered, cast.sun, made.id, 3, 300_00)
    found = counted(call, call(make.shut, cast, made))
    assert found.working["deemed"]["part"] == {"area": 300_00, "heads": 3}
    assert found.working["undelivered"] == {"area": 300_00, "heads": 3}
    assert found.working["carried"] is False


def test_a_tie_is_drawn_from_the_seed_of_opening_and_sealing(call: Call, cast: Cast, clock: Any):
    made = call(make.closed, cast, ranked("1", "2"), make.choosing(Method.CHOOSE_ONE, Rule.PLURALITY))
    found = counted(call, made)
    assert set(found.working["draws"][0]["among"]) == {"1", "2"}
    assert winners(call, found) == found.working["draws"][0]["among"][:1]
