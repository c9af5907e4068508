"""Work orders, who reported each, every step of it, and how fast a place wants them done."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from civic.pictures.models import Picture
from civic.places.models import Place
from councils.assignees.models import Assignee
from councils.workorders.rules.states import Category, State, StepKind


class WorkOrder(Model):
    """What is wrong, where, who has it in hand and until when. The words of the report never change."""

    id = fields.IntField(primary_key=True)
    # public receipt code
    code = fields.CharField(max_length=12, unique=True)
    # the community
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="work_orders", on_delete=fields.RESTRICT
    )
    place_id: int
    # an estate of the community, empty for the whole of it
    estate: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="work_orders_here", null=True, on_delete=fields.RESTRICT
    )
    estate_id: int | None
    # which corner, in words
    spot = fields.CharField(max_length=60)
    category = Choice(Category, max_length=12)
    title = fields.CharField(max_length=60)
    text = fields.TextField()
    reporter: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="work_orders", on_delete=fields.RESTRICT
    )
    reporter_id: int
    reported_at = fields.DatetimeField()
    # drawn when the form is shown, so that a double tap reports once
    client_key = fields.CharField(max_length=43)
    state = Choice(State, max_length=12, default=State.REPORTED)
    # words and pictures are shown only to those concerned
    covered = fields.BooleanField(default=False)
    assignee: fields.ForeignKeyNullableRelation[Assignee] = fields.ForeignKeyField(
        "councils.Assignee", related_name="work_orders", null=True, on_delete=fields.RESTRICT
    )
    assignee_id: int | None
    # the last day to be done on
    due_on = fields.DateField(null=True)
    # until when who was sent must have reported in, where the place asks for it
    acknowledge_by = fields.DatetimeField(null=True)
    # since when it is in dispute, also after that was settled
    disputed_at = fields.DatetimeField(null=True)
    # the same thing, reported before
    merged_into: fields.ForeignKeyNullableRelation["WorkOrder"] = fields.ForeignKeyField(
        "councils.WorkOrder", related_name="merged", null=True, on_delete=fields.RESTRICT
    )
    merged_into_id: int | None

    class Meta:
        table = "work_order"
        unique_together = (("reporter", "client_key"),)


class WorkOrderReporter(Model):
    """One person who saw it, the first one included (我也遇到). Append-only."""

    id = fields.IntField(primary_key=True)
    order: fields.ForeignKeyRelation[WorkOrder] = fields.ForeignKeyField(
        "councils.WorkOrder", related_name="reporters", on_delete=fields.RESTRICT
    )
    order_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="work_orders_seen", on_delete=fields.RESTRICT
    )
    person_id: int
    # what they add, may be empty
    text = fields.CharField(max_length=300, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "work_order_reporter"
        unique_together = (("order", "person"),)


class WorkOrderStep(Model):
    """What became of it, step by step. Append-only."""

    id = fields.IntField(primary_key=True)
    order: fields.ForeignKeyRelation[WorkOrder] = fields.ForeignKeyField(
        "councils.WorkOrder", related_name="steps", on_delete=fields.RESTRICT
    )
    order_id: int
    kind = Choice(StepKind, max_length=12)
    text = fields.CharField(max_length=500, default="")
    at = fields.DatetimeField()
    # empty: by the clock
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="work_order_steps", null=True, on_delete=fields.RESTRICT
    )
    person_id: int | None
    # of DISPATCHED: to whom
    assignee: fields.ForeignKeyNullableRelation[Assignee] = fields.ForeignKeyField(
        "councils.Assignee", related_name="work_order_steps", null=True, on_delete=fields.RESTRICT
    )
    assignee_id: int | None
    # of DISPATCHED and EXTENDED: until when
    due_on = fields.DateField(null=True)
    # of ESCALATED: what was missed, and the place that was told
    missed_at = fields.DatetimeField(null=True)
    place: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="work_order_steps", null=True, on_delete=fields.RESTRICT
    )
    place_id: int | None
    # what it rests on: the resolution that settles it, the other order it is merged into
    ref_kind = fields.CharField(max_length=24, null=True)
    ref_id = fields.IntField(null=True)

    class Meta:
        table = "work_order_step"


class WorkOrderPhoto(Model):
    """A photograph of a step: how it was found, how it was left."""

    id = fields.IntField(primary_key=True)
    step: fields.ForeignKeyRelation[WorkOrderStep] = fields.ForeignKeyField(
        "councils.WorkOrderStep", related_name="photos", on_delete=fields.RESTRICT
    )
    step_id: int
    picture: fields.ForeignKeyRelation[Picture] = fields.ForeignKeyField(
        "civic.Picture", related_name="work_order_photos", on_delete=fields.RESTRICT
    )
    picture_id: int
    position = fields.IntField()

    class Meta:
        table = "work_order_photo"
        unique_together = (("step", "position"),)


class WorkOrderPace(Model):
    """Which published pace a place chose. Append-only, the newest counts, and so it does for the places below."""

    id = fields.IntField(primary_key=True)
    place: fields.ForeignKeyRelation[Place] = fields.ForeignKeyField(
        "civic.Place", related_name="work_order_paces", on_delete=fields.RESTRICT
    )
    place_id: int
    key = fields.CharField(max_length=20)
    version = fields.IntField()
    chosen_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="work_order_paces", on_delete=fields.RESTRICT
    )
    chosen_by_id: int
    chosen_at = fields.DatetimeField()

    class Meta:
        table = "work_order_pace"
