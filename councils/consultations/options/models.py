"""Options of a consultation, their effects, what speaks for and against them, how people stand."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.consultations.models import Consultation
from councils.consultations.options.rules import Effect, Side, Stand
from councils.consultations.stakeholders.models import StakeholderGroup


class Alternative(Model):
    """One option (方案)."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="options", on_delete=fields.RESTRICT
    )
    consultation_id: int
    position = fields.IntField()
    title = fields.CharField(max_length=40)
    about = fields.TextField()
    # empty: not known yet
    cost_fen = fields.BigIntField(null=True)
    bearer = fields.CharField(max_length=60)
    duration = fields.CharField(max_length=40)
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="alternatives", on_delete=fields.RESTRICT
    )
    added_by_id: int
    added_at = fields.DatetimeField()

    class Meta:
        table = "alternative"
        unique_together = (("consultation", "position"), ("consultation", "title"))


class OptionEffect(Model):
    """What an option means for a group."""

    id = fields.IntField(primary_key=True)
    option: fields.ForeignKeyRelation[Alternative] = fields.ForeignKeyField(
        "councils.Alternative", related_name="effects", on_delete=fields.RESTRICT
    )
    option_id: int
    group: fields.ForeignKeyRelation[StakeholderGroup] = fields.ForeignKeyField(
        "councils.StakeholderGroup", related_name="effects", on_delete=fields.RESTRICT
    )
    group_id: int
    effect = Choice(Effect, max_length=8)
    note = fields.CharField(max_length=100, default="")

    class Meta:
        table = "option_effect"
        unique_together = (("option", "group"),)


class Consideration(Model):
    """What somebody brought up for an option or against it."""

    id = fields.IntField(primary_key=True)
    option: fields.ForeignKeyRelation[Alternative] = fields.ForeignKeyField(
        "councils.Alternative", related_name="considerations", on_delete=fields.RESTRICT
    )
    option_id: int
    side = Choice(Side, max_length=8)
    text = fields.CharField(max_length=200)
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="considerations", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()
    # taken from the page, with the reason that stands in its place
    hidden_at = fields.DatetimeField(null=True)
    hidden_reason = fields.CharField(max_length=100, default="")

    class Meta:
        table = "consideration"


class OptionStand(Model):
    """How one person stands to one option, as long as it is talked over."""

    id = fields.IntField(primary_key=True)
    option: fields.ForeignKeyRelation[Alternative] = fields.ForeignKeyField(
        "councils.Alternative", related_name="stands", on_delete=fields.RESTRICT
    )
    option_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="option_stands", on_delete=fields.RESTRICT
    )
    person_id: int
    stand = Choice(Stand, max_length=8)
    # why not, shown without a name
    reason = fields.CharField(max_length=200, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "option_stand"
        unique_together = (("option", "person"),)
