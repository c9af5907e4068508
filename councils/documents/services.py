"""Whether a file somebody holds is one of ours, unchanged: made again from the minutes it names and compared byte by byte."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from civic.documents.rules import Sheet, docx, pdf
from civic.kit.chain import canonical_json, file_digest
from civic.kit.errors import NotFound
from civic.people.rules import Actor
from civic.web.i18n import translate
from civic.web.qr import printed
from councils.documents.rules import Issue, excerpt, full_record, gist
from councils.documents.rules.marks import claimed
from councils.minutes import queries as minutes
from councils.minutes.rules import MEMBER, MinutesDocument, masked, published, read

READINGS: Mapping[str, Callable[[MinutesDocument, Issue, str], Sheet]] = {
    "minutes": gist,
    "record": full_record,
}
_LANGS = ("zh", "en")


@dataclass(frozen=True)
class Held:
    """What a file turned out to be. minutes_id: those it names, None when it names none that the reader may see.

    same: it is byte for byte what we give out now.
    """

    digest: str
    minutes_id: int | None = None
    title: str = ""
    same: bool = False


def issue_of(found: minutes.Shown, address: str) -> Issue:
    """What stands around a document on paper. address: where its digest is checked."""
    row = found.row
    signed = tuple((each.role.value, each.person.display_name, each.signed_at) for each in found.signatures)
    return Issue(row.number, row.published_at, signed, row.document_digest, address, printed(address))


async def identify(actor: Actor, data: bytes, address_of: Callable[[str], str]) -> Held:
    """Compare a file with what we give out; nothing of it is kept. address_of: from a digest to where it is checked."""
    own = file_digest(data)
    for digest in (own, *claimed(data)):
        minutes_id = await minutes.by_digest(digest)
        if minutes_id is None:
            continue
        try:
            found = await minutes.show(minutes_id, actor)
        except NotFound:
            continue
        issue = issue_of(found, address_of(found.row.document_digest))
        signed = read(found.row.document)
        same = digest == own or await asyncio.to_thread(_given_out, data, signed, issue, found.listed)
        return Held(own, minutes_id, f"{signed.council} {signed.title}", same)
    return Held(own)


def _given_out(data: bytes, signed: MinutesDocument, issue: Issue, listed: Mapping[int, str]) -> bool:
    """Whether something we give out is exactly this file: in full or with names hidden, in one of the languages."""
    if data.startswith(b"{"):
        return data == canonical_json(published(masked(signed, listed=listed), issue.digest))
    setter = docx if data.startswith(b"PK") else pdf
    return any(setter(sheet) == data for lang in _LANGS for sheet in _sheets(signed, issue, listed, lang))


def _sheets(signed: MinutesDocument, issue: Issue, listed: Mapping[int, str], lang: str) -> Iterator[Sheet]:
    """Everything on paper about these minutes, the readings before the excerpts."""
    hidden = masked(signed, translate(MEMBER, lang), listed).document
    documents = (signed,) if hidden == signed else (hidden, signed)
    for document in documents:
        yield from (reading(document, issue, lang) for reading in READINGS.values())
    for document in documents:
        yield from (excerpt(document, issue, item.number, lang) for item in document.agenda)
