"""Councils, their versioned rule sets, terms and seats."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.places.models import Place
from councils.rules import Base, SeatRole


class RuleSet(Model):
    """Quorum, majority and floor rules as versioned data: with a source, an effective date, and whether it was verified."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40)
    version = fields.IntField()
    title = fields.CharField(max_length=80)
    source = fields.CharField(max_length=300)
    effective_on = fields.DateField()
    # False: shown as 待核 until someone has compared it with the text in force
    verified = fields.BooleanField()
    quorum_num = fields.IntField()
    quorum_den = fields.IntField()
    quorum_strict = fields.BooleanField()
    majority_num = fields.IntField()
    majority_den = fields.IntField()
    majority_strict = fields.BooleanField()
    majority_base = Choice(Base, max_length=12)
    # seconds
    speech_seconds = fields.IntField()
    speeches_per_motion = fields.IntField()
    # days a session is announced beforehand
    session_notice_days = fields.IntField()
    # days and kind of the public notice of an award
    award_notice_days = fields.IntField()
    award_notice_working = fields.BooleanField()

    class Meta:
        table = "rule_set"
        unique_together = (("key", "version"),)


class Council(Model):
    """A standing deliberative body of a place."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="councils", on_delete=fields.RESTRICT
    )
    place_id: int
    name = fields.CharField(max_length=60)
    rule_set: fields.ForeignKeyRelation[RuleSet] = fields.ForeignKeyField(
        "councils.RuleSet", related_name="councils", on_delete=fields.RESTRICT
    )
    rule_set_id: int

    class Meta:
        table = "council"
        unique_together = (("place", "name"),)


class Term(Model):
    """A council's term of office."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="terms", on_delete=fields.RESTRICT
    )
    council_id: int
    number = fields.IntField()
    starts_on = fields.DateField()
    ends_on = fields.DateField()

    class Meta:
        table = "term"
        unique_together = (("council", "number"),)


class Seat(Model):
    """One person's seat in a term."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="seats", on_delete=fields.RESTRICT
    )
    term_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="seats", on_delete=fields.RESTRICT
    )
    person_id: int
    role = Choice(SeatRole, max_length=12)
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)

    class Meta:
        table = "seat"
        unique_together = (("term", "person"),)
