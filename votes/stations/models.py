"""Papers of paper as they go over the desk."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot, RollEntry
from votes.stations.rules import Step


class PaperStep(Model):
    """A paper handed out, replaced or put in the box, ticked off on the roll. The day only, as with all turnout."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="paper_steps", on_delete=fields.RESTRICT
    )
    ballot_id: int
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="paper_steps", on_delete=fields.RESTRICT
    )
    entry_id: int
    step = Choice(Step, max_length=12)
    staff: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="paper_steps", on_delete=fields.RESTRICT
    )
    staff_id: int
    day = fields.DateField()

    class Meta:
        table = "paper_step"
