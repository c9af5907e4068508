from tortoise import migrations
from tortoise import fields

from civic.kit.widen import AddColumns

class Migration(migrations.Migration):
    dependencies = [('civic', '0004_filing_guards'), ('councils', '0015_handover_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0001_initial'), ('votes', '0002_guards'), ('votes', '0003_one_register'), ('votes', '0004_guards'), ('votes', '0005_stations'), ('votes', '0006_station_guards'), ('votes', '0007_rounds'), ('votes', '0008_round_guards'), ('votes', '0009_publication'), ('votes', '0010_publication_guards'), ('votes', '0011_matters'), ('votes', '0012_matter_guards'), ('votes', '0013_rolls'), ('votes', '0014_roll_guards'), ('votes', '0015_two_tellers'), ('votes', '0016_boxes'), ('votes', '0017_box_guards')]

    initial = False

    operations = [
        AddColumns(
            'Motion',
            detail=fields.CharField(default='', max_length=120),
            kind=fields.CharField(default='main', max_length=24),
            part_of=fields.IntField(null=True),
            seq=fields.IntField(default=0),
            target=fields.IntField(null=True),
            version=fields.IntField(default=1),
        ),
    ]
