"""A count stands only when two tellers have signed it, whatever the code above says."""

from tortoise import migrations

from civic.kit.guards import refuse_where

_TWO = "(SELECT COUNT(*) FROM teller_signature s WHERE s.result_id = {row}.id) < 2"


class Migration(migrations.Migration):
    dependencies = [("votes", "0014_roll_guards")]

    operations = [
        refuse_where("result", ("INSERT", "UPDATE"), "{row}.certified_at IS NOT NULL AND " + _TWO, "result_by_two"),
    ]
