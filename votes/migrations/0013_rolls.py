"""Rolls: objections, late additions, imports, slips with codes, panels drawn by lot."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AddColumns

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0012_matter_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Challenge',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='challenges', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='roll_challenges', on_delete=OnDelete.RESTRICT)),
                ('matter', fields.CharField(max_length=16)),
                ('text', fields.TextField(unique=False)),
                ('code', fields.CharField(unique=True, max_length=12)),
                ('filed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('verdict', fields.CharField(null=True, max_length=16)),
                ('answer', fields.TextField(default='', unique=False)),
                ('answered_by', fields.ForeignKeyField('civic.Person', source_field='answered_by_id', null=True, db_constraint=True, to_field='id', related_name='roll_challenges_answered', on_delete=OnDelete.RESTRICT)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'roll_challenge', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'What one person says against a roll before it is frozen. Answered once, never deleted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LateAddition',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='late_additions', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=80)),
                ('basis', fields.CharField(max_length=200)),
                ('added_by', fields.ForeignKeyField('civic.Person', source_field='added_by_id', db_constraint=True, to_field='id', related_name='late_additions', on_delete=OnDelete.RESTRICT)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'late_addition', 'app': 'votes', 'unique_together': (('ballot', 'key'),), 'pk_attr': 'id', 'table_description': 'The act by which one line was added to the roll of an open ballot. Without it the database takes no line.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RollImport',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='roll_imports', on_delete=OnDelete.RESTRICT)),
                ('made_by', fields.ForeignKeyField('civic.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='roll_imports', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('lines', fields.IntField()),
                ('area', fields.BigIntField()),
                ('entries', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('defects', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('notices', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('left_out', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'roll_import', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'What was read from a file, kept for the preview only: deleted when taken over, withdrawn, or an hour old.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RollSlip',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('entry', fields.ForeignKeyField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('code_digest', fields.CharField(unique=True, max_length=64)),
                ('made_by', fields.ForeignKeyField('civic.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='slips_made', on_delete=OnDelete.RESTRICT)),
                ('made_on', fields.DateField()),
                ('ended', fields.BooleanField(default=False)),
                ('spent_on', fields.DateField(null=True)),
                ('permit_digest', fields.CharField(null=True, unique=True, max_length=64)),
                ('permit_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'roll_slip', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'One code for one line of the roll. Printing again ends the older code.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Sortition',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='sortitions', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=80)),
                ('document', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('commitment', fields.CharField(max_length=64)),
                ('source', fields.CharField(max_length=200)),
                ('value_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('announced_by', fields.ForeignKeyField('civic.Person', source_field='announced_by_id', db_constraint=True, to_field='id', related_name='sortitions', on_delete=OnDelete.RESTRICT)),
                ('announced_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sortition', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'The announcement of a draw: everything but the public value that is not known yet.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Replacement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('sortition', fields.ForeignKeyField('votes.Sortition', source_field='sortition_id', db_constraint=True, to_field='id', related_name='replacements', on_delete=OnDelete.RESTRICT)),
                ('leaving', fields.IntField()),
                ('entering', fields.IntField()),
                ('made_by', fields.ForeignKeyField('civic.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='sortition_replacements', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sortition_replacement', 'app': 'votes', 'unique_together': (('sortition', 'leaving'), ('sortition', 'entering')), 'pk_attr': 'id', 'table_description': 'A member who cannot serve, and the next of the reserve.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SortitionDraw',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('sortition', fields.OneToOneField('votes.Sortition', source_field='sortition_id', db_constraint=True, to_field='id', related_name='draw', on_delete=OnDelete.RESTRICT)),
                ('value', fields.CharField(max_length=200)),
                ('panel', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('reserve', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('drawn_by', fields.ForeignKeyField('civic.Person', source_field='drawn_by_id', db_constraint=True, to_field='id', related_name='sortition_draws', on_delete=OnDelete.RESTRICT)),
                ('drawn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sortition_draw', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'The draw itself: the published value, and the numbers in drawn order.'},
            bases=['Model'],
        ),
        AddColumns('Ballot', roll_salt=fields.CharField(default='', max_length=64)),
    ]
