"""A sheet of blocks and the two ways to put it on paper, and a poster. Values in, bytes out."""

from civic.documents.rules.pdf import pdf, poster_pdf
from civic.documents.rules.poster import MORE, Poster
from civic.documents.rules.seal import Seal, differing, seal_at, sealed, seals_in
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
    "MORE",
    "Block",
    "Facts",
    "Heading",
    "Mark",
    "Paragraph",
    "People",
    "Poster",
    "Seal",
    "Sheet",
    "Signed",
    "Table",
    "differing",
    "docx",
    "pdf",
    "poster_pdf",
    "seal_at",
    "sealed",
    "seals_in",
]
