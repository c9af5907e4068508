"""One message to one person about one thing."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person


class Notification(Model):
    """A kind (with its sentence in templates), the thing it is about, and the facts the sentence needs."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="notifications", on_delete=fields.RESTRICT
    )
    person_id: int
    kind = fields.CharField(max_length=40)
    ref_kind = fields.CharField(max_length=24)
    ref_id = fields.IntField()
    facts: dict[str, Any] = fields.JSONField()
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notification"
        indexes = (("person_id", "id"),)
