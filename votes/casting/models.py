"""Who took part, and what was put in the box; no column, time or order links one to the other."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot


class Turnout(Model):
    """That a person took part. The day only: a finer time would point at the paper."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="turnout", on_delete=fields.RESTRICT
    )
    ballot_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="turnouts", on_delete=fields.RESTRICT
    )
    person_id: int
    day = fields.DateField()

    class Meta:
        table = "turnout"
        unique_together = (("ballot", "person"),)


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

    class Meta:
        table = "paper"
