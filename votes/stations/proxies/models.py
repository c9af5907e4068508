"""Who may decide for whom."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot, RollEntry
from votes.stations.proxies.rules import Relation


class Proxy(Model):
    """A written authorisation: recorded before it is used, to be revoked until then."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="proxies", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # who is away
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="proxies_given", on_delete=fields.RESTRICT
    )
    entry_id: int
    # who decides instead, on the same roll
    holder: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="proxies_held", on_delete=fields.RESTRICT
    )
    holder_id: int
    relation = Choice(Relation, max_length=16)
    # where the written authorisation is kept
    document = fields.CharField(max_length=80)
    recorded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="proxies_recorded", on_delete=fields.RESTRICT
    )
    recorded_by_id: int
    recorded_on = fields.DateField()
    revoked_on = fields.DateField(null=True)
    revoked_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="proxies_revoked", null=True, on_delete=fields.RESTRICT
    )
    revoked_by_id: int | None
    used_on = fields.DateField(null=True)

    class Meta:
        table = "proxy"
