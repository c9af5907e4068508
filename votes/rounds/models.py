"""A funding round, and what people were told about it."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.places.models import Place
from votes.models import Ballot
from votes.rounds.rules import Occasion


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
    # counts the changes to a draft: who changes an older one is told
    version = fields.IntField(default=1)
    # hours before closing at which those who have not voted are reminded
    reminders: list[int] = fields.JSONField(default=list)
    # ages of the consultative ballot that is opened beside this one. 0: none
    youth_from = fields.IntField(default=0)
    youth_to = fields.IntField(default=0)
    # the round whose consultative ballot this is
    beside: fields.OneToOneNullableRelation["Round"] = fields.OneToOneField(
        "votes.Round", related_name="youth", null=True, on_delete=fields.RESTRICT
    )
    beside_id: int | None
    # SHA-256 of the imported file; empty for our own rounds
    source_digest = fields.CharField(max_length=64, null=True, unique=True)
    # where an imported file came from, in words
    source = fields.CharField(max_length=200, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "funding_round"


class Reminder(Model):
    """That people were told about a ballot, once for each occasion and the moment it belongs to. Not whom."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="reminders", on_delete=fields.RESTRICT
    )
    ballot_id: int
    occasion = Choice(Occasion, max_length=12)
    due_at = fields.DatetimeField()
    # how many
    told = fields.IntField()
    sent_at = fields.DatetimeField()

    class Meta:
        table = "ballot_reminder"
        unique_together = (("ballot", "occasion", "due_at"),)
