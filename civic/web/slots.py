"""Four places where an upper floor lends a panel to a page below it: nobody is imported upwards."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

SLOTS = frozenset({"home", "community.page", "proposal.page", "person.page"})
Panel = Callable[[Request, Any], Awaitable[Markup | None]]

_LENT: dict[str, list[tuple[int, Panel]]] = {name: [] for name in SLOTS}


def lend(slot: str, panel: Panel, order: int = 50) -> None:
    """Offer a panel; lower ``order`` stands higher on the page. Raises KeyError for a slot that does not exist."""
    lent = _LENT[slot]
    if all(other is not panel for _, other in lent):
        lent.append((order, panel))
        lent.sort(key=lambda pair: pair[0])


async def fill(slot: str, request: Request, subject: Any) -> list[Markup]:
    """The rendered panels of a slot for this reader, those with nothing to say left out."""
    panels = [await panel(request, subject) for _, panel in _LENT[slot]]
    return [panel for panel in panels if panel]
