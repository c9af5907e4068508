"""Names as a rule set hides them from those who are not part of a session: by surname (张某某) or as numbered members.

Who is in the room sits beside the others and is told names in full, and so is who answers for the record; everybody else
reads the same session with names hidden, on its pages, over the line, as data and on paper. The log is never touched: a
reading is made of what it leads to. Who was called to preside and to record keep their names, and so does who convened:
they answer for it in public. The wording of motions stays as it was voted on.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from civic.kit.errors import N_
from civic.people.rules import Actor, Role
from councils.rules import Masking
from councils.sessions.rules.events import PointRaised, Seat
from councils.sessions.rules.shapes import Point
from councils.sessions.rules.state import State, changed

Thing = TypeVar("Thing")

MEMBER = N_("成员 {n}")
OUTSIDER = N_("非成员")
# what people said or wrote, as far as it is no wording that was voted on
SPOKEN = frozenset(("gist", "override", "reason", "void_reason", "detail", "presenter"))
_SPOKEN_HERE = SPOKEN | {"note", "answer", "declined", "struck", "until", "to"}
_DOUBLES = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容司徒司空夏侯端木令狐长孙宇文轩辕南宫独孤百里东郭西门太史"
    "公羊澹台闻人申屠钟离呼延万俟赫连淳于单于濮阳公冶宗政拓跋第五左丘鲜于闾丘亓官仲孙乐正谷梁"
)
_DOUBLE = frozenset(_DOUBLES[at : at + 2] for at in range(0, len(_DOUBLES), 2))
_ANSWERS = (Role.CLERK, Role.OFFICER, Role.SUPERVISOR, Role.FACILITATOR)
_MOST_KEPT = 20_000
# what was read already, by its identity: the thing itself is kept, so that its identity is not given to another
_Read = dict[int, tuple[Any, Any]]


def sees_names(actor: Actor, style: Masking, people: frozenset[int], paths: Iterable[str]) -> bool:
    """Whether somebody reads names in full: everybody where none are hidden, else who is part of the session.

    people: those who are (``part_of``). paths: where the session belongs; who answers there for what is done (residents'
    committee, social workers, street office, supervisors) reads them too, as in the draft of the minutes.
    """
    if style is Masking.FULL:
        return True
    return actor.person_id in people or any(actor.holds_any(_ANSWERS, path) for path in paths)


def hides(state: State) -> bool:
    """Whether the session's rule set hides names from those outside."""
    return state.rules.masking is not Masking.FULL


def part_of(state: State) -> frozenset[int]:
    """Who is part of the session, as its log has it: called to it, invited, in reserve, in the room, or named to count."""
    named = (*_officers(state), *state.tellers, *(sits for _, sits in state.substitutes))
    return frozenset(listed(state)) | {seat.person_id for seat in named} | state.present | state.observing


def listed(state: State) -> dict[int, str]:
    """Everyone on the lists of the door, in their order, with the names of that day."""
    return {seat.person_id: seat.name for seat in (*state.roster, *state.observers, *state.reserves)}


def _officers(state: State) -> tuple[Seat, ...]:
    heading = state.heading
    return (heading.chair, heading.recorder, *state.recorded) if heading else ()


def surname(name: str) -> str:
    """张某某; the first letter of a name that is not Chinese, the first two characters of a double surname."""
    return f"{name[:2] if len(name) > 2 and name[:2] in _DOUBLE else name[:1]}某某"


def called(style: Masking, people: Mapping[int, str], member: str = MEMBER) -> dict[int, str]:
    """What people are called, by their ids. Where two would be called the same, all of them have a number.

    member: what a numbered member is called in the reader's language.
    """
    if style is Masking.ROLE:
        return {key: member.format(n=n) for n, key in enumerate(people, 1)}
    shared = Counter(surname(name) for name in people.values())
    seen: Counter[str] = Counter()
    found = {}
    for key, name in people.items():
        short = surname(name)
        seen[short] += 1
        found[key] = f"{short}{seen[short]}" if shared[short] > 1 else short
    return found


class Said:
    """Names inside running text, the longer ones first, so that no name is found within another."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """words: what is written for each name."""
        self._words = words
        known = sorted((re.escape(name) for name in words if len(name) > 1), key=len, reverse=True)
        self._names = re.compile("|".join(known) or r"(?!)")

    def __call__(self, text: str) -> str:
        """The text with the names hidden."""
        return self._names.sub(lambda found: self._words[found[0]], text)


class Names:
    """What people are called in one reading of a session. say: from a marked word to the reader's language.

    Everyone on the lists of the door has a name of their own from the moment it opens, so that what was read once never
    reads differently later, but for whoever takes over the record and bears their own name from then on. Who comes from
    outside is said to be no member. expected: the members of today, while the door is still closed.
    """

    def __init__(self, state: State, expected: Iterable[Seat] = (), say: Callable[[str], str] = str) -> None:
        """The names of this session."""
        self._own = {seat.person_id: seat.name for seat in _officers(state)}
        people = listed(state) or {seat.person_id: seat.name for seat in expected}
        self._style, self._outsider = state.rules.masking, say(OUTSIDER)
        self._called = called(self._style, people, say(MEMBER))
        words = {people[key]: self._called[key] for key in reversed(people) if key not in self._own}
        self._said = Said(words | {name: name for name in self._own.values()})
        self._read: _Read = {}

    def person(self, seat: Seat) -> Seat:
        """Somebody under the name of this reading."""
        if seat.person_id in self._own:
            return seat
        name = self._called.get(seat.person_id) or self._from_outside(seat.name)
        return changed(seat, name=name)

    def _from_outside(self, name: str) -> str:
        return self._outsider if self._style is Masking.ROLE else f"{surname(name)}（{self._outsider}）"

    def said(self, text: str) -> str:
        """What somebody said or wrote, with the names in it hidden."""
        return self._said(text)

    def of(self, thing: Thing) -> Thing:
        """A fact, a list, or whatever is made of people, in this reading."""
        made: Thing = self._of(thing, {})
        return made

    def state(self, state: State) -> State:
        """A session as it stands. What has not changed since it was last read is the same object again."""
        if len(self._read) >= _MOST_KEPT:
            self._read.clear()
        made: State = self._of(state, self._read)
        return made

    def _of(self, value: Any, read: _Read) -> Any:
        if not isinstance(value, tuple) and not is_dataclass(value):
            return value
        kept = read.get(id(value))
        if kept is None:
            kept = read[id(value)] = (value, self._made(value, read))
        return kept[1]

    def _made(self, value: Any, read: _Read) -> Any:
        if isinstance(value, Seat):
            return self.person(value)
        if isinstance(value, tuple):
            parts = [self._of(one, read) for one in value]
            same = all(one is other for one, other in zip(parts, value, strict=True))
            return value if same else tuple(parts)
        spoken = _SPOKEN_HERE | {"text"} if isinstance(value, Point | PointRaised) else _SPOKEN_HERE
        new = {}
        for part in fields(value):
            old = getattr(value, part.name)
            made = self.said(old) if isinstance(old, str) and part.name in spoken else self._of(old, read)
            if made is not old:
                new[part.name] = made
        return changed(value, **new) if new else value
