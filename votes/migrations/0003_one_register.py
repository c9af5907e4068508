"""One register for every kind of ballot: rolls by entry, turnout by entry, the counting rule and the counts by ballot."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from civic.kit.guards import Guard, unique
from civic.kit.rebuild import Keeping
from civic.kit.widen import AddColumns

_JSON = fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads)


def _to(model, field, related_name, **more):
    return fields.ForeignKeyField(
        model,
        source_field=f"{field}_id",
        db_constraint=True,
        to_field="id",
        related_name=related_name,
        on_delete=OnDelete.RESTRICT,
        **more,
    )


def _sql(*statements):
    return Guard(list(statements), list(statements))


def _removed(model, table, key, to, related_name):
    """A foreign key goes. On SQLite Tortoise 1.1 takes the key away and leaves a plain column of the same name, which
    the rows it copies leave empty, so it must be allowed to be."""
    return [
        ops.AlterField(model_name=model, name=key, field=_to(to, key, related_name, null=True)),
        ops.RemoveField(model_name=model, name=key),
        Guard([f'ALTER TABLE "{table}" DROP COLUMN "{key}_id"'], []),
    ]


def _altered(model, **columns):
    return [ops.AlterField(model_name=model, name=name, field=field) for name, field in columns.items()]


def _keys(model, table, description, *keys):
    options = {
        "table": table,
        "app": "votes",
        "unique_together": keys,
        "pk_attr": "id",
        "table_description": description,
    }
    return ops.AlterModelOptions(name=model, options=options)


_BALLOT = (
    AddColumns(
        "Ballot",
        about=fields.TextField(default="", unique=False),
        advisory=fields.BooleanField(default=False),
        bulletin_root=fields.CharField(default="", max_length=64),
        bulletin_size=fields.IntField(default=0),
        changeable=fields.BooleanField(default=False),
        electorate=fields.CharField(default="person", max_length=16),
        least_age=fields.IntField(default=18),
        max_cost_fen=fields.BigIntField(default=0),
        most_age=fields.IntField(default=0),
        none_of_these=fields.BooleanField(default=False),
        paper_ballots=fields.BooleanField(default=False),
        parameters=_JSON,
        points=fields.IntField(default=0),
        rerun_of=_to("votes.Ballot", "rerun_of", "reruns", null=True),
        rule=fields.CharField(max_length=24, default="greedy"),
        seats=fields.IntField(default=1),
        secrecy=fields.CharField(default="secret", max_length=8),
        shuffled=fields.BooleanField(default=True),
        void_reason=fields.TextField(default="", unique=False),
        voided_at=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
    ),
    _sql(
        "UPDATE ballot SET rule = (SELECT f.rule FROM funding_round f WHERE f.ballot_id = ballot.id), "
        "parameters = (SELECT f.parameters FROM funding_round f WHERE f.ballot_id = ballot.id) "
        "WHERE EXISTS (SELECT 1 FROM funding_round f WHERE f.ballot_id = ballot.id)"
    ),
    ops.RemoveField(model_name="Round", name="parameters"),
    ops.RemoveField(model_name="Round", name="rule"),
    AddColumns(
        "Option",
        about=fields.TextField(default="", unique=False),
        category=fields.CharField(default="", max_length=40),
        quota_place=fields.CharField(default="", max_length=40),
    ),
)

_ROLL = (
    AddColumns(
        "RollEntry",
        area=fields.BigIntField(default=0),
        birth_year=fields.IntField(null=True),
        key=fields.CharField(max_length=80, default=""),
        late=fields.BooleanField(default=False),
        name=fields.CharField(default="", max_length=80),
        number=fields.IntField(default=0),
        stratum=fields.CharField(default="", max_length=40),
        unit=fields.CharField(default="", max_length=80),
    ),
    _sql(
        "INSERT INTO roll_voter (ballot_id, entry_id, person_id) SELECT ballot_id, id, person_id FROM roll_entry",
        "UPDATE roll_entry SET key = 'person:' || person_id, number = (SELECT n.place FROM (SELECT id, ROW_NUMBER() "
        "OVER (PARTITION BY ballot_id ORDER BY person_id) AS place FROM roll_entry) n WHERE n.id = roll_entry.id)",
    ),
    *_altered("RollEntry", key=fields.CharField(max_length=80), number=fields.IntField()),
    *_removed("RollEntry", "roll_entry", "person", "civic.Person", "roll_entries"),
    _keys(
        "RollEntry",
        "roll_entry",
        "One right to one paper: a person, a household, an owner, a seat, an organisation.",
        ("ballot", "number"),
        ("ballot", "key"),
    ),
)

_TURNOUT = (
    AddColumns(
        "Turnout",
        channel=fields.CharField(default="phone", max_length=12),
        entry=_to("votes.RollEntry", "entry", "turnout", null=True),
    ),
    _sql(
        "UPDATE turnout SET entry_id = (SELECT v.entry_id FROM roll_voter v "
        "WHERE v.ballot_id = turnout.ballot_id AND v.person_id = turnout.person_id)"
    ),
    *_altered(
        "Turnout",
        person=_to("civic.Person", "person", "turnouts", null=True),
        entry=_to("votes.RollEntry", "entry", "turnout"),
    ),
    _keys(
        "Turnout",
        "turnout",
        "That an entry of the roll took part. The day only: a finer time would point at the paper.",
        ("ballot", "entry"),
        ("ballot", "person"),
    ),
    AddColumns(
        "Paper",
        entry=_to("votes.RollEntry", "entry", "papers", null=True),
        reason=fields.TextField(default="", unique=False),
    ),
)

_RESULT = (
    AddColumns(
        "Result", ballot=_to("votes.Ballot", "ballot", "results", null=True), run=fields.IntField(default=1)
    ),
    _sql("UPDATE result SET ballot_id = (SELECT f.ballot_id FROM funding_round f WHERE f.id = result.round_id)"),
    *_altered(
        "Result", ballot=_to("votes.Ballot", "ballot", "results"), rule=fields.CharField(max_length=24)
    ),
    *_removed("Result", "result", "round", "votes.Round", "results"),
    _keys(
        "Result",
        "result",
        "One ballot counted once under one rule. A recount is a further run, the earlier one stays.",
        ("ballot", "rule", "run"),
    ),
)


class Migration(migrations.Migration):
    dependencies = [("civic", "0002_guards"), ("proposals", "0002_guards"), ("votes", "0002_guards")]

    initial = False

    operations = [
        ops.CreateModel(
            name="RollVoter",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("ballot", _to("votes.Ballot", "ballot", "voters")),
                ("entry", _to("votes.RollEntry", "entry", "voters")),
                ("person", _to("civic.Person", "person", "roll_places")),
            ],
            options={
                "table": "roll_voter",
                "app": "votes",
                "unique_together": (("ballot", "person"),),
                "pk_attr": "id",
                "table_description": "A person who may cast for an entry. Nobody stands for two entries of one ballot.",
            },
            bases=["Model"],
        ),
        Keeping(*_BALLOT, *_ROLL, *_TURNOUT, *_RESULT),
        unique("roll_entry", "ballot_id, number", "uid_roll_entry_number"),
        unique("roll_entry", "ballot_id, key", "uid_roll_entry_key"),
        unique("turnout", "ballot_id, entry_id", "uid_turnout_entry"),
        unique("result", "ballot_id, rule, run", "uid_result_run"),
    ]
