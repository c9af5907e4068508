"""Tries are counted anew for each test: the limits live in the process, not in the database."""

import pytest

from civic.web import throttle


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    throttle.reset()
