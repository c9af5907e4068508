"""Notes on action items, and the reviews of a place."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.pictures.models import Picture
from civic.places.models import Place
from councils.actions.rules import Cadence, NoteKind
from councils.assignees.models import Assignee
from councils.resolutions.models import ActionItem, Resolution
from councils.workorders.models import WorkOrder


class ActionNote(Model):
    """What became of an action item, step by step. Append-only: the newest step says how it stands."""

    id = fields.IntField(primary_key=True)
    item: fields.ForeignKeyRelation[ActionItem] = fields.ForeignKeyField(
        "councils.ActionItem", related_name="notes", on_delete=fields.RESTRICT
    )
    item_id: int
    kind = Choice(NoteKind, max_length=10)
    text = fields.CharField(max_length=500)
    # of EXTENDED: the new day
    due_on = fields.DateField(null=True)
    picture: fields.ForeignKeyNullableRelation[Picture] = fields.ForeignKeyField(
        "civic.Picture", related_name="action_notes", null=True, on_delete=fields.RESTRICT
    )
    picture_id: int | None
    # empty: by the clock
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="action_notes", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    written_at = fields.DatetimeField()

    class Meta:
        table = "action_note"


class Assignment(Model):
    """Who does an action item: the signed text has words, this says whose. Append-only, the newest counts."""

    id = fields.IntField(primary_key=True)
    item: fields.ForeignKeyRelation[ActionItem] = fields.ForeignKeyField(
        "councils.ActionItem", related_name="assignments", on_delete=fields.RESTRICT
    )
    item_id: int
    assignee: fields.ForeignKeyRelation[Assignee] = fields.ForeignKeyField(
        "councils.Assignee", related_name="assignments", on_delete=fields.RESTRICT
    )
    assignee_id: int
    assigned_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="action_assignments", on_delete=fields.RESTRICT
    )
    assigned_by_id: int
    assigned_at = fields.DatetimeField()

    class Meta:
        table = "action_assignment"


class Errand(Model):
    """What was resolved, sent out as a work order. Append-only."""

    id = fields.IntField(primary_key=True)
    resolution: fields.ForeignKeyRelation[Resolution] = fields.ForeignKeyField(
        "councils.Resolution", related_name="errands", on_delete=fields.RESTRICT
    )
    resolution_id: int
    # empty: the resolution as a whole
    item: fields.ForeignKeyNullableRelation[ActionItem] = fields.ForeignKeyField(
        "councils.ActionItem", related_name="errands", null=True, on_delete=fields.RESTRICT
    )
    item_id: int | None
    order: fields.OneToOneRelation[WorkOrder] = fields.OneToOneField(
        "councils.WorkOrder", related_name="errand", on_delete=fields.RESTRICT
    )
    order_id: int

    class Meta:
        table = "errand"


class Review(Model):
    """A regular look at everything a place has to do (一月一调度、一季一督导、半年一拉练), prepared by the clock."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="reviews", on_delete=fields.RESTRICT
    )
    place_id: int
    cadence = Choice(Cadence, max_length=10)
    starts_on = fields.DateField()
    # the day after the last one
    ends_on = fields.DateField()
    made_at = fields.DatetimeField()
    document: dict[str, Any] = fields.JSONField()
    # SHA-256 of the canonical document
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "action_review"
        unique_together = (("place", "cadence", "starts_on"),)
