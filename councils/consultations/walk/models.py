"""What people wrote to the one open question."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person
from councils.consultations.models import Consultation


class OpenAnswer(Model):
    """One person's own words, changed in place while it is talked over, shown without a name."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "councils.Consultation", related_name="open_answers", on_delete=fields.RESTRICT
    )
    consultation_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="open_answers", on_delete=fields.RESTRICT
    )
    person_id: int
    text = fields.TextField()
    at = fields.DatetimeField()

    class Meta:
        table = "open_answer"
        unique_together = (("consultation", "person"),)
