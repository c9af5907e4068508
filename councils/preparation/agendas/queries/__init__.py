"""Reading agendas, and what could come onto one."""

from councils.preparation.agendas.queries.agendas import (
    Draft,
    Written,
    changes_of,
    draft,
    drafts,
    enclosure,
    enclosures_of,
    handed_in,
    last_venue,
    one,
    one_entry,
    published,
    sensitive_of,
    title,
)
from councils.preparation.agendas.queries.disputes import TakenUp, takes_up, workorder_of
from councils.preparation.agendas.queries.sources import Source, sources

__all__ = [
    "Draft",
    "Source",
    "TakenUp",
    "Written",
    "changes_of",
    "draft",
    "drafts",
    "enclosure",
    "enclosures_of",
    "handed_in",
    "last_venue",
    "one",
    "one_entry",
    "published",
    "sensitive_of",
    "sources",
    "takes_up",
    "title",
    "workorder_of",
]
