"""Working everything out again, and naming what does not fit."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from civic.kit.chain import GENESIS, digest, document_digest, text_digest
from councils.minutes.rules import (
    SignerRole,
    chained,
    compose,
    plain,
    read_notes,
)
from councils.minutes.rules.document import binds
from councils.sessions.rules import Event, fact_of
from councils.verification.rules.rows import EventRow, KeptRow, MinutesRow, ResolutionRow, Sum
from councils.verification.rules.words import What, Wrong


def log_fault(session_id: int, log: Sequence[EventRow]) -> Wrong | None:
    """A session's log: gap-free, each row over the one before."""
    previous = GENESIS
    for expected, row in enumerate(log, 1):
        which = f"{session_id} · {row.seq}"
        if row.seq != expected:
            return Wrong(What.EVENT, f"{session_id} · {expected}", "gap")
        if row.previous != previous:
            return Wrong(What.EVENT, which, "chain")
        stored = {
            "session": session_id,
            "seq": row.seq,
            "kind": row.kind,
            "payload": row.payload,
            "actor_id": row.actor_id,
            "at": row.at,
        }
        if row.digest != digest(previous, stored):
            return Wrong(What.EVENT, which, "content")
        previous = row.digest
    return None


def text_fault(row: MinutesRow, log: Sequence[EventRow]) -> Wrong | None:
    """The stored document: over its own digest, and once more composed from the log as far as it was read."""
    which = str(row.id)
    if document_digest(row.document) != row.document_digest:
        return Wrong(What.MINUTES, which, "content")
    read = [event for event in log if event.seq <= row.log_seq]
    if not read or read[-1].seq != row.log_seq or read[-1].digest != row.log_digest:
        return Wrong(What.MINUTES, which, "log")
    try:
        events = [_event(event) for event in read]
        notes = read_notes(row.notes)
        again = plain(compose(row.heading, events, row.document["form"], notes))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return Wrong(What.MINUTES, which, "unreadable")
    return None if again == row.document else Wrong(What.MINUTES, which, "log")


def _event(row: EventRow) -> Event:
    return Event(row.seq, datetime.fromisoformat(row.at), None, fact_of(row.kind, row.payload))


def signature_fault(row: MinutesRow) -> Wrong | None:
    """Each signature: by who recorded or presided, under this text; both of them once published."""
    signers = {role.value: _signers(row.document, role.value) for role in SignerRole}
    for signature in row.signatures:
        which = f"{row.id} · {signature.id}"
        if signature.document_digest != row.document_digest or signature.person_id not in signers.get(
            signature.role, ()
        ):
            return Wrong(What.SIGNATURE, which, "signature")
    if row.published and {signature.role for signature in row.signatures} != set(signers):
        return Wrong(What.SIGNATURE, str(row.id), "unsigned")
    return None


def _signers(document: dict[str, Any], office: str) -> set[int]:
    """Who may have signed in this office: for the chair also whoever presided when it ended."""
    turns = document.get("chairs") if office == SignerRole.CHAIR else None
    last = turns[-1].get("person") if isinstance(turns, list) and turns else None
    return {
        named["id"] for named in (document.get(office), last) if isinstance(named, dict) and "id" in named
    }


def chain_fault(published: Iterable[MinutesRow]) -> Wrong | None:
    """A council's published minutes in the order of their numbers: gap-free, each over the one before."""
    previous = GENESIS
    for expected, row in enumerate(published, 1):
        which = str(row.id)
        if row.number != expected:
            return Wrong(What.MINUTES, which, "gap")
        if row.previous_digest != previous:
            return Wrong(What.MINUTES, which, "chain")
        signatures = [signature.as_chained() for signature in row.signatures]
        if row.digest != chained(previous, expected, row.document, signatures):
            return Wrong(What.MINUTES, which, "content")
        previous = row.digest
    return None


def resolution_fault(row: ResolutionRow, documents: dict[int, dict[str, Any]]) -> Wrong | None:
    """A resolution: over its own digest, and word for word the motion in the minutes it comes from."""
    which = str(row.id)
    if text_digest(row.text) != row.text_digest:
        return Wrong(What.RESOLUTION, which, "content")
    motion = _adopted(documents.get(row.minutes_id, {})).get(row.motion)
    if motion is None or motion["text"] != row.text or motion["text_digest"] != row.text_digest:
        return Wrong(What.RESOLUTION, which, "text")
    tallies = [vote["tally"] for vote in motion["votes"] if vote["tally"]]
    return None if row.verdict in tallies else Wrong(What.RESOLUTION, which, "text")


def action_fault(row: ResolutionRow, documents: dict[int, dict[str, Any]]) -> Wrong | None:
    """What has to be done after a resolution: task for task as in the minutes it comes from."""
    motion = _adopted(documents.get(row.minutes_id, {})).get(row.motion) or {}
    tasks = [
        (task["content"], task["owner"], task["due"], task["source"]) for task in motion.get("tasks", ())
    ]
    return None if list(row.actions) == tasks else Wrong(What.RESOLUTION, str(row.id), "actions")


def numbering_fault(rows: Sequence[ResolutionRow]) -> Wrong | None:
    """Numbers within each term run from 1 without a gap."""
    seen: dict[int, int] = {}
    for row in rows:
        seen[row.term_id] = seen.get(row.term_id, 0) + 1
        if row.number != seen[row.term_id]:
            return Wrong(What.RESOLUTION, str(row.id), "gap")
    return None


def unresolved(rows: Iterable[ResolutionRow], documents: dict[int, dict[str, Any]]) -> Wrong | None:
    """Every motion adopted in published minutes has its resolution."""
    have = {(row.minutes_id, row.motion) for row in rows}
    for minutes_id, document in documents.items():
        if document.get("version", 1) > 1:
            continue  # a correction resolves nothing anew
        for number in _adopted(document):
            if (minutes_id, number) not in have:
                return Wrong(What.RESOLUTION, f"{minutes_id} · {number}", "without")
    return None


def _adopted(document: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """Motions carried, by number; none where the document is no longer of its shape (said so elsewhere)."""
    try:
        motions = [motion for item in document["agenda"] for motion in item["motions"]]
        return {
            motion["number"]: motion
            for motion in motions
            if motion["outcome"] == "adopted" and binds(motion.get("kind", "main"), motion.get("target"))
        }
    except (KeyError, TypeError):
        return {}


def kept_fault(row: KeptRow) -> Wrong | None:
    """What is kept with a digest: over that digest."""
    return None if row.again == row.digest else Wrong(What.PAPER, row.which, "content")


def sum_fault(sums: Iterable[Sum]) -> Wrong | None:
    """The first sum that does not fit."""
    return next((Wrong(one.what, one.which, one.why) for one in sums if not one.fits), None)
