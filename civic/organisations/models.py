"""Organisations and their representatives."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.rules import Kind
from civic.people.models import Person


class Organisation(Model):
    """A body that may propose or bid."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=80, unique=True)
    kind = Choice(Kind, max_length=24)
    # unified social credit code (统一社会信用代码), 18 characters
    credit_code = fields.CharField(max_length=18, unique=True)
    registered_on = fields.DateField()
    # evaluation grade such as 3A, empty when not graded; certificates run out
    grade = fields.CharField(max_length=4, default="")
    grade_until = fields.DateField(null=True)
    about = fields.TextField(default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "organisation"


class Representative(Model):
    """A person who acts for an organisation."""

    id = fields.IntField(primary_key=True)
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="representatives", on_delete=fields.RESTRICT
    )
    organisation_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="represents", on_delete=fields.RESTRICT
    )
    person_id: int
    since = fields.DateField()
    until = fields.DateField(null=True)

    class Meta:
        table = "representative"
        unique_together = (("organisation", "person"),)
