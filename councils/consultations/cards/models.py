"""The card wall, its clusters, its cards, the dots on them."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.consultations.cards.rules import Phase
from councils.consultations.models import Consultation


class CardWall(Model):
    """The wall of a consultation and what may be done at it now."""

    id = fields.IntField(primary_key=True)
    consultation: fields.OneToOneRelation[Consultation] = fields.OneToOneField(
        "councils.Consultation", related_name="card_wall", on_delete=fields.RESTRICT
    )
    consultation_id: int
    # what the cards answer
    question = fields.CharField(max_length=120)
    phase = Choice(Phase, max_length=8, default=Phase.WRITING)
    dots = fields.IntField()
    per_card = fields.IntField()
    # counts the changes: those who watch see how old their picture is
    seq = fields.IntField(default=1)
    hung_at = fields.DatetimeField()

    class Meta:
        table = "card_wall"


class Cluster(Model):
    """Cards that belong together, under a heading."""

    id = fields.IntField(primary_key=True)
    wall: fields.ForeignKeyRelation[CardWall] = fields.ForeignKeyField(
        "councils.CardWall", related_name="clusters", on_delete=fields.RESTRICT
    )
    wall_id: int
    position = fields.IntField()
    heading = fields.CharField(max_length=40)

    class Meta:
        table = "card_cluster"
        unique_together = (("wall", "heading"), ("wall", "position"))


class Card(Model):
    """What somebody wrote, or what a table of a round brought in."""

    id = fields.IntField(primary_key=True)
    wall: fields.ForeignKeyRelation[CardWall] = fields.ForeignKeyField(
        "councils.CardWall", related_name="cards", on_delete=fields.RESTRICT
    )
    wall_id: int
    text = fields.CharField(max_length=100)
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="cards_written", on_delete=fields.RESTRICT
    )
    by_id: int
    at = fields.DatetimeField()
    # the table and round of small groups it is the harvest of
    round_number = fields.IntField(null=True)
    table_number = fields.IntField(null=True)
    cluster: fields.ForeignKeyNullableRelation[Cluster] = fields.ForeignKeyField(
        "councils.Cluster", related_name="cards", null=True, on_delete=fields.RESTRICT
    )
    cluster_id: int | None
    taken_down_at = fields.DatetimeField(null=True)
    # drawn when the form is shown, so that a double tap writes one card
    client_key = fields.CharField(max_length=43)

    class Meta:
        table = "card"
        unique_together = (("wall", "by", "client_key"),)


class Dot(Model):
    """The dots of one person on one card."""

    id = fields.IntField(primary_key=True)
    wall: fields.ForeignKeyRelation[CardWall] = fields.ForeignKeyField(
        "councils.CardWall", related_name="dots_stuck", on_delete=fields.RESTRICT
    )
    wall_id: int
    card: fields.ForeignKeyRelation[Card] = fields.ForeignKeyField(
        "councils.Card", related_name="dots", on_delete=fields.RESTRICT
    )
    card_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="dots", on_delete=fields.RESTRICT
    )
    person_id: int
    number = fields.IntField()

    class Meta:
        table = "dot"
        unique_together = (("card", "person"),)
