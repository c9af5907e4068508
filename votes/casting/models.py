"""Who took part, and what was put in the box; no column, time or order links one to the other."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot, RollEntry
from votes.rules import Channel


class Turnout(Model):
    """That an entry of the roll took part. The day only: a finer time would point at the paper."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="turnout", on_delete=fields.RESTRICT
    )
    ballot_id: int
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="turnout", on_delete=fields.RESTRICT
    )
    entry_id: int
    # who cast it with an account: the household sees it. Empty for slips and paper
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="turnouts", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    channel = Choice(Channel, max_length=12, default=Channel.PHONE)
    day = fields.DateField()

    class Meta:
        table = "turnout"
        unique_together = (("ballot", "entry"), ("ballot", "person"))


class Paper(Model):
    """What one voter cast: a random key, no person, no time, rewritten in key order at closing."""

    # 128 random bits in hex; the voter's receipt is derived from it
    key = fields.CharField(max_length=32, primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="papers", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # canonical text: option codes (and points) in a fixed order
    choices = fields.TextField()
    # why, for an objection
    reason = fields.TextField(default="")
    # named ballots only: whose paper it is
    entry: fields.ForeignKeyNullableRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="papers", null=True, on_delete=fields.RESTRICT
    )
    entry_id: int | None

    class Meta:
        table = "paper"
