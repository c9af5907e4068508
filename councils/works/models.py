"""From the award to the last yuan."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.tenders.models import Bid


class Contract(Model):
    """A signed agreement on one awarded bid: append-only."""

    id = fields.IntField(primary_key=True)
    bid: fields.OneToOneRelation[Bid] = fields.OneToOneField(
        "councils.Bid", related_name="contract", on_delete=fields.RESTRICT
    )
    bid_id: int
    price_fen = fields.BigIntField()
    # what is delivered, in words
    scope = fields.TextField()
    signed_at = fields.DatetimeField()
    # for the community
    signed_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="contracts", on_delete=fields.RESTRICT
    )
    signed_by_id: int

    class Meta:
        table = "contract"


class Milestone(Model):
    """A due deliverable and its share of the price: append-only."""

    id = fields.IntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "councils.Contract", related_name="milestones", on_delete=fields.RESTRICT
    )
    contract_id: int
    seq = fields.IntField()
    title = fields.CharField(max_length=80)
    due_on = fields.DateField()
    share_fen = fields.BigIntField()

    class Meta:
        table = "milestone"
        unique_together = (("contract", "seq"),)


class Acceptance(Model):
    """The finding that a milestone meets the contract (验收): append-only."""

    id = fields.IntField(primary_key=True)
    milestone: fields.OneToOneRelation[Milestone] = fields.OneToOneField(
        "councils.Milestone", related_name="acceptance", on_delete=fields.RESTRICT
    )
    milestone_id: int
    finding = fields.TextField()
    accepted_at = fields.DatetimeField()
    accepted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="acceptances", on_delete=fields.RESTRICT
    )
    accepted_by_id: int

    class Meta:
        table = "acceptance"


class Disbursement(Model):
    """Money paid on an accepted milestone: append-only."""

    id = fields.IntField(primary_key=True)
    milestone: fields.ForeignKeyRelation[Milestone] = fields.ForeignKeyField(
        "councils.Milestone", related_name="disbursements", on_delete=fields.RESTRICT
    )
    milestone_id: int
    # the payer's voucher number, so that one payment is not written twice
    voucher = fields.CharField(max_length=40)
    amount_fen = fields.BigIntField()
    paid_at = fields.DatetimeField()
    paid_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="disbursements", on_delete=fields.RESTRICT
    )
    paid_by_id: int

    class Meta:
        table = "disbursement"
        unique_together = (("milestone", "voucher"),)
