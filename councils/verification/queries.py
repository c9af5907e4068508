"""Reading what is checked, as it is stored: own SQL, because nothing may be repaired or interpreted on the way."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from civic.audit.models import Entry
from civic.kit import clock
from civic.kit.chain import GENESIS, digest, file_digest
from civic.kit.db import day, moment, rows
from civic.notices.rules import shown_digest
from councils.verification.rules import EventRow, KeptRow, MinutesRow, ResolutionRow, SignatureRow, Sum, What

BOOKS = "books"


def _json(value: Any) -> dict[str, Any]:
    """SQLite gives JSON back as text. What is no longer an object reads as an empty one, and then fits no digest."""
    try:
        read = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        read = None
    return read if isinstance(read, dict) else {}


def _moment(value: Any) -> str:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return str(at.astimezone(UTC).isoformat(timespec="microseconds"))


async def logs() -> AsyncIterator[tuple[int, list[EventRow]]]:
    """Every session with its log, one at a time."""
    for row in await rows("SELECT DISTINCT session_id FROM session_event ORDER BY session_id"):
        yield row["session_id"], await log(row["session_id"])


async def log(session_id: int) -> list[EventRow]:
    """One session's log."""
    found = await rows(
        "SELECT seq, kind, payload, actor_id, at, previous, digest FROM session_event WHERE session_id = ? ORDER BY seq",
        session_id,
    )
    return [EventRow(**row | {"payload": _json(row["payload"])}) for row in found]


async def minutes(council_id: int | None = None, minutes_id: int | None = None) -> list[MinutesRow]:
    """All minutes, those of a council, or one; in the order of their numbers, drafts last."""
    where, values = "", list[int]()
    if council_id is not None:
        where, values = "WHERE m.council_id = ?", [council_id]
    if minutes_id is not None:
        where, values = "WHERE m.id = ?", [minutes_id]
    found = await rows(
        "SELECT m.id, m.session_id, m.state, m.document, m.document_digest, m.log_seq, m.log_digest, m.number, "
        "m.previous_digest, m.digest, m.notes, m.version, o.number AS corrects_number, o.digest AS corrects_digest "
        f"FROM minutes m LEFT JOIN minutes o ON o.id = m.corrects_id {where} ORDER BY m.number IS NULL, m.number, m.id",
        *values,
    )
    signed: dict[int, list[SignatureRow]] = {}
    for row in await rows(
        "SELECT id, minutes_id, person_id, role, signed_at, document_digest FROM signature ORDER BY signed_at, id"
    ):
        made = SignatureRow(
            row["id"], row["person_id"], row["role"], _moment(row["signed_at"]), row["document_digest"]
        )
        signed.setdefault(row["minutes_id"], []).append(made)
    return [
        MinutesRow(
            **{name: value for name, value in row.items() if name != "state"}
            | {"document": _json(row["document"]), "notes": _json(row["notes"])},
            published=row["state"] == "published",
            signatures=tuple(signed.get(row["id"], ())),
        )
        for row in found
    ]


async def councils() -> list[int]:
    """Every council that has minutes."""
    return [row["council_id"] for row in await rows("SELECT DISTINCT council_id FROM minutes ORDER BY 1")]


async def resolutions() -> list[ResolutionRow]:
    """All resolutions in the order of their numbers."""
    found = await rows(
        "SELECT r.id, r.term_id, r.number, r.minutes_id, o.number AS motion, r.text, r.text_digest, r.verdict "
        "FROM resolution r JOIN motion o ON o.id = r.motion_id ORDER BY r.term_id, r.number"
    )
    actions = await _actions()
    return [
        ResolutionRow(**row | {"verdict": _json(row["verdict"])}, actions=tuple(actions.get(row["id"], ())))
        for row in found
    ]


async def _actions() -> dict[int, list[tuple[str, str, str, str]]]:
    """What has to be done after each resolution, in order."""
    made: dict[int, list[tuple[str, str, str, str]]] = {}
    for row in await rows(
        "SELECT resolution_id, content, owner, due_on, source FROM action_item ORDER BY resolution_id, position"
    ):
        line = (row["content"], row["owner"], day(row["due_on"]).isoformat(), row["source"])
        made.setdefault(row["resolution_id"], []).append(line)
    return made


async def entries() -> int:
    """How long the audit log is."""
    return await Entry.all().count()


_SUMS: tuple[tuple[What, str, bool, str], ...] = (
    (
        What.DECISION,
        "motion",
        False,
        "SELECT d.id, d.amount_fen AS total, COALESCE(o.amount_fen, 0) AS most FROM funding_decision d "
        "JOIN resolution r ON r.id = d.resolution_id JOIN motion o ON o.id = r.motion_id ORDER BY d.id",
    ),
    (
        What.DECISION,
        "fund",
        False,
        "SELECT f.id, SUM(d.amount_fen) AS total, f.amount_fen AS most FROM fund f "
        "JOIN funding_decision d ON d.fund_id = f.id GROUP BY f.id, f.amount_fen ORDER BY f.id",
    ),
    (
        What.DECISION,
        "round",
        False,
        "SELECT f.id, SUM(d.amount_fen) AS total, f.budget_fen AS most FROM funding_round f "
        "JOIN funding_decision d ON d.round_id = f.id GROUP BY f.id, f.budget_fen ORDER BY f.id",
    ),
    (
        What.PAYMENT,
        "ceiling",
        False,
        "SELECT k.id, k.price_fen AS total, CASE WHEN c.ceiling_fen < d.amount_fen THEN c.ceiling_fen "
        "ELSE d.amount_fen END AS most FROM contract k JOIN bid b ON b.id = k.bid_id "
        "JOIN call_for_bids c ON c.id = b.call_id JOIN funding_decision d ON d.id = c.decision_id ORDER BY k.id",
    ),
    (
        What.PAYMENT,
        "price",
        True,
        "SELECT k.id, SUM(m.share_fen) AS total, k.price_fen AS most FROM contract k "
        "JOIN milestone m ON m.contract_id = k.id GROUP BY k.id, k.price_fen ORDER BY k.id",
    ),
    (
        What.PAYMENT,
        "accepted",
        False,
        "SELECT m.id, 1 AS total, (SELECT COUNT(*) FROM acceptance a WHERE a.milestone_id = m.id) AS most "
        "FROM milestone m WHERE EXISTS (SELECT 1 FROM disbursement x WHERE x.milestone_id = m.id) ORDER BY m.id",
    ),
    (
        What.PAYMENT,
        "paid",
        False,
        "SELECT m.id, SUM(x.amount_fen) AS total, m.share_fen AS most FROM milestone m "
        "JOIN disbursement x ON x.milestone_id = m.id GROUP BY m.id, m.share_fen ORDER BY m.id",
    ),
    (
        # an imported file has papers and no turnout of ours; a vote that was broken off may lack papers cast on paper
        What.BALLOT,
        "papers",
        True,
        "SELECT b.id, (SELECT COUNT(*) FROM paper p WHERE p.ballot_id = b.id) AS total, "
        "(SELECT COUNT(*) FROM turnout t WHERE t.ballot_id = b.id) AS most FROM ballot b "
        "WHERE b.closed_at IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM funding_round f WHERE f.ballot_id = b.id AND f.source_digest IS NOT NULL) ORDER BY b.id",
    ),
)


async def sums() -> list[Sum]:
    """Every sum along the money trail, and papers against turnout."""
    return [
        Sum(what, str(row["id"]), why, int(row["total"]), int(row["most"]), exact)
        for what, why, exact, sql in _SUMS
        for row in await rows(sql)
    ]


async def counts() -> dict[What, int]:
    """How many decisions, payments and closed ballots there are."""
    found = await rows(
        "SELECT (SELECT COUNT(*) FROM funding_decision) AS decision, (SELECT COUNT(*) FROM disbursement) AS payment, "
        "(SELECT COUNT(*) FROM ballot WHERE closed_at IS NOT NULL) AS ballot"
    )
    return {What(name): int(number) for name, number in found[0].items()}


# files with the digest they were taken in with; a photograph's bytes are its picture's
_FILES = {
    "enclosure": "SELECT f.digest, COALESCE(f.data, p.data) AS data FROM enclosure f "
    "LEFT JOIN picture p ON p.id = f.picture_id WHERE f.id = ?",
    "supplement": "SELECT f.digest, COALESCE(f.data, p.data) AS data FROM supplement f "
    "LEFT JOIN picture p ON p.id = f.picture_id WHERE f.id = ? AND f.struck_at IS NULL",
    "agreement": "SELECT f.file_digest AS digest, f.file AS data FROM agreement f WHERE f.id = ? AND f.file IS NOT NULL",
}


async def kept() -> AsyncIterator[KeptRow]:
    """Every notice, proof, review and file that is kept with its digest; files one at a time."""
    for row in await rows("SELECT id, title, body, days, day_kind, ends_at, digest FROM notice ORDER BY id"):
        last = clock.local(moment(row["ends_at"])).date() - timedelta(days=1)
        again = shown_digest(row["title"], row["body"], row["days"], row["day_kind"], last)
        yield KeptRow(f"notice {row['id']}", row["digest"], again)
    for table in ("publicity_proof", "action_review"):
        for row in await rows(f"SELECT id, document, digest FROM {table} ORDER BY id"):
            yield KeptRow(f"{table} {row['id']}", row["digest"], digest(GENESIS, _json(row["document"])))
    for table, sql in _FILES.items():
        for named in await rows(f"SELECT id FROM {table} ORDER BY id"):
            for row in await rows(sql, named["id"]):
                yield KeptRow(f"{table} {named['id']}", row["digest"], file_digest(bytes(row["data"] or b"")))


async def last_run() -> Entry | None:
    """The last time the books were checked as a whole."""
    return await Entry.filter(ref_kind=BOOKS).order_by("-seq").first()


async def bearers(digest: str) -> Sequence[dict[str, Any]]:
    """What carries this digest: minutes (signed text or place in the chain), a resolution's text, an event of a log."""
    return await rows(
        "SELECT 'minutes' AS what, id, session_id, 0 AS seq FROM minutes WHERE document_digest = ? OR digest = ? "
        "UNION ALL SELECT 'resolution', id, 0, 0 FROM resolution WHERE text_digest = ? "
        "UNION ALL SELECT 'event', id, session_id, seq FROM session_event WHERE digest = ?",
        digest,
        digest,
        digest,
        digest,
    )
