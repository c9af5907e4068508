"""Batches of papers: what was counted, what each reader saw, what was settled, and what was put right."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from votes.models import Ballot, RollEntry
from votes.stations.batches.rules.boxes import Matter
from votes.stations.batches.rules.sheets import Invalid


class PaperBatch(Model):
    """A bundle of papers out of the box, counted by hand."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="paper_batches", on_delete=fields.RESTRICT
    )
    ballot_id: int
    # 1, 2 … in the ballot, as written on the bundle
    number = fields.IntField()
    # papers in the bundle
    control_total = fields.IntField()
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="paper_batches", on_delete=fields.RESTRICT
    )
    made_by_id: int
    made_at = fields.DatetimeField()

    class Meta:
        table = "paper_batch"
        unique_together = (("ballot", "number"),)


class BatchReading(Model):
    """One of the two readings of a batch, each by another person."""

    id = fields.IntField(primary_key=True)
    batch: fields.ForeignKeyRelation[PaperBatch] = fields.ForeignKeyField(
        "votes.PaperBatch", related_name="readings", on_delete=fields.RESTRICT
    )
    batch_id: int
    # 1 or 2
    number = fields.IntField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="batch_readings", on_delete=fields.RESTRICT
    )
    person_id: int
    begun_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "batch_reading"
        unique_together = (("batch", "number"), ("batch", "person"))


class BatchSheet(Model):
    """What a reader saw on one paper."""

    id = fields.IntField(primary_key=True)
    reading: fields.ForeignKeyRelation[BatchReading] = fields.ForeignKeyField(
        "votes.BatchReading", related_name="sheets", on_delete=fields.RESTRICT
    )
    reading_id: int
    # place in the bundle, 1, 2 …
    number = fields.IntField()
    # canonical text, empty when nothing is chosen
    text = fields.TextField()
    invalid = Choice(Invalid, max_length=16, null=True)
    reason = fields.TextField(default="")
    # named ballots: the number on the roll that stands on the sheet
    roll_number = fields.IntField(null=True)

    class Meta:
        table = "batch_sheet"
        unique_together = (("reading", "number"),)


class BatchLook(Model):
    """The third look at a sheet that was read in two ways."""

    id = fields.IntField(primary_key=True)
    batch: fields.ForeignKeyRelation[PaperBatch] = fields.ForeignKeyField(
        "votes.PaperBatch", related_name="looks", on_delete=fields.RESTRICT
    )
    batch_id: int
    number = fields.IntField()
    text = fields.TextField()
    invalid = Choice(Invalid, max_length=16, null=True)
    reason = fields.TextField(default="")
    roll_number = fields.IntField(null=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="batch_looks", on_delete=fields.RESTRICT
    )
    person_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "batch_look"
        unique_together = (("batch", "number"),)


class BatchClosing(Model):
    """Both readings agree with each other and with the control total."""

    id = fields.IntField(primary_key=True)
    batch: fields.OneToOneRelation[PaperBatch] = fields.OneToOneField(
        "votes.PaperBatch", related_name="closing", on_delete=fields.RESTRICT
    )
    batch_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="batch_closings", on_delete=fields.RESTRICT
    )
    person_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "batch_closing"


class BatchReversal(Model):
    """A batch that no longer counts. It stays to be seen, with the reason, and its papers are entered anew."""

    id = fields.IntField(primary_key=True)
    batch: fields.OneToOneRelation[PaperBatch] = fields.OneToOneField(
        "votes.PaperBatch", related_name="reversal", on_delete=fields.RESTRICT
    )
    batch_id: int
    reason = fields.TextField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="batch_reversals", on_delete=fields.RESTRICT
    )
    person_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "batch_reversal"


class BoxStatement(Model):
    """Why papers and roll do not match, written by one person and confirmed by another."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="box_statements", on_delete=fields.RESTRICT
    )
    ballot_id: int
    matter = Choice(Matter, max_length=12)
    # papers missing in all; 0 for somebody who was not ticked off
    missing = fields.IntField()
    # who was not ticked off
    entry: fields.ForeignKeyNullableRelation[RollEntry] = fields.ForeignKeyField(
        "votes.RollEntry", related_name="box_statements", null=True, on_delete=fields.RESTRICT
    )
    entry_id: int | None
    reason = fields.TextField()
    written_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="box_statements_written", on_delete=fields.RESTRICT
    )
    written_by_id: int
    written_at = fields.DatetimeField()
    confirmed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="box_statements_confirmed", null=True, on_delete=fields.RESTRICT
    )
    confirmed_by_id: int | None
    confirmed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "box_statement"
