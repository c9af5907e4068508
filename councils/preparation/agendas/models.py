"""An agenda while it is made, its entries, and the papers attached to them."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.pictures.models import Picture
from councils.models import Term
from councils.preparation.agendas.rules.entries import EntryKind, Sensitive
from councils.preparation.agendas.rules.files import FileKind
from councils.preparation.motions.models import WrittenMotion
from councils.sessions.models import AgendaItem, Session
from proposals.models import Proposal


class Agenda(Model):
    """A session being prepared. Only those who prepare see it, until its notice is out. Then it never changes."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="agendas", on_delete=fields.RESTRICT
    )
    term_id: int
    title = fields.CharField(max_length=80)
    starts_at = fields.DatetimeField()
    venue = fields.CharField(max_length=80)
    # why it is called
    basis = fields.CharField(max_length=60)
    chair: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="agendas_to_chair", on_delete=fields.RESTRICT
    )
    chair_id: int
    recorder: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="agendas_to_record", on_delete=fields.RESTRICT
    )
    recorder_id: int
    gallery_seats = fields.IntField(default=0)
    drafted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="agendas_drafted", on_delete=fields.RESTRICT
    )
    drafted_by_id: int
    drafted_at = fields.DatetimeField()
    # drawn when the form is shown, so that a double tap drafts once
    client_key = fields.CharField(max_length=43)
    # counts edits of the heading. A form carries the one it was opened with
    version = fields.IntField(default=1)
    # why the days of notice were not kept
    urgency = fields.CharField(max_length=50, default="")
    # set when the notice goes out
    session: fields.OneToOneNullableRelation[Session] = fields.OneToOneField(
        "councils.Session", related_name="agenda", null=True, on_delete=fields.RESTRICT
    )
    session_id: int | None
    published_at = fields.DatetimeField(null=True)
    discarded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "agenda"
        unique_together = (("drafted_by", "client_key"),)


class AgendaEntry(Model):
    """One matter that is to come up, or to be handled elsewhere."""

    id = fields.IntField(primary_key=True)
    agenda: fields.ForeignKeyRelation[Agenda] = fields.ForeignKeyField(
        "councils.Agenda", related_name="entries", on_delete=fields.RESTRICT
    )
    agenda_id: int
    position = fields.IntField()
    kind = Choice(EntryKind, max_length=12)
    title = fields.CharField(max_length=80)
    # what a reader should know beforehand
    note = fields.TextField(default="")
    minutes = fields.IntField()
    # who says what it is about
    presenter = fields.CharField(max_length=40, default="")
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="agenda_entries", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    motion: fields.ForeignKeyNullableRelation[WrittenMotion] = fields.ForeignKeyField(
        "councils.WrittenMotion", related_name="entries", null=True, on_delete=fields.RESTRICT
    )
    motion_id: int | None
    # the item of an earlier session it continues
    carried: fields.ForeignKeyNullableRelation[AgendaItem] = fields.ForeignKeyField(
        "councils.AgendaItem", related_name="carried_to", null=True, on_delete=fields.RESTRICT
    )
    carried_id: int | None
    # the notice or the ballot in dispute
    ref_kind = fields.CharField(max_length=24, default="")
    ref_id = fields.IntField(null=True)
    sensitive = Choice(Sensitive, max_length=12, null=True)
    # who handles a sensitive matter, and by when
    handler: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sensitive_entries", null=True, on_delete=fields.RESTRICT
    )
    handler_id: int | None
    due_on = fields.DateField(null=True)
    # the item of the session it became
    item: fields.OneToOneNullableRelation[AgendaItem] = fields.OneToOneField(
        "councils.AgendaItem", related_name="entry", null=True, on_delete=fields.RESTRICT
    )
    item_id: int | None

    class Meta:
        table = "agenda_entry"
        unique_together = (("agenda", "position"),)


class Enclosure(Model):
    """A paper attached to an entry: a PDF, a Word document, or a photograph written anew."""

    id = fields.IntField(primary_key=True)
    # random, in the URL
    key = fields.CharField(max_length=43, unique=True)
    entry: fields.ForeignKeyRelation[AgendaEntry] = fields.ForeignKeyField(
        "councils.AgendaEntry", related_name="enclosures", on_delete=fields.RESTRICT
    )
    entry_id: int
    name = fields.CharField(max_length=90)
    kind = Choice(FileKind, max_length=8)
    # bytes
    size = fields.IntField()
    # SHA-256 of the bytes, so that everybody can tell they read the same
    digest = fields.CharField(max_length=64)
    data = fields.BinaryField(null=True)
    picture: fields.ForeignKeyNullableRelation[Picture] = fields.ForeignKeyField(
        "civic.Picture", related_name="enclosures", null=True, on_delete=fields.RESTRICT
    )
    picture_id: int | None
    uploaded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="enclosures", on_delete=fields.RESTRICT
    )
    uploaded_by_id: int
    uploaded_at = fields.DatetimeField()

    class Meta:
        table = "enclosure"
