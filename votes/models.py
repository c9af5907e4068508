"""Ballots, their options and the frozen roll."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.places.models import Place
from proposals.models import Proposal
from votes.rules import Electorate, Method, Rule, Secrecy, State


class Ballot(Model):
    """A question put to an electorate and decided by counted papers."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="ballots", on_delete=fields.RESTRICT
    )
    place_id: int
    title = fields.CharField(max_length=80)
    # the text that is voted on, where the title is not all of it
    about = fields.TextField(default="")
    method = Choice(Method, max_length=16)
    # how the papers are counted, with the tie-break and every other choice the rule leaves open
    rule = Choice(Rule, max_length=24)
    parameters: dict[str, Any] = fields.JSONField(default=dict)
    # how many are elected, where people or things are
    seats = fields.IntField(default=1)
    min_choices = fields.IntField(default=1)
    # 0: no limit
    max_choices = fields.IntField(default=0)
    # cumulative: points to give out. score: the highest score
    points = fields.IntField(default=0)
    # knapsack: what the chosen may cost together, in hundredths of the currency unit. 0: no limit
    max_cost_fen = fields.BigIntField(default=0)
    none_of_these = fields.BooleanField(default=False)
    # each voter sees the options in an order drawn for this voter
    shuffled = fields.BooleanField(default=True)
    secrecy = Choice(Secrecy, max_length=8, default=Secrecy.SECRET)
    # a paper may be replaced until closing
    changeable = fields.BooleanField(default=False)
    electorate = Choice(Electorate, max_length=16, default=Electorate.PERSON)
    # years, reached by the end of the year of opening. 0 as the highest: no upper bound
    least_age = fields.IntField(default=18)
    most_age = fields.IntField(default=0)
    # asks for opinions only (意向征询, youth ballots): binds nobody
    advisory = fields.BooleanField(default=False)
    # papers are also taken on paper
    paper_ballots = fields.BooleanField(default=False)
    # papers lie in the box sealed with two keys until both holders have opened it after closing
    sealed_box = fields.BooleanField(default=False)
    # public halves of these keys, the innermost first
    seals: list[str] = fields.JSONField(default=list)
    box_opened_at = fields.DatetimeField(null=True)
    state = Choice(State, max_length=16, default=State.DRAFT)
    opens_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    # everything that is fixed at opening, word for word, so that the digest can be recomputed whatever the code becomes
    document: dict[str, Any] = fields.JSONField(default=dict)
    # SHA-256 over question, options, rule and roll, fixed at opening
    digest = fields.CharField(max_length=64, default="")
    roll_digest = fields.CharField(max_length=64, default="")
    # secret, so that no guess can be tested against the digest
    roll_salt = fields.CharField(max_length=64, default="")
    roll_size = fields.IntField(default=0)
    # root of the Merkle tree over the papers (RFC 6962) and their number, set at closing
    bulletin_root = fields.CharField(max_length=64, default="")
    bulletin_size = fields.IntField(default=0)
    voided_at = fields.DatetimeField(null=True)
    void_reason = fields.TextField(default="")
    # the void ballot this one repeats
    rerun_of: fields.ForeignKeyNullableRelation["Ballot"] = fields.ForeignKeyField(
        "votes.Ballot", related_name="reruns", null=True, on_delete=fields.RESTRICT
    )
    rerun_of_id: int | None

    class Meta:
        table = "ballot"


class Option(Model):
    """One thing that can be chosen: a proposal, or a line of an imported file."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="options", on_delete=fields.RESTRICT
    )
    ballot_id: int
    position = fields.IntField()
    # id by which ties are broken and papers speak of it
    code = fields.CharField(max_length=40)
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="ballot_options", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    label = fields.CharField(max_length=300)
    about = fields.TextField(default="")
    cost_fen = fields.BigIntField()
    # by which quotas speak of it
    category = fields.CharField(max_length=40, default="")
    quota_place = fields.CharField(max_length=40, default="")

    class Meta:
        table = "ballot_option"
        unique_together = (("ballot", "position"), ("ballot", "code"))


class RollEntry(Model):
    """One right to one paper: a person, a household, an owner, a seat, an organisation."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="roll", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # place on the roll, by which lists and draws speak of it
    number = fields.IntField()
    # what it is in the register, such as person:12 or household:5
    key = fields.CharField(max_length=80)
    # as on the roll, private
    name = fields.CharField(max_length=80, default="")
    unit = fields.CharField(max_length=80, default="")
    # exclusive area in hundredths of a square metre
    area = fields.BigIntField(default=0)
    birth_year = fields.IntField(null=True)
    stratum = fields.CharField(max_length=40, default="")
    # added after the roll was frozen, by a minuted act
    late = fields.BooleanField(default=False)

    class Meta:
        table = "roll_entry"
        unique_together = (("ballot", "number"), ("ballot", "key"))


class RollVoter(Model):
    """A person who may cast for an entry. Nobody stands for two entries of one ballot."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="voters", on_delete=fields.RESTRICT
    )
    ballot_id: int
    entry: fields.ForeignKeyRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="voters", on_delete=fields.RESTRICT
    )
    entry_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="roll_places", on_delete=fields.RESTRICT
    )
    person_id: int

    class Meta:
        table = "roll_voter"
        unique_together = (("ballot", "person"),)


class BallotExtension(Model):
    """That the closing of an open ballot was put off. What was published at opening and its digest stay as they were."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="extensions", on_delete=fields.RESTRICT
    )
    ballot_id: int
    was = fields.DatetimeField()
    closes_at = fields.DatetimeField()
    reason = fields.TextField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="extensions_given", on_delete=fields.RESTRICT
    )
    person_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "ballot_extension"
        # each closing is put off once: the next time it is another one
        unique_together = (("ballot", "was"),)
