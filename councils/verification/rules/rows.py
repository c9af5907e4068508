"""What is checked, as it is stored."""

from dataclasses import dataclass
from typing import Any

from councils.minutes.rules import Corrected, Heading
from councils.verification.rules.words import What


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
    """One resolution as stored, with the number of its motion in the session.

    actions: what has to be done after it: (content, owner, due as ISO date, source of money).
    """

    id: int
    term_id: int
    number: int
    minutes_id: int
    motion: int
    text: str
    text_digest: str
    verdict: dict[str, Any]
    actions: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class KeptRow:
    """Something kept with its digest beside it. which: its name for people; again: its digest worked out now."""

    which: str
    digest: str
    again: str


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
