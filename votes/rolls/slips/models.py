"""Codes on slips. Only digests are kept."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot, RollEntry


class RollSlip(Model):
    """One code for one line of the roll. Printing again ends the older code."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="slips", on_delete=fields.RESTRICT
    )
    ballot_id: int
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="slips", on_delete=fields.RESTRICT
    )
    entry_id: int
    # SHA-256 of the secret part
    code_digest = fields.CharField(max_length=64, unique=True)
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="slips_made", on_delete=fields.RESTRICT
    )
    made_by_id: int
    made_on = fields.DateField()
    # a newer slip was printed for the line
    ended = fields.BooleanField(default=False)
    # the day only: a finer time would point at the paper
    spent_on = fields.DateField(null=True)
    # SHA-256 of the cookie of whoever typed the code, until it is spent or the time is over
    permit_digest = fields.CharField(max_length=64, null=True, unique=True)
    permit_until = fields.DatetimeField(null=True)

    class Meta:
        table = "roll_slip"
