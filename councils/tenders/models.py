"""Calls, the two keys that seal their bids, bids, and the award."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from civic.people.rules import KeyHolder
from councils.funding.models import Decision


class Call(Model):
    """A call for bids on one funding decision. Published once both keys exist."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "councils.Decision", related_name="calls", on_delete=fields.RESTRICT
    )
    decision_id: int
    title = fields.CharField(max_length=80)
    requirements = fields.TextField()
    criteria = fields.TextField()
    # at most the decision's amount
    ceiling_fen = fields.BigIntField()
    opens_at = fields.DatetimeField()
    closes_at = fields.DatetimeField()
    # fewer bids than this and the call fails
    min_bids = fields.IntField(default=2)
    created_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="calls", on_delete=fields.RESTRICT
    )
    created_by_id: int
    published_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    # when it came to nothing; then the decision may have another call
    failed_at = fields.DatetimeField(null=True)
    failed_reason = fields.TextField(default="")

    class Meta:
        table = "call_for_bids"


class CallKey(Model):
    """One key holder's key pair. The private half is kept under a code shown once, and in clear only after opening."""

    id = fields.IntField(primary_key=True)
    call: fields.ForeignKeyRelation[Call] = fields.ForeignKeyField(
        "councils.Call", related_name="keys", on_delete=fields.RESTRICT
    )
    call_id: int
    holder = Choice(KeyHolder, max_length=12)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="call_keys", on_delete=fields.RESTRICT
    )
    person_id: int
    public_key = fields.CharField(max_length=64)
    # hex: salt and secretbox of the private key under argon2id(code)
    locked_key = fields.CharField(max_length=400)
    # hex private key, once the holder opened it after closing time
    opened_key = fields.CharField(max_length=64, null=True)
    opened_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "call_key"
        unique_together = (("call", "holder"), ("call", "person"))


class Bid(Model):
    """An organisation's sealed bid: a box inside a box, and its digest, in clear only after opening."""

    id = fields.IntField(primary_key=True)
    call: fields.ForeignKeyRelation[Call] = fields.ForeignKeyField(
        "councils.Call", related_name="bids", on_delete=fields.RESTRICT
    )
    call_id: int
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="bids", on_delete=fields.RESTRICT
    )
    organisation_id: int
    code = fields.CharField(max_length=12, unique=True)
    sealed = fields.BinaryField()
    # SHA-256 of the salted content, so that the bidder can show what was handed in
    seal_digest = fields.CharField(max_length=64)
    handed_in_at = fields.DatetimeField()
    handed_in_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="bids", on_delete=fields.RESTRICT
    )
    handed_in_by_id: int
    # filled at opening
    price_fen = fields.BigIntField(null=True)
    plan = fields.TextField(null=True)
    opened_at = fields.DatetimeField(null=True)

    class Meta:
        table = "bid"
        unique_together = (("call", "organisation"),)


class Award(Model):
    """Which bid was chosen and why: append-only."""

    id = fields.IntField(primary_key=True)
    call: fields.OneToOneRelation[Call] = fields.OneToOneField(
        "councils.Call", related_name="award", on_delete=fields.RESTRICT
    )
    call_id: int
    bid: fields.OneToOneRelation[Bid] = fields.OneToOneField(
        "councils.Bid", related_name="award", on_delete=fields.RESTRICT
    )
    bid_id: int
    reasons = fields.TextField()
    awarded_at = fields.DatetimeField()
    awarded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="awards", on_delete=fields.RESTRICT
    )
    awarded_by_id: int

    class Meta:
        table = "award"
