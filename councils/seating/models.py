"""Acts and registers around the seats of a term."""

from datetime import date

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from councils.models import Bench, Seat, Term
from councils.seating.rules import Ending, Tie


class SeatEnd(Model):
    """The act by which a seat ended before its term. Written once, with its reason."""

    id = fields.IntField(primary_key=True)
    seat: fields.OneToOneRelation[Seat] = fields.OneToOneField(
        "councils.Seat", related_name="end", on_delete=fields.RESTRICT
    )
    seat_id: int
    ending = Choice(Ending, max_length=12)
    # in words: which letter, which resolution, which days were missed
    reason = fields.CharField(max_length=300)
    last_day = fields.DateField()
    ended_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="seats_ended", on_delete=fields.RESTRICT
    )
    ended_by_id: int
    ended_at = fields.DatetimeField()

    class Meta:
        table = "seat_end"


class Substitute(Model):
    """Somebody who follows in order when a seat falls free (候补)."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="substitutes", on_delete=fields.RESTRICT
    )
    term_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="substitutions", on_delete=fields.RESTRICT
    )
    person_id: int
    position = fields.IntField()
    # for seats of this member body only
    bench: fields.ForeignKeyNullableRelation[Bench] = fields.ForeignKeyField(
        "councils.Bench", related_name="substitutes", null=True, on_delete=fields.RESTRICT
    )
    bench_id: int | None
    # the seat this person came to, once one fell free
    seat: fields.OneToOneNullableRelation[Seat] = fields.OneToOneField(
        "councils.Seat", related_name="substitute", null=True, on_delete=fields.RESTRICT
    )
    seat_id: int | None

    class Meta:
        table = "substitute"
        unique_together = (("term", "person"), ("term", "position"))


class Observer(Model):
    """Somebody who attends without a vote (列席), with or without an account."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="observers", on_delete=fields.RESTRICT
    )
    term_id: int
    name = fields.CharField(max_length=40)
    # as what: 社区党委书记, 物业项目经理 …
    capacity = fields.CharField(max_length=60)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="observes", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    starts_on = fields.DateField()
    ends_on: date | None = fields.DateField(null=True)

    class Meta:
        table = "observer"
        unique_together = (("term", "name", "capacity"),)


class Interest(Model):
    """What ties a member to something a council may decide about. Lifted, never deleted."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="interests", on_delete=fields.RESTRICT
    )
    person_id: int
    tie = Choice(Tie, max_length=12)
    # to whom or what, as everyone may read it
    subject = fields.CharField(max_length=80)
    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="interests", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None
    declared_on = fields.DateField()
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="interests_entered", on_delete=fields.RESTRICT
    )
    entered_by_id: int
    lifted_on: date | None = fields.DateField(null=True)

    class Meta:
        table = "interest"
        unique_together = (("person", "tie", "subject", "declared_on"),)
