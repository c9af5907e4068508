"""What is said against a roll before it is frozen, and who was added to it afterwards by a minuted act."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot
from votes.rolls.rules.challenges import Matter, Verdict


class LateAddition(Model):
    """The act by which one line was added to the roll of an open ballot. Without it the database takes no line."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="late_additions", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # of the line it allows
    key = fields.CharField(max_length=80)
    # which minutes or decision say so, in words
    basis = fields.CharField(max_length=200)
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="late_additions", on_delete=fields.RESTRICT
    )
    added_by_id: int
    added_at = fields.DatetimeField()

    class Meta:
        table = "late_addition"
        unique_together = (("ballot", "key"),)


class Challenge(Model):
    """What one person says against a roll before it is frozen. Answered once, never deleted."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="challenges", on_delete=fields.RESTRICT
    )
    ballot_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="roll_challenges", on_delete=fields.RESTRICT
    )
    person_id: int
    matter = Choice(Matter, max_length=16)
    # seen by the person and by staff
    text = fields.TextField()
    # receipt
    code = fields.CharField(max_length=12, unique=True)
    filed_at = fields.DatetimeField()
    verdict = Choice(Verdict, max_length=16, null=True)
    answer = fields.TextField(default="")
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="roll_challenges_answered", null=True, on_delete=fields.RESTRICT
    )
    answered_by_id: int | None
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "roll_challenge"
