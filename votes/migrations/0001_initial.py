import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    initial = True

    # the autodetector leaves out other floors; without this line the second migration fails
    dependencies = [("proposals", "0001_initial")]

    operations = [
        ops.CreateModel(
            name="Ballot",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "place",
                    fields.ForeignKeyField(
                        "civic.Place",
                        source_field="place_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="ballots",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("title", fields.CharField(max_length=80)),
                ("method", fields.CharField(max_length=16)),
                ("min_choices", fields.IntField(default=1)),
                ("max_choices", fields.IntField(default=0)),
                ("state", fields.CharField(default="draft", max_length=16)),
                ("opens_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closes_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("opened_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("digest", fields.CharField(default="", max_length=64)),
                ("roll_digest", fields.CharField(default="", max_length=64)),
                ("roll_size", fields.IntField(default=0)),
            ],
            options={
                "table": "ballot",
                "app": "votes",
                "pk_attr": "id",
                "table_description": "A question put to an electorate and decided by counted papers.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Option",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "ballot",
                    fields.ForeignKeyField(
                        "votes.Ballot",
                        source_field="ballot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="options",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("code", fields.CharField(max_length=40)),
                (
                    "proposal",
                    fields.ForeignKeyField(
                        "proposals.Proposal",
                        source_field="proposal_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="ballot_options",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("label", fields.CharField(max_length=300)),
                ("cost_fen", fields.BigIntField()),
            ],
            options={
                "table": "ballot_option",
                "app": "votes",
                "unique_together": (("ballot", "position"), ("ballot", "code")),
                "pk_attr": "id",
                "table_description": "One thing that can be chosen: a proposal, or a line of an imported file.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Paper",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                (
                    "ballot",
                    fields.ForeignKeyField(
                        "votes.Ballot",
                        source_field="ballot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="papers",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("choices", fields.TextField(unique=False)),
            ],
            options={
                "table": "paper",
                "app": "votes",
                "pk_attr": "key",
                "table_description": "What one voter cast: a random key, no person, no time, rewritten in key order at closing.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RollEntry",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "ballot",
                    fields.ForeignKeyField(
                        "votes.Ballot",
                        source_field="ballot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="roll",
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
                        related_name="roll_entries",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "roll_entry",
                "app": "votes",
                "unique_together": (("ballot", "person"),),
                "pk_attr": "id",
                "table_description": "One person entitled to one paper.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Round",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "place",
                    fields.ForeignKeyField(
                        "civic.Place",
                        source_field="place_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="rounds",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("title", fields.CharField(max_length=200)),
                ("about", fields.TextField(default="", unique=False)),
                ("budget_fen", fields.BigIntField()),
                ("currency", fields.CharField(default="CNY", max_length=3)),
                (
                    "ballot",
                    fields.OneToOneField(
                        "votes.Ballot",
                        source_field="ballot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="round",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("rule", fields.CharField(max_length=16)),
                (
                    "parameters",
                    fields.JSONField(
                        default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("source_digest", fields.CharField(null=True, unique=True, max_length=64)),
                ("source", fields.CharField(default="", max_length=200)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "funding_round",
                "app": "votes",
                "pk_attr": "id",
                "table_description": "A budget put to a vote.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Result",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "round",
                    fields.ForeignKeyField(
                        "votes.Round",
                        source_field="round_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="results",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("rule", fields.CharField(max_length=16)),
                (
                    "parameters",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("papers", fields.IntField()),
                ("spent_fen", fields.BigIntField()),
                (
                    "working",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("official", fields.BooleanField()),
                ("counted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("certified_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "certified_by",
                    fields.ForeignKeyField(
                        "civic.Person",
                        source_field="certified_by_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="results_certified",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("digest", fields.CharField(max_length=64)),
            ],
            options={
                "table": "result",
                "app": "votes",
                "unique_together": (("round", "rule"),),
                "pk_attr": "id",
                "table_description": "One round counted under one rule.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ResultLine",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "result",
                    fields.ForeignKeyField(
                        "votes.Result",
                        source_field="result_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="lines",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "option",
                    fields.ForeignKeyField(
                        "votes.Option",
                        source_field="option_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="result_lines",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("order", fields.IntField(null=True)),
                ("rank", fields.IntField()),
                ("votes", fields.BigIntField()),
                ("selected", fields.BooleanField()),
                (
                    "why",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "result_line",
                "app": "votes",
                "unique_together": (("result", "option"), ("result", "rank")),
                "pk_attr": "id",
                "table_description": "One option's fate and why.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Turnout",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "ballot",
                    fields.ForeignKeyField(
                        "votes.Ballot",
                        source_field="ballot_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="turnout",
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
                        related_name="turnouts",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("day", fields.DateField()),
            ],
            options={
                "table": "turnout",
                "app": "votes",
                "unique_together": (("ballot", "person"),),
                "pk_attr": "id",
                "table_description": "That a person took part. The day only: a finer time would point at the paper.",
            },
            bases=["Model"],
        ),
    ]
