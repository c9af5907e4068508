"""The law of minutes: what they contain, how they are composed from a log, reviewed, signed and corrected."""

from councils.minutes.rules.composing import Heading, compose
from councils.minutes.rules.correcting import need_correcting
from councils.minutes.rules.document import MinutesDocument, plain, read
from councils.minutes.rules.masking import NOBODY, Masked, masked, published
from councils.minutes.rules.notes import (
    Corrected,
    Notes,
    Remark,
    plain_notes,
    read_notes,
    seen,
    with_prose,
    with_task,
    without_task,
)
from councils.minutes.rules.paragraphs import drift, paragraphs
from councils.minutes.rules.parts import Task
from councils.minutes.rules.review import (
    Review,
    need_answering,
    need_objecting,
    need_reviewed,
    review_until,
    was_there,
)
from councils.minutes.rules.signing import (
    REQUIRED,
    Proof,
    SignerRole,
    State,
    Where,
    chained,
    may_draft,
    may_read,
    may_sign,
    missing,
    need_fresh,
    need_ready,
    need_signer,
    turn_of,
)
from councils.sessions.rules.naming import MEMBER

__all__ = [
    "MEMBER",
    "NOBODY",
    "REQUIRED",
    "Corrected",
    "Heading",
    "Masked",
    "MinutesDocument",
    "Notes",
    "Proof",
    "Remark",
    "Review",
    "SignerRole",
    "State",
    "Task",
    "Where",
    "chained",
    "compose",
    "drift",
    "masked",
    "may_draft",
    "may_read",
    "may_sign",
    "missing",
    "need_answering",
    "need_correcting",
    "need_fresh",
    "need_objecting",
    "need_ready",
    "need_reviewed",
    "need_signer",
    "paragraphs",
    "plain",
    "plain_notes",
    "published",
    "read",
    "read_notes",
    "review_until",
    "seen",
    "turn_of",
    "was_there",
    "with_prose",
    "with_task",
    "without_task",
]
