"""Calling a session: what is typed about it."""

from datetime import datetime
from typing import Annotated

from civic.kit.errors import N_, Refused, sentences
from civic.web.fields import clean, line, moment, whole
from civic.web.forms import Form
from councils.sessions.services import Plan

Number = Annotated[int, whole(1, 10**9)]
MOST_ITEMS = 12
ITEM_MINUTES = 20


class PlanForm(Form):
    """Call a session. The lists run in parallel: one line of the agenda each; lines without a title are left out."""

    title: Annotated[str, line(2, 80)]
    starts_at: Annotated[datetime, moment()]
    venue: Annotated[str, line(2, 80)]
    basis: Annotated[str, line(2, 120)]
    chair: Number
    recorder: Number
    item_title: tuple[str, ...] = ()
    item_proposal: tuple[str, ...] = ()

    def plan(self) -> Plan:
        """The plan. Raises Refused for an agenda line that cannot be read."""
        return Plan(
            self.title, self.starts_at, self.venue, self.basis, self.chair, self.recorder, self._items()
        )

    def _items(self) -> list[tuple[str, int | None, int]]:
        items = []
        for position, typed in enumerate(self.item_title[:MOST_ITEMS]):
            title = clean(typed, lines=False)
            if not title:
                continue
            if len(title) > 80:
                raise Refused("item_title_long", "item_title")
            chosen = self.item_proposal[position] if position < len(self.item_proposal) else ""
            proposal = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
            items.append((title, proposal, ITEM_MINUTES))
        return items


sentences(item_title_long=N_("每项议程的题目最多 80 个字。"))
