"""A sheet of blocks and the two ways to put it on paper, and a poster. Values in, bytes out."""

from civic.documents.rules.pdf import pdf, poster_pdf
from civic.documents.rules.poster import Poster
from civic.documents.rules.sheet import (
    Block,
    Facts,
    Heading,
    Mark,
    Paragraph,
    People,
    Sheet,
    Signed,
    Table,
)
from civic.documents.rules.word import docx

__all__ = [
    "Block",
    "Facts",
    "Heading",
    "Mark",
    "Paragraph",
    "People",
    "Poster",
    "Sheet",
    "Signed",
    "Table",
    "docx",
    "pdf",
    "poster_pdf",
]
