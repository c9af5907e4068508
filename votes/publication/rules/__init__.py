"""When a count is signed, contested and recounted, when a ballot is void, and how papers are written for others."""

from votes.publication.rules.contests import (
    CONTEST_DAYS,
    Outcome,
    check_answer,
    check_contest,
    check_rerun,
    check_voiding,
    contested_until,
    dates_again,
    may_answer,
    may_contest,
    may_void,
)
from votes.publication.rules.documents import README, counted_document
from votes.publication.rules.papers import Said, is_published, said
from votes.publication.rules.signing import TELLERS, check_signing, role_of

__all__ = [
    "CONTEST_DAYS",
    "README",
    "TELLERS",
    "Outcome",
    "Said",
    "check_answer",
    "check_contest",
    "check_rerun",
    "check_signing",
    "check_voiding",
    "contested_until",
    "counted_document",
    "dates_again",
    "is_published",
    "may_answer",
    "may_contest",
    "may_void",
    "role_of",
    "said",
]
