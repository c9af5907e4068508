"""Whatever people vote: the map has no holes, nobody stands out, and the order in which votes came does not matter."""

import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from councils.opinions.rules.acts import FEWEST_SHOWN, GROUPED_FROM
from councils.opinions.rules.mapping import opinion_map

Rows = list[tuple[int, int, int]]
VOTE = st.sampled_from([-1, 0, 1])


@st.composite
def conversations(draw: st.DrawFn) -> Rows:
    """Up to eighty people, up to twelve statements, each person of one of up to four minds, with gaps."""
    people = draw(st.integers(1, 80))
    statements = draw(st.integers(1, 12))
    minds = draw(st.lists(st.lists(VOTE, min_size=statements, max_size=statements), min_size=1, max_size=4))
    chance = random.Random(draw(st.integers(0, 10**6)))
    gaps = draw(st.sampled_from([0.0, 0.1, 0.4]))
    return [
        (person, statement, chance.choice((-1, 0, 1)) if chance.random() < 0.1 else mind[statement])
        for person in range(people)
        for mind in [chance.choice(minds)]
        for statement in range(statements)
        if chance.random() >= gaps
    ]


def sound(rows: Rows) -> dict[str, Any]:
    """The document, with what must hold of any."""
    document = opinion_map(rows).document
    text = json.dumps(document)
    assert "NaN" not in text
    assert "Infinity" not in text
    assert all(group["people"] >= FEWEST_SHOWN for group in document["groups"])
    assert all(dot["people"] >= FEWEST_SHOWN for dot in document["dots"])
    assert sum(dot["people"] for dot in document["dots"]) == sum(
        group["people"] for group in document["groups"]
    )
    assert len(document["groups"]) != 1
    assert not document["groups"] or document["placed"] >= GROUPED_FROM
    return document


@settings(max_examples=40, deadline=None)
@given(conversations())
def test_any_conversation_gives_a_sound_map(rows: Rows):
    document = sound(rows)
    assert document["participants"] == len({person for person, _, _ in rows})
    assert document["votes"] == len(rows)


@settings(max_examples=20, deadline=None)
@given(conversations(), st.randoms())
def test_neither_the_order_of_votes_nor_that_of_people_matters(rows: Rows, chance: random.Random):
    shuffled = rows[:]
    chance.shuffle(shuffled)
    assert opinion_map(shuffled) == opinion_map(rows)
    others = list(range(100))
    chance.shuffle(others)
    renamed = [(others[person], statement, vote) for person, statement, vote in rows]
    assert opinion_map(renamed).document == opinion_map(rows).document


@settings(max_examples=20, deadline=None)
@given(conversations(), VOTE)
def test_the_last_vote_on_a_statement_counts(rows: Rows, vote: int):
    first = [(person, statement, vote) for person, statement, _ in rows]
    assert opinion_map([*first, *rows]) == opinion_map(rows)


def test_nobody_has_voted_yet():
    assert sound([])["participants"] == 0


def test_a_single_statement_divides_into_those_for_and_those_against():
    document = sound([(person, 7, 1 if person % 3 else -1) for person in range(60)])
    assert [group["people"] for group in document["groups"]] == [40, 20]
    assert document["stability"] == 1


def test_where_all_pass_there_are_no_groups():
    assert sound([(person, statement, 0) for person in range(60) for statement in range(9)])["groups"] == []


def test_where_all_think_the_same_there_are_no_groups_and_all_agree():
    document = sound([(person, statement, 1) for person in range(60) for statement in range(9)])
    assert document["groups"] == []
    assert len(document["agreed"]["agree"]) == 5
