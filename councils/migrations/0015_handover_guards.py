"""What the database itself refuses about outcomes handed to a council."""

from tortoise import migrations

from civic.kit.guards import append_only, index, refuse_where, together

_NOT_PUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM outcome o WHERE o.id = {row}.outcome_id AND o.published_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0014_handovers")]

    operations = [
        together(
            append_only("outcome_handover"),
            refuse_where("outcome_handover", ("INSERT",), _NOT_PUBLISHED, "outcome_handover_of_what_is_published"),
            index("outcome_handover", "outcome_id", "handover_by_outcome"),
        )
    ]
