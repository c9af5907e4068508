"""Whether a file somebody holds is one of ours, unchanged: made again from the minutes it names and compared byte by byte."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from civic.documents.rules import Sheet, docx, pdf
from civic.kit.errors import NotFound
from civic.people.rules import Actor
from civic.web.qr import printed
from councils.documents.rules import Issue, full_record, gist
from councils.documents.rules.marks import claimed, sha256
from councils.minutes import queries as minutes
from councils.minutes.rules import MinutesDocument

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
    own = sha256(data)
    for digest in (own, *claimed(data)):
        minutes_id = await minutes.by_digest(digest)
        if minutes_id is None:
            continue
        try:
            found = await minutes.show(minutes_id, actor)
        except NotFound:
            continue
        issue = issue_of(found, address_of(found.row.document_digest))
        same = digest == own or await asyncio.to_thread(_given_out, data, found.document, issue)
        return Held(own, minutes_id, f"{found.document.council} {found.document.title}", same)
    return Held(own)


def _given_out(data: bytes, document: MinutesDocument, issue: Issue) -> bool:
    """Whether one of the readings, in one of the languages, is exactly this file."""
    setter = docx if data.startswith(b"PK") else pdf
    return any(
        setter(reading(document, issue, lang)) == data for reading in READINGS.values() for lang in _LANGS
    )
