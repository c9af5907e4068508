"""Who helped whom."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from votes.models import Ballot, RollEntry


class Assistance(Model):
    """Staff typed in what a person said (代办). Whom, by whom, on which day, and never what was chosen."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="assistances", on_delete=fields.RESTRICT
    )
    ballot_id: int
    entry: fields.OneToOneRelation[RollEntry] = fields.OneToOneField(
        "votes.RollEntry", related_name="assistance", on_delete=fields.RESTRICT
    )
    entry_id: int
    assistant: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="assistances", on_delete=fields.RESTRICT
    )
    assistant_id: int
    day = fields.DateField()

    class Meta:
        table = "assistance"
