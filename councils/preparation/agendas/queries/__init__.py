"""Reading agendas, and what could come onto one."""

from councils.preparation.agendas.queries.agendas import (
    Draft,
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
