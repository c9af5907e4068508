"""What stands on the stage when the routes of councils, their seats and their rules are tried."""

from collections.abc import Mapping
from typing import Any

from councils.models import Seat, Term
from tests.cast import Cast
from tests.factories import councils

Given = Mapping[str, Any]


async def rules(cast: Cast) -> Given:
    """A rule set nobody has checked, and where a council may be founded."""
    return {"id": (await councils.rule_set()).id, "place": cast.community.id}


async def council(cast: Cast) -> Given:
    """A council in its term, a seat in it, and another rule set it might adopt."""
    made = await councils.council(cast)
    term = await Term.get(council_id=made.id)
    other = await councils.rule_set()
    seat = await Seat.get(term=term, person_id=cast.tang.person_id)
    return {"id": made.id, "term": term.id, "seat": seat.id, "other": other.id}


async def seat(cast: Cast) -> Given:
    """Tang's seat."""
    return {"id": (await council(cast))["seat"]}
