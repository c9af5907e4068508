from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AtOnce

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('councils', '0003_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Conversation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', db_constraint=True, to_field='id', related_name='conversations', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=60)),
                ('question', fields.TextField(unique=False)),
                ('opens_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('state', fields.CharField(default='open', max_length=8)),
                ('created_by', fields.ForeignKeyField('civic.Person', source_field='created_by_id', db_constraint=True, to_field='id', related_name='conversations_opened', on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'conversation', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'One question residents are asked to make statements about.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OpinionMap',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('conversation', fields.OneToOneField('councils.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='map', on_delete=OnDelete.RESTRICT)),
                ('input_digest', fields.CharField(max_length=64)),
                ('votes', fields.IntField()),
                ('last_vote_id', fields.IntField()),
                ('last_cast_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('computed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('document', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'opinion_map', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'The groups of a conversation as last computed. It can be computed again from the votes, to the same document.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Participant',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('conversation', fields.ForeignKeyField('councils.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='participants', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='conversations', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(max_length=43)),
                ('joined_on', fields.DateField()),
            ],
            options={'table': 'opinion_participant', 'app': 'councils', 'unique_together': (('conversation', 'person'), ('conversation', 'code')), 'pk_attr': 'id', 'table_description': 'A person in one conversation. The code, drawn at random, orders participants where they must not be known.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Statement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('conversation', fields.ForeignKeyField('councils.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('civic.Person', source_field='author_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(max_length=140)),
                ('seed', fields.BooleanField(default=False)),
                ('review', fields.CharField(default='waiting', max_length=8)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('reviewed_by', fields.ForeignKeyField('civic.Person', source_field='reviewed_by_id', null=True, db_constraint=True, to_field='id', related_name='statements_reviewed', on_delete=OnDelete.RESTRICT)),
                ('reviewed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('agrees', fields.IntField(default=0)),
                ('disagrees', fields.IntField(default=0)),
                ('passes', fields.IntField(default=0)),
            ],
            options={'table': 'opinion_statement', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A short sentence to agree or disagree with. Nobody votes on it before it was accepted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Vote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('statement', fields.ForeignKeyField('councils.Statement', source_field='statement_id', db_constraint=True, to_field='id', related_name='votes', on_delete=OnDelete.RESTRICT)),
                ('participant', fields.ForeignKeyField('councils.Participant', source_field='participant_id', db_constraint=True, to_field='id', related_name='votes', on_delete=OnDelete.RESTRICT)),
                ('value', fields.SmallIntField()),
                ('cast_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'opinion_vote', 'app': 'councils', 'unique_together': (('participant', 'statement'),), 'pk_attr': 'id', 'table_description': 'What one participant thinks of one statement. Changed in place and taken back by its owner, shown to nobody else.'},
            bases=['Model'],
        ),
      )
    ]
