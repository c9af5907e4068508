"""A matter put to the vote: what its ballot alone does not say."""

from tortoise import fields
from tortoise.models import Model

from votes.models import Ballot


class Matter(Model):
    """A question put to the vote without a budget (表决事项)."""

    id = fields.IntField(primary_key=True)
    ballot: fields.OneToOneRelation[Ballot] = fields.OneToOneField(
        "votes.Ballot", related_name="matter", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # counts the changes to a draft: who changes an older one is told
    version = fields.IntField(default=1)
    # silent owners whom no paper could reach, entered before closing where silence follows the majority
    undelivered_heads = fields.IntField(default=0)
    # exclusive area in hundredths of a square metre
    undelivered_area = fields.BigIntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "matter"
