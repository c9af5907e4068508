"""One row a screening: append-only."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from proposals.models import Proposal
from proposals.reviews.rules import Family, Outcome


class Screening(Model):
    """One screening of one version of a proposal."""

    id = fields.IntField(primary_key=True)
    proposal: fields.ForeignKeyRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="screenings", on_delete=fields.RESTRICT
    )
    proposal_id: int
    # the version of the proposal that was read
    version = fields.IntField()
    outcome = Choice(Outcome, max_length=16)
    # the negative-list family it falls under, when declined for that
    family = Choice(Family, max_length=16, null=True)
    reason = fields.TextField()
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="screenings", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "screening"
        unique_together = (("proposal", "version"),)
