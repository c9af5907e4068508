"""What is in dispute and could come onto an agenda, and the session that takes up a work order."""

from dataclasses import dataclass
from datetime import datetime

from civic.kit.db import moment, rows
from civic.kit.errors import N_
from councils.preparation.agendas.rules.entries import WORKORDER
from councils.workorders import queries as workorders

# A work order comes up again when the session that had it is over and no resolution about it waits for its minutes to be
# signed; what is in dispute otherwise comes up once.
ANEW = (
    f"(e.ref_kind = '{WORKORDER}' AND EXISTS (SELECT 1 FROM session_event x WHERE x.session_id = s.id AND x.kind = 'adjourned') "
    "AND NOT EXISTS (SELECT 1 FROM motion m WHERE m.item_id = e.item_id AND m.state = 'adopted' "
    "AND m.kind IN ('main', 'rescind') AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.motion_id = m.id)))"
)


@dataclass(frozen=True)
class Disputed:
    """Something in dispute. why: how it comes here, marked for translation."""

    ref_kind: str
    id: int
    title: str
    why: str


@dataclass(frozen=True)
class TakenUp:
    """The session that has a work order on its agenda."""

    session_id: int
    council: str
    title: str
    starts_at: datetime


async def disputed(place_id: int) -> list[Disputed]:
    """Work orders in dispute, notices with an objection that was upheld, ballots whose count is contested and not yet
    answered."""
    upheld = await rows(
        "SELECT n.id, n.title FROM notice n WHERE n.place_id = ? AND EXISTS "
        "(SELECT 1 FROM objection o WHERE o.notice_id = n.id AND o.upheld) ORDER BY n.id DESC LIMIT 20",
        place_id,
    )
    contested = await rows(
        "SELECT b.id, b.title FROM ballot b WHERE b.place_id = ? AND EXISTS "
        "(SELECT 1 FROM contest c WHERE c.ballot_id = b.id AND c.outcome IS NULL) ORDER BY b.id DESC LIMIT 20",
        place_id,
    )
    orders = await workorders.disputes(place_id)
    return [
        *(Disputed(WORKORDER, one.id, one.title, N_("工单有争议")) for one in orders),
        *(Disputed("notice", row["id"], row["title"], N_("公示的异议成立")) for row in upheld),
        *(Disputed("ballot", row["id"], row["title"], N_("计票有异议，还没答复")) for row in contested),
    ]


async def workorder_of(item_id: int) -> int | None:
    """The work order an item of a session is about; None when it is about something else."""
    found = await rows(
        "SELECT ref_id FROM agenda_entry WHERE item_id = ? AND ref_kind = ?", item_id, WORKORDER
    )
    return found[0]["ref_id"] if found else None


async def takes_up(order_id: int) -> list[TakenUp]:
    """The sessions that have, or had, a work order on their agenda, the newest first; those called off apart."""
    found = await rows(
        "SELECT s.id AS session_id, s.title, s.starts_at, c.name AS council FROM agenda_entry e "
        "JOIN agenda a ON a.id = e.agenda_id JOIN session s ON s.id = a.session_id "
        "JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
        "WHERE e.ref_kind = ? AND e.ref_id = ? AND e.item_id IS NOT NULL AND s.cancelled_at IS NULL ORDER BY s.id DESC",
        WORKORDER,
        order_id,
    )
    return [TakenUp(**row | {"starts_at": moment(row["starts_at"])}) for row in found]
