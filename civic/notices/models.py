"""Notices and objections."""

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
