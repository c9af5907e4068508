"""Keeping who was chosen."""

from typing import Any

from civic.kit.db import transaction
from civic.kit.errors import Refused
from civic.places.models import Place
from councils.assignees import queries
from councils.assignees.models import Assignee
from councils.assignees.rules import NAME_MAX, NAME_MIN, AssigneeKind, read_key

_COLUMNS = {
    AssigneeKind.PERSON: "person_id",
    AssigneeKind.OFFICE: "place_id",
    AssigneeKind.COUNCIL: "council_id",
    AssigneeKind.ORGANISATION: "organisation_id",
}


async def keep(place: Place, key: str, name: str) -> Assignee:
    """The one chosen from the list of a community, or in words when it is not on it; part of the act that gives it something.

    Raises Refused ``assignee_missing``, ``assignee_twice``, ``assignee_unknown``.
    """
    if bool(key) is bool(name):
        raise Refused("assignee_twice" if key else "assignee_missing", "assignee")
    if not key and not NAME_MIN <= len(name) <= NAME_MAX:
        raise Refused("assignee_missing", "assignee")
    columns: dict[str, Any] = {"kind": AssigneeKind.NAMED, "name": name}
    if key:
        kind, number = read_key(key)
        if (kind, number) not in {(one.kind, one.id) for one in await queries.choices(place)}:
            raise Refused("assignee_unknown", "assignee")
        columns = {"kind": kind, _COLUMNS[kind]: number}
    async with transaction():
        kept, _ = await Assignee.get_or_create(**columns)
        return kept
