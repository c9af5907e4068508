"""A stored count. The certified one is what councils take up; others answer «what if»."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot, Option
from votes.rules import Rule


class Result(Model):
    """One ballot counted once under one rule. A recount is a further run, the earlier one stays."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="results", on_delete=fields.RESTRICT
    )
    ballot_id: int
    run = fields.IntField(default=1)
    rule = Choice(Rule, max_length=24)
    parameters: dict[str, Any] = fields.JSONField()
    papers = fields.IntField()
    spent_fen = fields.BigIntField()
    # rounds of the count, prices and purses, as text and integers
    working: dict[str, Any] = fields.JSONField()
    # True for the rule fixed before opening
    official = fields.BooleanField()
    counted_at = fields.DatetimeField()
    certified_at = fields.DatetimeField(null=True)
    certified_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="results_certified", null=True, on_delete=fields.RESTRICT
    )
    certified_by_id: int | None
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "result"
        unique_together = (("ballot", "rule", "run"),)


class ResultLine(Model):
    """One option's fate and why."""

    id = fields.IntField(primary_key=True)
    result: fields.ForeignKeyRelation[Result] = fields.ForeignKeyField(
        "votes.Result", related_name="lines", on_delete=fields.RESTRICT
    )
    result_id: int
    option: fields.ForeignKeyRelation[Option] = fields.ForeignKeyField(
        "votes.Option", related_name="result_lines", on_delete=fields.RESTRICT
    )
    option_id: int
    # place in the order of choosing, empty when not chosen
    order = fields.IntField(null=True)
    # position in the list shown (chosen first, then by votes)
    rank = fields.IntField()
    votes = fields.BigIntField()
    selected = fields.BooleanField()
    # reason code and facts; sentences are made when shown
    why: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "result_line"
        unique_together = (("result", "option"), ("result", "rank"))
