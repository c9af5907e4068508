"""An uploaded list while somebody looks at it."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot


class RollImport(Model):
    """What was read from a file, kept for the preview only: deleted when taken over, withdrawn, or an hour old."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="roll_imports", on_delete=fields.RESTRICT
    )
    ballot_id: int
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="roll_imports", on_delete=fields.RESTRICT
    )
    made_by_id: int
    made_at = fields.DatetimeField()
    # of the file: its lines and the sum of their areas in hundredths of a square metre
    lines = fields.IntField()
    area = fields.BigIntField()
    # lines as they would stand on the roll
    entries: list[dict[str, Any]] = fields.JSONField()
    # findings by line
    defects: list[dict[str, Any]] = fields.JSONField()
    notices: list[dict[str, Any]] = fields.JSONField()
    # headings that were not taken
    left_out: list[str] = fields.JSONField()

    class Meta:
        table = "roll_import"
