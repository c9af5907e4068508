"""Reading councils, terms and seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.kit.thresholds import Threshold
from councils.models import Council, RuleSet, Seat, Term
from councils.rules import FloorRules, SeatRole


@dataclass(frozen=True)
class Line:
    """A council in a list. members: seats with a vote in the term of today; term: its number, None between terms."""

    id: int
    name: str
    place: str
    term: int | None
    members: int


async def councils(path: str = "/", today: date | None = None) -> list[Line]:
    """Councils of a place and everything below it, the wider places first."""
    found = await rows(
        "SELECT c.id, c.name, p.name AS place, t.number AS term, "
        "(SELECT COUNT(*) FROM seat s WHERE s.term_id = t.id AND s.role <> 'recorder' AND s.ends_on IS NULL) AS members "
        "FROM council c JOIN place p ON p.id = c.place_id "
        "LEFT JOIN term t ON t.council_id = c.id AND t.starts_on <= ? AND t.ends_on >= ? "
        "WHERE p.path LIKE ? ORDER BY p.path, c.id",
        today,
        today,
        f"{path}%",
    )
    return [Line(**row) for row in found]


async def council(council_id: int) -> Council:
    """A council with its place and rule set. Raises NotFound."""
    found = await Council.get_or_none(id=council_id).select_related("place", "rule_set")
    if found is None:
        raise NotFound
    return found


async def terms(council_id: int) -> Sequence[Term]:
    """All terms, newest first."""
    return await Term.filter(council_id=council_id).order_by("-number")


async def term(term_id: int) -> Term:
    """A term with its council, place and rule set. Raises NotFound."""
    found = await Term.get_or_none(id=term_id).select_related("council__place", "council__rule_set")
    if found is None:
        raise NotFound
    return found


async def current_term(council_id: int, today: date) -> Term | None:
    """The term that runs today, if any."""
    running = Term.filter(council_id=council_id, starts_on__lte=today, ends_on__gte=today)
    return await running.order_by("-number").first().select_related("council__place", "council__rule_set")


async def seats(term_id: int, today: date) -> Sequence[Seat]:
    """Seats held on a day, with their persons: chair first, then by name of the seat's number."""
    held = await Seat.filter(term_id=term_id, starts_on__lte=today).select_related("person").order_by("id")
    order = list(SeatRole)
    return sorted(
        (seat for seat in held if seat.ends_on is None or seat.ends_on >= today),
        key=lambda s: order.index(s.role),
    )


async def voting_seats(term_id: int, today: date) -> list[Seat]:
    """Seats with a vote on a day."""
    return [seat for seat in await seats(term_id, today) if seat.role is not SeatRole.RECORDER]


def floor_rules(rule_set: RuleSet) -> FloorRules:
    """A rule set as plain numbers, to be frozen into a session's notice."""
    return FloorRules(
        name=rule_set.title,
        source=rule_set.source,
        quorum=Threshold(rule_set.quorum_num, rule_set.quorum_den, rule_set.quorum_strict),
        passing=Threshold(rule_set.majority_num, rule_set.majority_den, rule_set.majority_strict),
        base=rule_set.majority_base,
        speech_seconds=rule_set.speech_seconds,
        speeches_per_motion=rule_set.speeches_per_motion,
    )
