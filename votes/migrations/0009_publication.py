"""Signatures of tellers, contests, and the document that a ballot's digest covers."""
from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AddColumns

class Migration(migrations.Migration):
    dependencies = [('civic', '0002_guards'), ('votes', '0008_round_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Contest',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='contests', on_delete=OnDelete.RESTRICT)),
                ('result', fields.ForeignKeyField('votes.Result', source_field='result_id', db_constraint=True, to_field='id', related_name='contests', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='contests', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.TextField(unique=False)),
                ('filed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('outcome', fields.CharField(null=True, max_length=12)),
                ('answer', fields.TextField(default='', unique=False)),
                ('answered_by', fields.ForeignKeyField('civic.Person', source_field='answered_by_id', null=True, db_constraint=True, to_field='id', related_name='contests_answered', on_delete=OnDelete.RESTRICT)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('recount', fields.ForeignKeyField('votes.Result', source_field='recount_id', null=True, db_constraint=True, to_field='id', related_name='recount_of', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'contest', 'app': 'votes', 'unique_together': (('result', 'person'),), 'pk_attr': 'id', 'table_description': 'What someone has against a count, and the answer. Upheld, it leads to a further count beside the first.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TellerSignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('result', fields.ForeignKeyField('votes.Result', source_field='result_id', db_constraint=True, to_field='id', related_name='signatures', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='teller_signatures', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharField(max_length=16)),
                ('digest', fields.CharField(max_length=64)),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'teller_signature', 'app': 'votes', 'unique_together': (('result', 'person'),), 'pk_attr': 'id', 'table_description': "One teller's name under one count. The second one makes the result stand."},
            bases=['Model'],
        ),
        AddColumns(
            'Ballot',
            document=fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
    ]
