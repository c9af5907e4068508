"""The texts of written contributions; what became of each is in the session's log."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.sessions.models import Session


class Contribution(Model):
    """What somebody wrote on an agenda item. The log has its digest, so nobody can put other words in its place."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="contributions", on_delete=fields.RESTRICT
    )
    session_id: int
    # its number within the session, as the log has it
    number = fields.IntField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="contributions", on_delete=fields.RESTRICT
    )
    person_id: int
    # empty once it was erased
    text = fields.CharField(max_length=300)
    # SHA-256 of the text as it was written
    digest = fields.CharField(max_length=64)
    posted_at = fields.DatetimeField()
    erased_at = fields.DatetimeField(null=True)
    erased_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="contributions_erased", null=True, on_delete=fields.RESTRICT
    )
    erased_by_id: int | None
    # which law or whose data, told to its author
    erased_reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "contribution"
        unique_together = (("session", "number"),)
