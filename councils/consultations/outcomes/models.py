"""The outcome, its points, who must answer, the answers, mediation, escalation, and what was done."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from civic.places.models import Place
from councils.consultations.models import Consultation
from councils.consultations.options.models import Alternative
from councils.consultations.outcomes.rules import Addressee, MediationResult, PointKind, Verdict
from councils.consultations.stakeholders.models import StakeholderGroup
from councils.preparation.motions.models import WrittenMotion


class Outcome(Model):
    """What came of a consultation: a draft until it is published, then never changed."""

    id = fields.IntField(primary_key=True)
    consultation: fields.OneToOneRelation[Consultation] = fields.OneToOneField(
        "councils.Consultation", related_name="outcome", on_delete=fields.RESTRICT
    )
    consultation_id: int
    summary = fields.TextField()
    # why it went on without a group that is hit harder and was not heard, shown with the outcome
    unheard_reason = fields.TextField(default="")
    # names of the groups that were not heard when it was published
    unheard = fields.CharField(max_length=300, default="")
    # the option they consented to
    chosen: fields.ForeignKeyNullableRelation[Alternative] = fields.ForeignKeyField(
        "councils.Alternative", related_name="outcomes", null=True, on_delete=fields.RESTRICT
    )
    chosen_id: int | None
    written_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="outcomes_written", on_delete=fields.RESTRICT
    )
    written_by_id: int
    written_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)

    class Meta:
        table = "outcome"


class OutcomePoint(Model):
    """One thing agreed on, or one opinion kept with its reason."""

    id = fields.IntField(primary_key=True)
    outcome: fields.ForeignKeyRelation[Outcome] = fields.ForeignKeyField(
        "councils.Outcome", related_name="points", on_delete=fields.RESTRICT
    )
    outcome_id: int
    kind = Choice(PointKind, max_length=12)
    text = fields.TextField()
    reason = fields.TextField(default="")
    # whose opinion it is
    group: fields.ForeignKeyNullableRelation[StakeholderGroup] = fields.ForeignKeyField(
        "councils.StakeholderGroup", related_name="points", null=True, on_delete=fields.RESTRICT
    )
    group_id: int | None

    class Meta:
        table = "outcome_point"


class Ask(Model):
    """Who must answer what by when."""

    id = fields.IntField(primary_key=True)
    outcome: fields.ForeignKeyRelation[Outcome] = fields.ForeignKeyField(
        "councils.Outcome", related_name="asks", on_delete=fields.RESTRICT
    )
    outcome_id: int
    text = fields.TextField()
    addressee = Choice(Addressee, max_length=16)
    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="asks", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None
    # as it is shown
    name = fields.CharField(max_length=60)
    due_on = fields.DateField()
    # the clock has told that the answer is late
    reminded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "outcome_ask"


class OutcomeReply(Model):
    """The answer to one ask, once."""

    id = fields.IntField(primary_key=True)
    ask: fields.OneToOneRelation[Ask] = fields.OneToOneField(
        "councils.Ask", related_name="reply", on_delete=fields.RESTRICT
    )
    ask_id: int
    verdict = Choice(Verdict, max_length=8)
    reason = fields.TextField(default="")
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="outcome_replies", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "outcome_reply"


class Mediation(Model):
    """A dispute taken to a mediator (调解)."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="mediations", on_delete=fields.RESTRICT
    )
    consultation_id: int
    mediator = fields.CharField(max_length=60)
    about = fields.TextField()
    takes_place_on = fields.DateField()
    set_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="mediations_set", on_delete=fields.RESTRICT
    )
    set_by_id: int
    set_at = fields.DatetimeField()
    result = Choice(MediationResult, max_length=8, null=True)
    result_text = fields.TextField(default="")
    result_at = fields.DatetimeField(null=True)

    class Meta:
        table = "mediation"


class Escalation(Model):
    """A dispute put before the place above (报请上级协调)."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="escalations", on_delete=fields.RESTRICT
    )
    consultation_id: int
    to_place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="escalations", on_delete=fields.RESTRICT
    )
    to_place_id: int
    reason = fields.TextField()
    sent_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="escalations_sent", on_delete=fields.RESTRICT
    )
    sent_by_id: int
    sent_at = fields.DatetimeField()
    answer = fields.TextField(default="")
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="escalations_answered", null=True, on_delete=fields.RESTRICT
    )
    answered_by_id: int | None
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "escalation"


class Feedback(Model):
    """What has been done (落实情况反馈)."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="feedback", on_delete=fields.RESTRICT
    )
    consultation_id: int
    text = fields.TextField()
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="consultation_feedback", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "consultation_feedback"


class Handover(Model):
    """An outcome taken on to a council as a motion handed in."""

    id = fields.IntField(primary_key=True)
    outcome: fields.ForeignKeyRelation[Outcome] = fields.ForeignKeyField(
        "councils.Outcome", related_name="handovers", on_delete=fields.RESTRICT
    )
    outcome_id: int
    motion: fields.OneToOneRelation[WrittenMotion] = fields.OneToOneField(
        "councils.WrittenMotion", related_name="handover", on_delete=fields.RESTRICT
    )
    motion_id: int
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="handovers", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "outcome_handover"
