"""Working everything out again: plain rows in, the first thing that does not fit out."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from civic.kit.chain import GENESIS, digest
from civic.kit.errors import N_
from councils.minutes.rules import (
    Corrected,
    Heading,
    SignerRole,
    chained,
    compose,
    document_digest,
    plain,
    read_notes,
)
from councils.minutes.rules.document import binds
from councils.sessions.rules import Event, fact_of


class What(StrEnum):
    """What is checked."""

    ENTRY = "entry"
    EVENT = "event"
    MINUTES = "minutes"
    SIGNATURE = "signature"
    RESOLUTION = "resolution"
    DECISION = "decision"
    PAYMENT = "payment"
    BALLOT = "ballot"

    @property
    def words(self) -> str:
        """In Chinese, marked for translation."""
        return WORDS[self]


WORDS = {
    What.ENTRY: N_("操作记录"),
    What.EVENT: N_("会议日志"),
    What.MINUTES: N_("会议纪要"),
    What.SIGNATURE: N_("签字记录"),
    What.RESOLUTION: N_("决议"),
    What.DECISION: N_("资金决定"),
    What.PAYMENT: N_("合同和付款"),
    What.BALLOT: N_("投票箱"),
}
# why something is wrong, by code
REASONS = {
    "gap": N_("编号不连续，中间少了或多了。"),
    "chain": N_("和前一条接不上。"),
    "content": N_("内容和指纹对不上，有人改过。"),
    "unreadable": N_("内容已经读不出来。"),
    "log": N_("和会议日志重新生成的不一样。"),
    "signature": N_("签的不是这份全文，或者签字的人不对。"),
    "unsigned": N_("缺少记录人或主持人的签字。"),
    "text": N_("和签发的会议纪要里的动议不一样。"),
    "without": N_("纪要里通过的动议没有对应的决议。"),
    "fund": N_("从这笔资金安排的钱超过了它的总额。"),
    "round": N_("给这一轮入选项目的钱超过了本轮预算。"),
    "motion": N_("安排的钱超过了决议写的金额。"),
    "ceiling": N_("合同价超过了征集的上限或资金决定。"),
    "price": N_("各阶段的金额加起来不等于合同价。"),
    "paid": N_("付的钱超过了这一阶段应付的。"),
    "accepted": N_("没有验收就付了钱。"),
    "papers": N_("票数和投票人数不一样。"),
    "root": N_("箱里的票和截止时公布的总指纹对不上。"),
    "fixed": N_("题目、规则或名册和开始投票时记下的不一样。"),
    "tellers": N_("结果没有两位计票人的签字，或者签的不是这个结果。"),
    "sortition": N_("从名册抽签，照公布的办法重抽一遍，和公布的不一样。"),
    "recount": N_("重新数出来的和公布的结果不一样。"),
}


@dataclass(frozen=True)
class Wrong:
    """One thing that does not fit. which: its name for people, such as ``4 · 17`` (session 4, event 17)."""

    what: What
    which: str
    why: str


@dataclass(frozen=True)
class Report:
    """What was looked at, how many of each, and what was wrong (the first of each kind)."""

    counted: dict[What, int]
    wrong: tuple[Wrong, ...]

    @property
    def agrees(self) -> bool:
        """Whether the books agree."""
        return not self.wrong


@dataclass(frozen=True)
class EventRow:
    """One row of a session's log as stored."""

    seq: int
    kind: str
    payload: dict[str, Any]
    actor_id: int | None
    at: str
    previous: str
    digest: str


@dataclass(frozen=True)
class SignatureRow:
    """One signature as stored; signed_at is ISO text in UTC with microseconds."""

    id: int
    person_id: int
    role: str
    signed_at: str
    document_digest: str

    def as_chained(self) -> dict[str, Any]:
        """As it goes into the digest of published minutes."""
        return {
            "person": self.person_id,
            "role": self.role,
            "signed_at": self.signed_at,
            "document_digest": self.document_digest,
        }


@dataclass(frozen=True)
class MinutesRow:
    """One minutes as stored."""

    id: int
    session_id: int
    published: bool
    document: dict[str, Any]
    document_digest: str
    log_seq: int
    log_digest: str
    notes: dict[str, Any]
    version: int
    corrects_number: int | None
    corrects_digest: str | None
    number: int | None
    previous_digest: str | None
    digest: str | None
    signatures: tuple[SignatureRow, ...]

    @property
    def heading(self) -> Heading:
        """What the log cannot say of itself, from the columns beside the document."""
        old = self.corrects_digest
        corrects = None if old is None else Corrected(self.corrects_number or 0, old)
        return Heading(self.session_id, self.log_digest, self.version, corrects)


@dataclass(frozen=True)
class ResolutionRow:
    """One resolution as stored, with the number of its motion in the session."""

    id: int
    term_id: int
    number: int
    minutes_id: int
    motion: int
    text: str
    text_digest: str
    verdict: dict[str, Any]


@dataclass(frozen=True)
class Sum:
    """A sum that must not pass a limit (or must equal it: exact), in fen or papers."""

    what: What
    which: str
    why: str
    total: int
    limit: int
    exact: bool = False

    @property
    def fits(self) -> bool:
        """Whether it does."""
        return self.total == self.limit if self.exact else self.total <= self.limit


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
    signers = {role.value: _person(row.document, role.value) for role in SignerRole}
    for signature in row.signatures:
        which = f"{row.id} · {signature.id}"
        if (
            signature.document_digest != row.document_digest
            or signers.get(signature.role) != signature.person_id
        ):
            return Wrong(What.SIGNATURE, which, "signature")
    if row.published and {signature.role for signature in row.signatures} != set(signers):
        return Wrong(What.SIGNATURE, str(row.id), "unsigned")
    return None


def _person(document: dict[str, Any], office: str) -> int | None:
    named = document.get(office)
    return named.get("id") if isinstance(named, dict) else None


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
    if hashlib.sha256(row.text.encode()).hexdigest() != row.text_digest:
        return Wrong(What.RESOLUTION, which, "content")
    motion = _adopted(documents.get(row.minutes_id, {})).get(row.motion)
    if motion is None or motion["text"] != row.text or motion["text_digest"] != row.text_digest:
        return Wrong(What.RESOLUTION, which, "text")
    tallies = [vote["tally"] for vote in motion["votes"] if vote["tally"]]
    return None if row.verdict in tallies else Wrong(What.RESOLUTION, which, "text")


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


def sum_fault(sums: Iterable[Sum]) -> Wrong | None:
    """The first sum that does not fit."""
    return next((Wrong(one.what, one.which, one.why) for one in sums if not one.fits), None)
