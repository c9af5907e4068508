"""Rounds of small groups: how they are run, who sits where."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.consultations.models import Consultation
from councils.consultations.stakeholders.models import Invitee


class Circle(Model):
    """The small groups of a consultation: how many at a table, how many rounds, which seed the seats came from."""

    id = fields.IntField(primary_key=True)
    consultation: fields.OneToOneRelation[Consultation] = fields.OneToOneField(
        "councils.Consultation", related_name="circle", on_delete=fields.RESTRICT
    )
    consultation_id: int
    # what the tables talk about
    question = fields.CharField(max_length=120)
    size = fields.IntField()
    rounds = fields.IntField()
    minutes = fields.IntField()
    seed = fields.CharField(max_length=64)
    drawn_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="circles_drawn", on_delete=fields.RESTRICT
    )
    drawn_by_id: int
    drawn_at = fields.DatetimeField()

    class Meta:
        table = "circle"


class CircleRound(Model):
    """A round that has begun."""

    id = fields.IntField(primary_key=True)
    circle: fields.ForeignKeyRelation[Circle] = fields.ForeignKeyField(
        "councils.Circle", related_name="started", on_delete=fields.RESTRICT
    )
    circle_id: int
    number = fields.IntField()
    started_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()

    class Meta:
        table = "circle_round"
        unique_together = (("circle", "number"),)


class CircleSeat(Model):
    """Where one invitee sits in one round."""

    id = fields.IntField(primary_key=True)
    circle: fields.ForeignKeyRelation[Circle] = fields.ForeignKeyField(
        "councils.Circle", related_name="seats", on_delete=fields.RESTRICT
    )
    circle_id: int
    number = fields.IntField()
    table_number = fields.IntField()
    invitee: fields.ForeignKeyRelation[Invitee] = fields.ForeignKeyField(
        "councils.Invitee", related_name="circle_seats", on_delete=fields.RESTRICT
    )
    invitee_id: int
    host = fields.BooleanField()

    class Meta:
        table = "circle_seat"
        unique_together = (("circle", "number", "invitee"),)
