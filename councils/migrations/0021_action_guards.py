"""What the database itself refuses about action items, notes beside resolutions, and reviews."""

from tortoise import migrations

from civic.kit.guards import append_only, check, index, refuse_where, together


class Migration(migrations.Migration):
    dependencies = [("councils", "0020_actions")]

    operations = [
        together(
            append_only("action_item"),
            append_only("action_note"),
            append_only("resolution_note"),
            append_only("action_review"),
            check("action_item", ["content", "owner"], "LENGTH({content}) > 0 AND LENGTH({owner}) > 0", "action_item_whole"),
            check(
                "action_note",
                ["kind", "due_on"],
                "({kind} = 'extended') = ({due_on} IS NOT NULL)",
                "action_note_due",
            ),
            # only the clock reminds; everything else was said by somebody, escalation apart
            check(
                "action_note",
                ["kind", "person_id"],
                "{person_id} IS NOT NULL OR {kind} IN ('reminded', 'escalated')",
                "action_note_by",
            ),
            check(
                "resolution_note",
                ["kind", "on_date", "by_id", "resolution_id"],
                "({kind} IN ('effective', 'lapse')) = ({on_date} IS NOT NULL) AND "
                "({kind} IN ('amended', 'rescinded')) = ({by_id} IS NOT NULL)",
                "resolution_note_whole",
            ),
            refuse_where(
                "resolution_note",
                ("INSERT",),
                "{row}.by_id = {row}.resolution_id",
                "resolution_note_by_another",
            ),
            check("action_review", ["starts_on", "ends_on"], "{starts_on} < {ends_on}", "action_review_period"),
            check("action_review", ["digest"], "LENGTH({digest}) = 64", "action_review_digest"),
            index("action_note", "item_id", "action_note_by_item"),
            index("action_note", "picture_id", "action_note_by_picture"),
            index("action_note", "person_id", "action_note_by_person"),
            index("resolution_note", "resolution_id", "resolution_note_by_resolution"),
            index("resolution_note", "by_id", "resolution_note_by_by"),
            index("resolution_note", "person_id", "resolution_note_by_person"),
        )
    ]
