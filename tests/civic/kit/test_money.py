"""Money: what people type, how it is shown, and shares that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from civic.kit.money import as_typed, parse_yuan, shares, yuan


@given(st.integers(0, 10**13))
def test_what_is_shown_can_be_typed_back(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("48,500", 4_850_000), ("¥48500.5", 4_850_050), ("４８５００ 元", 4_850_000), ("0.01", 1), ("7", 700)],
)
def test_people_type_amounts_in_many_ways(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    "typed", ["", "abc", "-5", "1.234", "1.", "1e5", "١٢", "1 000 000 000 000 0", "Infinity", "½"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_yuan(typed)


def test_decimals_are_shown_only_where_there_are_any() -> None:
    assert (yuan(13_900_000), yuan(1_050), yuan(-100)) == ("¥139,000", "¥10.50", "-¥1")


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_stay_within_a_fen_of_proportion(total: int, weights: list[int]) -> None:
    parts = shares(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_shares_of_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        shares(100, weights)


@given(st.integers(0, 10**13))
def test_what_is_put_into_a_field_is_read_back_as_it_was(fen: int) -> None:
    assert parse_yuan(as_typed(fen)) == fen
    assert as_typed(None) == ""
