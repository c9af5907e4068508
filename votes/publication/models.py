"""Who signed a count, and who contested one."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot
from votes.publication.rules import Outcome
from votes.results.models import Result


class TellerSignature(Model):
    """One teller's name under one count. The second one makes the result stand."""

    id = fields.IntField(primary_key=True)
    result: fields.ForeignKeyRelation[Result] = fields.ForeignKeyField(
        "votes.Result", related_name="signatures", on_delete=fields.RESTRICT
    )
    result_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="teller_signatures", on_delete=fields.RESTRICT
    )
    person_id: int
    # as what this person signed
    role = fields.CharField(max_length=16)
    # the digest of the count as it was shown
    digest = fields.CharField(max_length=64)
    signed_at = fields.DatetimeField()

    class Meta:
        table = "teller_signature"
        unique_together = (("result", "person"),)


class Contest(Model):
    """What someone has against a count, and the answer. Upheld, it leads to a further count beside the first."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="contests", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # the count that is contested
    result: fields.ForeignKeyRelation[Result] = fields.ForeignKeyField(
        "votes.Result", related_name="contests", on_delete=fields.RESTRICT
    )
    result_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="contests", on_delete=fields.RESTRICT
    )
    person_id: int
    reason = fields.TextField()
    filed_at = fields.DatetimeField()
    outcome = Choice(Outcome, max_length=12, null=True)
    answer = fields.TextField(default="")
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="contests_answered", null=True, on_delete=fields.RESTRICT
    )
    answered_by_id: int | None
    answered_at = fields.DatetimeField(null=True)
    # the count it led to
    recount: fields.ForeignKeyNullableRelation[Result] = fields.ForeignKeyField(
        "votes.Result", related_name="recount_of", null=True, on_delete=fields.RESTRICT
    )
    recount_id: int | None

    class Meta:
        table = "contest"
        unique_together = (("result", "person"),)
