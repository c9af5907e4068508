"""What the database itself refuses about written contributions."""

from tortoise import migrations

from civic.kit.guards import check, frozen_when, index, together


class Migration(migrations.Migration):
    dependencies = [("councils", "0012_contributions")]

    operations = [
        together(
            check("contribution", ["number"], "{number} >= 1", "contribution_number"),
            check("contribution", ["digest"], "LENGTH({digest}) = 64", "contribution_digest"),
            # a text is there, or it was erased by somebody for a reason
            check(
                "contribution",
                ["text", "erased_at", "erased_by_id", "erased_reason"],
                "({erased_at} IS NULL AND {erased_by_id} IS NULL AND LENGTH({text}) > 0) OR ({erased_at} IS NOT NULL "
                "AND {erased_by_id} IS NOT NULL AND LENGTH({erased_reason}) > 0 AND {text} = '')",
                "contribution_erased_whole",
            ),
            frozen_when("contribution", "TRUE", "contribution_stays", ("DELETE",)),
            frozen_when("contribution", "OLD.erased_at IS NOT NULL", "contribution_erased", ("UPDATE",)),
            frozen_when(
                "contribution",
                "OLD.session_id <> NEW.session_id OR OLD.number <> NEW.number OR OLD.person_id <> NEW.person_id "
                "OR OLD.digest <> NEW.digest OR OLD.posted_at <> NEW.posted_at "
                "OR (NEW.erased_at IS NULL AND OLD.text <> NEW.text)",
                "contribution_text",
                ("UPDATE",),
            ),
            index("contribution", "person_id", "contribution_by_person"),
            index("contribution", "erased_by_id", "contribution_by_eraser"),
        )
    ]
