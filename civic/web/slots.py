"""Twelve places where an upper floor lends a panel to a page below it: nobody is imported upwards."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from civic.web.pages import render

SLOTS = frozenset(
    {
        "home",
        "community.page",
        "proposal.page",
        "person.page",
        "organisation.page",
        "votes.page",
        "ballot.page",
        "council.page",
        "rules.page",
        "session.page",
        "workorder.page",
        "resolution.page",
    }
)
Panel = Callable[[Request, Any], Awaitable[Markup | None]]

_LENT: dict[str, list[tuple[int, Panel]]] = {name: [] for name in SLOTS}


def lend(slot: str, offered: Panel, order: int = 50) -> None:
    """Offer a panel; lower ``order`` stands higher on the page. Raises KeyError for a slot that does not exist."""
    lent = _LENT[slot]
    if all(other is not offered for _, other in lent):
        lent.append((order, offered))
        lent.sort(key=lambda pair: pair[0])


async def fill(slot: str, request: Request, subject: Any) -> list[Markup]:
    """The rendered panels of a slot for this reader, those with nothing to say left out."""
    filled = [await offered(request, subject) for _, offered in _LENT[slot]]
    return [each for each in filled if each]


def panel(request: Request, template: str, **context: Any) -> Markup:
    """A part rendered to be lent, in the reader's language. Raises UndefinedError when it misses a value."""
    return Markup(render(template, request.state.lang, **context))
