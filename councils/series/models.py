"""Series of sessions, standing agreements, and the team a council's sessions are usually run by."""

from datetime import date

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.models import Council
from councils.series.rules import Duty, Rhythm


class Series(Model):
    """Sessions that come round regularly."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="series", on_delete=fields.RESTRICT
    )
    council_id: int
    title = fields.CharField(max_length=60)
    rhythm = Choice(Rhythm, max_length=12)
    starts_on = fields.DateField()
    ended_on: date | None = fields.DateField(null=True)

    class Meta:
        table = "series"
        unique_together = (("council", "title", "starts_on"),)


class Agreement(Model):
    """A standing agreement (合作备忘录) between bodies, with the signed paper as a PDF."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="agreements", on_delete=fields.RESTRICT
    )
    council_id: int
    series: fields.ForeignKeyNullableRelation[Series] = fields.ForeignKeyField(
        "councils.Series", related_name="agreements", null=True, on_delete=fields.RESTRICT
    )
    series_id: int | None
    title = fields.CharField(max_length=80)
    parties = fields.CharField(max_length=300)
    signed_on = fields.DateField()
    # last day, empty while open-ended
    valid_until: date | None = fields.DateField(null=True)
    file_name = fields.CharField(max_length=120, default="")
    file: bytes | None = fields.BinaryField(null=True)
    # SHA-256 of the file
    file_digest = fields.CharField(max_length=64, default="")
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="agreements_entered", on_delete=fields.RESTRICT
    )
    entered_by_id: int
    entered_at = fields.DatetimeField()

    class Meta:
        table = "agreement"
        unique_together = (("council", "title", "signed_on"),)


class TeamPlace(Model):
    """One place in the team a council's sessions are usually run by: three, one, and as many helpers as there are."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="team", on_delete=fields.RESTRICT
    )
    council_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="team_places", on_delete=fields.RESTRICT
    )
    person_id: int
    duty = Choice(Duty, max_length=12)

    class Meta:
        table = "team_place"
        unique_together = (("council", "person", "duty"),)
