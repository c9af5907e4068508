"""From the one document of a session to everything people download. Pure: the same minutes give the same bytes."""

from councils.documents.rules.archive import akoma_ntoso
from councils.documents.rules.boards import Called, called_parts, list_parts, session_poster, sign_in_list
from councils.documents.rules.excerpt import ItemResult, excerpt, item_blocks, item_of, result_of
from councils.documents.rules.reading import Issue, Reading, facts, full_record, gist, happened, minutes_parts
from councils.documents.rules.report import Report, report_blocks, report_parts, report_sheet
from councils.documents.rules.votes import votes_csv

__all__ = [
    "Called",
    "Issue",
    "ItemResult",
    "Reading",
    "Report",
    "akoma_ntoso",
    "called_parts",
    "excerpt",
    "facts",
    "full_record",
    "gist",
    "happened",
    "item_blocks",
    "item_of",
    "list_parts",
    "minutes_parts",
    "report_blocks",
    "report_parts",
    "report_sheet",
    "result_of",
    "session_poster",
    "sign_in_list",
    "votes_csv",
]
