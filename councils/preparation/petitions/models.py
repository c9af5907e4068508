"""Requests for a session, and the names under them."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.models import Council, RuleSet
from councils.rules import Of


class Petition(Model):
    """A request that a council meet about a matter (联名要求开会). The text never changes."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="petitions", on_delete=fields.RESTRICT
    )
    council_id: int
    # whose shares and days it goes by, as they stood when it was opened
    rule_set: fields.ForeignKeyRelation[RuleSet] = fields.ForeignKeyField(
        "councils.RuleSet", related_name="petitions", on_delete=fields.RESTRICT
    )
    rule_set_id: int
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="petitions", on_delete=fields.RESTRICT
    )
    author_id: int
    title = fields.CharField(max_length=60)
    reason = fields.TextField()
    # SHA-256 of what is signed
    text_digest = fields.CharField(max_length=64)
    opened_at = fields.DatetimeField()
    # drawn when the form is shown, so that a double tap opens once
    client_key = fields.CharField(max_length=43)
    # when a share was met, which one, by how many of how many
    reached_at = fields.DatetimeField(null=True)
    reached_of = Choice(Of, max_length=16, null=True)
    reached_signed = fields.IntField(null=True)
    reached_base = fields.IntField(null=True)
    # last day for the notice of the session. Empty: the rule set names no days
    due_on = fields.DateField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    # when the place above was told that nobody called the session
    told_above_at = fields.DatetimeField(null=True)

    class Meta:
        table = "petition"
        unique_together = (("author", "client_key"),)
        indexes = (("council_id", "id"),)


class PetitionSignature(Model):
    """A name under a request, for exactly this text. Taken back by a date, never deleted."""

    id = fields.IntField(primary_key=True)
    petition: fields.ForeignKeyRelation[Petition] = fields.ForeignKeyField(
        "councils.Petition", related_name="signatures", on_delete=fields.RESTRICT
    )
    petition_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="petition_signatures", on_delete=fields.RESTRICT
    )
    person_id: int
    signed_at = fields.DatetimeField()
    digest = fields.CharField(max_length=64)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        table = "petition_signature"
