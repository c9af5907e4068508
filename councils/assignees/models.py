"""Those who were given something to do."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.organisations.models import Organisation
from civic.people.models import Person
from civic.places.models import Place
from councils.assignees.rules import AssigneeKind
from councils.models import Council


class Assignee(Model):
    """A person, an office, a council, an organisation or a name: each once, however often it is given something."""

    id = fields.IntField(primary_key=True)
    kind = Choice(AssigneeKind, max_length=12)
    # of those without an account, else empty
    name = fields.CharField(max_length=60, default="")
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="assignees", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    place: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="assignees", null=True, on_delete=fields.RESTRICT
    )
    place_id: int | None
    council: fields.ForeignKeyNullableRelation[Council] = fields.ForeignKeyField(
        "councils.Council", related_name="assignees", null=True, on_delete=fields.RESTRICT
    )
    council_id: int | None
    organisation: fields.ForeignKeyNullableRelation[Organisation] = fields.ForeignKeyField(
        "civic.Organisation", related_name="assignees", null=True, on_delete=fields.RESTRICT
    )
    organisation_id: int | None

    class Meta:
        table = "assignee"
