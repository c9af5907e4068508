"""Reading what is published about a vote, by matter: the papers, the record, the program, the bundle."""

from votes.publication.queries.bulletin import Line, Shown, bulletin, find_receipt, found_in, lines
from votes.publication.queries.bundle import bundle
from votes.publication.queries.checking import first_faults
from votes.publication.queries.program import program
from votes.publication.queries.record import (
    Contested,
    Signed,
    ballot_of,
    contests,
    is_entitled,
    last_run,
    matter_of,
    one_contest,
    reruns,
    round_of,
    runs,
    signatures,
    signers,
    source_of,
    waiting_contests,
    winners,
)
from votes.publication.queries.tables import papers_csv, papers_json

__all__ = [
    "Contested",
    "Line",
    "Shown",
    "Signed",
    "ballot_of",
    "bulletin",
    "bundle",
    "contests",
    "find_receipt",
    "first_faults",
    "found_in",
    "is_entitled",
    "last_run",
    "lines",
    "matter_of",
    "one_contest",
    "papers_csv",
    "papers_json",
    "program",
    "reruns",
    "round_of",
    "runs",
    "signatures",
    "signers",
    "source_of",
    "waiting_contests",
    "winners",
]
