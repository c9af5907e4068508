"""Panels drawn by lot: announced, drawn, replaced from the reserve. Rows are written once."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot


class Sortition(Model):
    """The announcement of a draw: everything but the public value that is not known yet."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="sortitions", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # what the panel is for
    title = fields.CharField(max_length=80)
    # roll digest, pool, seats and reserve by group, what the seed will be and when
    document: dict[str, Any] = fields.JSONField()
    # SHA-256 over the document
    commitment = fields.CharField(max_length=64)
    # which public value will be the seed, and when it is published
    source = fields.CharField(max_length=200)
    value_at = fields.DatetimeField()
    announced_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sortitions", on_delete=fields.RESTRICT
    )
    announced_by_id: int
    announced_at = fields.DatetimeField()

    class Meta:
        table = "sortition"


class SortitionDraw(Model):
    """The draw itself: the published value, and the numbers in drawn order."""

    id = fields.IntField(primary_key=True)
    sortition: fields.OneToOneRelation[Sortition] = fields.OneToOneField(
        "votes.Sortition", related_name="draw", on_delete=fields.RESTRICT
    )
    sortition_id: int
    value = fields.CharField(max_length=200)
    panel: list[int] = fields.JSONField()
    reserve: list[int] = fields.JSONField()
    drawn_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sortition_draws", on_delete=fields.RESTRICT
    )
    drawn_by_id: int
    drawn_at = fields.DatetimeField()

    class Meta:
        table = "sortition_draw"


class Replacement(Model):
    """A member who cannot serve, and the next of the reserve."""

    id = fields.IntField(primary_key=True)
    sortition: fields.ForeignKeyRelation[Sortition] = fields.ForeignKeyField(
        "votes.Sortition", related_name="replacements", on_delete=fields.RESTRICT
    )
    sortition_id: int
    # numbers on the roll
    leaving = fields.IntField()
    entering = fields.IntField()
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sortition_replacements", on_delete=fields.RESTRICT
    )
    made_by_id: int
    made_at = fields.DatetimeField()

    class Meta:
        table = "sortition_replacement"
        unique_together = (("sortition", "leaving"), ("sortition", "entering"))
