"""Kinds of those who can be given something to do, how a form names one, and who acts for which."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor, Role
from civic.places.rules import Level

NAME_MIN, NAME_MAX = 2, 60


class AssigneeKind(StrEnum):
    """What somebody is who was given something to do."""

    PERSON = "person"
    OFFICE = "office"  # of a place: the residents' committee, the street office
    COUNCIL = "council"
    ORGANISATION = "organisation"
    NAMED = "named"  # in words only, without an account

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _KINDS[self]


_KINDS = {
    AssigneeKind.PERSON: N_("个人"),
    AssigneeKind.OFFICE: N_("居委会和街道"),
    AssigneeKind.COUNCIL: N_("议事会"),
    AssigneeKind.ORGANISATION: N_("社会组织和企业"),
    AssigneeKind.NAMED: N_("名单里没有的"),
}
_OFFICES = {Level.COMMUNITY: "{name}居委会", Level.STREET: "{name}办事处", Level.DISTRICT: "{name}有关部门"}


@dataclass(frozen=True)
class Choice:
    """One of those who can be chosen. id: of the person, place, council or organisation. None: only named."""

    kind: AssigneeKind
    id: int | None
    name: str

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.kind.value}-{self.id}"


@dataclass(frozen=True)
class Doer:
    """Who was given something to do, as far as the rules ask. path: of the place, or of the council's place."""

    kind: AssigneeKind
    id: int | None
    path: str = ""


def office(level: Level, name: str) -> str:
    """How the office of a place is called."""
    return _OFFICES.get(level, "{name}").format(name=name)


def read_key(key: str) -> tuple[AssigneeKind, int]:
    """What a form sent, taken apart. Raises Refused ``assignee_unknown``."""
    kind, _, number = key.partition("-")
    if kind not in set(AssigneeKind) or not number.isascii() or not number.isdigit() or len(number) > 9:
        raise Refused("assignee_unknown", "assignee")
    return AssigneeKind(kind), int(number)


def acts_for(actor: Actor, doer: Doer, organisations: frozenset[int]) -> bool:
    """Whether this person does what that one was given: oneself, the staff of the office, chair and recorder of the
    council, a representative of the organisation. For one that is only named nobody does."""
    match doer.kind:
        case AssigneeKind.PERSON:
            return actor.person_id is not None and actor.person_id == doer.id
        case AssigneeKind.OFFICE:
            # of exactly this place: the street that sees to it is not the residents' committee that does it
            staff = (held for held in actor.grants if held.role in (Role.CLERK, Role.OFFICER))
            return any(held.place_id == doer.id for held in staff)
        case AssigneeKind.COUNCIL:
            return actor.holds_any((Role.CHAIR, Role.RECORDER), doer.path)
        case AssigneeKind.ORGANISATION:
            return doer.id in organisations
        case AssigneeKind.NAMED:
            return False


sentences(
    assignee_unknown=N_("请在名单里选一个；名单里没有的，写下名称。"),
    assignee_missing=N_("请选由谁来办；名单里没有的，写下名称。"),
    assignee_twice=N_("名单里选了，就不用再写名称。请只留一个。"),
)
