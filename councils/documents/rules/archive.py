"""The record as Akoma Ntoso 1.0 (OASIS LegalDocML), the archive format of parliaments: people, speeches, votes by meaning."""

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from civic.documents.rules.word import clean
from civic.kit.errors import N_
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.parts import AgendaItem, Motion, Person

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE = "#civic"


def akoma_ntoso(document: MinutesDocument, address: str) -> bytes:
    """The session as an ``akomaNtoso/debate``. ``address``: where the record is read. Names only, no other data of people."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    debate = SubElement(root, "debate", {"name": "minutes"})
    _meta(debate, document, address)
    preface = SubElement(debate, "preface")
    _text(preface, "docTitle", f"{document.council} {document.title}", wrap=True)
    body = SubElement(debate, "debateBody")
    _roll(body, document)
    for item in document.agenda:
        _item(body, item)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _meta(debate: Element, document: MinutesDocument, address: str) -> None:
    meta = SubElement(debate, "meta")
    named = SubElement(meta, "identification", {"source": _SOURCE})
    on = document.held_on.isoformat() if document.held_on else ""
    for level, name in (("FRBRWork", ""), ("FRBRExpression", "/zho@"), ("FRBRManifestation", "/zho@.xml")):
        part = SubElement(named, level)
        SubElement(part, "FRBRthis", {"value": address + name})
        SubElement(part, "FRBRuri", {"value": address + name})
        SubElement(part, "FRBRdate", {"date": on, "name": "session"})
        SubElement(part, "FRBRauthor", {"href": "#council"})
        if level == "FRBRWork":
            SubElement(part, "FRBRcountry", {"value": "cn"})
        if level == "FRBRExpression":
            SubElement(part, "FRBRlanguage", {"language": "zho"})
    references = SubElement(meta, "references", {"source": _SOURCE})
    SubElement(references, "TLCOrganization", {"eId": "civic", "href": "/", "showAs": N_("议事")})
    SubElement(
        references,
        "TLCOrganization",
        {"eId": "council", "href": "/councils", "showAs": clean(document.council)},
    )
    for role, name in (("chair", N_("主持人")), ("recorder", N_("记录人"))):
        SubElement(references, "TLCRole", {"eId": role, "href": f"/roles/{role}", "showAs": name})
    for person in _people(document):
        # somebody without an account, or whose name the public reading hides, is found nowhere else
        href = f"/people/{person.id}" if person.id > 0 else ""
        about = {"eId": f"p{person.id}", "href": href, "showAs": clean(person.name)}
        SubElement(references, "TLCPerson", about)


def _people(document: MinutesDocument) -> Iterable[Person]:
    everyone = [
        document.chair,
        document.recorder,
        *(one.person for one in document.present),
        *document.absent,
    ]
    for motion in document.motions:
        everyone += [motion.mover, *([motion.seconder] if motion.seconder else [])]
        everyone += [speech.person for speech in motion.speeches]
    known = {person.id: person for person in everyone}
    return [known[key] for key in sorted(known)]


def _roll(body: Element, document: MinutesDocument) -> None:
    roll = SubElement(body, "rollCall")
    for one in document.present:
        person = SubElement(SubElement(roll, "p"), "person", {"refersTo": f"#p{one.person.id}"})
        person.text = clean(one.person.name)


def _item(body: Element, item: AgendaItem) -> None:
    section = SubElement(body, "debateSection", {"eId": f"item_{item.number}", "name": "item"})
    _text(section, "num", str(item.number))
    _text(section, "heading", item.title)
    if not item.motions:
        _text(SubElement(section, "other"), "p", item.outcome)
    for motion in item.motions:
        _motion(section, motion)


def _motion(section: Element, motion: Motion) -> None:
    part = SubElement(section, "debateSection", {"eId": f"motion_{motion.number}", "name": "motion"})
    _text(part, "num", str(motion.number))
    said = SubElement(part, "speech", {"by": f"#p{motion.mover.id}"})
    _text(said, "from", motion.mover.name)
    _text(said, "p", motion.text)
    for speech in motion.speeches:
        said = SubElement(part, "speech", {"by": f"#p{speech.person.id}", "startTime": speech.at})
        _text(said, "from", speech.person.name)
        _text(said, "p", speech.gist or "…")
    for vote in motion.votes:
        scene = SubElement(part, "summary", {"status": "undefined" if vote.tally is None else "edited"})
        if vote.tally is None:
            scene.text = clean(vote.void_reason)
        else:
            tally = vote.tally
            scene.text = f"{motion.outcome}: {tally.yes}–{tally.no}–{tally.abstain}"


def _text(parent: Element, name: str, text: str, wrap: bool = False) -> None:
    holder = SubElement(parent, "p") if wrap else parent
    SubElement(holder, name).text = clean(text)
