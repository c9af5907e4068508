"""Drafts of minutes are reviewed by those who were there, and corrected as further versions."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AddColumns, AtOnce


class Migration(migrations.Migration):
    dependencies = [("civic", "0004_filing_guards"), ("councils", "0017_motion_guards")]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='MinutesObjection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('minutes', fields.ForeignKeyField('councils.Minutes', source_field='minutes_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('anchor', fields.CharField(max_length=24)),
                ('paragraph_digest', fields.CharField(max_length=64)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='minutes_objections', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(max_length=1000)),
                ('filed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answer', fields.CharField(default='', max_length=1000)),
                ('accepted', fields.BooleanField(null=True)),
                ('answered_by', fields.ForeignKeyField('civic.Person', source_field='answered_by_id', null=True, db_constraint=True, to_field='id', related_name='minutes_objections_answered', on_delete=OnDelete.RESTRICT)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'minutes_objection', 'app': 'councils', 'unique_together': (('minutes', 'person', 'anchor'),), 'pk_attr': 'id', 'table_description': "What somebody who was there has against a paragraph of the draft, and the recorder's answer."},
            bases=['Model'],
        ),
        AddColumns(
            "Minutes",
            review_until=fields.DatetimeField(null=True),
            corrects=fields.ForeignKeyField(
                "councils.Minutes",
                source_field="corrects_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="corrected_by",
                on_delete=OnDelete.RESTRICT,
            ),
            correction_reason=fields.CharField(default="", max_length=500),
            notes=fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
        ),
        AddColumns("RuleSet", review_hours=fields.IntField(default=48)),
      )
    ]
