"""Work orders with their steps, who can be given something to do, and whom an action item was given."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

from civic.kit.widen import AtOnce

class Migration(migrations.Migration):
    dependencies = [("civic", "0004_filing_guards"), ("councils", "0021_action_guards")]

    initial = False

    operations = [
      AtOnce(
        ops.CreateModel(
            name='Assignee',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=12)),
                ('name', fields.CharField(default='', max_length=60)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='assignees', on_delete=OnDelete.RESTRICT)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', null=True, db_constraint=True, to_field='id', related_name='assignees', on_delete=OnDelete.RESTRICT)),
                ('council', fields.ForeignKeyField('councils.Council', source_field='council_id', null=True, db_constraint=True, to_field='id', related_name='assignees', on_delete=OnDelete.RESTRICT)),
                ('organisation', fields.ForeignKeyField('civic.Organisation', source_field='organisation_id', null=True, db_constraint=True, to_field='id', related_name='assignees', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'assignee', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'A person, an office, a council, an organisation or a name: each once, however often it is given something.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WorkOrder',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('code', fields.CharField(unique=True, max_length=12)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', db_constraint=True, to_field='id', related_name='work_orders', on_delete=OnDelete.RESTRICT)),
                ('estate', fields.ForeignKeyField('civic.Place', source_field='estate_id', null=True, db_constraint=True, to_field='id', related_name='work_orders_here', on_delete=OnDelete.RESTRICT)),
                ('spot', fields.CharField(max_length=60)),
                ('category', fields.CharField(max_length=12)),
                ('title', fields.CharField(max_length=60)),
                ('text', fields.TextField(unique=False)),
                ('reporter', fields.ForeignKeyField('civic.Person', source_field='reporter_id', db_constraint=True, to_field='id', related_name='work_orders', on_delete=OnDelete.RESTRICT)),
                ('reported_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('client_key', fields.CharField(max_length=43)),
                ('state', fields.CharField(default='reported', max_length=12)),
                ('covered', fields.BooleanField(default=False)),
                ('assignee', fields.ForeignKeyField('councils.Assignee', source_field='assignee_id', null=True, db_constraint=True, to_field='id', related_name='work_orders', on_delete=OnDelete.RESTRICT)),
                ('due_on', fields.DateField(null=True)),
                ('acknowledge_by', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('disputed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('merged_into', fields.ForeignKeyField('councils.WorkOrder', source_field='merged_into_id', null=True, db_constraint=True, to_field='id', related_name='merged', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'work_order', 'app': 'councils', 'unique_together': (('reporter', 'client_key'),), 'pk_attr': 'id', 'table_description': 'What is wrong, where, who has it in hand and until when. The words of the report never change.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WorkOrderReporter',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('councils.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='reporters', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='work_orders_seen', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(default='', max_length=300)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'work_order_reporter', 'app': 'councils', 'unique_together': (('order', 'person'),), 'pk_attr': 'id', 'table_description': 'One person who saw it, the first one included (我也遇到). Append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WorkOrderStep',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('councils.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=12)),
                ('text', fields.CharField(default='', max_length=500)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('person', fields.ForeignKeyField('civic.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='work_order_steps', on_delete=OnDelete.RESTRICT)),
                ('assignee', fields.ForeignKeyField('councils.Assignee', source_field='assignee_id', null=True, db_constraint=True, to_field='id', related_name='work_order_steps', on_delete=OnDelete.RESTRICT)),
                ('due_on', fields.DateField(null=True)),
                ('missed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', null=True, db_constraint=True, to_field='id', related_name='work_order_steps', on_delete=OnDelete.RESTRICT)),
                ('ref_kind', fields.CharField(null=True, max_length=24)),
                ('ref_id', fields.IntField(null=True)),
            ],
            options={'table': 'work_order_step', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What became of it, step by step. Append-only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WorkOrderPhoto',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('step', fields.ForeignKeyField('councils.WorkOrderStep', source_field='step_id', db_constraint=True, to_field='id', related_name='photos', on_delete=OnDelete.RESTRICT)),
                ('picture', fields.ForeignKeyField('civic.Picture', source_field='picture_id', db_constraint=True, to_field='id', related_name='work_order_photos', on_delete=OnDelete.RESTRICT)),
                ('position', fields.IntField()),
            ],
            options={'table': 'work_order_photo', 'app': 'councils', 'unique_together': (('step', 'position'),), 'pk_attr': 'id', 'table_description': 'A photograph of a step: how it was found, how it was left.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WorkOrderPace',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('place', fields.ForeignKeyField('civic.Place', source_field='place_id', db_constraint=True, to_field='id', related_name='work_order_paces', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=20)),
                ('version', fields.IntField()),
                ('chosen_by', fields.ForeignKeyField('civic.Person', source_field='chosen_by_id', db_constraint=True, to_field='id', related_name='work_order_paces', on_delete=OnDelete.RESTRICT)),
                ('chosen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'work_order_pace', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'Which published pace a place chose. Append-only, the newest counts, and so it does for the places below.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Assignment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('item', fields.ForeignKeyField('councils.ActionItem', source_field='item_id', db_constraint=True, to_field='id', related_name='assignments', on_delete=OnDelete.RESTRICT)),
                ('assignee', fields.ForeignKeyField('councils.Assignee', source_field='assignee_id', db_constraint=True, to_field='id', related_name='assignments', on_delete=OnDelete.RESTRICT)),
                ('assigned_by', fields.ForeignKeyField('civic.Person', source_field='assigned_by_id', db_constraint=True, to_field='id', related_name='action_assignments', on_delete=OnDelete.RESTRICT)),
                ('assigned_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'action_assignment', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'Who does an action item: the signed text has words, this says whose. Append-only, the newest counts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Errand',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('resolution', fields.ForeignKeyField('councils.Resolution', source_field='resolution_id', db_constraint=True, to_field='id', related_name='errands', on_delete=OnDelete.RESTRICT)),
                ('item', fields.ForeignKeyField('councils.ActionItem', source_field='item_id', null=True, db_constraint=True, to_field='id', related_name='errands', on_delete=OnDelete.RESTRICT)),
                ('order', fields.OneToOneField('councils.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='errand', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'errand', 'app': 'councils', 'pk_attr': 'id', 'table_description': 'What was resolved, sent out as a work order. Append-only.'},
            bases=['Model'],
        ),
      )
    ]
