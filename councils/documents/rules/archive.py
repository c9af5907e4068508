"""The record as Akoma Ntoso 1.0 (OASIS LegalDocML), the archive format of parliaments: people, speeches, votes by meaning.

What the vocabulary has a word for is said in it; beside that every field of the document stands under ``proprietary`` in
an element of its own name, so that nothing that was signed is missing from the archive, whatever the document learns to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from civic.documents.rules.word import clean
from civic.kit.errors import N_
from councils.documents.rules.reading import Issue
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.parts import AgendaItem, Motion, Person, Speech, Vote

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:civic:minutes"
_SOURCE = "#civic"
_LEVELS = (("FRBRWork", ""), ("FRBRExpression", "/zho@"), ("FRBRManifestation", "/zho@.xml"))


def akoma_ntoso(document: MinutesDocument, issue: Issue, address: str) -> bytes:
    """The session as an ``akomaNtoso/debate``. ``address``: where the record is read. Names only, no other data of people."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE, "xmlns:civic": OWN})
    debate = SubElement(root, "debate", {"name": "minutes"})
    _meta(debate, document, issue, address)
    preface = SubElement(debate, "preface")
    _text(SubElement(preface, "p"), "docTitle", f"{document.council} {document.title}")
    if document.preface:
        _text(preface, "p", document.preface)
    body = SubElement(debate, "debateBody")
    _roll(body, document)
    for item in document.agenda:
        _item(body, item)
    for motion in document.procedure:
        _motion(body, motion)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _meta(debate: Element, document: MinutesDocument, issue: Issue, address: str) -> None:
    """In the order of the schema: what it is, when it was published, who signed, what was counted, who is who, all fields."""
    meta = SubElement(debate, "meta")
    _identification(meta, document, issue, address)
    if issue.published_at:
        on = issue.published_at.date().isoformat()
        about = {"date": on, "number": str(issue.number), "name": "minutes", "showAs": N_("会议纪要")}
        SubElement(meta, "publication", about)
    if issue.signatures:
        signed = SubElement(meta, "workflow", {"source": _SOURCE})
        who = {"recorder": document.recorder, "chair": document.presided}
        for n, (role, _, at) in enumerate(issue.signatures, 1):
            by = {"by": f"#p{who[role].id}", "as": f"#{role}", "refersTo": "#signed"}
            SubElement(signed, "step", {"eId": f"step_{n}", "date": at.isoformat(), **by})
    _counts(SubElement(meta, "analysis", {"source": _SOURCE}), document)
    _references(meta, document)
    proprietary = SubElement(meta, "proprietary", {"source": _SOURCE})
    _every_field(proprietary, "civic:document", document)


def _identification(meta: Element, document: MinutesDocument, issue: Issue, address: str) -> None:
    named = SubElement(meta, "identification", {"source": _SOURCE})
    on = document.held_on.isoformat() if document.held_on else ""
    for level, name in _LEVELS:
        part = SubElement(named, level)
        SubElement(part, "FRBRthis", {"value": address + name})
        SubElement(part, "FRBRuri", {"value": address + name})
        SubElement(part, "FRBRalias", {"value": issue.digest, "name": "sha256"})
        SubElement(part, "FRBRdate", {"date": on, "name": "session"})
        SubElement(part, "FRBRauthor", {"href": "#council"})
        if level == "FRBRWork":
            SubElement(part, "FRBRcountry", {"value": "cn"})
        if level == "FRBRExpression":
            SubElement(part, "FRBRlanguage", {"language": "zho"})


def _counts(analysis: Element, document: MinutesDocument) -> None:
    """Every finding of the quorum and every vote with its numbers."""
    told = SubElement(analysis, "parliamentary", {"start": document.opened_at, "end": document.closed_at})
    for n, check in enumerate(document.quorum, 1):
        outcome = {"outcome": "#met" if check.met else "#not-met", "href": f"#motion_{check.motion}"}
        found = SubElement(
            told, "quorumVerification", {"eId": f"quorum_{n}", "startTime": check.at, **outcome}
        )
        for name in ("present", "seats", "needed"):
            SubElement(found, "count", {"refersTo": f"#{name}", "value": str(getattr(check, name))})
    for motion in document.motions:
        for n, vote in enumerate(motion.votes, 1):
            about = {"eId": f"voting_{motion.number}_{n}", "href": f"#motion_{motion.number}"}
            about |= {"outcome": f"#{_outcome(vote)}", "refersTo": f"#{vote.method}"}
            held = SubElement(told, "voting", about)
            for name in ("yes", "no", "abstain", "silent", "invalid", "recused") if vote.tally else ():
                SubElement(held, "count", {"refersTo": f"#{name}", "value": str(getattr(vote.tally, name))})


def _outcome(vote: Vote) -> str:
    if vote.tally is None:
        return "void"
    return "adopted" if vote.tally.adopted else "lost"


def _references(meta: Element, document: MinutesDocument) -> None:
    references = SubElement(meta, "references", {"source": _SOURCE})
    SubElement(references, "TLCOrganization", {"eId": "civic", "href": "/", "showAs": N_("议事")})
    council = {"eId": "council", "href": "/councils", "showAs": clean(document.council)}
    SubElement(references, "TLCOrganization", council)
    for role, name in (("chair", N_("主持人")), ("recorder", N_("记录人"))):
        SubElement(references, "TLCRole", {"eId": role, "href": f"/roles/{role}", "showAs": name})
    for concept, name in (("signed", N_("签字")), ("confirmed", N_("本人已确认"))):
        SubElement(references, "TLCConcept", {"eId": concept, "href": f"/concepts/{concept}", "showAs": name})
    for person in sorted(dict(_people(document)).values(), key=lambda one: one.id):
        # somebody without an account, or whose name the public reading hides, is found nowhere else
        href = f"/people/{person.id}" if person.id > 0 else ""
        about = {"eId": f"p{person.id}", "href": href, "showAs": clean(person.name)}
        SubElement(references, "TLCPerson", about)


def _people(value: Any) -> Iterator[tuple[int, Person]]:
    """Everyone named anywhere in it."""
    if isinstance(value, Person):
        yield value.id, value
    elif is_dataclass(value):
        for part in fields(value):
            yield from _people(getattr(value, part.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _people(one)


def _every_field(parent: Element, name: str, value: Any) -> None:
    """A value under its name: a list as often as it has members, nothing as an empty element."""
    if isinstance(value, tuple):
        for one in value:
            _every_field(parent, name, one)
        return
    here = SubElement(parent, name)
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            _every_field(here, f"civic:{part.name}", getattr(value, part.name))
    elif value is not None:
        here.text = clean(str(value).lower() if isinstance(value, bool) else str(value))


def _roll(body: Element, document: MinutesDocument) -> None:
    roll = SubElement(body, "rollCall")
    for status, people in (
        ("present", [one.person for one in document.present]),
        ("absent", document.absent),
    ):
        for one in people:
            line = SubElement(roll, "p", {"class": status})
            SubElement(line, "person", {"refersTo": f"#p{one.id}"}).text = clean(one.name)


def _item(body: Element, item: AgendaItem) -> None:
    section = SubElement(body, "debateSection", {"eId": f"item_{item.number}", "name": "item"})
    _text(section, "num", str(item.number))
    _text(section, "heading", item.title)
    if item.prose:
        _text(section, "narrative", item.prose)
    for recusal in item.recusals:
        _text(section, "narrative", f"{recusal.person.name}: {recusal.reason}")
    _speeches(section, item.speeches)
    for point in item.points:
        asked = SubElement(section, "question", {"by": f"#p{point.person.id}", "startTime": point.at})
        _text(asked, "from", point.person.name)
        _text(asked, "p", point.text)
        if point.reason:
            _text(SubElement(section, "answer", {"as": "#chair"}), "p", point.reason)
    if not item.motions:
        _text(SubElement(section, "other"), "p", item.outcome)
    for motion in item.motions:
        _motion(section, motion)


def _motion(section: Element, motion: Motion) -> None:
    part = SubElement(section, "debateSection", {"eId": f"motion_{motion.number}", "name": motion.kind})
    _text(part, "num", str(motion.number))
    said = SubElement(part, "speech", {"by": f"#p{motion.mover.id}"})
    _text(said, "from", motion.mover.name)
    _text(said, "p", motion.text or motion.detail)
    _speeches(part, motion.speeches)
    for vote in motion.votes:
        scene = SubElement(part, "summary", {"status": "undefined" if vote.tally is None else "edited"})
        if vote.tally is None:
            scene.text = clean(vote.void_reason)
        else:
            tally = vote.tally
            scene.text = f"{motion.outcome}: {tally.yes}–{tally.no}–{tally.abstain}"


def _speeches(section: Element, speeches: Iterable[Speech]) -> None:
    """Turns on the floor; one whose speaker found the gist right says so."""
    for speech in speeches:
        about = {"by": f"#p{speech.person.id}", "startTime": speech.at}
        said = SubElement(section, "speech", about | ({"refersTo": "#confirmed"} if speech.confirmed else {}))
        _text(said, "from", speech.person.name)
        _text(said, "p", speech.gist or "…")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = clean(text)
