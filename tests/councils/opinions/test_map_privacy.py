"""What the map shows and what it keeps to itself: nothing describes fewer people than may be told apart."""

from councils.opinions.rules.drawing import HEIGHT, WIDTH, picture, separation, steadiness
from councils.opinions.rules.mapping import opinion_map
from tests.factories.opinions import two_camps

Rows = list[tuple[int, int, int]]


def votes(people: int, statements: int = 9) -> Rows:
    return [
        (person, statement, value)
        for person in range(people)
        for statement in range(statements)
        if (value := two_camps(person, statement)) is not None
    ]


def test_below_forty_people_there_are_counts_only():
    document = opinion_map(votes(39)).document
    assert document["placed"] == 39
    assert document["groups"] == document["dots"] == []
    assert document["statements"] == {}
    assert "agreed" not in document
    assert opinion_map(votes(40)).document["groups"]


def test_people_who_voted_on_little_do_not_make_up_the_forty():
    few = [(person, statement, 1) for person in range(100, 200) for statement in range(6)]
    assert opinion_map([*votes(39), *few]).document["groups"] == []


def test_two_camps_are_told_apart_with_what_they_say_and_what_they_share():
    document = opinion_map(votes(60)).document
    assert [group["people"] for group in document["groups"]] == [40, 20]
    assert document["silhouette"] > 0.5
    assert document["stability"] > 0.9
    assert set(document["everywhere"]["agree"]) == {6, 7, 8}, "what each group says"
    assert document["everywhere"]["disagree"] == []
    assert set(document["agreed"]["agree"]) <= {6, 7, 8} | {1, 3, 5}, "what more than half say"
    assert {6, 7, 8} <= set(document["agreed"]["agree"])
    large, small = (
        {one["statement"]: one["agrees"] for one in group["typical"]} for group in document["groups"]
    )
    assert all(large[each] is (each % 2 == 1) for each in large if each < 6)
    assert all(small[each] is (each % 2 == 0) for each in small if each < 6)


def test_what_a_small_group_wants_is_not_averaged_away():
    document = opinion_map(votes(60)).document
    wanted = {int(id) for id, one in document["statements"].items() if one["minority"] == [1]}
    assert wanted == {0, 2, 4}
    assert all(document["statements"][str(id)]["by_group"][1][0] > 80 for id in wanted)


def test_a_handful_that_differs_is_too_few_to_be_a_group():
    four = [(person, statement, -1) for person in range(900, 904) for statement in range(9)]
    alike = [(person, statement, 1) for person in range(60) for statement in range(9)]
    assert opinion_map([*alike, *four]).document["groups"] == []


def test_a_statement_on_which_few_of_a_group_voted_says_nothing_of_any_group():
    """Else what the others did could be had by taking the groups that are told from the whole."""
    late = [(person, 50, 1) for person in range(60) if person % 3 or person < 12]
    told = opinion_map([*votes(60), *late]).document
    assert told["statements"]["50"]["by_group"] == []
    assert told["statements"]["50"]["minority"] == []
    assert 50 not in told["everywhere"]["agree"]
    assert all(one["statement"] != 50 for group in told["groups"] for one in group["typical"])
    enough = [(person, 50, 1) for person in range(60) if person % 3 or person < 15]
    assert len(opinion_map([*votes(60), *enough]).document["statements"]["50"]["by_group"]) == 2


def test_a_statement_taken_down_is_nowhere_and_its_votes_still_count_as_taking_part():
    document = opinion_map(votes(60), hidden=[8]).document
    assert "8" not in document["statements"]
    assert "8" not in document["extremity"]
    assert 8 not in document["agreed"]["agree"]
    assert document["votes"] == opinion_map(votes(60)).document["votes"]


def test_the_same_votes_give_the_same_document_and_other_votes_another_digest():
    assert opinion_map(votes(60)) == opinion_map(votes(60))
    other = votes(60)
    other[1] = (*other[1][:2], -other[1][2])
    assert opinion_map(other).digest != opinion_map(votes(60)).digest


def test_the_drawing_stays_on_the_paper_and_shows_every_dot():
    document = opinion_map(votes(60)).document
    regions = picture(document)
    marks = [mark for region in regions for mark in region.marks]
    assert sum(mark.people for mark in marks) == 60
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in marks)
    assert [region.number for region in regions] == [0, 1]


def test_how_sure_one_may_be_is_said_in_words():
    assert "稳定：" in steadiness(0.9)
    assert "大致稳定" in steadiness(0.6)
    assert "不太稳定" in steadiness(0.2)
    assert len({separation(each) for each in (0.1, 0.4, 0.7)}) == 3
