"""Proposals, their photographs, supports and steps."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from civic.pictures.models import Picture
from civic.places.models import Place
from proposals.rules import Category, State


class Proposal(Model):
    """What a resident asks for: written, actionable, costed."""

    id = fields.IntField(primary_key=True)
    # public receipt code
    code = fields.CharField(max_length=12, unique=True)
    # the community that decides
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="proposals", on_delete=fields.RESTRICT
    )
    place_id: int
    # where it would be done, an estate of the community; empty for the whole community
    estate: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="proposals_here", null=True, on_delete=fields.RESTRICT
    )
    estate_id: int | None
    proposer: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="proposals", on_delete=fields.RESTRICT
    )
    proposer_id: int
    # the organisation the proposer wrote for; empty for a resident
    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="proposals", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None
    title = fields.CharField(max_length=60)
    # what is wrong now
    need = fields.TextField()
    # what should be done
    plan = fields.TextField()
    category = Choice(Category, max_length=16)
    cost_fen = fields.BigIntField(null=True)
    beneficiaries = fields.IntField(null=True)
    state = Choice(State, max_length=16, default=State.SUBMITTED)
    submitted_at = fields.DatetimeField()
    # counts edits; a form carries the one it was opened with
    version = fields.IntField(default=1)
    # drawn when the form is shown, so that a double tap submits once
    client_key = fields.CharField(max_length=43)
    # kept in step with the support rows by the same transaction
    support_count = fields.IntField(default=0)

    class Meta:
        table = "proposal"
        unique_together = (("proposer", "client_key"),)
        indexes = (("place_id", "id"), ("place_id", "state", "id"))


class Photo(Model):
    """A photograph of a proposal."""

    id = fields.IntField(primary_key=True)
    proposal: fields.ForeignKeyRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="photos", on_delete=fields.RESTRICT
    )
    proposal_id: int
    picture: fields.ForeignKeyRelation[Picture] = fields.ForeignKeyField(
        "civic.Picture", related_name="proposal_photos", on_delete=fields.RESTRICT
    )
    picture_id: int
    position = fields.IntField()

    class Meta:
        table = "proposal_photo"
        unique_together = (("proposal", "position"),)


class Support(Model):
    """One person's backing (附议)."""

    id = fields.IntField(primary_key=True)
    proposal: fields.ForeignKeyRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="supports", on_delete=fields.RESTRICT
    )
    proposal_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="supports", on_delete=fields.RESTRICT
    )
    person_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "proposal_support"
        unique_together = (("proposal", "person"),)


class Step(Model):
    """One step of the proposal's life, for its timeline: append-only."""

    id = fields.IntField(primary_key=True)
    proposal: fields.ForeignKeyRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="steps", on_delete=fields.RESTRICT
    )
    proposal_id: int
    # the state it led to
    state = Choice(State, max_length=16)
    at = fields.DatetimeField()
    actor: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="proposal_steps", null=True, on_delete=fields.RESTRICT
    )
    actor_id: int | None
    # the reason given in public
    reason = fields.TextField(default="")
    # what the step rests on (a session, ballot, resolution, contract…)
    ref_kind = fields.CharField(max_length=24, null=True)
    ref_id = fields.IntField(null=True)
    facts: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "proposal_step"
