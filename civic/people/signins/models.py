"""What proves who someone is, and where they are signed in. Secrets are kept as digests only."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Household, Person
from civic.people.rules import Role
from civic.places.models import Place


class Credential(Model):
    """A password, as an argon2id hash."""

    id = fields.IntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField(
        "civic.Person", related_name="credential", on_delete=fields.RESTRICT
    )
    person_id: int
    hash = fields.CharField(max_length=200)
    changed_at = fields.DatetimeField()

    class Meta:
        table = "credential"


class SignIn(Model):
    """One browser signed in. Revoked by a time, checked at every request."""

    id = fields.IntField(primary_key=True)
    # SHA-256 of the cookie
    token_digest = fields.CharField(max_length=64, unique=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sign_ins", on_delete=fields.RESTRICT
    )
    person_id: int
    started_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    # what kind of browser, for the person's own list
    agent = fields.CharField(max_length=120, default="")

    class Meta:
        table = "sign_in"


class Invitation(Model):
    """A one-time code on a slip of paper: whoever holds it may open an account with this role here."""

    id = fields.IntField(primary_key=True)
    # SHA-256 of the code in plain form
    code_digest = fields.CharField(max_length=64, unique=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="invitations", on_delete=fields.RESTRICT
    )
    place_id: int
    household: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "civic.Household", related_name="invitations", null=True, on_delete=fields.RESTRICT
    )
    household_id: int | None
    role = Choice(Role, max_length=16)
    created_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="invitations_made", null=True, on_delete=fields.RESTRICT
    )
    created_by_id: int | None
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    used_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="invitations_used", null=True, on_delete=fields.RESTRICT
    )
    used_by_id: int | None

    class Meta:
        table = "invitation"


class SetupLink(Model):
    """The one-time link that makes the first administrator."""

    id = fields.IntField(primary_key=True)
    digest = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "setup_link"


class Draft(Model):
    """What someone had typed when signing in came between, shown again afterwards, then deleted."""

    id = fields.IntField(primary_key=True)
    key_digest = fields.CharField(max_length=64, unique=True)
    # the page of the form
    path = fields.CharField(max_length=300)
    typed: dict[str, Any] = fields.JSONField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "draft"
