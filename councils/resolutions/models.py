"""Resolutions. None can exist without published minutes and an adopted motion."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from councils.minutes.models import Minutes
from councils.models import Term
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
