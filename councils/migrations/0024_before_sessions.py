"""Requests for a session, names under motions handed in, papers after the notice, slips for those without an account."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

from civic.kit.widen import AddColumns, AtOnce

class Migration(migrations.Migration):
    dependencies = [('civic', '0004_filing_guards'), ('councils', '0023_work_order_guards'), ('proposals', '0002_guards'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Cosignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('councils.WrittenMotion', source_field='motion_id', db_constraint=True, to_field='id', related_name='cosignatures', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='cosignatures', on_delete=OnDelete.RESTRICT)),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('digest', fields.CharField(max_length=64)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('voided', fields.BooleanField(default=False)),
            ],
            options={'table': 'cosignature', 'app': 'councils', 'pk_attr': 'id', 'table_description': "A member's name under a motion somebody else handed in, for exactly this text. It ends, it is never deleted."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MissedSession',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='missed', on_delete=OnDelete.RESTRICT)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('told_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'missed_session', 'app': 'councils', 'unique_together': (('session', 'starts_at'),), 'pk_attr': 'id', 'table_description': 'That the convener was told: the hour of a session came and nobody opened the door.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MotionText',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('councils.WrittenMotion', source_field='motion_id', db_constraint=True, to_field='id', related_name='texts', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField()),
                ('title', fields.CharField(max_length=60)),
                ('unit', fields.CharField(max_length=60)),
                ('action', fields.TextField(unique=False)),
                ('deadline', fields.DateField()),
                ('amount_fen', fields.BigIntField(null=True)),
                ('reason', fields.TextField(unique=False)),
                ('proposal', fields.ForeignKeyField('proposals.Proposal', source_field='proposal_id', null=True, db_constraint=True, to_field='id', related_name='motion_texts', on_delete=OnDelete.RESTRICT)),
                ('text_digest', fields.CharField(max_length=64)),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'motion_text', 'app': 'councils', 'unique_together': (('motion', 'version'),), 'pk_attr': 'id', 'table_description': 'A text of a motion handed in that an edit took the place of, as it was signed. Append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperInvitation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='paper_invitations', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=40)),
                ('note', fields.CharField(default='', max_length=60)),
                ('role', fields.CharField(max_length=12)),
                ('invited_by', fields.ForeignKeyField('civic.Person', source_field='invited_by_id', db_constraint=True, to_field='id', related_name='paper_invitations', on_delete=OnDelete.RESTRICT)),
                ('invited_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('struck_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'paper_invitation', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'Somebody without an account, asked to come by a printed slip that is brought to them.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperReply',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('invitation', fields.ForeignKeyField('councils.PaperInvitation', source_field='invitation_id', db_constraint=True, to_field='id', related_name='replies', on_delete=OnDelete.RESTRICT)),
                ('answer', fields.CharField(max_length=8)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('entered_by', fields.ForeignKeyField('civic.Person', source_field='entered_by_id', db_constraint=True, to_field='id', related_name='paper_replies', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'paper_reply', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What somebody without an account answered, as it was entered at the desk. The last one holds.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Petition',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='petitions', on_delete=OnDelete.RESTRICT)),
                ('rule_set', fields.ForeignKeyField('councils.RuleSet', source_field='rule_set_id', db_constraint=True, to_field='id', related_name='petitions', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('civic.Person', source_field='author_id', db_constraint=True, to_field='id', related_name='petitions', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=60)),
                ('reason', fields.TextField(unique=False)),
                ('text_digest', fields.CharField(max_length=64)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('client_key', fields.CharField(max_length=43)),
                ('reached_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reached_of', fields.CharField(null=True, max_length=16)),
                ('reached_signed', fields.IntField(null=True)),
                ('reached_base', fields.IntField(null=True)),
                ('due_on', fields.DateField(null=True)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('told_above_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'petition', 'app': 'councils', 'unique_together': (('author', 'client_key'),), 'indexes': [Index(fields=['council_id', 'id'])], 'pk_attr': 'id', 'table_description': 'A request that a council meet about a matter (联名要求开会). The text never changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PetitionSignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('petition', fields.ForeignKeyField('councils.Petition', source_field='petition_id', db_constraint=True, to_field='id', related_name='signatures', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='petition_signatures', on_delete=OnDelete.RESTRICT)),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('digest', fields.CharField(max_length=64)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'petition_signature', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A name under a request, for exactly this text. Taken back by a date, never deleted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Supplement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=43)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('item', fields.ForeignKeyField('councils.AgendaItem', source_field='item_id', null=True, db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=90)),
                ('kind', fields.CharField(max_length=8)),
                ('size', fields.IntField()),
                ('digest', fields.CharField(max_length=64)),
                ('note', fields.CharField(max_length=200)),
                ('tabled', fields.BooleanField(default=False)),
                ('data', fields.BinaryField(null=True)),
                ('picture', fields.ForeignKeyField('civic.Picture', source_field='picture_id', null=True, db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('added_by', fields.ForeignKeyField('civic.Person', source_field='added_by_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('struck_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('struck_by', fields.ForeignKeyField('civic.Person', source_field='struck_by_id', null=True, db_constraint=True, to_field='id', related_name='supplements_struck', on_delete=OnDelete.RESTRICT)),
                ('struck_reason', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'supplement', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A paper added to a session after its notice (补充材料). It stands beside what was published, never in its place.'},
            bases=['Model'],
        ),
        AddColumns('RuleSet', motion_signatures=fields.IntField(default=1), convening_days=fields.IntField(default=0)),
        AddColumns(
            'WrittenMotion',
            version=fields.IntField(default=1),
            edited_at=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AlterModelOptions(
            name='WrittenMotion',
            options={'table': 'written_motion', 'app': 'councils', 'unique_together': (('author', 'client_key'),), 'indexes': [Index(fields=['council_id', 'status', 'id'])], 'pk_attr': 'id', 'table_description': 'Who should do what by when with how much money, and why. An edit keeps the text it takes the place of.'},
        ),
      )
    ]
