"""Who decided what a notice shows, the proof that it was shown, and its filing with the street."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AddColumns, AtOnce


class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards')]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Filing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.OneToOneField('civic.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name='filing', on_delete=OnDelete.RESTRICT)),
                ('note', fields.CharField(default='', max_length=500)),
                ('filed_by', fields.ForeignKeyField('civic.Person', source_field='filed_by_id', db_constraint=True, to_field='id', related_name='filings', on_delete=OnDelete.RESTRICT)),
                ('filed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('acknowledged_by', fields.ForeignKeyField('civic.Person', source_field='acknowledged_by_id', null=True, db_constraint=True, to_field='id', related_name='filings_acknowledged', on_delete=OnDelete.RESTRICT)),
                ('acknowledged_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('remark', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'filing', 'app': 'civic', 'pk_attr': 'id', 'table_description': "A decision filed with the street once its notice stands (备案), and the street's word that it was received."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticeDecider',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('civic.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name='deciders', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='notices_decided', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'notice_decider', 'app': 'civic', 'unique_together': (('notice', 'person'),), 'pk_attr': 'id', 'table_description': 'Somebody who decided what the notice shows, and so answers no objection to it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PublicityProof',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.OneToOneField('civic.Notice', source_field='notice_id', db_constraint=True, to_field='id', related_name='proof', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('document', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('digest', fields.CharField(max_length=64)),
            ],
            options={'table': 'publicity_proof', 'app': 'civic', 'pk_attr': 'id', 'table_description': 'What was shown from when to when, written down when the period was over (公示证明).'},
            bases=['Model'],
        ),
        AddColumns("Notice", returns_at=fields.IntField(default=0)),
      )
    ]
