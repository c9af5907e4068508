from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0001_initial'), ('votes', '0002_guards'), ('votes', '0003_one_register'), ('votes', '0004_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Assistance',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='assistances', on_delete=OnDelete.RESTRICT)),
                ('entry', fields.OneToOneField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='assistance', on_delete=OnDelete.RESTRICT)),
                ('assistant', fields.ForeignKeyField('civic.Person', source_field='assistant_id', db_constraint=True, to_field='id', related_name='assistances', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
            ],
            options={'table': 'assistance', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'Staff typed in what a person said (代办). Whom, by whom, on which day, and never what was chosen.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BoxStatement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='box_statements', on_delete=OnDelete.RESTRICT)),
                ('matter', fields.CharField(max_length=12)),
                ('missing', fields.IntField()),
                ('entry', fields.ForeignKeyField('votes.RollEntry', source_field='entry_id', null=True, db_constraint=True, to_field='id', related_name='box_statements', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.TextField(unique=False)),
                ('written_by', fields.ForeignKeyField('civic.Person', source_field='written_by_id', db_constraint=True, to_field='id', related_name='box_statements_written', on_delete=OnDelete.RESTRICT)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('confirmed_by', fields.ForeignKeyField('civic.Person', source_field='confirmed_by_id', null=True, db_constraint=True, to_field='id', related_name='box_statements_confirmed', on_delete=OnDelete.RESTRICT)),
                ('confirmed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'box_statement', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'Why papers and roll do not match, written by one person and confirmed by another.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Kiosk',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='kiosks', on_delete=OnDelete.RESTRICT)),
                ('label', fields.CharField(max_length=40)),
                ('token_digest', fields.CharField(unique=True, max_length=64)),
                ('opened_by', fields.ForeignKeyField('civic.Person', source_field='opened_by_id', db_constraint=True, to_field='id', related_name='kiosks_opened', on_delete=OnDelete.RESTRICT)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_by', fields.ForeignKeyField('civic.Person', source_field='ended_by_id', null=True, db_constraint=True, to_field='id', related_name='kiosks_ended', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'kiosk', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'A device turned into a kiosk by staff, until it is ended.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='KioskCode',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('entry', fields.OneToOneField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='kiosk_code', on_delete=OnDelete.RESTRICT)),
                ('code_digest', fields.CharField(unique=True, max_length=64)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kiosk_code', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'Six figures drawn at the desk for an entry. Gone once used: nothing is kept of who stood where and when.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='KioskVisit',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kiosk', fields.OneToOneField('votes.Kiosk', source_field='kiosk_id', db_constraint=True, to_field='id', related_name='visit', on_delete=OnDelete.RESTRICT)),
                ('entry', fields.ForeignKeyField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='kiosk_visits', on_delete=OnDelete.RESTRICT)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kiosk_visit', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'Whoever stands at a kiosk now. Gone with the paper, or when it has lain too long.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperBatch',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='paper_batches', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('control_total', fields.IntField()),
                ('made_by', fields.ForeignKeyField('civic.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='paper_batches', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'paper_batch', 'app': 'votes', 'unique_together': (('ballot', 'number'),), 'pk_attr': 'id', 'table_description': 'A bundle of papers out of the box, counted by hand.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BatchClosing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.OneToOneField('votes.PaperBatch', source_field='batch_id', db_constraint=True, to_field='id', related_name='closing', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='batch_closings', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'batch_closing', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'Both readings agree with each other and with the control total.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BatchLook',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('votes.PaperBatch', source_field='batch_id', db_constraint=True, to_field='id', related_name='looks', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('text', fields.TextField(unique=False)),
                ('invalid', fields.CharField(null=True, max_length=16)),
                ('reason', fields.TextField(default='', unique=False)),
                ('roll_number', fields.IntField(null=True)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='batch_looks', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'batch_look', 'app': 'votes', 'unique_together': (('batch', 'number'),), 'pk_attr': 'id', 'table_description': 'The third look at a sheet that was read in two ways.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BatchReading',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('votes.PaperBatch', source_field='batch_id', db_constraint=True, to_field='id', related_name='readings', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='batch_readings', on_delete=OnDelete.RESTRICT)),
                ('begun_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'batch_reading', 'app': 'votes', 'unique_together': (('batch', 'number'), ('batch', 'person')), 'pk_attr': 'id', 'table_description': 'One of the two readings of a batch, each by another person.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BatchReversal',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.OneToOneField('votes.PaperBatch', source_field='batch_id', db_constraint=True, to_field='id', related_name='reversal', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.TextField(unique=False)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='batch_reversals', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'batch_reversal', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'A batch that no longer counts. It stays to be seen, with the reason, and its papers are entered anew.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BatchSheet',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('reading', fields.ForeignKeyField('votes.BatchReading', source_field='reading_id', db_constraint=True, to_field='id', related_name='sheets', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('text', fields.TextField(unique=False)),
                ('invalid', fields.CharField(null=True, max_length=16)),
                ('reason', fields.TextField(default='', unique=False)),
                ('roll_number', fields.IntField(null=True)),
            ],
            options={'table': 'batch_sheet', 'app': 'votes', 'unique_together': (('reading', 'number'),), 'pk_attr': 'id', 'table_description': 'What a reader saw on one paper.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperStep',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='paper_steps', on_delete=OnDelete.RESTRICT)),
                ('entry', fields.ForeignKeyField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='paper_steps', on_delete=OnDelete.RESTRICT)),
                ('step', fields.CharField(max_length=12)),
                ('staff', fields.ForeignKeyField('civic.Person', source_field='staff_id', db_constraint=True, to_field='id', related_name='paper_steps', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
            ],
            options={'table': 'paper_step', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'A paper handed out, replaced or put in the box, ticked off on the roll. The day only, as with all turnout.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Proxy',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.ForeignKeyField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='proxies', on_delete=OnDelete.RESTRICT)),
                ('entry', fields.ForeignKeyField('votes.RollEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='proxies_given', on_delete=OnDelete.RESTRICT)),
                ('holder', fields.ForeignKeyField('votes.RollEntry', source_field='holder_id', db_constraint=True, to_field='id', related_name='proxies_held', on_delete=OnDelete.RESTRICT)),
                ('relation', fields.CharField(max_length=16)),
                ('document', fields.CharField(max_length=80)),
                ('recorded_by', fields.ForeignKeyField('civic.Person', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name='proxies_recorded', on_delete=OnDelete.RESTRICT)),
                ('recorded_on', fields.DateField()),
                ('revoked_on', fields.DateField(null=True)),
                ('revoked_by', fields.ForeignKeyField('civic.Person', source_field='revoked_by_id', null=True, db_constraint=True, to_field='id', related_name='proxies_revoked', on_delete=OnDelete.RESTRICT)),
                ('used_on', fields.DateField(null=True)),
            ],
            options={'table': 'proxy', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'A written authorisation: recorded before it is used, to be revoked until then.'},
            bases=['Model'],
        ),
    ]
