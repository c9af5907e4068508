"""Reading the member bodies of joint councils and their turns."""

from dataclasses import dataclass
from datetime import date, datetime

from civic.kit import clock
from civic.kit.db import moment, rows
from councils import queries as councils
from councils.joint import rules
from councils.joint.models import HostSwap
from councils.joint.rules import Member, Turn
from councils.models import Bench, Council, Seat
from councils.rules import SeatRole


@dataclass(frozen=True)
class Hosting:
    """A quarter's host with its name. reason: why it is not the one whose turn it would be."""

    quarter: date
    bench: Bench
    reason: str


@dataclass(frozen=True)
class Joint:
    """A joint council that a place belongs to. host: the name of this quarter's host, empty while none rotates.

    session, title, starts_at: its next session that is announced, None and empty while there is none.
    """

    id: int
    name: str
    bodies: int
    host: str
    session: int | None = None
    title: str = ""
    starts_at: datetime | None = None


async def hosts(council: Council, day: date, quarters: int = 4) -> list[Hosting]:
    """The hosts from a day's quarter on; empty while nothing rotates."""
    if council.rotates_from is None:
        return []
    benches = {bench.id: bench for bench in await Bench.filter(council_id=council.id).order_by("position")}
    members = [Member(one.id, one.joined_on, one.left_on) for one in benches.values()]
    swaps = {
        swap.quarter: (swap.bench_id, swap.reason) for swap in await HostSwap.filter(council_id=council.id)
    }
    turns: list[Turn] = rules.schedule(members, council.rotates_from, swaps, day, quarters)
    return [Hosting(one.quarter, benches[one.member], one.reason) for one in turns]


async def host(council_id: int, day: date) -> Bench | None:
    """Which body is host on a day; None while nothing rotates. Raises NotFound."""
    found = await hosts(await councils.council(council_id), day, 1)
    return found[0].bench if found else None


async def presiding(term_id: int, day: date) -> Seat | None:
    """Who presides on a day: the chair of the body that is host, else the only chair there is."""
    term = await councils.term(term_id)
    chairs = [seat for seat in await councils.seats(term_id, day) if seat.role is SeatRole.CHAIR]
    hosting = await host(term.council_id, day)
    if hosting is None:
        return chairs[0] if len(chairs) == 1 else None
    return next((seat for seat in chairs if seat.bench_id == hosting.id), None)


async def of_place(path: str, now: datetime) -> list[Joint]:
    """The joint councils to which a place, or one below it, belongs as a member body, each with what it has announced."""
    found = await rows(
        "SELECT DISTINCT c.id FROM council c JOIN bench b ON b.council_id = c.id JOIN place p ON p.id = b.place_id "
        "WHERE b.left_on IS NULL AND p.path LIKE ? ORDER BY c.id",
        f"{path}%",
    )
    return [await _joint(row["id"], now) for row in found]


async def _joint(council_id: int, now: datetime) -> Joint:
    council, day = await councils.council(council_id), clock.local(now).date()
    hosting = await hosts(council, day, 1)
    bodies = await councils.bodies(council_id, day)
    coming = await rows(
        "SELECT s.id, s.title, s.starts_at FROM session s JOIN term t ON t.id = s.term_id WHERE t.council_id = ? "
        "AND s.announced_at IS NOT NULL AND s.cancelled_at IS NULL AND s.starts_at >= ? ORDER BY s.starts_at LIMIT 1",
        council_id,
        now,
    )
    host = hosting[0].bench.name if hosting else ""
    if not coming:
        return Joint(council_id, council.name, len(bodies), host)
    row = coming[0]
    return Joint(
        council_id, council.name, len(bodies), host, row["id"], row["title"], moment(row["starts_at"])
    )
