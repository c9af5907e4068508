"""Matters put to the vote without a budget."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('civic', '0001_initial'), ('civic', '0002_guards'), ('proposals', '0001_initial'), ('proposals', '0002_guards'), ('votes', '0010_publication_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Matter',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ballot', fields.OneToOneField('votes.Ballot', source_field='ballot_id', db_constraint=True, to_field='id', related_name='matter', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField(default=1)),
                ('undelivered_heads', fields.IntField(default=0)),
                ('undelivered_area', fields.BigIntField(default=0)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'matter', 'app': 'votes', 'pk_attr': 'id', 'table_description': 'A question put to the vote without a budget (表决事项).'},
            bases=['Model'],
        ),
    ]
