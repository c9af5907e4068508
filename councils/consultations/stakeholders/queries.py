"""The stakeholder map in counts, the list of names for those who run it, and whom an act is told to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.people.rules import Actor, must
from councils.consultations import queries as consultations
from councils.consultations.models import Consultation
from councils.consultations.rules import may_run
from councils.consultations.stakeholders.models import Invitee, StakeholderGroup, WrittenView
from councils.consultations.stakeholders.rules import Capacity, GroupKind, Tally
from proposals import queries as proposals


@dataclass(frozen=True)
class View:
    """What a group said in writing."""

    group: str
    text: str
    source: str
    at: datetime


_MAP = """
SELECT g.id, g.kind, g.name, g.interest, g.minority, g.size,
       COUNT(i.id) AS invited,
       SUM(CASE WHEN i.answer = 'coming' THEN 1 ELSE 0 END) AS coming,
       SUM(CASE WHEN i.answer = 'away' THEN 1 ELSE 0 END) AS away,
       SUM(CASE WHEN i.present_at IS NOT NULL THEN 1 ELSE 0 END) AS present,
       (SELECT COUNT(*) FROM written_view v WHERE v.group_id = g.id) AS written
FROM stakeholder_group g LEFT JOIN invitee i ON i.group_id = g.id
WHERE g.consultation_id = ?
GROUP BY g.id, g.kind, g.name, g.interest, g.minority, g.size
ORDER BY g.id
"""


async def stakeholder_map(consultation_id: int) -> list[Tally]:
    """Every group with how many were invited, answered, came, and whether it spoke in writing."""
    found = await rows(_MAP, consultation_id)
    return [
        Tally(
            row["id"],
            GroupKind(row["kind"]),
            row["name"],
            row["interest"],
            bool(row["minority"]),
            row["size"],
            *(int(row[name] or 0) for name in ("invited", "coming", "away", "present", "written")),
        )
        for row in found
    ]


async def group(consultation_id: int, group_id: int) -> StakeholderGroup:
    """One group of a consultation. Raises NotFound."""
    found = await StakeholderGroup.get_or_none(id=group_id, consultation_id=consultation_id)
    if found is None:
        raise NotFound
    return found


async def invitees(consultation_id: int) -> Sequence[Invitee]:
    """Everyone on the list with their group: names are for the desk, the page shows those who allowed it."""
    return (
        await Invitee.filter(consultation_id=consultation_id)
        .order_by("group_id", "id")
        .select_related("group", "person")
    )


async def mine(consultation_id: int, actor: Actor) -> Invitee | None:
    """This person's own place on the list."""
    if actor.person_id is None:
        return None
    return await Invitee.get_or_none(
        consultation_id=consultation_id, person_id=actor.person_id
    ).select_related("group")


@dataclass(frozen=True)
class Scene:
    """A consultation and what its reader is in it: who leads it, who takes part, their own place on the list."""

    consultation: Consultation
    runs: bool
    takes_part: bool
    mine: Invitee | None


async def scene(consultation_id: int, actor: Actor) -> Scene:
    """A consultation as this person meets it. Raises NotFound."""
    found = await consultations.one(consultation_id)
    own = await mine(found.id, actor)
    lives_there = actor.lives_in(found.place.path)
    return Scene(found, may_run(actor, found.place.path), lives_there or own is not None, own)


async def led(consultation_id: int, actor: Actor) -> Scene:
    """The same for who leads it. Raises NotFound, SignInNeeded, Forbidden."""
    found = await scene(consultation_id, actor)
    must(found.runs, actor, "consultation_run_forbidden")
    return found


async def takes_part(actor: Actor, consultation: Consultation) -> bool:
    """Whether this person may speak in it: who lives there, and who is on the list."""
    return actor.lives_in(consultation.place.path) or await mine(consultation.id, actor) is not None


async def views(consultation_id: int) -> list[View]:
    """What came in writing."""
    found = (
        await WrittenView.filter(group__consultation_id=consultation_id)
        .order_by("id")
        .select_related("group")
    )
    return [View(view.group.name, view.text, view.source, view.at) for view in found]


async def capacities_present(consultation_id: int) -> list[Capacity]:
    """As what those who came took part."""
    found = await Invitee.filter(consultation_id=consultation_id, present_at__isnull=False)
    return [invitee.capacity for invitee in found]


async def present(consultation_id: int) -> list[Invitee]:
    """Those who came, in the order of the list."""
    return await Invitee.filter(consultation_id=consultation_id, present_at__isnull=False).order_by("id")


async def involved(consultation: Consultation) -> set[int]:
    """Whom news about it concern: who raised it, who is on the list, who backed the proposal it came from."""
    listed = await Invitee.filter(consultation_id=consultation.id, person_id__isnull=False)
    people = {consultation.raised_by_id, *(one.person_id for one in listed if one.person_id is not None)}
    if consultation.proposal_id is not None:
        people |= set(await proposals.supporters(consultation.proposal_id))
    return people
