"""Groups of a consultation, the people who take part for them, what came in writing."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.consultations.models import Consultation
from councils.consultations.stakeholders.rules import Answer, Capacity, GroupKind


class StakeholderGroup(Model):
    """People or a body whom the matter concerns in the same way."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="groups", on_delete=fields.RESTRICT
    )
    consultation_id: int
    kind = Choice(GroupKind, max_length=16)
    name = fields.CharField(max_length=40)
    # what is at stake for them
    interest = fields.CharField(max_length=200)
    # a smaller group hit harder: to be heard before there is an outcome
    minority = fields.BooleanField()
    # people in it, roughly
    size = fields.IntField(null=True)
    named_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="stakeholder_groups", on_delete=fields.RESTRICT
    )
    named_by_id: int
    named_at = fields.DatetimeField()

    class Meta:
        table = "stakeholder_group"
        unique_together = (("consultation", "name"),)


class Invitee(Model):
    """One who takes part, with or without an account, for one group and in one capacity."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="invitees", on_delete=fields.RESTRICT
    )
    consultation_id: int
    group: fields.ForeignKeyRelation[StakeholderGroup] = fields.ForeignKeyField(
        "councils.StakeholderGroup", related_name="invitees", on_delete=fields.RESTRICT
    )
    group_id: int
    # empty for somebody without an account
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="invitations_to_talk", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    # as known in the place, for the desk alone unless shown
    name = fields.CharField(max_length=40)
    # the person allowed the name to stand on the page
    shown = fields.BooleanField(default=False)
    capacity = Choice(Capacity, max_length=16)
    invited_at = fields.DatetimeField()
    answer = Choice(Answer, max_length=8, default=Answer.NONE)
    answered_at = fields.DatetimeField(null=True)
    present_at = fields.DatetimeField(null=True)

    class Meta:
        table = "invitee"
        unique_together = (("consultation", "person"),)


class WrittenView(Model):
    """What a group said in writing, or at a visit, because it could not come."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[StakeholderGroup] = fields.ForeignKeyField(
        "councils.StakeholderGroup", related_name="views", on_delete=fields.RESTRICT
    )
    group_id: int
    text = fields.TextField()
    # how it came: a letter, a visit, a telephone call
    source = fields.CharField(max_length=40)
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="written_views", on_delete=fields.RESTRICT
    )
    entered_by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "written_view"
