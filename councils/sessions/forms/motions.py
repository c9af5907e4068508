"""Acts on motions and points of order: what is typed, and what it says to the engine."""

import re
from itertools import zip_longest
from typing import Annotated

from civic.kit.errors import Refused
from civic.kit.money import parse_yuan
from civic.web.fields import line, money, prose, whole
from councils.forms import Number
from councils.sessions.forms.base import Act, ActForm, OnMotionForm, Person
from councils.sessions.rules.motions import (
    CloseDebate,
    Grant,
    Lapsed,
    OpenDebate,
    ReopenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import MotionKind, PointKind, Suspendable

# The rules say how long each may be; here only what no honest sheet exceeds.
_LONG, _SHORT = 4000, 400
_FIGURE = Annotated[int, whole(0, 100_000)]


class MotionForm(ActForm):
    """Move something; which of the fields count depends on the kind. parts: repeated, or one a line; amounts: beside them."""

    kind: MotionKind = MotionKind.MAIN
    text: Annotated[str, prose(0, _LONG)] = ""
    amount: Annotated[int, money()] | None = None
    target: Number | None = None
    detail: Annotated[str, line(0, _SHORT)] = ""
    minutes: _FIGURE | None = None
    seconds: _FIGURE | None = None
    times: _FIGURE | None = None
    parts: tuple[Annotated[str, prose(0, _LONG)], ...] = ()
    amounts: tuple[Annotated[str, prose(0, _SHORT)], ...] = ()
    order: tuple[Annotated[str, line(0, _SHORT)], ...] = ()
    person: Person | None = None
    rule: Suspendable | None = None
    noticed: bool = False

    def command(self) -> Move:
        """What it asks the engine. Raises Refused for figures that cannot be read."""
        parts, amounts = self._parts()
        return Move(
            self.text,
            self.amount,
            kind=self.kind,
            target=self.target,
            detail=self.detail,
            seconds=self.seconds if self.minutes is None else self.minutes * 60,
            times=self.times,
            parts=parts,
            amounts=amounts,
            order=self._order(),
            person_id=self.person,
            rule=self.rule,
            noticed=self.noticed,
        )

    def _parts(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The parts and the money of each, in fen; a blank line beside a part is no money. Raises Refused for what is no sum."""
        sheet = zip_longest(_lines(self.parts), _lines(self.amounts), fillvalue="")
        rows = [(text, typed.strip()) for text, typed in sheet if text.strip() or typed.strip()]
        money_named = any(typed for _, typed in rows)
        amounts = tuple(parse_yuan(typed) if typed else 0 for _, typed in rows) if money_named else ()
        return tuple(text for text, _ in rows), amounts

    def _order(self) -> tuple[int, ...]:
        numbers = [number for typed in self.order for number in re.split(r"[\s,，、]+", typed) if number]
        if not all(number.isascii() and number.isdigit() and len(number) < 5 for number in numbers):
            raise Refused("motion_order_items", "order")
        return tuple(map(int, numbers))


def _lines(fields: tuple[str, ...]) -> list[str]:
    """What was typed in fields of one name, or in the lines of one field."""
    return [text for typed in fields for text in typed.splitlines() or [""]]


class SecondForm(OnMotionForm):
    """Want it discussed; at the table, for a member without a phone."""

    person: Person | None = None


class PointForm(ActForm):
    """Interrupt with a point."""

    point_kind: PointKind = PointKind.ORDER
    text: Annotated[str, line(0, _SHORT)] = ""


class RulingForm(ActForm):
    """The chair's answer to a point."""

    point: Number
    well_taken: bool = True
    reason: Annotated[str, line(0, _SHORT)] = ""


# By the noun under which each is posted: /sessions/4/seconds.
MOTIONS: dict[str, Act] = {
    "motions": Act(MotionForm, lambda sent: sent.command()),
    "seconds": Act(SecondForm, lambda sent: Second(sent.motion, sent.person)),
    "statements": Act(OnMotionForm, lambda sent: StateMotion(sent.motion)),
    "lapses": Act(OnMotionForm, lambda sent: Lapsed(sent.motion)),
    "withdrawals": Act(OnMotionForm, lambda sent: Withdraw(sent.motion)),
    "grants": Act(OnMotionForm, lambda sent: Grant(sent.motion)),
    "debates": Act(OnMotionForm, lambda sent: OpenDebate(sent.motion)),
    "debate-closings": Act(OnMotionForm, lambda sent: CloseDebate(sent.motion)),
    "debate-reopenings": Act(OnMotionForm, lambda sent: ReopenDebate(sent.motion)),
    "points": Act(PointForm, lambda sent: RaisePoint(sent.point_kind, sent.text)),
    "rulings": Act(RulingForm, lambda sent: RulePoint(sent.point, sent.well_taken, sent.reason)),
}
