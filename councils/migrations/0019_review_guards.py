"""What the database itself refuses about the review and the correction of minutes."""

from tortoise import migrations

from civic.kit.guards import check, frozen_when, index, refuse_where, together


class Migration(migrations.Migration):
    dependencies = [("councils", "0018_reviews")]

    operations = [
        together(
            check("rule_set", ["review_hours"], "{review_hours} BETWEEN 0 AND 720", "rule_set_review_hours"),
            # what somebody has signed stays as it was signed, and so does what it was composed of
            frozen_when(
                "minutes",
                "OLD.state <> 'drafted' AND (OLD.notes <> NEW.notes OR OLD.correction_reason <> NEW.correction_reason)",
                "minutes_signed_notes",
                ("UPDATE",),
            ),
            # a version after the first corrects a published one of the same session, and says why
            refuse_where(
                "minutes",
                ("INSERT", "UPDATE"),
                "({row}.version > 1) <> ({row}.corrects_id IS NOT NULL)",
                "minutes_version_corrects",
            ),
            refuse_where(
                "minutes",
                ("INSERT", "UPDATE"),
                "{row}.corrects_id IS NOT NULL AND ({row}.correction_reason = '' OR NOT EXISTS (SELECT 1 FROM minutes m "
                "WHERE m.id = {row}.corrects_id AND m.session_id = {row}.session_id AND m.state = 'published'))",
                "minutes_corrects_published",
            ),
            frozen_when("minutes_objection", "TRUE", "minutes_objection_stays", ("DELETE",)),
            frozen_when(
                "minutes_objection",
                "OLD.answered_at IS NOT NULL OR OLD.minutes_id <> NEW.minutes_id OR OLD.person_id <> NEW.person_id "
                "OR OLD.anchor <> NEW.anchor OR OLD.text <> NEW.text OR OLD.filed_at <> NEW.filed_at "
                "OR OLD.paragraph_digest <> NEW.paragraph_digest",
                "minutes_objection_text",
                ("UPDATE",),
            ),
            check(
                "minutes_objection",
                ["answer", "accepted", "answered_by_id", "answered_at"],
                "({answered_at} IS NULL AND {answered_by_id} IS NULL AND {accepted} IS NULL AND {answer} = '') OR "
                "({answered_at} IS NOT NULL AND {answered_by_id} IS NOT NULL AND {accepted} IS NOT NULL AND LENGTH({answer}) > 0)",
                "minutes_objection_answer_whole",
            ),
            refuse_where(
                "minutes_objection",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM minutes m WHERE m.id = {row}.minutes_id AND m.state = 'drafted')",
                "minutes_objection_to_draft",
            ),
            # nobody signs over an objection that has no answer
            refuse_where(
                "signature",
                ("INSERT",),
                "EXISTS (SELECT 1 FROM minutes_objection o WHERE o.minutes_id = {row}.minutes_id AND o.answered_at IS NULL)",
                "signature_after_answers",
            ),
            index("minutes", "corrects_id", "minutes_by_corrected"),
            index("minutes_objection", "person_id", "minutes_objection_by_person"),
            index("minutes_objection", "answered_by_id", "minutes_objection_by_answerer"),
        )
    ]
