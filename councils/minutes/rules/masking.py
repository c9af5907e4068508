"""Names in the public reading of minutes: in full, by surname (张某某) or as numbered members, as the rule set says.

The signed text is never touched. Those who were called to the session read it as it was signed, everybody else reads this.
Who presided and who recorded sign and keep their names, so do those who have a task: they answer for it in public. The
wording of motions stays as it was voted on.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from civic.kit.errors import N_
from councils.minutes.rules.document import MinutesDocument, plain
from councils.minutes.rules.parts import Person, Point
from councils.rules import Masking

MEMBER = N_("成员 {n}")
NOTE = N_("公开版：姓名按议事规则隐去。指纹是签字全文的，到会的人可以下载全文核对。")
# what people said or wrote, as far as it is no wording that was voted on
_SPOKEN = frozenset(
    ("gist", "override", "reason", "void_reason", "detail", "prose", "preface", "presenter", "was", "now")
)
_DOUBLES = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容司徒司空夏侯端木令狐长孙宇文轩辕南宫独孤百里东郭西门太史"
    "公羊澹台闻人申屠钟离呼延万俟赫连淳于单于濮阳公冶宗政拓跋第五左丘鲜于闾丘亓官仲孙乐正谷梁"
)
_DOUBLE = frozenset(_DOUBLES[at : at + 2] for at in range(0, len(_DOUBLES), 2))


@dataclass(frozen=True)
class Masked:
    """The document as everybody may read it. names: how people are called in it, by their ids; empty: in full."""

    document: MinutesDocument
    names: Mapping[int, str]


def masked(document: MinutesDocument, member: str = MEMBER) -> Masked:
    """The public reading. member: what a numbered member is called in the reader's language.

    Ids are numbers within this reading, below zero: they lead to nobody.
    """
    style = Masking(document.rules.masking)
    if style is Masking.FULL:
        return Masked(document, {})
    kept = {document.chair.id, document.recorder.id}
    people = {one.id: one.name for one in _people(document) if one.id not in kept}
    called = _by_surname(people) if style is Masking.SURNAME else _by_number(people, member)
    stands = {key: Person(-n, called[key]) for n, key in enumerate(people, 1)}
    words = {people[key]: called[key] for key in reversed(people)} | {
        one.name: one.name for one in (document.chair, document.recorder)
    }
    changed: MinutesDocument = _changed(document, stands, _Said(words))
    return Masked(changed, called)


def published(reading: Masked, digest: str) -> dict[str, Any]:
    """The public reading as data. digest: of the text that was signed."""
    style = reading.document.rules.masking
    return {"note": NOTE, "masking": style, "signed_digest": digest, "document": plain(reading.document)}


def surname(name: str) -> str:
    """张某某; the first letter of a name that is not Chinese, the first two characters of a double surname."""
    return f"{name[:2] if len(name) > 2 and name[:2] in _DOUBLE else name[:1]}某某"


def _by_surname(people: Mapping[int, str]) -> dict[int, str]:
    """Where two would be called the same, all of them have a number."""
    shared = Counter(surname(name) for name in people.values())
    seen: Counter[str] = Counter()
    found = {}
    for key, name in people.items():
        short = surname(name)
        seen[short] += 1
        found[key] = f"{short}{seen[short]}" if shared[short] > 1 else short
    return found


def _by_number(people: Mapping[int, str], member: str) -> dict[int, str]:
    return {key: member.format(n=n) for n, key in enumerate(people, 1)}


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


class _Said:
    """Names inside running text, the longer ones first, so that no name is found within another."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        known = sorted((re.escape(name) for name in words if len(name) > 1), key=len, reverse=True)
        self._names = re.compile("|".join(known) or r"(?!)")

    def __call__(self, text: str) -> str:
        return self._names.sub(lambda found: self._words[found[0]], text)


def _changed(value: Any, stands: Mapping[int, Person], said: _Said) -> Any:
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
