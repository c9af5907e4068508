"""The demo's moved clock and its cast."""

from tortoise import fields
from tortoise.models import Model

from civic.people.models import Person


class DemoClock(Model):
    """How far the demo's clock was moved, in seconds (one row)."""

    id = fields.IntField(primary_key=True)
    seconds = fields.BigIntField(default=0)

    class Meta:
        table = "demo_clock"


class DemoCast(Model):
    """One of the cast: who, what for, and the password everybody may know."""

    id = fields.IntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField(
        "civic.Person", related_name="demo_cast", on_delete=fields.RESTRICT
    )
    person_id: int
    part = fields.CharField(max_length=80)
    password = fields.CharField(max_length=40)
    # what this part needs to know, such as an opening code
    note = fields.CharField(max_length=120, default="")

    class Meta:
        table = "demo_cast"
