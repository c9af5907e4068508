"""Minutes on paper: what stands around them, and every form in which they are given out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from civic.documents.rules import Seal, Sheet, sealed
from civic.kit.chain import canonical_json
from civic.web.i18n import translate
from civic.web.papers import LANGS, Copy
from civic.web.qr import printed
from councils.documents.rules import Issue, akoma_ntoso, excerpt, full_record, gist, minutes_parts, votes_csv
from councils.minutes import queries as minutes
from councils.minutes.rules import MEMBER, MinutesDocument, masked, published, read

KIND = "minutes"
READINGS: Mapping[str, Callable[[MinutesDocument, Issue, str], Sheet]] = {
    "minutes": gist,
    "record": full_record,
}


def issue_of(found: minutes.Shown, address_of: Callable[[str, Seal], str]) -> Issue:
    """What stands around a document on paper. address_of: where its digest and its seal are checked."""
    row = found.row
    signed = tuple((each.role.value, each.person.display_name, each.signed_at) for each in found.signatures)
    bare = Issue(row.number, row.published_at, signed, row.document_digest, "", reason=row.correction_reason)
    seal = sealed(KIND, row.id, parts_of(found, bare))
    address = address_of(row.document_digest, seal)
    return replace(bare, address=address, qr=printed(address), seal=seal.in_file)


def parts_of(found: minutes.Shown, issue: Issue) -> dict[str, Any]:
    """What the signed text says, part by part, whoever reads it."""
    return minutes_parts(read(found.row.document), issue)


def copies(found: minutes.Shown, issue: Issue, archived_at: str) -> Iterator[Copy]:
    """Everything given out about these minutes, in full and with names hidden: data first, then readings, then excerpts."""
    yield canonical_json(found.row.document)
    signed = read(found.row.document)
    yield canonical_json(published(masked(signed, listed=found.listed), issue.digest))
    for document in _readings(found, "zh"):
        yield votes_csv(document)
        yield akoma_ntoso(document, issue, archived_at)
    for lang in LANGS:
        for document in _readings(found, lang):
            yield from (reading(document, issue, lang) for reading in READINGS.values())
    for lang in LANGS:
        for document in _readings(found, lang):
            yield from (excerpt(document, issue, item.number, lang) for item in document.agenda)


def _readings(found: minutes.Shown, lang: str) -> tuple[MinutesDocument, ...]:
    signed = read(found.row.document)
    hidden = masked(signed, translate(MEMBER, lang), found.listed).document
    return (signed,) if hidden == signed else (hidden, signed)
