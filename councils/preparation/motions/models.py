"""Motions handed in before a session, their signatures, and what became of them."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.models import Council
from councils.preparation.motions.rules import Status
from councils.sessions.models import Session
from proposals.models import Proposal


class WrittenMotion(Model):
    """Who should do what by when with how much money, and why. An edit keeps the text it takes the place of."""

    id = fields.IntField(primary_key=True)
    # public receipt code
    code = fields.CharField(max_length=12, unique=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="written_motions", on_delete=fields.RESTRICT
    )
    council_id: int
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="written_motions", on_delete=fields.RESTRICT
    )
    author_id: int
    title = fields.CharField(max_length=60)
    # who is to act
    unit = fields.CharField(max_length=60)
    action = fields.TextField()
    deadline = fields.DateField()
    amount_fen = fields.BigIntField(null=True)
    reason = fields.TextField()
    # what it rests on
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="written_motions", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    # SHA-256 of all of the above that is signed
    text_digest = fields.CharField(max_length=64)
    handed_in_at = fields.DatetimeField()
    status = Choice(Status, max_length=12, default=Status.RECEIVED)
    # drawn when the form is shown, so that a double tap hands in once
    client_key = fields.CharField(max_length=43)
    # counts edits. Each voids the names under the text before it
    version = fields.IntField(default=1)
    # when the author last changed, and so signed, the text
    edited_at = fields.DatetimeField(null=True)

    class Meta:
        table = "written_motion"
        unique_together = (("author", "client_key"),)
        indexes = (("council_id", "status", "id"),)


class MotionSignature(Model):
    """A name under a motion handed in, for exactly this text."""

    id = fields.IntField(primary_key=True)
    motion: fields.ForeignKeyRelation[WrittenMotion] = fields.ForeignKeyField(
        "councils.WrittenMotion", related_name="signatures", on_delete=fields.RESTRICT
    )
    motion_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="motion_signatures", on_delete=fields.RESTRICT
    )
    person_id: int
    signed_at = fields.DatetimeField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "motion_signature"
        unique_together = (("motion", "person"),)


class MotionText(Model):
    """A text of a motion handed in that an edit took the place of, as it was signed. Append-only."""

    id = fields.IntField(primary_key=True)
    motion: fields.ForeignKeyRelation[WrittenMotion] = fields.ForeignKeyField(
        "councils.WrittenMotion", related_name="texts", on_delete=fields.RESTRICT
    )
    motion_id: int
    version = fields.IntField()
    title = fields.CharField(max_length=60)
    unit = fields.CharField(max_length=60)
    action = fields.TextField()
    deadline = fields.DateField()
    amount_fen = fields.BigIntField(null=True)
    reason = fields.TextField()
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="motion_texts", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    text_digest = fields.CharField(max_length=64)
    # when its author signed it
    signed_at = fields.DatetimeField()

    class Meta:
        table = "motion_text"
        unique_together = (("motion", "version"),)


class Cosignature(Model):
    """A member's name under a motion somebody else handed in, for exactly this text. It ends, it is never deleted."""

    id = fields.IntField(primary_key=True)
    motion: fields.ForeignKeyRelation[WrittenMotion] = fields.ForeignKeyField(
        "councils.WrittenMotion", related_name="cosignatures", on_delete=fields.RESTRICT
    )
    motion_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="cosignatures", on_delete=fields.RESTRICT
    )
    person_id: int
    signed_at = fields.DatetimeField()
    digest = fields.CharField(max_length=64)
    # taken back by the signer, or void since an edit
    ended_at = fields.DatetimeField(null=True)
    voided = fields.BooleanField(default=False)

    class Meta:
        table = "cosignature"


class MotionStep(Model):
    """What became of a motion handed in, one row a step."""

    id = fields.IntField(primary_key=True)
    motion: fields.ForeignKeyRelation[WrittenMotion] = fields.ForeignKeyField(
        "councils.WrittenMotion", related_name="steps", on_delete=fields.RESTRICT
    )
    motion_id: int
    status = Choice(Status, max_length=12)
    at = fields.DatetimeField()
    actor: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="motion_steps", on_delete=fields.RESTRICT
    )
    actor_id: int
    # the reason given in public
    reason = fields.TextField(default="")
    # the session that takes it up
    session: fields.ForeignKeyNullableRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="motion_steps", null=True, on_delete=fields.RESTRICT
    )
    session_id: int | None

    class Meta:
        table = "motion_step"
