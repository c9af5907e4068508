"""Joint councils, acts and registers around seats, series and agreements; the rule sets' further columns."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AddColumns, AtOnce

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('councils', '0005_opinion_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Bench',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='benches', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
                ('name', fields.CharField(max_length=60)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', null=True, db_constraint=True, to_field='id', related_name='benches', on_delete=OnDelete.RESTRICT)),
                ('organisation', fields.ForeignKeyField('civic.Organisation', source_field='organisation_id', null=True, db_constraint=True, to_field='id', related_name='benches', on_delete=OnDelete.RESTRICT)),
                ('quorum_num', fields.IntField()),
                ('quorum_den', fields.IntField()),
                ('quorum_strict', fields.BooleanField()),
                ('joined_on', fields.DateField()),
                ('left_on', fields.DateField(null=True)),
            ],
            options={'table': 'bench', 'app': 'councils', 'unique_together': (('council', 'position'),), 'pk_attr': 'id', 'table_description': 'A member body of a joint council (联席会议): the council of a place, a place, or an organisation, with its own quorum.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='HostSwap',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='host_swaps', on_delete=OnDelete.RESTRICT)),
                ('quarter', fields.DateField()),
                ('bench', fields.ForeignKeyField('councils.Bench', source_field='bench_id', db_constraint=True, to_field='id', related_name='host_swaps', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharField(max_length=200)),
                ('entered_by', fields.ForeignKeyField('civic.Person', source_field='entered_by_id', db_constraint=True, to_field='id', related_name='host_swaps', on_delete=OnDelete.RESTRICT)),
                ('entered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'host_swap', 'app': 'councils', 'unique_together': (('council', 'quarter'),), 'pk_attr': 'id', 'table_description': "One quarter's exception from the rotation, with its reason. Written once."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Interest',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='interests', on_delete=OnDelete.RESTRICT)),
                ('tie', fields.CharField(max_length=12)),
                ('subject', fields.CharField(max_length=80)),
                ('organisation', fields.ForeignKeyField('civic.Organisation', source_field='organisation_id', null=True, db_constraint=True, to_field='id', related_name='interests', on_delete=OnDelete.RESTRICT)),
                ('declared_on', fields.DateField()),
                ('entered_by', fields.ForeignKeyField('civic.Person', source_field='entered_by_id', db_constraint=True, to_field='id', related_name='interests_entered', on_delete=OnDelete.RESTRICT)),
                ('lifted_on', fields.DateField(null=True)),
            ],
            options={'table': 'interest', 'app': 'councils', 'unique_together': (('person', 'tie', 'subject', 'declared_on'),), 'pk_attr': 'id', 'table_description': 'What ties a member to something a council may decide about. Lifted, never deleted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Observer',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('term', fields.ForeignKeyField('councils.Term', source_field='term_id', db_constraint=True, to_field='id', related_name='observers', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=40)),
                ('capacity', fields.CharField(max_length=60)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='observes', on_delete=OnDelete.RESTRICT)),
                ('starts_on', fields.DateField()),
                ('ends_on', fields.DateField(null=True)),
            ],
            options={'table': 'observer', 'app': 'councils', 'unique_together': (('term', 'name', 'capacity'),), 'pk_attr': 'id', 'table_description': 'Somebody who attends without a vote (列席), with or without an account.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RuleCheck',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('rule_set', fields.OneToOneField('councils.RuleSet', source_field='rule_set_id', db_constraint=True, to_field='id', related_name='check', on_delete=OnDelete.RESTRICT)),
                ('checked_by', fields.ForeignKeyField('civic.Person', source_field='checked_by_id', db_constraint=True, to_field='id', related_name='rule_checks', on_delete=OnDelete.RESTRICT)),
                ('checked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('compared_with', fields.CharField(max_length=300)),
            ],
            options={'table': 'rule_check', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A second person has compared a rule set with the text in force: from here it is verified. Written once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SeatEnd',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('seat', fields.OneToOneField('councils.Seat', source_field='seat_id', db_constraint=True, to_field='id', related_name='end', on_delete=OnDelete.RESTRICT)),
                ('ending', fields.CharField(max_length=12)),
                ('reason', fields.CharField(max_length=300)),
                ('last_day', fields.DateField()),
                ('ended_by', fields.ForeignKeyField('civic.Person', source_field='ended_by_id', db_constraint=True, to_field='id', related_name='seats_ended', on_delete=OnDelete.RESTRICT)),
                ('ended_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'seat_end', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'The act by which a seat ended before its term. Written once, with its reason.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Series',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='series', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=60)),
                ('rhythm', fields.CharField(max_length=12)),
                ('starts_on', fields.DateField()),
                ('ended_on', fields.DateField(null=True)),
            ],
            options={'table': 'series', 'app': 'councils', 'unique_together': (('council', 'title', 'starts_on'),), 'pk_attr': 'id', 'table_description': 'Sessions that come round regularly.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Agreement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='agreements', on_delete=OnDelete.RESTRICT)),
                ('series', fields.ForeignKeyField('councils.Series', source_field='series_id', null=True, db_constraint=True, to_field='id', related_name='agreements', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=80)),
                ('parties', fields.CharField(max_length=300)),
                ('signed_on', fields.DateField()),
                ('valid_until', fields.DateField(null=True)),
                ('file_name', fields.CharField(default='', max_length=120)),
                ('file', fields.BinaryField(null=True)),
                ('file_digest', fields.CharField(default='', max_length=64)),
                ('entered_by', fields.ForeignKeyField('civic.Person', source_field='entered_by_id', db_constraint=True, to_field='id', related_name='agreements_entered', on_delete=OnDelete.RESTRICT)),
                ('entered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'agreement', 'app': 'councils', 'unique_together': (('council', 'title', 'signed_on'),), 'pk_attr': 'id', 'table_description': 'A standing agreement (合作备忘录) between bodies, with the signed paper as a PDF.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SessionTeam',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='team', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='session_teams', on_delete=OnDelete.RESTRICT)),
                ('duty', fields.CharField(max_length=12)),
            ],
            options={'table': 'session_team', 'app': 'councils', 'unique_together': (('session', 'person', 'duty'),), 'pk_attr': 'id', 'table_description': 'Who helps to run one session, beside its chair and recorder, who are columns of the session itself.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Substitute',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('term', fields.ForeignKeyField('councils.Term', source_field='term_id', db_constraint=True, to_field='id', related_name='substitutes', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='substitutions', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
                ('bench', fields.ForeignKeyField('councils.Bench', source_field='bench_id', null=True, db_constraint=True, to_field='id', related_name='substitutes', on_delete=OnDelete.RESTRICT)),
                ('seat', fields.OneToOneField('councils.Seat', source_field='seat_id', null=True, db_constraint=True, to_field='id', related_name='substitute', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'substitute', 'app': 'councils', 'unique_together': (('term', 'person'), ('term', 'position')), 'pk_attr': 'id', 'table_description': 'Somebody who follows in order when a seat falls free (候补).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TeamPlace',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', db_constraint=True, to_field='id', related_name='team', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='team_places', on_delete=OnDelete.RESTRICT)),
                ('duty', fields.CharField(max_length=12)),
            ],
            options={'table': 'team_place', 'app': 'councils', 'unique_together': (('council', 'person', 'duty'),), 'pk_attr': 'id', 'table_description': "One place in the team a council's sessions are usually run by: three, one, and as many helpers as there are."},
            bases=['Model'],
        ),
        AddColumns(
            'Council',
            rotates_from=fields.DateField(null=True),
        ),
        AddColumns(
            'RuleSet',
            absences=fields.IntField(default=0),
            absences_source=fields.CharField(default='', max_length=300),
            advisory=fields.BooleanField(default=False),
            chair_votes=fields.BooleanField(default=True),
            convening=fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
            degrees=fields.IntField(default=1),
            entered_at=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
            entered_by=fields.ForeignKeyField('civic.Person', source_field='entered_by_id', null=True, db_constraint=True, to_field='id', related_name='rule_sets_entered', on_delete=OnDelete.RESTRICT),
            higher_base=fields.CharField(default='cast', max_length=12),
            higher_den=fields.IntField(default=3),
            higher_num=fields.IntField(default=2),
            higher_strict=fields.BooleanField(default=False),
            masking=fields.CharField(default='full', max_length=8),
            minimums=fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
            objections_return=fields.IntField(default=0),
            observers_speak=fields.BooleanField(default=True),
            quorum_also=fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
            session_notice_working=fields.BooleanField(default=False),
            strictness=fields.CharField(default='simple', max_length=12),
            substitutes=fields.BooleanField(default=False),
        ),
        AddColumns(
            'Seat',
            bench=fields.ForeignKeyField('councils.Bench', source_field='bench_id', null=True, db_constraint=True, to_field='id', related_name='seats', on_delete=OnDelete.RESTRICT),
            capacity=fields.CharField(default='', max_length=40),
            kind=fields.CharField(default='elected', max_length=12),
            sortition=fields.ForeignKeyField('votes.Sortition', source_field='sortition_id', null=True, db_constraint=True, to_field='id', related_name='seats', on_delete=OnDelete.RESTRICT),
        ),
      )
    ]
