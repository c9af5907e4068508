"""Councils, their versioned rule sets, their member bodies, terms and seats."""

from datetime import date
from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from civic.places.models import Place
from councils.rules import Base, Masking, SeatKind, SeatRole, Strictness
from votes.rolls.sortition.models import Sortition


class RuleSet(Model):
    """Quorum, majority and floor rules as versioned data: with a source, an effective date, and whether it was verified."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40)
    version = fields.IntField()
    title = fields.CharField(max_length=80)
    source = fields.CharField(max_length=300)
    effective_on = fields.DateField()
    # False: shown as 待核 until someone has compared it with the text in force (then there is a check of it)
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
    session_notice_working = fields.BooleanField(default=False)
    strictness = Choice(Strictness, max_length=12, default=Strictness.SIMPLE)
    # what sets a rule aside or takes away the right to speak (RONR: two thirds of the votes cast)
    higher_num = fields.IntField(default=2)
    higher_den = fields.IntField(default=3)
    higher_strict = fields.BooleanField(default=False)
    higher_base = Choice(Base, max_length=12, default=Base.CAST)
    # amendments to motions (1), and to amendments (2)
    degrees = fields.IntField(default=1)
    chair_votes = fields.BooleanField(default=True)
    # what is heard there is advice, not a decision
    advisory = fields.BooleanField(default=False)
    observers_speak = fields.BooleanField(default=True)
    substitutes = fields.BooleanField(default=False)
    # how names stand in the public minutes
    masking = Choice(Masking, max_length=8, default=Masking.FULL)
    # unexcused absences in a year that end a seat, and where that is written. 0: none do
    absences = fields.IntField(default=0)
    absences_source = fields.CharField(max_length=300, default="")
    # so many objections within the notice send an item back to the council. 0: each is answered, none does
    objections_return = fields.IntField(default=0)
    # hours in which those who were there may object to the draft of the minutes
    review_hours = fields.IntField(default=48)
    # whether residents hand in motions beforehand, or members only
    residents_hand_in = fields.BooleanField(default=True)
    # names a motion handed in needs, its author's included
    motion_signatures = fields.IntField(default=1)
    # days from enough names under a request to the notice of the session. 0: the rules name none
    convening_days = fields.IntField(default=0)
    # other ways to be enough: [{"share": "2/3", "of": "households"}, …], a word of rules.Of
    quorum_also: list[dict[str, Any]] = fields.JSONField(default=list)
    # who may ask for a session: [{"share": "1/5", "of": "residents"}, …]
    convening: list[dict[str, Any]] = fields.JSONField(default=list)
    # heads that must be there: [{"heads": 10, "of": "representatives"}, …]
    minimums: list[dict[str, Any]] = fields.JSONField(default=list)
    # empty for those that came with the house
    entered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="rule_sets_entered", null=True, on_delete=fields.RESTRICT
    )
    entered_by_id: int | None
    entered_at = fields.DatetimeField(null=True)

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
    # a joint council: the first day of the quarter in which the first member body is host
    rotates_from: date | None = fields.DateField(null=True)

    class Meta:
        table = "council"
        unique_together = (("place", "name"),)


class Bench(Model):
    """A member body of a joint council (联席会议): the council of a place, a place, or an organisation, with its own quorum."""

    id = fields.IntField(primary_key=True)
    council: fields.ForeignKeyRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="benches", on_delete=fields.RESTRICT
    )
    council_id: int
    # its place in the rotation
    position = fields.IntField()
    name = fields.CharField(max_length=60)
    place: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="benches", null=True, on_delete=fields.RESTRICT
    )
    place_id: int | None
    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="benches", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None
    quorum_num = fields.IntField()
    quorum_den = fields.IntField()
    quorum_strict = fields.BooleanField()
    joined_on = fields.DateField()
    # last day
    left_on = fields.DateField(null=True)

    class Meta:
        table = "bench"
        unique_together = (("council", "position"),)


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
    # last day, set by the act that ends the seat before its term
    ends_on = fields.DateField(null=True)
    kind = Choice(SeatKind, max_length=12, default=SeatKind.ELECTED)
    # whom it stands for (业主代表, 驻区单位 …), empty when nothing needs saying
    capacity = fields.CharField(max_length=40, default="")
    bench: fields.ForeignKeyNullableRelation[Bench] = fields.ForeignKeyField(
        "councils.Bench", related_name="seats", null=True, on_delete=fields.RESTRICT
    )
    bench_id: int | None
    # the draw by which the seat was filled
    sortition: fields.ForeignKeyNullableRelation[Sortition] = fields.ForeignKeyField(
        "votes.Sortition", related_name="seats", null=True, on_delete=fields.RESTRICT
    )
    sortition_id: int | None

    class Meta:
        table = "seat"
        unique_together = (("term", "person"),)
