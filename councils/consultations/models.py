"""A consultation, the steps of its life, its evenings."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.places.models import Place
from councils.consultations.rules import Act, Kind, Origin, Stage
from councils.opinions.models import Conversation
from councils.sessions.models import Session
from proposals.models import Proposal


class Consultation(Model):
    """A matter to be talked through (协商议题), and how far it has come."""

    id = fields.IntField(primary_key=True)
    # public receipt code
    code = fields.CharField(max_length=12, unique=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="consultations", on_delete=fields.RESTRICT
    )
    place_id: int
    kind = Choice(Kind, max_length=12)
    origin = Choice(Origin, max_length=12)
    # the proposal it came from
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="consultations", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    title = fields.CharField(max_length=60)
    # what the matter is, as it was raised
    need = fields.TextField()
    raised_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="consultations_raised", on_delete=fields.RESTRICT
    )
    raised_by_id: int
    raised_at = fields.DatetimeField()
    # drawn when the form is shown, so that a double tap raises it once
    client_key = fields.CharField(max_length=43)
    stage = Choice(Stage, max_length=12, default=Stage.RAISED)
    # what is talked over and what is not, said when it is accepted
    about = fields.TextField(default="")
    # who decides afterwards
    decides = fields.CharField(max_length=120, default="")
    # asked of everybody at the end of the road in three minutes
    open_question = fields.CharField(max_length=120, default="")
    # where its statements are made and voted on
    conversation: fields.OneToOneNullableRelation[Conversation] = fields.OneToOneField(
        "councils.Conversation", related_name="consultation", null=True, on_delete=fields.RESTRICT
    )
    conversation_id: int | None

    class Meta:
        table = "consultation"
        unique_together = (("raised_by", "client_key"),)
        indexes = (("place_id", "stage", "id"),)


class ConsultationStep(Model):
    """One act in its life: who, when, what was said with it."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="steps", on_delete=fields.RESTRICT
    )
    consultation_id: int
    act = Choice(Act, max_length=20)
    # empty for the clock
    by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="consultation_steps", null=True, on_delete=fields.RESTRICT
    )
    by_id: int | None
    at = fields.DatetimeField()
    note = fields.TextField(default="")

    class Meta:
        table = "consultation_step"


class Evening(Model):
    """A time at which people meet: with a session run on phones and wall, or around a table without one."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="evenings", on_delete=fields.RESTRICT
    )
    consultation_id: int
    starts_at = fields.DatetimeField()
    venue = fields.CharField(max_length=80)
    session: fields.OneToOneNullableRelation[Session] = fields.OneToOneField(
        "councils.Session", related_name="consultation_evening", null=True, on_delete=fields.RESTRICT
    )
    session_id: int | None
    held_at = fields.DatetimeField(null=True)
    # how it went, in a few sentences
    record = fields.TextField(default="")

    class Meta:
        table = "consultation_evening"
        unique_together = (("consultation", "starts_at"),)
