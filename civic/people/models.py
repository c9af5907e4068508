"""Persons with a display name in front and a verified identity behind; households; grants of roles."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.rules import Role
from civic.places.models import Place


class Household(Model):
    """People at one address. The address is never shown or put into a URL."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="homes", on_delete=fields.RESTRICT
    )
    place_id: int
    # building-entrance-room, private
    address = fields.CharField(max_length=60)

    class Meta:
        table = "household"
        unique_together = (("place", "address"),)


class Person(Model):
    """Someone who may sign in."""

    id = fields.IntField(primary_key=True)
    # shown to everyone; free to choose
    display_name = fields.CharField(max_length=40)
    # sign-in name, lower case; optional
    handle = fields.CharField(max_length=40, unique=True, null=True)
    # mainland mobile number, digits only; never shown
    phone = fields.CharField(max_length=20, unique=True, null=True)
    # as on the identity document, seen by staff; never shown to others
    legal_name = fields.CharField(max_length=40, null=True)
    birth_year = fields.IntField(null=True)
    household: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "civic.Household", related_name="members", null=True, on_delete=fields.RESTRICT
    )
    household_id: int | None
    verified_at = fields.DatetimeField(null=True)
    verified_by: fields.ForeignKeyNullableRelation["Person"] = fields.ForeignKeyField(
        "civic.Person", related_name="verified", null=True, on_delete=fields.RESTRICT
    )
    verified_by_id: int | None
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"


class Grant(Model):
    """A role at a place for a time. Ended by a date, never deleted."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="grants", on_delete=fields.RESTRICT
    )
    person_id: int
    role = Choice(Role, max_length=16)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="grants", on_delete=fields.RESTRICT
    )
    place_id: int
    starts_on = fields.DateField()
    # last day; empty while open-ended
    ends_on = fields.DateField(null=True)
    given_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="grants_given", null=True, on_delete=fields.RESTRICT
    )
    given_by_id: int | None
    given_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "grant_of_role"
