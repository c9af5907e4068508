"""Papers that came after the notice."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.pictures.models import Picture
from councils.preparation.agendas.rules.files import FileKind
from councils.sessions.models import AgendaItem, Session


class Supplement(Model):
    """A paper added to a session after its notice (补充材料). It stands beside what was published, never in its place."""

    id = fields.IntField(primary_key=True)
    # random, in the URL
    key = fields.CharField(max_length=43, unique=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="supplements", on_delete=fields.RESTRICT
    )
    session_id: int
    # empty: for the whole session
    item: fields.ForeignKeyNullableRelation[AgendaItem] = fields.ForeignKeyField(
        "councils.AgendaItem", related_name="supplements", null=True, on_delete=fields.RESTRICT
    )
    item_id: int | None
    name = fields.CharField(max_length=90)
    kind = Choice(FileKind, max_length=8)
    # bytes
    size = fields.IntField()
    # SHA-256 of the bytes
    digest = fields.CharField(max_length=64)
    # what it is and why it comes late
    note = fields.CharField(max_length=200)
    # handed out while the session ran: the log says so too
    tabled = fields.BooleanField(default=False)
    data = fields.BinaryField(null=True)
    picture: fields.ForeignKeyNullableRelation[Picture] = fields.ForeignKeyField(
        "civic.Picture", related_name="supplements", null=True, on_delete=fields.RESTRICT
    )
    picture_id: int | None
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="supplements", on_delete=fields.RESTRICT
    )
    added_by_id: int
    added_at = fields.DatetimeField()
    # taken back, with the reason. Name, time and digest stay, the bytes are no longer shown
    struck_at = fields.DatetimeField(null=True)
    struck_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="supplements_struck", null=True, on_delete=fields.RESTRICT
    )
    struck_by_id: int | None
    struck_reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "supplement"
