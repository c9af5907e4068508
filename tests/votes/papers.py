"""What tests read off a ballot's pages and out of its box."""

import re

from votes.casting.models import Paper
from votes.models import Ballot


def nonce(page: str) -> str:
    """What the page makes its paper's key of."""
    found = re.search(r'name="nonce" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def receipt(page: str) -> str:
    """The receipt a page shows."""
    found = re.search(r'class="receipt">([A-Z0-9-]{12})<', page)
    assert found
    return found[1]


async def boxed(ballot: Ballot) -> list[tuple[str, str]]:
    """Text and reason of every paper in the box."""
    found = await Paper.filter(ballot_id=ballot.id).order_by("choices")
    return [(paper.choices, paper.reason) for paper in found]
