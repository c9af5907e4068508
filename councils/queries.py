"""Reading councils, their member bodies, terms and seats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.kit.thresholds import Threshold
from councils.models import Bench, Council, RuleSet, Seat, Term
from councils.rules import FloorRules, Least, Of, SeatRole, Share

# A council (alias c) belongs to a place of this path or one below it: by its own place, or by that of a member body.
BELONGS = (
    "EXISTS (SELECT 1 FROM place w WHERE w.path LIKE ? AND (w.id = c.place_id OR EXISTS (SELECT 1 FROM bench m "
    "WHERE m.council_id = c.id AND m.place_id = w.id AND m.left_on IS NULL)))"
)


@dataclass(frozen=True)
class Line:
    """A council in a list. members: seats with a vote in the term of today; term: its number, None between terms.

    bodies: how many member bodies it has, 0 when it is not joint.
    """

    id: int
    name: str
    place: str
    term: int | None
    members: int
    bodies: int


@dataclass(frozen=True)
class Body:
    """A member body of a joint council with who sits for it. members: (person id, name), those with a vote."""

    id: int
    name: str
    quorum: Threshold
    place_id: int | None
    organisation_id: int | None
    members: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Membership:
    """A seat somebody holds today."""

    person_id: int
    council_id: int
    council: str
    role: SeatRole


async def councils(path: str = "/", today: date | None = None) -> list[Line]:
    """Councils of a place and everything below it, the wider places first."""
    found = await rows(
        "SELECT c.id, c.name, p.name AS place, t.number AS term, "
        "(SELECT COUNT(*) FROM seat s WHERE s.term_id = t.id AND s.role <> 'recorder' AND s.ends_on IS NULL) AS members, "
        "(SELECT COUNT(*) FROM bench b WHERE b.council_id = c.id AND b.left_on IS NULL) AS bodies "
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


async def paths(council_id: int) -> tuple[str, ...]:
    """Where a council belongs: the path of its own place, and those of the places of its member bodies."""
    found = await rows(
        "SELECT p.path FROM council c JOIN place p ON p.id = c.place_id WHERE c.id = ? "
        "UNION SELECT p.path FROM bench b JOIN place p ON p.id = b.place_id WHERE b.council_id = ? AND b.left_on IS NULL",
        council_id,
        council_id,
    )
    return tuple(row["path"] for row in found)


async def rule_sets() -> list[RuleSet]:
    """All rule sets a council may adopt, the newest version of each first."""
    return await RuleSet.all().order_by("key", "-version")


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
    """Seats held on a day, with their persons and bodies: chair first, then by number of the seat."""
    held = (
        await Seat.filter(term_id=term_id, starts_on__lte=today)
        .select_related("person", "bench", "sortition")
        .order_by("id")
    )
    order = list(SeatRole)
    return sorted(
        (seat for seat in held if seat.ends_on is None or seat.ends_on >= today),
        key=lambda s: order.index(s.role),
    )


async def seat(seat_id: int) -> Seat:
    """A seat with its person, body, term, council and place. Raises NotFound."""
    found = await Seat.get_or_none(id=seat_id).select_related(
        "person", "bench__place", "term__council__place"
    )
    if found is None:
        raise NotFound
    return found


async def voting_seats(term_id: int, today: date) -> list[Seat]:
    """Seats with a vote on a day."""
    return [seat for seat in await seats(term_id, today) if seat.role is not SeatRole.RECORDER]


async def bodies(council_id: int, day: date) -> list[Bench]:
    """The member bodies of a joint council on a day, in the order of their rotation."""
    found = Bench.filter(Q(left_on=None) | Q(left_on__gte=day), council_id=council_id, joined_on__lte=day)
    return await found.select_related("place", "organisation").order_by("position")


async def benches(term_id: int, day: date) -> list[Body]:
    """The member bodies with who sits for each; empty for a council that is not joint. Raises NotFound."""
    found = await bodies((await term(term_id)).council_id, day)
    sitting = await voting_seats(term_id, day) if found else []
    return [
        Body(
            bench.id,
            bench.name,
            Threshold(bench.quorum_num, bench.quorum_den, bench.quorum_strict),
            bench.place_id,
            bench.organisation_id,
            tuple(
                (seat.person_id, seat.person.display_name) for seat in sitting if seat.bench_id == bench.id
            ),
        )
        for bench in found
    ]


async def memberships(person_ids: Iterable[int], today: date) -> list[Membership]:
    """The seats these people hold today in any council: who sits on two (双委员) has two."""
    wanted = sorted(set(person_ids))
    if not wanted:
        return []
    found = await rows(
        "SELECT s.person_id, c.id AS council_id, c.name AS council, s.role FROM seat s "
        "JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
        f"WHERE s.person_id IN ({marks(wanted)}) AND s.starts_on <= ? AND (s.ends_on IS NULL OR s.ends_on >= ?) "
        "AND t.starts_on <= ? AND t.ends_on >= ? ORDER BY s.person_id, c.id",
        *wanted,
        *[today] * 4,
    )
    return [
        Membership(row["person_id"], row["council_id"], row["council"], SeatRole(row["role"]))
        for row in found
    ]


async def like(floor: FloorRules) -> int | None:
    """The rule set that these numbers were taken from when a session was announced; None for one no longer known."""
    found = await RuleSet.filter(title=floor.name, source=floor.source).order_by("-version").first()
    return found.id if found else None


async def draws(path: str) -> list[tuple[int, str]]:
    """Draws by lot that are done, at a place or below it, newest first: what a drawn seat may rest on."""
    found = await rows(
        "SELECT s.id, s.title FROM sortition s JOIN sortition_draw d ON d.sortition_id = s.id "
        "JOIN ballot b ON b.id = s.ballot_id JOIN place p ON p.id = b.place_id "
        "WHERE p.path LIKE ? ORDER BY d.drawn_at DESC LIMIT 50",
        f"{path}%",
    )
    return [(row["id"], row["title"]) for row in found]


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
        strictness=rule_set.strictness,
        higher=Threshold(rule_set.higher_num, rule_set.higher_den, rule_set.higher_strict),
        higher_base=rule_set.higher_base,
        degrees=rule_set.degrees,
        chair_votes=rule_set.chair_votes,
        observers_speak=rule_set.observers_speak,
        absences=rule_set.absences,
        review_hours=rule_set.review_hours,
        masking=rule_set.masking,
        also=tuple(Share(Threshold.read(part["share"]), Of(part["of"])) for part in rule_set.quorum_also),
        least=tuple(Least(part["heads"], Of(part["of"])) for part in rule_set.minimums),
    )
