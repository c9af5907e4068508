"""A funding round."""

from tortoise import fields
from tortoise.models import Model

from civic.places.models import Place
from votes.models import Ballot


class Round(Model):
    """A budget put to a vote."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="rounds", on_delete=fields.RESTRICT
    )
    place_id: int
    title = fields.CharField(max_length=200)
    about = fields.TextField(default="")
    # hundredths of the currency unit
    budget_fen = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    ballot: fields.OneToOneRelation[Ballot] = fields.OneToOneField(
        "votes.Ballot", related_name="round", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # SHA-256 of the imported file; empty for our own rounds
    source_digest = fields.CharField(max_length=64, null=True, unique=True)
    # where an imported file came from, in words
    source = fields.CharField(max_length=200, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "funding_round"
