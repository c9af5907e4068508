"""Resolutions. None can exist without published minutes and an adopted motion."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.minutes.models import Minutes
from councils.models import Term
from councils.resolutions.rules import NoteKind
from councils.sessions.models import Motion


class Resolution(Model):
    """A carried motion, numbered within council and term: append-only."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="resolutions", on_delete=fields.RESTRICT
    )
    term_id: int
    number = fields.IntField()
    minutes: fields.ForeignKeyRelation[Minutes] = fields.ForeignKeyField(
        "councils.Minutes", related_name="resolutions", on_delete=fields.RESTRICT
    )
    minutes_id: int
    motion: fields.OneToOneRelation[Motion] = fields.OneToOneField(
        "councils.Motion", related_name="resolution", on_delete=fields.RESTRICT
    )
    motion_id: int
    text = fields.TextField()
    text_digest = fields.CharField(max_length=64)
    verdict: dict[str, Any] = fields.JSONField()
    adopted_on = fields.DateField()

    class Meta:
        table = "resolution"
        unique_together = (("term", "number"),)


class ResolutionNote(Model):
    """What is written beside a resolution later: legal review, dates, what amended or rescinded it. Append-only."""

    id = fields.IntField(primary_key=True)
    resolution: fields.ForeignKeyRelation[Resolution] = fields.ForeignKeyField(
        "councils.Resolution", related_name="notes", on_delete=fields.RESTRICT
    )
    resolution_id: int
    kind = Choice(NoteKind, max_length=10)
    text = fields.CharField(max_length=500, default="")
    # of EFFECTIVE and LAPSE
    on_date = fields.DateField(null=True)
    # of AMENDED and RESCINDED
    by: fields.ForeignKeyNullableRelation[Resolution] = fields.ForeignKeyField(
        "councils.Resolution", related_name="changes", null=True, on_delete=fields.RESTRICT
    )
    by_id: int | None
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="resolution_notes", on_delete=fields.RESTRICT
    )
    person_id: int
    written_at = fields.DatetimeField()

    class Meta:
        table = "resolution_note"


class ActionItem(Model):
    """What somebody has to do after a resolution (议定事项), as the signed minutes have it. Append-only."""

    id = fields.IntField(primary_key=True)
    resolution: fields.ForeignKeyRelation[Resolution] = fields.ForeignKeyField(
        "councils.Resolution", related_name="actions", on_delete=fields.RESTRICT
    )
    resolution_id: int
    position = fields.IntField()
    content = fields.CharField(max_length=300)
    # a unit or a person, by name
    owner = fields.CharField(max_length=60)
    due_on = fields.DateField()
    # where the money comes from, empty when none is needed
    source = fields.CharField(max_length=120, default="")

    class Meta:
        table = "action_item"
        unique_together = (("resolution", "position"),)
