"""What the database itself refuses about motions of every kind."""

from tortoise import migrations

from civic.kit.guards import check, dropped, refuse_where, together

_SETTLED = "OLD.state IN ('adopted', 'lost', 'withdrawn', 'lapsed', 'postponed', 'referred', 'laid_aside', 'divided', 'rescinded')"
_WITHOUT_AN_EVENT = (
    "({row}.seq <= OLD.seq OR NOT EXISTS (SELECT 1 FROM session_event e "
    "WHERE e.session_id = {row}.session_id AND e.seq = {row}.seq))"
)


def _unknown(column: str) -> str:
    """The column names no other motion of the same session."""
    return (
        f"{{row}}.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM motion o "
        f"WHERE o.session_id = {{row}}.session_id AND o.number = {{row}}.{column} AND o.number < {{row}}.number)"
    )


class Migration(migrations.Migration):
    dependencies = [("councils", "0016_motions")]

    operations = [
        together(
            # a settled motion may be taken up, counted again or reconsidered: but only by what the log says
            dropped("motion", "motion_settled"),
            refuse_where("motion", ("UPDATE",), f"{_SETTLED} AND {_WITHOUT_AN_EVENT}", "motion_follows_log"),
            refuse_where("motion", ("DELETE",), _SETTLED, "motion_stays"),
            refuse_where(
                "motion",
                ("INSERT",),
                f"{{row}}.kind <> 'appeal' AND {_unknown('target')}",
                "motion_target_known",
            ),
            refuse_where("motion", ("INSERT",), _unknown("part_of"), "motion_whole_known"),
            check("motion", ["version", "seq"], "{version} >= 1 AND {seq} >= 0", "motion_counts"),
            # what was moved about another motion has done its work in the session
            refuse_where(
                "resolution",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM motion o WHERE o.id = {row}.motion_id AND o.kind IN ('main', 'rescind'))",
                "resolution_of_main_motion",
            ),
        )
    ]
