"""Ballot boxes under two keys."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from civic.kit.widen import AddColumns


def _to(model, field, related_name):
    return fields.ForeignKeyField(
        model,
        source_field=f"{field}_id",
        db_constraint=True,
        to_field="id",
        related_name=related_name,
        on_delete=OnDelete.RESTRICT,
    )


class Migration(migrations.Migration):
    dependencies = [("civic", "0002_guards"), ("votes", "0015_two_tellers")]

    initial = False

    operations = [
        ops.CreateModel(
            name="BoxKey",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("ballot", _to("votes.Ballot", "ballot", "keys")),
                ("holder", fields.CharField(max_length=12)),
                ("person", _to("civic.Person", "person", "box_keys")),
                ("public_key", fields.CharField(max_length=64)),
                ("locked_key", fields.CharField(max_length=400)),
                ("turned_key", fields.CharField(default="", max_length=64)),
                ("taken_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("turned_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "box_key",
                "app": "votes",
                "unique_together": (("ballot", "holder"), ("ballot", "person")),
                "pk_attr": "id",
                "table_description": "One holder's key pair. The private half is kept under a code shown once, and wiped when the box has been opened.",
            },
            bases=["Model"],
        ),
        AddColumns(
            "Ballot",
            box_opened_at=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
            sealed_box=fields.BooleanField(default=False),
            seals=fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
        ),
    ]
