"""Places: one table, one tree."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.places.rules import Level


class Place(Model):
    """A city, district, street, community, estate or grid."""

    id = fields.IntField(primary_key=True)
    parent: fields.ForeignKeyNullableRelation["Place"] = fields.ForeignKeyField(
        "civic.Place", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    level = Choice(Level, max_length=16)
    name = fields.CharField(max_length=60)
    # ids from the root, own id last: ``/1/4/9/``; what is below starts with it
    path = fields.CharField(max_length=120, db_index=True)
    households = fields.IntField(null=True)
    population = fields.IntField(null=True)

    class Meta:
        table = "place"
        unique_together = (("parent", "name"),)
