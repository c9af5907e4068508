"""Drafts of rounds are changed, closings are put off, people are told."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from civic.kit.guards import unique
from civic.kit.widen import AddColumns

_LIST = fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads)


def _to(model, field, related_name):
    return fields.ForeignKeyField(
        model,
        source_field=f"{field}_id",
        db_constraint=True,
        to_field="id",
        related_name=related_name,
        on_delete=OnDelete.RESTRICT,
    )


def _moment():
    return fields.DatetimeField(auto_now=False, auto_now_add=False)


class Migration(migrations.Migration):
    dependencies = [("civic", "0002_guards"), ("proposals", "0002_guards"), ("votes", "0006_station_guards")]

    initial = False

    operations = [
        ops.CreateModel(
            name="BallotExtension",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("ballot", _to("votes.Ballot", "ballot", "extensions")),
                ("was", _moment()),
                ("closes_at", _moment()),
                ("reason", fields.TextField(unique=False)),
                ("person", _to("civic.Person", "person", "extensions_given")),
                ("at", _moment()),
            ],
            options={
                "table": "ballot_extension",
                "app": "votes",
                "unique_together": (("ballot", "was"),),
                "pk_attr": "id",
                "table_description": "That the closing of an open ballot was put off. "
                "What was published at opening and its digest stay as they were.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Reminder",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("ballot", _to("votes.Ballot", "ballot", "reminders")),
                ("occasion", fields.CharField(max_length=12)),
                ("due_at", _moment()),
                ("told", fields.IntField()),
                ("sent_at", _moment()),
            ],
            options={
                "table": "ballot_reminder",
                "app": "votes",
                "unique_together": (("ballot", "occasion", "due_at"),),
                "pk_attr": "id",
                "table_description": "That people were told about a ballot, "
                "once for each occasion and the moment it belongs to. Not whom.",
            },
            bases=["Model"],
        ),
        AddColumns(
            "Round",
            version=fields.IntField(default=1),
            reminders=_LIST,
            youth_from=fields.IntField(default=0),
            youth_to=fields.IntField(default=0),
            beside=fields.OneToOneField(
                "votes.Round",
                source_field="beside_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="youth",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        unique("funding_round", "beside_id", "uid_round_beside"),
    ]
