"""A share that decides: inclusive and strict, by whole numbers, and how many more would be enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.thresholds import Threshold

SHARES = st.builds(
    lambda den, num, strict: Threshold(min(num, den), den, strict),
    st.integers(1, 12),
    st.integers(1, 12),
    st.booleans(),
)


@pytest.mark.parametrize("text", ["1/2", ">1/2", "2/3", "3/4", "1/1"])
def test_a_share_is_written_as_it_is_read(text: str):
    assert str(Threshold.read(text)) == text


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "1/0", ">", "1/2/3", "一/二", "-1/2", ">=1/2"])
def test_what_is_no_share_is_refused(text: str):
    with pytest.raises(ValueError, match="is no share"):
        Threshold.read(text)


def test_at_least_includes_the_number_and_more_than_does_not():
    assert Threshold.read("2/3").met(600, 900)
    assert not Threshold.read(">1/2").met(300, 600)
    assert Threshold.read(">1/2").met(301, 600)


@given(SHARES, st.integers(0, 200), st.integers(0, 200))
def test_needed_is_the_least_number_that_meets_the_share(share: Threshold, count: int, base: int):
    assert share.met(count, base) == (count >= share.needed(base))


@given(SHARES, st.integers(0, 60), st.integers(0, 60))
def test_lacking_is_the_least_number_of_joiners_that_meets_the_share(
    share: Threshold, count: int, others: int
):
    base = count + others
    lacking = share.lacking(count, base)
    if lacking is None:
        assert share.num == share.den
        assert not any(share.met(count + more, base + more) for more in range(500))
    else:
        assert share.met(count + lacking, base + lacking)
        assert not lacking or not share.met(count + lacking - 1, base + lacking - 1)
