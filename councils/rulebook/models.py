"""That somebody compared a version with the text in force."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.models import RuleSet


class RuleCheck(Model):
    """A second person has compared a rule set with the text in force: from here it is verified. Written once."""

    id = fields.IntField(primary_key=True)
    rule_set: fields.OneToOneRelation[RuleSet] = fields.OneToOneField(
        "councils.RuleSet", related_name="check", on_delete=fields.RESTRICT
    )
    rule_set_id: int
    checked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="rule_checks", on_delete=fields.RESTRICT
    )
    checked_by_id: int
    checked_at = fields.DatetimeField()
    # which text, where it was read
    compared_with = fields.CharField(max_length=300)

    class Meta:
        table = "rule_check"
