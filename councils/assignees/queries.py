"""Reading who can be chosen, who was, and for whom somebody acts."""

from collections.abc import Iterable, Sequence

from civic.kit import clock
from civic.kit.db import marks, rows
from civic.organisations import queries as organisations
from civic.people import queries as people
from civic.people.rules import Actor, Role
from civic.places import queries as places
from civic.places.models import Place
from civic.places.rules import Level
from councils import queries as councils
from councils.assignees.models import Assignee
from councils.assignees.rules import AssigneeKind, Choice, Doer, office
from councils.rules import SeatRole

# what must be loaded to say who an assignee is, seen from a row that points at one
WITH = ("assignee__person", "assignee__place", "assignee__council__place", "assignee__organisation")
_MOST = 200  # staff of one place, and organisations


async def choices(place: Place) -> list[Choice]:
    """Who can be given something to do in a community: offices from here up, its councils, organisations, people who serve
    here."""
    here = [place, *reversed(await places.ancestors(place))]
    found = [
        Choice(AssigneeKind.OFFICE, one.id, office(one.level, one.name))
        for one in here
        if one.level in (Level.COMMUNITY, Level.STREET, Level.DISTRICT)
    ]
    for council in await councils.councils(place.path, clock.today()):
        found.append(Choice(AssigneeKind.COUNCIL, council.id, council.name))
    for body in await organisations.listed(0, _MOST):
        found.append(Choice(AssigneeKind.ORGANISATION, body.id, body.name))
    serving = {one.person_id: one.name for one in await people.holders_at(place.id, 0, _MOST)}
    return found + [Choice(AssigneeKind.PERSON, id_, name) for id_, name in serving.items()]


def grouped(found: Sequence[Choice]) -> list[tuple[AssigneeKind, list[Choice]]]:
    """By kind, for a list to choose from."""
    return [(kind, [one for one in found if one.kind is kind]) for kind in AssigneeKind]


def name_of(assignee: Assignee) -> str:
    """How people call it. What ``WITH`` names must be loaded."""
    if assignee.person:
        return assignee.person.display_name
    if assignee.place:
        return office(assignee.place.level, assignee.place.name)
    if assignee.council:
        return assignee.council.name
    return assignee.organisation.name if assignee.organisation else assignee.name


def key_of(assignee: Assignee) -> str:
    """By which a form names it; empty for one in words."""
    number = assignee.person_id or assignee.place_id or assignee.council_id or assignee.organisation_id
    return f"{assignee.kind.value}-{number}" if number else ""


def doer_of(assignee: Assignee) -> Doer:
    """As the rules read it. What ``WITH`` names must be loaded."""
    number = assignee.person_id or assignee.place_id or assignee.council_id or assignee.organisation_id
    place = assignee.place or (assignee.council.place if assignee.council else None)
    return Doer(assignee.kind, number, place.path if place else "")


async def people_of(assignee: Assignee) -> list[int]:
    """Who is told what it was given: oneself, the staff of the office, chair and recorder, the representatives."""
    if assignee.person_id:
        return [assignee.person_id]
    if assignee.organisation_id:
        return [one.id for one in await organisations.acting_for(assignee.organisation_id)]
    if assignee.place_id:
        return await office_staff(assignee.place_id)
    if assignee.council_id:
        term = await councils.current_term(assignee.council_id, clock.today())
        seats = await councils.seats(term.id, clock.today()) if term else []
        return [seat.person_id for seat in seats if seat.role in (SeatRole.CHAIR, SeatRole.RECORDER)]
    return []


async def office_staff(place_id: int) -> list[int]:
    """Who works in the office of exactly this place: the residents' committee of a community, officers elsewhere."""
    place = await places.by_id(place_id)
    role = Role.CLERK if place.level is Level.COMMUNITY else Role.OFFICER
    return [one.person_id for one in await people.holders(role, place.path) if one.place_id == place_id]


async def bodies_of(actor: Actor) -> frozenset[int]:
    """The organisations this person acts for today."""
    return frozenset(one.id for one in await organisations.represented_by(actor))


async def acted_for(actor: Actor) -> list[int]:
    """Every assignee this person acts for where they serve: oneself, an office, a council, organisations."""
    if actor.person_id is None:
        return []
    offices = _held(actor, (Role.CLERK, Role.OFFICER))
    chaired = _held(actor, (Role.CHAIR, Role.RECORDER))
    bodies = [0, *await bodies_of(actor)]
    found = await rows(
        f"SELECT a.id FROM assignee a LEFT JOIN council c ON c.id = a.council_id WHERE a.person_id = ? "
        f"OR a.place_id IN ({marks(offices)}) OR c.place_id IN ({marks(chaired)}) "
        f"OR a.organisation_id IN ({marks(bodies)})",
        actor.person_id,
        *offices,
        *chaired,
        *bodies,
    )
    return [row["id"] for row in found]


async def of_organisation(organisation_id: int) -> list[int]:
    """The assignee that is this organisation, if it was ever given something."""
    found = await Assignee.get_or_none(organisation_id=organisation_id)
    return [found.id] if found else []


def _held(actor: Actor, roles: Iterable[Role]) -> list[int]:
    # 0 is no place: SQL has no empty list
    return [0, *sorted({held.place_id for held in actor.grants if held.role in set(roles)})]
