"""Whatever form minutes leave in, every field of the document is in it: walked field by field, with something in each."""

import io
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from xml.etree import ElementTree

import docx as word

from civic.documents.rules import Sheet, docx
from civic.kit.chain import canonical_json
from civic.kit.money import yuan
from councils.documents.rules import Issue, akoma_ntoso, facts, full_record, happened
from councils.documents.rules.archive import NAMESPACE, OWN
from councils.documents.rules.words import Words
from councils.minutes.rules import MinutesDocument, plain, read
from councils.minutes.rules.parts import moment

SIGNED = datetime(2026, 11, 23, 1, tzinfo=UTC)
SIGNATURES = (("recorder", "马丽", SIGNED), ("chair", "陈素芳", SIGNED))
ISSUE = Issue(3, SIGNED, SIGNATURES, "ab" * 32, "https://civic.example/v")
AKN, MINE = f"{{{NAMESPACE}}}", f"{{{OWN}}}"
# what a field may say where it is one of a few words
WORDS = {
    "outcome": "adopted",
    "stance": "for",
    "choice": "yes",
    "method": "phones",
    "base": "cast",
    "masking": "full",
    "kind": "main",
    "lapse": "no_second",
    "of": "affected",
    "rule": "times",
}
MOMENTS = ("at", "opened_at", "closed_at", "planned_at", "since", "until")
DAYS = ("due", "notice_day")


class Filler:
    """Makes a document with something of its own in every field, by the types of the fields."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def of(self, hint: Any, name: str, owner: str = "") -> Any:
        """A value of this type. Of a list, two."""
        n = next(self.numbers)
        if isinstance(hint, UnionType):
            return self.of(next(one for one in get_args(hint) if one is not type(None)), name, owner)
        if get_origin(hint) is tuple:
            return tuple(self.of(get_args(hint)[0], name, owner) for _ in range(2))
        if is_dataclass(hint):
            hints = get_type_hints(hint)
            made: Any = hint  # mypy takes a class of fields for one of its instances
            names = [part.name for part in fields(hint)]
            return made(**{part: self.of(hints[part], part, made.__name__) for part in names})
        if hint is bool:
            return True
        if hint is int:
            return 3000 + n
        if name in MOMENTS:
            at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=37 * n)
            return at.isoformat(timespec="microseconds")
        if name in DAYS:
            return (date(2027, 1, 1) + timedelta(days=n)).isoformat()
        if owner == "Point" and name == "kind":
            return "order"
        if owner == "AgendaItem" and name == "outcome":
            return "decided"
        return WORDS.get(name, f"{name}之{n}号")


def full() -> MinutesDocument:
    """A document in which nothing is empty."""
    document: MinutesDocument = Filler().of(MinutesDocument, "document")
    return document


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single thing it says, with where it stands."""
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from leaves(getattr(value, part.name), f"{path}.{part.name}" if path else part.name)
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one, path)
    else:
        yield path, value


def said_on(sheet: Sheet) -> str:
    paper = word.Document(io.BytesIO(docx(sheet)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def told_as_fields(element: ElementTree.Element) -> Any:
    """An element of ours with its children by name; a list for those that come more than once."""
    if not len(element):
        return element.text or ""
    found: dict[str, list[Any]] = {}
    for child in element:
        found.setdefault(child.tag.removeprefix(MINE), []).append(told_as_fields(child))
    return found


def in_lists(value: Any) -> Any:
    """The plain document in the same shape: everything as text, under each name what stands there, in order."""
    if isinstance(value, dict):
        found = {name: part if isinstance(part, list) else [part] for name, part in value.items()}
        return {name: [in_lists(one) for one in parts] for name, parts in found.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_field_of_the_document_stands_in_the_archive_under_its_own_name():
    document = full()
    root = ElementTree.fromstring(akoma_ntoso(document, ISSUE, "https://civic.example/minutes/1"))
    [own] = root.iter(f"{MINE}document")
    assert told_as_fields(own) == in_lists(plain(document))


def test_the_archive_has_words_of_its_own_for_who_spoke_confirmed_counted_and_signed():
    document = full()
    root = ElementTree.fromstring(akoma_ntoso(document, ISSUE, "https://civic.example/minutes/1"))
    motions = document.motions
    turns = [*(turn for motion in motions for turn in motion.speeches)]
    turns += [turn for item in document.agenda for turn in item.speeches]
    said = list(root.iter(f"{AKN}speech"))
    assert len(said) == len(motions) + len(turns)
    confirmed = [one for one in said if one.get("refersTo") == "#confirmed"]
    assert len(confirmed) == sum(turn.confirmed for turn in turns) > 0
    people = {one.get("eId"): one.get("showAs") for one in root.iter(f"{AKN}TLCPerson")}
    assert {one.get("by") for one in said} <= {f"#{one}" for one in people}
    assert people.keys() >= {f"p{one.id}" for one in (*document.tellers, *document.observers)}
    votes = [vote for motion in motions for vote in motion.votes]
    assert len(list(root.iter(f"{AKN}voting"))) == len(votes)
    counts = {one.get("value") for one in root.iter(f"{AKN}count")}
    assert counts >= {str(vote.tally.yes) for vote in votes if vote.tally}
    assert len(list(root.iter(f"{AKN}quorumVerification"))) == len(document.quorum)
    assert [one.get("as") for one in root.iter(f"{AKN}step")] == ["#recorder", "#chair"]
    assert {one.get("value") for one in root.iter(f"{AKN}FRBRalias")} == {ISSUE.digest}


def test_the_data_is_the_document():
    document = full()
    assert read(json.loads(canonical_json(plain(document)))) == document


# what the full record does not say as it stands, and why
IN_WORDS = (*WORDS, "quorum_num", "quorum_den")  # said as a word: 通过, 三分之二以上
BY_NUMBER = (
    "id",
    "form",
    "session",
    "log_digest",
    "text_digest",
    "corrects.digest",
    "whole",
)  # for programs; the log's end is said by its number
CONDITIONS = {
    "remarks.anchor": "said as 第 3 项, 动议 2",
    "planned_at": "said of a session that was not opened",
    "chair.name": "said as the first of those who presided",
    "recorder.name": "said as the first of those who recorded",
    "recorders.since": "of the first one it is the beginning",
    "recorders.until": "when the next one took over",
    "recorders.reason": "of the first one there is none",
    "chairs.since": "of the first one it is the opening",
    "chairs.until": "when the next one took over",
    "chairs.reason": "of the first one there is none",
    "agenda.number": "headings are numbered",
    "target": "said of what is moved about another motion",
    "motion": "tasks stand below their motion",
    "proposal": "the item says it",
    "number": "speeches and points stand in their order",
    "nth": "speeches stand in their order",
    "at": "speeches stand in their order",
    "opened_at": "of a vote, its end is said",
    "tally.present": "said where the quorum was found before the vote",
    "tally.seats": "said where the quorum was found before the vote",
}


def test_the_full_record_says_every_field_or_it_is_written_here_why_not():
    document, say = full(), Words("zh")
    text = said_on(full_record(document, ISSUE))
    silent = set()
    for path, value in leaves(document):
        name = path.rpartition(".")[2]
        forms = [str(value)]
        if name in MOMENTS:
            forms = [say.hour(moment(value))]
        elif name in DAYS:
            forms = [say.day(date.fromisoformat(value))]
        elif name == "seconds":
            forms = [say.length(value)]
        elif name == "amount_fen":
            forms = [yuan(value)]
        if not isinstance(value, bool) and not any(form in text for form in forms):
            silent.add(path)
    ends = (*IN_WORDS, *BY_NUMBER, *CONDITIONS)
    assert {path for path in silent if not path.endswith(ends)} == set()


def test_the_page_is_made_of_the_blocks_of_the_record():
    document = full()
    assert set(full_record(document, ISSUE).blocks) >= {*facts(document), *happened(document)}
