"""Conversations, their statements, who takes part, and what each thinks: the last is nobody else's to read."""

from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.places.models import Place
from councils.opinions.rules.states import Review, State


class Conversation(Model):
    """One question residents are asked to make statements about."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="conversations", on_delete=fields.RESTRICT
    )
    place_id: int
    title = fields.CharField(max_length=60)
    question = fields.TextField()
    opens_at: datetime = fields.DatetimeField()
    closes_at: datetime = fields.DatetimeField()
    state = Choice(State, max_length=8, default=State.OPEN)
    created_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="conversations_opened", on_delete=fields.RESTRICT
    )
    created_by_id: int
    created_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "conversation"


class Statement(Model):
    """A short sentence to agree or disagree with. Nobody votes on it before it was accepted."""

    id = fields.IntField(primary_key=True)
    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "councils.Conversation", related_name="statements", on_delete=fields.RESTRICT
    )
    conversation_id: int
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="statements", on_delete=fields.RESTRICT
    )
    author_id: int
    text = fields.CharField(max_length=140)
    # put down by the organiser to begin with, and shown as such
    seed = fields.BooleanField(default=False)
    review = Choice(Review, max_length=8, default=Review.WAITING)
    # why it was declined, read by its author
    reason = fields.CharField(max_length=200, default="")
    reviewed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="statements_reviewed", null=True, on_delete=fields.RESTRICT
    )
    reviewed_by_id: int | None
    reviewed_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    # sums over its votes, written with each of them, so that nobody who reads or votes has to count
    agrees = fields.IntField(default=0)
    disagrees = fields.IntField(default=0)
    passes = fields.IntField(default=0)

    class Meta:
        table = "opinion_statement"


class Participant(Model):
    """A person in one conversation. The code, drawn at random, orders participants where they must not be known."""

    id = fields.IntField(primary_key=True)
    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "councils.Conversation", related_name="participants", on_delete=fields.RESTRICT
    )
    conversation_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="conversations", on_delete=fields.RESTRICT
    )
    person_id: int
    code = fields.CharField(max_length=43)
    joined_on = fields.DateField()

    class Meta:
        table = "opinion_participant"
        unique_together = (("conversation", "person"), ("conversation", "code"))


class Vote(Model):
    """What one participant thinks of one statement. Changed in place and taken back by its owner, shown to nobody else."""

    id = fields.IntField(primary_key=True)
    statement: fields.ForeignKeyRelation[Statement] = fields.ForeignKeyField(
        "councils.Statement", related_name="votes", on_delete=fields.RESTRICT
    )
    statement_id: int
    participant: fields.ForeignKeyRelation[Participant] = fields.ForeignKeyField(
        "councils.Participant", related_name="votes", on_delete=fields.RESTRICT
    )
    participant_id: int
    # a number of Stance: 1 agree, 0 pass, -1 disagree
    value = fields.SmallIntField()
    cast_at: datetime = fields.DatetimeField()

    class Meta:
        table = "opinion_vote"
        unique_together = (("participant", "statement"),)


class OpinionMap(Model):
    """The groups of a conversation as last computed. It can be computed again from the votes, to the same document."""

    id = fields.IntField(primary_key=True)
    conversation: fields.OneToOneRelation[Conversation] = fields.OneToOneField(
        "councils.Conversation", related_name="map", on_delete=fields.RESTRICT
    )
    conversation_id: int
    # SHA-256 of the votes it rests on
    input_digest = fields.CharField(max_length=64)
    # what the votes looked like: as long as this is the same, nothing needs to be computed
    votes = fields.IntField()
    last_vote_id = fields.IntField()
    last_cast_at = fields.DatetimeField(null=True)
    computed_at = fields.DatetimeField()
    document: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "opinion_map"
