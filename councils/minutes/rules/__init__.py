"""The law of minutes: what they contain, how they are composed from a log, and who signs in which order."""

from councils.minutes.rules.composing import Heading, compose
from councils.minutes.rules.document import MinutesDocument, plain, read
from councils.minutes.rules.signing import (
    REQUIRED,
    Proof,
    SignerRole,
    State,
    Where,
    chained,
    document_digest,
    may_draft,
    may_read,
    may_sign,
    missing,
    need_fresh,
    need_ready,
    need_signer,
    turn_of,
)

__all__ = [
    "REQUIRED",
    "Heading",
    "MinutesDocument",
    "Proof",
    "SignerRole",
    "State",
    "Where",
    "chained",
    "compose",
    "document_digest",
    "may_draft",
    "may_read",
    "may_sign",
    "missing",
    "need_fresh",
    "need_ready",
    "need_signer",
    "plain",
    "read",
    "turn_of",
]
