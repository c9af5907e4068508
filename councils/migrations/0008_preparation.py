"""What stands before a session: motions handed in, agendas with their papers, invitations, the gallery."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

from civic.kit.widen import AddColumns, AtOnce

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('councils', '0007_body_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0001_initial'), ('votes', '0002_guards'), ('votes', '0003_one_register'), ('votes', '0004_guards'), ('votes', '0005_stations'), ('votes', '0006_station_guards'), ('votes', '0007_rounds'), ('votes', '0008_round_guards'), ('votes', '0009_publication'), ('votes', '0010_publication_guards'), ('votes', '0011_matters'), ('votes', '0012_matter_guards'), ('votes', '0013_rolls'), ('votes', '0014_roll_guards'), ('votes', '0015_two_tellers'), ('votes', '0016_boxes'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Agenda',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('term', fields.ForeignKeyField('councils.Term', source_field='term_id', db_constraint=True, to_field='id', related_name='agendas', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=80)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('venue', fields.CharField(max_length=80)),
                ('basis', fields.CharField(max_length=60)),
                ('chair', fields.ForeignKeyField('civic.Person', source_field='chair_id', db_constraint=True, to_field='id', related_name='agendas_to_chair', on_delete=OnDelete.RESTRICT)),
                ('recorder', fields.ForeignKeyField('civic.Person', source_field='recorder_id', db_constraint=True, to_field='id', related_name='agendas_to_record', on_delete=OnDelete.RESTRICT)),
                ('gallery_seats', fields.IntField(default=0)),
                ('drafted_by', fields.ForeignKeyField('civic.Person', source_field='drafted_by_id', db_constraint=True, to_field='id', related_name='agendas_drafted', on_delete=OnDelete.RESTRICT)),
                ('drafted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('client_key', fields.CharField(max_length=43)),
                ('version', fields.IntField(default=1)),
                ('urgency', fields.CharField(default='', max_length=50)),
                ('session', fields.OneToOneField('councils.Session', source_field='session_id', null=True, db_constraint=True, to_field='id', related_name='agenda', on_delete=OnDelete.RESTRICT)),
                ('published_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('discarded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'agenda', 'app': 'councils', 'unique_together': (('drafted_by', 'client_key'),), 'pk_attr': 'id', 'table_description': 'A session being prepared. Only those who prepare see it, until its notice is out. Then it never changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GallerySeat',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='gallery', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='gallery_seats', on_delete=OnDelete.RESTRICT)),
                ('signed_up_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('given_up_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'gallery_seat', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'That a resident wants to listen. Seats are given in the order of the rows.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SessionInvitation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='session_invitations', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharField(max_length=12)),
                ('invited_by', fields.ForeignKeyField('civic.Person', source_field='invited_by_id', db_constraint=True, to_field='id', related_name='session_invitations_sent', on_delete=OnDelete.RESTRICT)),
                ('invited_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session_invitation', 'app': 'councils', 'unique_together': (('session', 'person'),), 'pk_attr': 'id', 'table_description': 'One person asked to come to one session.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='InvitationReply',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('invitation', fields.ForeignKeyField('councils.SessionInvitation', source_field='invitation_id', db_constraint=True, to_field='id', related_name='replies', on_delete=OnDelete.RESTRICT)),
                ('answer', fields.CharField(max_length=8)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'invitation_reply', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'One answer to an invitation. The last one holds.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SessionReminder',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='reminders', on_delete=OnDelete.RESTRICT)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session_reminder', 'app': 'councils', 'unique_together': (('session', 'starts_at'),), 'pk_attr': 'id', 'table_description': 'That everybody was reminded of a session as it stood announced for that moment.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WrittenMotion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('code', fields.CharField(unique=True, max_length=12)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='written_motions', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('civic.Person', source_field='author_id', db_constraint=True, to_field='id', related_name='written_motions', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=60)),
                ('unit', fields.CharField(max_length=60)),
                ('action', fields.TextField(unique=False)),
                ('deadline', fields.DateField()),
                ('amount_fen', fields.BigIntField(null=True)),
                ('reason', fields.TextField(unique=False)),
                ('proposal', fields.ForeignKeyField('proposals.Proposal', source_field='proposal_id', null=True, db_constraint=True, to_field='id', related_name='written_motions', on_delete=OnDelete.RESTRICT)),
                ('text_digest', fields.CharField(max_length=64)),
                ('handed_in_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('status', fields.CharField(default='received', max_length=12)),
                ('client_key', fields.CharField(max_length=43)),
            ],
            options={'table': 'written_motion', 'app': 'councils', 'unique_together': (('author', 'client_key'),), 'indexes': [Index(fields=['council_id', 'status', 'id'])], 'pk_attr': 'id', 'table_description': 'Who should do what by when with how much money, and why. The text never changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AgendaEntry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('agenda', fields.ForeignKeyField('councils.Agenda', source_field='agenda_id', db_constraint=True, to_field='id', related_name='entries', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
                ('kind', fields.CharField(max_length=12)),
                ('title', fields.CharField(max_length=80)),
                ('note', fields.TextField(default='', unique=False)),
                ('minutes', fields.IntField()),
                ('presenter', fields.CharField(default='', max_length=40)),
                ('proposal', fields.ForeignKeyField('proposals.Proposal', source_field='proposal_id', null=True, db_constraint=True, to_field='id', related_name='agenda_entries', on_delete=OnDelete.RESTRICT)),
                ('motion', fields.ForeignKeyField('councils.WrittenMotion', source_field='motion_id', null=True, db_constraint=True, to_field='id', related_name='entries', on_delete=OnDelete.RESTRICT)),
                ('carried', fields.ForeignKeyField('councils.AgendaItem', source_field='carried_id', null=True, db_constraint=True, to_field='id', related_name='carried_to', on_delete=OnDelete.RESTRICT)),
                ('ref_kind', fields.CharField(default='', max_length=24)),
                ('ref_id', fields.IntField(null=True)),
                ('sensitive', fields.CharField(null=True, max_length=12)),
                ('handler', fields.ForeignKeyField('civic.Person', source_field='handler_id', null=True, db_constraint=True, to_field='id', related_name='sensitive_entries', on_delete=OnDelete.RESTRICT)),
                ('due_on', fields.DateField(null=True)),
                ('item', fields.OneToOneField('councils.AgendaItem', source_field='item_id', null=True, db_constraint=True, to_field='id', related_name='entry', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'agenda_entry', 'app': 'councils', 'unique_together': (('agenda', 'position'),), 'pk_attr': 'id', 'table_description': 'One matter that is to come up, or to be handled elsewhere.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Enclosure',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=43)),
                ('entry', fields.ForeignKeyField('councils.AgendaEntry', source_field='entry_id', db_constraint=True, to_field='id', related_name='enclosures', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=90)),
                ('kind', fields.CharField(max_length=8)),
                ('size', fields.IntField()),
                ('digest', fields.CharField(max_length=64)),
                ('data', fields.BinaryField(null=True)),
                ('picture', fields.ForeignKeyField('civic.Picture', source_field='picture_id', null=True, db_constraint=True, to_field='id', related_name='enclosures', on_delete=OnDelete.RESTRICT)),
                ('uploaded_by', fields.ForeignKeyField('civic.Person', source_field='uploaded_by_id', db_constraint=True, to_field='id', related_name='enclosures', on_delete=OnDelete.RESTRICT)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'enclosure', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A paper attached to an entry: a PDF, a Word document, or a photograph written anew.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MotionSignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('councils.WrittenMotion', source_field='motion_id', db_constraint=True, to_field='id', related_name='signatures', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='motion_signatures', on_delete=OnDelete.RESTRICT)),
                ('signed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('digest', fields.CharField(max_length=64)),
            ],
            options={'table': 'motion_signature', 'app': 'councils', 'unique_together': (('motion', 'person'),), 'pk_attr': 'id', 'table_description': 'A name under a motion handed in, for exactly this text.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MotionStep',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('councils.WrittenMotion', source_field='motion_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('status', fields.CharField(max_length=12)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor', fields.ForeignKeyField('civic.Person', source_field='actor_id', db_constraint=True, to_field='id', related_name='motion_steps', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.TextField(default='', unique=False)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', null=True, db_constraint=True, to_field='id', related_name='motion_steps', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'motion_step', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What became of a motion handed in, one row a step.'},
            bases=['Model'],
        ),
        AddColumns('AgendaItem', kind=fields.CharField(default='', max_length=12), presenter=fields.CharField(default='', max_length=40)),
        AddColumns('RuleSet', residents_hand_in=fields.BooleanField(default=True)),
        AddColumns('Session', cancelled_at=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
      )
    ]
