"""Names in the public reading of minutes: in full, by surname (张某某) or as numbered members, as the rule set says.

The signed text is never touched. Those who were called to the session read it as it was signed, everybody else reads this.
Who presided and who recorded sign and keep their names, so do those who have a task: they answer for it in public. The
wording of motions stays as it was voted on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from civic.kit.errors import N_
from councils.minutes.rules.document import MinutesDocument, plain
from councils.minutes.rules.parts import Person, Point
from councils.rules import Masking
from councils.sessions.rules.naming import MEMBER, SPOKEN, Said, called

NOTE = N_("公开版：姓名按议事规则隐去。指纹是签字全文的，到会的人可以下载全文核对。")
NOBODY: Mapping[int, str] = {}
# in minutes what people said or wrote is found here as well
_SPOKEN = SPOKEN | {"prose", "preface", "was", "now"}


@dataclass(frozen=True)
class Masked:
    """The document as everybody may read it. names: how people are called in it, by their ids; empty: in full."""

    document: MinutesDocument
    names: Mapping[int, str]


def masked(document: MinutesDocument, member: str = MEMBER, listed: Mapping[int, str] = NOBODY) -> Masked:
    """The public reading. member: what a numbered member is called in the reader's language.

    listed: who was on the lists of the door, in their order, so that people are called what the session's pages call them.

    Ids are numbers within this reading, below zero: they lead to nobody.
    """
    style = Masking(document.rules.masking)
    if style is Masking.FULL:
        return Masked(document, {})
    officers = (document.chair, document.recorder, *(turn.person for turn in document.recorders))
    kept = {one.id for one in officers}
    named = dict(listed) | {one.id: one.name for one in _people(document)}
    people = {key: name for key, name in named.items() if key not in kept}
    # on the session's pages the officers count as well: who keeps the record may change on the way, and no number does
    counted = called(style, named if listed else people, member)
    names = {key: counted[key] for key in people}
    stands = {key: Person(-n, names[key]) for n, key in enumerate(people, 1)}
    words = {people[key]: names[key] for key in reversed(people)} | {one.name: one.name for one in officers}
    changed: MinutesDocument = _changed(document, stands, Said(words))
    return Masked(changed, names)


def published(reading: Masked, digest: str) -> dict[str, Any]:
    """The public reading as data. digest: of the text that was signed."""
    style = reading.document.rules.masking
    return {"note": NOTE, "masking": style, "signed_digest": digest, "document": plain(reading.document)}


def _people(value: Any) -> Iterator[Person]:
    """Everyone in it, those on the roster first: they stand before the agenda."""
    if isinstance(value, Person):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            yield from _people(getattr(value, part.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _people(one)


def _changed(value: Any, stands: Mapping[int, Person], said: Said) -> Any:
    if isinstance(value, Person):
        return stands.get(value.id, value)
    if isinstance(value, tuple):
        return tuple(_changed(one, stands, said) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {part.name: _changed(getattr(value, part.name), stands, said) for part in fields(value)}
    spoken = _SPOKEN | {"text"} if isinstance(value, Point) else _SPOKEN
    new |= {name: said(new[name]) for name in spoken & new.keys()}
    return replace(value, **new)
