"""Notices and objections."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.kit.workdays import DayKind
from civic.people.models import Person
from civic.places.models import Place


class Notice(Model):
    """A public notice of one thing. It stands when its last day is over and no objection is open or upheld."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="notices", on_delete=fields.RESTRICT
    )
    place_id: int
    # what is shown; one notice a thing and round of publication
    ref_kind = fields.CharField(max_length=24)
    ref_id = fields.IntField()
    title = fields.CharField(max_length=120)
    body = fields.TextField()
    days = fields.IntField()
    day_kind = Choice(DayKind, max_length=8)
    published_at = fields.DatetimeField()
    # first moment after the period, computed from days and the holiday calendar at publication
    ends_at = fields.DatetimeField()
    published_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="notices", on_delete=fields.RESTRICT
    )
    published_by_id: int
    # SHA-256 over title, body and period: what exactly was shown
    digest = fields.CharField(max_length=64)
    # this many objections send the thing back to who decided it, whatever they say; 0: none do
    returns_at = fields.IntField(default=0)

    class Meta:
        table = "notice"
        unique_together = (("ref_kind", "ref_id"),)


class Objection(Model):
    """What someone has against it, and the answer."""

    id = fields.IntField(primary_key=True)
    notice: fields.ForeignKeyRelation[Notice] = fields.ForeignKeyField(
        "civic.Notice", related_name="objections", on_delete=fields.RESTRICT
    )
    notice_id: int
    code = fields.CharField(max_length=12, unique=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="objections", on_delete=fields.RESTRICT
    )
    person_id: int
    text = fields.TextField()
    filed_at = fields.DatetimeField()
    answer = fields.TextField(default="")
    upheld = fields.BooleanField(null=True)
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="objections_answered", null=True, on_delete=fields.RESTRICT
    )
    answered_by_id: int | None
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "objection"
        unique_together = (("notice", "person"),)


class NoticeDecider(Model):
    """Somebody who decided what the notice shows, and so answers no objection to it."""

    id = fields.IntField(primary_key=True)
    notice: fields.ForeignKeyRelation[Notice] = fields.ForeignKeyField(
        "civic.Notice", related_name="deciders", on_delete=fields.RESTRICT
    )
    notice_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="notices_decided", on_delete=fields.RESTRICT
    )
    person_id: int

    class Meta:
        table = "notice_decider"
        unique_together = (("notice", "person"),)


class PublicityProof(Model):
    """What was shown from when to when, written down when the period was over (公示证明)."""

    id = fields.IntField(primary_key=True)
    notice: fields.OneToOneRelation[Notice] = fields.OneToOneField(
        "civic.Notice", related_name="proof", on_delete=fields.RESTRICT
    )
    notice_id: int
    made_at = fields.DatetimeField()
    document: dict[str, Any] = fields.JSONField()
    # SHA-256 of the canonical document
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "publicity_proof"


class Filing(Model):
    """A decision filed with the street once its notice stands (备案), and the street's word that it was received."""

    id = fields.IntField(primary_key=True)
    notice: fields.OneToOneRelation[Notice] = fields.OneToOneField(
        "civic.Notice", related_name="filing", on_delete=fields.RESTRICT
    )
    notice_id: int
    note = fields.CharField(max_length=500, default="")
    filed_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="filings", on_delete=fields.RESTRICT
    )
    filed_by_id: int
    filed_at = fields.DatetimeField()
    acknowledged_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="filings_acknowledged", null=True, on_delete=fields.RESTRICT
    )
    acknowledged_by_id: int | None
    acknowledged_at = fields.DatetimeField(null=True)
    # what the street wrote with it
    remark = fields.CharField(max_length=500, default="")

    class Meta:
        table = "filing"
