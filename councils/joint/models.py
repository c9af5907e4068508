"""Quarters in which another body is host than the one whose turn it is."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.models import Bench, Council


class HostSwap(Model):
    """One quarter's exception from the rotation, with its reason. Written once."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="host_swaps", on_delete=fields.RESTRICT
    )
    council_id: int
    # first day of the quarter
    quarter = fields.DateField()
    bench: fields.ForeignKeyRelation[Bench] = fields.ForeignKeyField(
        "councils.Bench", related_name="host_swaps", on_delete=fields.RESTRICT
    )
    bench_id: int
    reason = fields.CharField(max_length=200)
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="host_swaps", on_delete=fields.RESTRICT
    )
    entered_by_id: int
    entered_at = fields.DatetimeField()

    class Meta:
        table = "host_swap"
        unique_together = (("council", "quarter"),)
