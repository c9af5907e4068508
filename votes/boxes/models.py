"""The keys of ballot boxes."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.people.rules import KeyHolder
from votes.models import Ballot


class BoxKey(Model):
    """One holder's key pair. The private half is kept under a code shown once, and wiped when the box has been opened."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="keys", on_delete=fields.RESTRICT
    )
    ballot_id: int
    holder = Choice(KeyHolder, max_length=12)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="box_keys", on_delete=fields.RESTRICT
    )
    person_id: int
    public_key = fields.CharField(max_length=64)
    # hex, salt and secretbox of the private half under argon2id(code), empty once the box is open
    locked_key = fields.CharField(max_length=400)
    # hex private half of whoever came first, until the other comes
    turned_key = fields.CharField(max_length=64, default="")
    taken_at = fields.DatetimeField()
    turned_at = fields.DatetimeField(null=True)

    class Meta:
        table = "box_key"
        unique_together = (("ballot", "holder"), ("ballot", "person"))
