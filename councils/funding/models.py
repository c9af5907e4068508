"""Funds and the decisions that commit them."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from civic.places.models import Place
from councils.resolutions.models import Resolution
from proposals.models import Proposal
from votes.rounds.models import Round


class Fund(Model):
    """A pool of money of a place and year (社区保障资金, 社区激励资金, 社区基金…)."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="funds", on_delete=fields.RESTRICT
    )
    place_id: int
    name = fields.CharField(max_length=60)
    year = fields.IntField()
    # hundredths of a yuan put into the pool
    amount_fen = fields.BigIntField()
    source = fields.CharField(max_length=200)

    class Meta:
        table = "fund"
        unique_together = (("place", "name", "year"),)


class Decision(Model):
    """Money committed to a proposal by a resolution: append-only."""

    id = fields.IntField(primary_key=True)
    resolution: fields.OneToOneRelation[Resolution] = fields.OneToOneField(
        "councils.Resolution", related_name="decision", on_delete=fields.RESTRICT
    )
    resolution_id: int
    proposal: fields.OneToOneRelation[Proposal] = fields.OneToOneField(
        "proposals.Proposal", related_name="decision", on_delete=fields.RESTRICT
    )
    proposal_id: int
    fund: fields.ForeignKeyRelation[Fund] = fields.ForeignKeyField(
        "councils.Fund", related_name="decisions", on_delete=fields.RESTRICT
    )
    fund_id: int
    # the round that chose it, when one did
    round: fields.ForeignKeyNullableRelation[Round] = fields.ForeignKeyField(
        "votes.Round", related_name="decisions", null=True, on_delete=fields.RESTRICT
    )
    round_id: int | None
    amount_fen = fields.BigIntField()
    decided_at = fields.DatetimeField()
    decided_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="decisions", on_delete=fields.RESTRICT
    )
    decided_by_id: int

    class Meta:
        table = "funding_decision"
