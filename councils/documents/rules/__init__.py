"""From the one document of a session to everything people download. Pure: the same minutes give the same bytes."""

from councils.documents.rules.archive import akoma_ntoso
from councils.documents.rules.reading import Issue, Reading, facts, full_record, gist, happened
from councils.documents.rules.votes import votes_csv

__all__ = ["Issue", "Reading", "akoma_ntoso", "facts", "full_record", "gist", "happened", "votes_csv"]
