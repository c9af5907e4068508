"""What a ballot takes, from whom, when, in which order it is shown. No database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.casting.rules import key_of, new_nonce, plain, receipt_of
from votes.rules import (
    Filled,
    Phase,
    Question,
    State,
    ballot_digest,
    check_voting,
    of_people,
    order_for,
    paper_text,
    phase,
    read_paper,
    roll_digest,
)

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
CODES = ("12", "4", "7", "31")

codes = st.lists(st.sampled_from(CODES), unique=True)
limits = st.tuples(st.integers(0, 4), st.integers(0, 5))


def ticked(picked: list[str]) -> Filled:
    return Filled(tuple(picked))


def question(state: State = State.OPEN, least: int = 1, most: int = 0, opens: datetime = NOON) -> Question:
    return Question(7, state, CODES, least, most, opens, opens + 24 * HOUR, "d" * 64)


@pytest.mark.parametrize(
    ("state", "after", "expected"),
    [
        (State.DRAFT, HOUR, Phase.PREPARING),
        (State.OPEN, -HOUR, Phase.ANNOUNCED),
        (State.OPEN, 0 * HOUR, Phase.VOTING),
        (State.OPEN, 24 * HOUR - timedelta(microseconds=1), Phase.VOTING),
        (State.OPEN, 24 * HOUR, Phase.OVER),
        (State.CLOSED, HOUR, Phase.CLOSED),
        (State.CERTIFIED, HOUR, Phase.CERTIFIED),
    ],
)
def test_the_clock_decides_what_an_open_ballot_is(state: State, after: timedelta, expected: Phase):
    assert phase(state, NOON, NOON + 24 * HOUR, NOON + after) is expected


def test_a_ballot_without_dates_is_open_while_its_state_says_so():
    assert phase(State.OPEN, None, None, NOON) is Phase.VOTING


@pytest.mark.parametrize(
    ("state", "after", "code"),
    [
        (State.DRAFT, HOUR, "ballot_preparing"),
        (State.OPEN, -HOUR, "ballot_not_begun"),
        (State.OPEN, 24 * HOUR, "ballot_closed"),
        (State.CLOSED, HOUR, "ballot_closed"),
        (State.CERTIFIED, HOUR, "ballot_closed"),
    ],
)
def test_papers_are_taken_only_while_it_is_open(state: State, after: timedelta, code: str):
    with pytest.raises(Refused) as refusal:
        check_voting(question(state), NOON + after)
    assert refusal.value.code == code


def test_while_open_papers_are_taken():
    check_voting(question(), NOON)


@given(codes, limits)
def test_a_paper_is_taken_exactly_when_it_keeps_to_the_limits(picked: list[str], limit: tuple[int, int]):
    least, most = limit
    asked = question(least=least, most=most)
    fits = len(picked) >= least and (most == 0 or len(picked) <= most)
    if fits:
        assert sorted(read_paper(asked, paper_text(asked, ticked(picked))).codes) == sorted(picked)
    else:
        with pytest.raises(Refused) as refusal:
            paper_text(asked, ticked(picked))
        assert refusal.value.code in ("paper_too_few", "paper_too_many")
        assert refusal.value.field == "choices"


@given(st.permutations(CODES))
def test_the_same_choice_is_the_same_text_in_whatever_order_it_was_ticked(picked: list[str]):
    assert paper_text(question(), ticked(picked)) == ",".join(CODES)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=6))
def test_nothing_that_is_not_on_the_ballot_gets_onto_a_paper(typed: list[str]):
    asked = question(least=0)
    if len(set(typed)) == len(typed) and set(typed) <= set(CODES):
        assert set(read_paper(asked, paper_text(asked, ticked(typed))).codes) == set(typed)
        return
    with pytest.raises(Refused) as refusal:
        paper_text(asked, ticked(typed))
    assert refusal.value.code in ("paper_twice", "paper_unknown")


def test_an_empty_paper_is_one_where_nothing_must_be_chosen():
    assert paper_text(question(least=0), ticked([])) == ""


@given(st.integers(1, 10**6), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_voter_sees_all_options_always_in_the_same_order(person: int, digest: str):
    order = order_for(digest, person, CODES)
    assert sorted(order) == sorted(CODES)
    assert order == order_for(digest, person, list(reversed(CODES)))


def test_every_option_stands_first_for_about_as_many_voters():
    first = [order_for("d" * 64, person, CODES)[0] for person in range(1, 2001)]
    assert all(400 < first.count(code) < 600 for code in CODES)


def test_the_roll_has_one_digest_in_any_order_and_the_ballot_depends_on_it():
    one, two = of_people([1]), of_people([2])
    assert roll_digest([*one, *two], "salt") == roll_digest([*two, *one], "salt")
    assert roll_digest(one, "salt") != roll_digest(one, "another")
    assert ballot_digest(roll_digest(one, ""), {"q": 1}) != ballot_digest(roll_digest(two, ""), {"q": 1})
    assert ballot_digest(roll_digest(one, ""), {"q": 1}) != ballot_digest(roll_digest(one, ""), {"q": 2})


def test_the_same_page_makes_the_same_key_and_another_page_another():
    nonce = new_nonce()
    assert key_of(7, 1, nonce) == key_of(7, 1, nonce)
    others = {key_of(8, 1, nonce), key_of(7, 2, nonce), key_of(7, 1, new_nonce())}
    assert len({key_of(7, 1, nonce), *others}) == 4
    assert len(key_of(7, 1, nonce)) == 32


def test_receipts_are_read_back_however_they_are_typed():
    receipt = receipt_of(key_of(7, 1, new_nonce()))
    assert len(receipt) == 12
    assert plain(receipt.lower().replace("-", " ")) == receipt
    assert plain("ACD") == ""


def test_receipts_of_many_papers_differ():
    assert len({receipt_of(f"{n:032x}") for n in range(20_000)}) == 20_000
