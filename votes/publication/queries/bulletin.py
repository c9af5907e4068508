"""The published list of papers: read once for each sealed box, for it never changes again."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from civic.kit import merkle
from civic.kit.db import tuples
from civic.kit.errors import Refused
from votes.casting.rules import leaf, receipt_of
from votes.models import Ballot, Option
from votes.publication.rules import Said, is_published, said

# sealed boxes kept in memory; the largest of Pabulib takes about 40 MB
KEPT = 4
# so many of the latest ballots are searched when a receipt does not say where it belongs
SEARCHED = 40


@dataclass(frozen=True)
class Bulletin:
    """All papers of one box in the order of their keys, which is the order of the tree."""

    root: str
    leaves: tuple[bytes, ...]
    #: place in the list by receipt
    places: dict[str, int] = field(repr=False)

    def proof(self, index: int) -> list[str]:
        """What has to be hashed with this paper to arrive at the root."""
        return merkle.proof(self.leaves, index)


@dataclass(frozen=True)
class Line:
    """One paper for people."""

    number: int
    receipt: str
    said: Sequence[Said]
    reason: str


@dataclass(frozen=True)
class Shown:
    """A paper that was looked for, with its proof."""

    ballot: Ballot
    line: Line
    #: exactly what is hashed: receipt, choices and a reason, with tabs between them
    leaf: str
    index: int
    size: int
    path: Sequence[str]
    root: str

    @property
    def document(self) -> dict[str, object]:
        """The proof as a file, with all that is needed to check it anywhere."""
        return {
            "about": "RFC 6962 inclusion proof: leaf = SHA-256(0x00 + leaf), node = SHA-256(0x01 + left + right)",
            "ballot": self.ballot.id,
            "leaf": self.leaf,
            "index": self.index,
            "size": self.size,
            "path": list(self.path),
            "root": self.root,
        }


_boxes: OrderedDict[tuple[int, str, int], Bulletin] = OrderedDict()


async def bulletin(ballot: Ballot) -> Bulletin:
    """The list of a ballot that is over. Raises Refused ``ballot_still_open`` before its papers are published."""
    if not is_published(ballot.state, ballot.closed_at):
        raise Refused("ballot_still_open")
    name = (ballot.id, ballot.bulletin_root, ballot.bulletin_size)
    if name not in _boxes:
        papers = await tuples(
            "SELECT key, choices, reason FROM paper WHERE ballot_id = ? ORDER BY key", ballot.id
        )
        _boxes[name] = await asyncio.to_thread(_bulletin, papers, ballot.bulletin_root)
        while len(_boxes) > KEPT:
            _boxes.popitem(last=False)
    _boxes.move_to_end(name)
    return _boxes[name]


def _bulletin(papers: Sequence[tuple[str, str, str]], root: str) -> Bulletin:
    leaves = tuple(leaf(*paper) for paper in papers)
    places = {receipt_of(key): place for place, (key, _, _) in enumerate(papers)}
    return Bulletin(root or merkle.root(leaves), leaves, places)


async def lines(ballot: Ballot, after: int, size: int) -> list[Line]:
    """Papers by their number, one more than ``size``."""
    box, names = await bulletin(ballot), await _names(ballot.id)
    part = box.leaves[after : after + size + 1]
    return [_line(number, each.decode(), names) for number, each in enumerate(part, after + 1)]


async def _names(ballot_id: int) -> dict[str, str]:
    found = await Option.filter(ballot_id=ballot_id).values_list("code", "label")
    return {str(code): str(label) for code, label in found}


def _line(number: int, text: str, names: dict[str, str]) -> Line:
    receipt, choices, *reason = text.split("\t")
    return Line(number, receipt, said(choices, names), "".join(reason))


async def found_in(ballot: Ballot, receipt: str) -> Shown | None:
    """The paper with this receipt, as it was counted, and its proof."""
    box = await bulletin(ballot)
    index = box.places.get(receipt)
    if index is None:
        return None
    text = box.leaves[index].decode()
    path = await asyncio.to_thread(box.proof, index)
    line = _line(index + 1, text, await _names(ballot.id))
    return Shown(ballot, line, text, index, len(box.leaves), path, box.root)


async def find_receipt(receipt: str) -> Shown | None:
    """The same among the latest ballots that are over, whichever it belongs to. Imported papers have no receipts."""
    over = (
        Ballot.filter(closed_at__isnull=False, bulletin_root__not="", opened_at__isnull=False)
        .exclude(round__source_digest__isnull=False)
        .order_by("-closed_at", "-id")
    )
    for ballot in await over.limit(SEARCHED):
        if shown := await found_in(ballot, receipt):
            return shown
    return None
