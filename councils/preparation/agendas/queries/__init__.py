"""Reading agendas, and what could come onto one."""

from councils.preparation.agendas.queries.agendas import (
    Draft,
    Elsewhere,
    Written,
    draft,
    drafts,
    enclosure,
    enclosures_of,
    handed_in,
    one,
    one_entry,
    published,
    sensitive_of,
)
from councils.preparation.agendas.queries.sources import Source, sources

__all__ = [
    "Draft",
    "Elsewhere",
    "Source",
    "Written",
    "draft",
    "drafts",
    "enclosure",
    "enclosures_of",
    "handed_in",
    "one",
    "one_entry",
    "published",
    "sensitive_of",
    "sources",
]
