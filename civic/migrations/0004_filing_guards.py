"""What the database itself refuses about notices since they are proved, filed and answered by somebody else."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, refuse_where, together


class Migration(migrations.Migration):
    dependencies = [("civic", "0003_filings")]

    operations = [
        together(
            check("notice", ["returns_at"], "{returns_at} >= 0", "notice_returns_at"),
            append_only("notice_decider"),
            append_only("publicity_proof"),
            check("publicity_proof", ["digest"], "LENGTH({digest}) = 64", "proof_digest"),
            refuse_where(
                "objection",
                ("INSERT", "UPDATE"),
                "EXISTS (SELECT 1 FROM notice_decider d WHERE d.notice_id = {row}.notice_id "
                "AND d.person_id = {row}.answered_by_id)",
                "objection_answered_by_another",
            ),
            frozen_when("filing", "TRUE", "filing_stays", ("DELETE",)),
            frozen_when("filing", "OLD.acknowledged_at IS NOT NULL", "filing_acknowledged", ("UPDATE",)),
            frozen_when(
                "filing",
                "OLD.notice_id <> NEW.notice_id OR OLD.note <> NEW.note OR OLD.filed_by_id <> NEW.filed_by_id "
                "OR OLD.filed_at <> NEW.filed_at",
                "filing_text",
                ("UPDATE",),
            ),
            check(
                "filing",
                ["acknowledged_at", "acknowledged_by_id", "filed_by_id"],
                "({acknowledged_at} IS NULL AND {acknowledged_by_id} IS NULL) OR ({acknowledged_at} IS NOT NULL "
                "AND {acknowledged_by_id} IS NOT NULL AND {acknowledged_by_id} <> {filed_by_id})",
                "filing_acknowledged_by_another",
            ),
            index("filing", "filed_by_id", "filing_by_filer"),
        )
    ]
