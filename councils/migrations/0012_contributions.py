from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('councils', '0011_consultation_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0001_initial'), ('votes', '0002_guards'), ('votes', '0003_one_register'), ('votes', '0004_guards'), ('votes', '0005_stations'), ('votes', '0006_station_guards'), ('votes', '0007_rounds'), ('votes', '0008_round_guards'), ('votes', '0009_publication'), ('votes', '0010_publication_guards'), ('votes', '0011_matters'), ('votes', '0012_matter_guards'), ('votes', '0013_rolls'), ('votes', '0014_roll_guards'), ('votes', '0015_two_tellers'), ('votes', '0016_boxes'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Contribution',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('councils.Session', source_field='session_id', db_constraint=True, to_field='id', related_name='contributions', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='contributions', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(max_length=300)),
                ('digest', fields.CharField(max_length=64)),
                ('posted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('erased_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('erased_by', fields.ForeignKeyField('civic.Person', source_field='erased_by_id', null=True, db_constraint=True, to_field='id', related_name='contributions_erased', on_delete=OnDelete.RESTRICT)),
                ('erased_reason', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'contribution', 'app': 'councils', 'unique_together': (('session', 'number'),), 'pk_attr': 'id', 'table_description': 'What somebody wrote on an agenda item. The log has its digest, so nobody can put other words in its place.'},
            bases=['Model'],
        ),
    ]
