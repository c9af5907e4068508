"""Action items with their steps, notes beside resolutions, and regular reviews."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AtOnce

class Migration(migrations.Migration):
    dependencies = [("civic", "0004_filing_guards"), ("councils", "0019_review_guards")]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='ActionItem',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('resolution', fields.ForeignKeyField('councils.Resolution', source_field='resolution_id', db_constraint=True, to_field='id', related_name='actions', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
                ('content', fields.CharField(max_length=300)),
                ('owner', fields.CharField(max_length=60)),
                ('due_on', fields.DateField()),
                ('source', fields.CharField(default='', max_length=120)),
            ],
            options={'table': 'action_item', 'app': 'councils', 'unique_together': (('resolution', 'position'),), 'pk_attr': 'id', 'table_description': 'What somebody has to do after a resolution (议定事项), as the signed minutes have it. Append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ActionNote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('item', fields.ForeignKeyField('councils.ActionItem', source_field='item_id', db_constraint=True, to_field='id', related_name='notes', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('text', fields.CharField(max_length=500)),
                ('due_on', fields.DateField(null=True)),
                ('picture', fields.ForeignKeyField('civic.Picture', source_field='picture_id', null=True, db_constraint=True, to_field='id', related_name='action_notes', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='action_notes', on_delete=OnDelete.RESTRICT)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'action_note', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What became of an action item, step by step. Append-only: the newest step says how it stands.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ResolutionNote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('resolution', fields.ForeignKeyField('councils.Resolution', source_field='resolution_id', db_constraint=True, to_field='id', related_name='notes', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('text', fields.CharField(default='', max_length=500)),
                ('on_date', fields.DateField(null=True)),
                ('by', fields.ForeignKeyField('councils.Resolution', source_field='by_id', null=True, db_constraint=True, to_field='id', related_name='changes', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='resolution_notes', on_delete=OnDelete.RESTRICT)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'resolution_note', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What is written beside a resolution later: legal review, dates, what amended or rescinded it. Append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT)),
                ('cadence', fields.CharField(max_length=10)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField()),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('document', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('digest', fields.CharField(max_length=64)),
            ],
            options={'table': 'action_review', 'app': 'councils', 'unique_together': (('place', 'cadence', 'starts_on'),), 'pk_attr': 'id', 'table_description': 'A regular look at everything a place has to do (一月一调度、一季一督导、半年一拉练), prepared by the clock.'},
            bases=['Model'],
        ),
      )
    ]
