"""A photograph as WebP, kept in the database so that one backup holds everything."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person


class Picture(Model):
    """One photograph, at most 1280 px wide."""

    id = fields.IntField(primary_key=True)
    # random, in the URL
    key = fields.CharField(max_length=43, unique=True)
    data = fields.BinaryField()
    # the same at most 400 px wide, for lists
    small = fields.BinaryField()
    width = fields.IntField()
    height = fields.IntField()
    uploaded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="pictures", on_delete=fields.RESTRICT
    )
    uploaded_by_id: int
    uploaded_at = fields.DatetimeField()

    class Meta:
        table = "picture"
