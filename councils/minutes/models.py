"""Minutes and their signatures."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.minutes.rules import SignerRole, State
from councils.models import Council
from councils.sessions.models import Session


class Minutes(Model):
    """One version of the minutes of a session. Published ones never change, corrections are further versions."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="minutes", on_delete=fields.RESTRICT
    )
    session_id: int
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="minutes", on_delete=fields.RESTRICT
    )
    council_id: int
    version = fields.IntField(default=1)
    state = Choice(State, max_length=16, default=State.DRAFTED)
    # the composed document, canonical
    document: dict[str, Any] = fields.JSONField()
    # SHA-256 of the canonical document; what is signed
    document_digest = fields.CharField(max_length=64)
    # seq and digest of the log's last event that was read
    log_seq = fields.IntField()
    log_digest = fields.CharField(max_length=64)
    drafted_at = fields.DatetimeField()
    # until when those who were there may object, fixed at the first draft. Empty in minutes from before there was a review
    review_until = fields.DatetimeField(null=True)
    # the published version this one corrects, and why
    corrects: fields.ForeignKeyNullableRelation["Minutes"] = fields.ForeignKeyField(
        "councils.Minutes", related_name="corrected_by", null=True, on_delete=fields.RESTRICT
    )
    corrects_id: int | None
    correction_reason = fields.CharField(max_length=500, default="")
    # what the recorder writes beside the log: prose by paragraph, tasks by motion, what is put right (rules.notes.Notes)
    notes: dict[str, Any] = fields.JSONField(default=dict)
    published_at = fields.DatetimeField(null=True)
    # gap-free number within the council, given at publication
    number = fields.IntField(null=True)
    previous_digest = fields.CharField(max_length=64, null=True)
    # H(previous digest, document with number and signatures), given at publication
    digest = fields.CharField(max_length=64, null=True, unique=True)

    class Meta:
        table = "minutes"
        unique_together = (("session", "version"), ("council", "number"))


class Signature(Model):
    """Someone put their name to a text: append-only."""

    id = fields.IntField(primary_key=True)
    minutes: fields.ForeignKeyRelation[Minutes] = fields.ForeignKeyField(
        "councils.Minutes", related_name="signatures", on_delete=fields.RESTRICT
    )
    minutes_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="signatures", on_delete=fields.RESTRICT
    )
    person_id: int
    role = Choice(SignerRole, max_length=12)
    signed_at = fields.DatetimeField()
    document_digest = fields.CharField(max_length=64)

    class Meta:
        table = "signature"
        unique_together = (("minutes", "role"),)


class MinutesObjection(Model):
    """What somebody who was there has against a paragraph of the draft, and the recorder's answer."""

    id = fields.IntField(primary_key=True)
    minutes: fields.ForeignKeyRelation[Minutes] = fields.ForeignKeyField(
        "councils.Minutes", related_name="objections", on_delete=fields.RESTRICT
    )
    minutes_id: int
    # facts, attendance, item-3, motion-2, speech-5, point-1
    anchor = fields.CharField(max_length=24)
    # SHA-256 of the paragraph as it stood when it was objected to
    paragraph_digest = fields.CharField(max_length=64)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="minutes_objections", on_delete=fields.RESTRICT
    )
    person_id: int
    text = fields.CharField(max_length=1000)
    filed_at = fields.DatetimeField()
    answer = fields.CharField(max_length=1000, default="")
    accepted = fields.BooleanField(null=True)
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="minutes_objections_answered", null=True, on_delete=fields.RESTRICT
    )
    answered_by_id: int | None
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "minutes_objection"
        unique_together = (("minutes", "person", "anchor"),)
