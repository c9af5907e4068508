"""Devices that take papers, and who is let in to one at this moment."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot, RollEntry


class Kiosk(Model):
    """A device turned into a kiosk by staff, until it is ended."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="kiosks", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # where it stands, in words
    label = fields.CharField(max_length=40)
    # SHA-256 of the device's cookie
    token_digest = fields.CharField(max_length=64, unique=True)
    opened_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="kiosks_opened", on_delete=fields.RESTRICT
    )
    opened_by_id: int
    opened_at = fields.DatetimeField()
    until = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    ended_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="kiosks_ended", null=True, on_delete=fields.RESTRICT
    )
    ended_by_id: int | None

    class Meta:
        table = "kiosk"


class KioskCode(Model):
    """Six figures drawn at the desk for an entry. Gone once used: nothing is kept of who stood where and when."""

    id = fields.IntField(primary_key=True)
    entry: fields.OneToOneRelation[RollEntry] = fields.OneToOneField(
        "votes.RollEntry", related_name="kiosk_code", on_delete=fields.RESTRICT
    )
    entry_id: int
    # SHA-256 over the ballot and the code
    code_digest = fields.CharField(max_length=64, unique=True)
    until = fields.DatetimeField()

    class Meta:
        table = "kiosk_code"


class KioskVisit(Model):
    """Whoever stands at a kiosk now. Gone with the paper, or when it has lain too long."""

    id = fields.IntField(primary_key=True)
    kiosk: fields.OneToOneRelation[Kiosk] = fields.OneToOneField(
        "votes.Kiosk", related_name="visit", on_delete=fields.RESTRICT
    )
    kiosk_id: int
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="kiosk_visits", on_delete=fields.RESTRICT
    )
    entry_id: int
    until = fields.DatetimeField()

    class Meta:
        table = "kiosk_visit"
