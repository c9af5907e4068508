"""Working everything out again: plain rows in, the first thing that does not fit out."""

from councils.verification.rules.faults import (
    action_fault,
    chain_fault,
    kept_fault,
    log_fault,
    numbering_fault,
    resolution_fault,
    signature_fault,
    sum_fault,
    text_fault,
    unresolved,
)
from councils.verification.rules.files import digests, named, readable, strange
from councils.verification.rules.rows import EventRow, KeptRow, MinutesRow, ResolutionRow, SignatureRow, Sum
from councils.verification.rules.words import REASONS, WORDS, Report, What, Wrong

__all__ = [
    "REASONS",
    "WORDS",
    "EventRow",
    "KeptRow",
    "MinutesRow",
    "Report",
    "ResolutionRow",
    "SignatureRow",
    "Sum",
    "What",
    "Wrong",
    "action_fault",
    "chain_fault",
    "digests",
    "kept_fault",
    "log_fault",
    "named",
    "numbering_fault",
    "readable",
    "resolution_fault",
    "signature_fault",
    "strange",
    "sum_fault",
    "text_fault",
    "unresolved",
]
