"""From the one document of a session to everything people download. Pure: the same minutes give the same bytes."""

from councils.documents.rules.archive import akoma_ntoso
from councils.documents.rules.excerpt import ItemResult, excerpt, item_blocks, item_of, result_of
from councils.documents.rules.reading import Issue, Reading, facts, full_record, gist, happened
from councils.documents.rules.votes import votes_csv

__all__ = [
    "Issue",
    "ItemResult",
    "Reading",
    "akoma_ntoso",
    "excerpt",
    "facts",
    "full_record",
    "gist",
    "happened",
    "item_blocks",
    "item_of",
    "result_of",
    "votes_csv",
]
