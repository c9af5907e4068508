"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, index, together


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]

    operations = [
        together(
            append_only("proposal_step"),
            append_only("screening"),
            check("screening", ["reason"], "length({reason}) > 0", "screening_reason"),
            check("proposal", ["cost_fen"], "{cost_fen} IS NULL OR {cost_fen} > 0", "proposal_cost"),
            check("proposal", ["support_count"], "{support_count} >= 0", "proposal_support_count"),
            index("proposal_step", "proposal_id, id", "step_by_proposal"),
            index("proposal", "proposer_id", "proposal_by_proposer"),
            index("proposal_support", "person_id", "support_by_person"),
            index("proposal", "estate_id", "proposal_by_estate"),
            index("proposal", "organisation_id", "proposal_by_organisation"),
            index("proposal_photo", "picture_id", "proposal_photo_by_picture"),
        )
    ]
