"""Ballots, their options and the frozen roll."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.places.models import Place
from proposals.models import Proposal
from votes.rules import Method, State


class Ballot(Model):
    """A question put to an electorate and decided by counted papers."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="ballots", on_delete=fields.RESTRICT
    )
    place_id: int
    title = fields.CharField(max_length=80)
    method = Choice(Method, max_length=16)
    min_choices = fields.IntField(default=1)
    # 0: no limit
    max_choices = fields.IntField(default=0)
    state = Choice(State, max_length=16, default=State.DRAFT)
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    # SHA-256 over question, options, rule and roll, fixed at opening
    digest = fields.CharField(max_length=64, default="")
    roll_digest = fields.CharField(max_length=64, default="")
    roll_size = fields.IntField(default=0)

    class Meta:
        table = "ballot"


class Option(Model):
    """One thing that can be chosen: a proposal, or a line of an imported file."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="options", on_delete=fields.RESTRICT
    )
    ballot_id: int
    position = fields.IntField()
    # id by which ties are broken and papers speak of it
    code = fields.CharField(max_length=40)
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="ballot_options", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    label = fields.CharField(max_length=300)
    cost_fen = fields.BigIntField()

    class Meta:
        table = "ballot_option"
        unique_together = (("ballot", "position"), ("ballot", "code"))


class RollEntry(Model):
    """One person entitled to one paper."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="roll", on_delete=fields.RESTRICT
    )
    ballot_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="roll_entries", on_delete=fields.RESTRICT
    )
    person_id: int

    class Meta:
        table = "roll_entry"
        unique_together = (("ballot", "person"),)
