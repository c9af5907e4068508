"""From the one document of a session to everything people download. Pure: the same minutes give the same bytes."""

from councils.documents.rules.archive import akoma_ntoso
from councils.documents.rules.reading import Issue, Reading, full_record, gist
from councils.documents.rules.votes import votes_csv

__all__ = ["Issue", "Reading", "akoma_ntoso", "full_record", "gist", "votes_csv"]
