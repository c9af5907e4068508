from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('councils', '0013_contribution_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0001_initial'), ('votes', '0002_guards'), ('votes', '0003_one_register'), ('votes', '0004_guards'), ('votes', '0005_stations'), ('votes', '0006_station_guards'), ('votes', '0007_rounds'), ('votes', '0008_round_guards'), ('votes', '0009_publication'), ('votes', '0010_publication_guards'), ('votes', '0011_matters'), ('votes', '0012_matter_guards'), ('votes', '0013_rolls'), ('votes', '0014_roll_guards'), ('votes', '0015_two_tellers'), ('votes', '0016_boxes'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Handover',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('outcome', fields.ForeignKeyField('councils.Outcome', source_field='outcome_id', db_constraint=True, to_field='id', related_name='handovers', on_delete=OnDelete.RESTRICT)),
                ('motion', fields.OneToOneField('councils.WrittenMotion', source_field='motion_id', db_constraint=True, to_field='id', related_name='handover', on_delete=OnDelete.RESTRICT)),
                ('by', fields.ForeignKeyField('civic.Person', source_field='by_id', db_constraint=True, to_field='id', related_name='handovers', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outcome_handover', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'An outcome taken on to a council as a motion handed in.'},
            bases=['Model'],
        ),
    ]
