import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    initial = True

    # the autodetector leaves out other floors; without this line the second migration fails
    dependencies = [("civic", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="Proposal",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("code", fields.CharField(unique=True, max_length=12)),
                (
                    "place",
                    fields.ForeignKeyField(
                        "civic.Place",
                        source_field="place_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="proposals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "estate",
                    fields.ForeignKeyField(
                        "civic.Place",
                        source_field="estate_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="proposals_here",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "proposer",
                    fields.ForeignKeyField(
                        "civic.Person",
                        source_field="proposer_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="proposals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "organisation",
                    fields.ForeignKeyField(
                        "civic.Organisation",
                        source_field="organisation_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="proposals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("title", fields.CharField(max_length=60)),
                ("need", fields.TextField(unique=False)),
                ("plan", fields.TextField(unique=False)),
                ("category", fields.CharField(max_length=16)),
                ("cost_fen", fields.BigIntField(null=True)),
                ("beneficiaries", fields.IntField(null=True)),
                ("state", fields.CharField(default="submitted", max_length=16)),
                ("submitted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("version", fields.IntField(default=1)),
                ("client_key", fields.CharField(max_length=43)),
                ("support_count", fields.IntField(default=0)),
            ],
            options={
                "table": "proposal",
                "app": "proposals",
                "unique_together": (("proposer", "client_key"),),
                "indexes": [Index(fields=["place_id", "id"]), Index(fields=["place_id", "state", "id"])],
                "pk_attr": "id",
                "table_description": "What a resident asks for: written, actionable, costed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Photo",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "proposal",
                    fields.ForeignKeyField(
                        "proposals.Proposal",
                        source_field="proposal_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="photos",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "picture",
                    fields.ForeignKeyField(
                        "civic.Picture",
                        source_field="picture_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="proposal_photos",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
            ],
            options={
                "table": "proposal_photo",
                "app": "proposals",
                "unique_together": (("proposal", "position"),),
                "pk_attr": "id",
                "table_description": "A photograph of a proposal.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Screening",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "proposal",
                    fields.ForeignKeyField(
                        "proposals.Proposal",
                        source_field="proposal_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="screenings",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("outcome", fields.CharField(max_length=16)),
                ("family", fields.CharField(null=True, max_length=16)),
                ("reason", fields.TextField(unique=False)),
                (
                    "by",
                    fields.ForeignKeyField(
                        "civic.Person",
                        source_field="by_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="screenings",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "screening",
                "app": "proposals",
                "unique_together": (("proposal", "version"),),
                "pk_attr": "id",
                "table_description": "One screening of one version of a proposal.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Step",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "proposal",
                    fields.ForeignKeyField(
                        "proposals.Proposal",
                        source_field="proposal_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="steps",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("state", fields.CharField(max_length=16)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "actor",
                    fields.ForeignKeyField(
                        "civic.Person",
                        source_field="actor_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="proposal_steps",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("reason", fields.TextField(default="", unique=False)),
                ("ref_kind", fields.CharField(null=True, max_length=24)),
                ("ref_id", fields.IntField(null=True)),
                (
                    "facts",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
            ],
            options={
                "table": "proposal_step",
                "app": "proposals",
                "pk_attr": "id",
                "table_description": "One step of the proposal's life, for its timeline: append-only.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Support",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "proposal",
                    fields.ForeignKeyField(
                        "proposals.Proposal",
                        source_field="proposal_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="supports",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "person",
                    fields.ForeignKeyField(
                        "civic.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="supports",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "proposal_support",
                "app": "proposals",
                "unique_together": (("proposal", "person"),),
                "pk_attr": "id",
                "table_description": "One person's backing (附议).",
            },
            bases=["Model"],
        ),
    ]
