"""What the database itself refuses about rolls: late lines without their act, used slips, answered objections, draws."""

from tortoise import migrations

from civic.kit.guards import append_only, check, dropped, frozen_when, index, only_one, refuse_where, together

_OPENED = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.opened_at IS NOT NULL)"
_IS_OPEN = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state = 'open')"
_ACT = "EXISTS (SELECT 1 FROM late_addition a WHERE a.ballot_id = {row}.ballot_id AND a.key = {row}.key)"
_LATE_LINE = (
    "EXISTS (SELECT 1 FROM roll_entry r JOIN ballot b ON b.id = r.ballot_id "
    "WHERE r.id = {row}.entry_id AND r.late AND b.state = 'open')"
)
_STRANGER = (
    "NOT EXISTS (SELECT 1 FROM roll_entry r WHERE r.id = {row}.entry_id AND r.ballot_id = {row}.ballot_id)"
)


class Migration(migrations.Migration):
    dependencies = [("votes", "0013_rolls")]

    operations = [
        together(
            frozen_when("ballot", "OLD.opened_at IS NOT NULL AND NEW.roll_salt <> OLD.roll_salt", "ballot_salt", ("UPDATE",)),
            # a frozen roll takes late lines, each by its act, while papers are taken
            dropped("roll_entry", "roll_frozen"),
            refuse_where("roll_entry", ("UPDATE", "DELETE"), _OPENED, "roll_frozen"),
            refuse_where(
                "roll_entry", ("INSERT",), f"{_OPENED} AND NOT ({{row}}.late AND {_IS_OPEN} AND {_ACT})", "roll_frozen"
            ),
            refuse_where("roll_entry", ("INSERT", "UPDATE"), f"{{row}}.late AND NOT {_ACT}", "roll_late_by_act"),
            dropped("roll_voter", "roll_voters_frozen"),
            refuse_where("roll_voter", ("UPDATE", "DELETE"), _OPENED, "roll_voters_frozen"),
            refuse_where("roll_voter", ("INSERT",), f"{_OPENED} AND NOT {_LATE_LINE}", "roll_voters_frozen"),
            append_only("late_addition"),
            refuse_where("late_addition", ("INSERT",), f"NOT {_IS_OPEN}", "late_while_open"),
            # slips: one live code a line, spent once, while papers are taken, never revived
            only_one("roll_slip", "entry_id", "NOT ended", "slip_live_once"),
            refuse_where("roll_slip", ("INSERT", "UPDATE"), _STRANGER, "slip_of_roll"),
            refuse_where("roll_slip", ("DELETE",), _OPENED, "slip_kept"),
            refuse_where(
                "roll_slip", ("INSERT", "UPDATE"), f"{{row}}.spent_on IS NOT NULL AND NOT {_IS_OPEN}", "slip_spent_while_open"
            ),
            frozen_when("roll_slip", "OLD.spent_on IS NOT NULL", "slip_spent"),
            frozen_when("roll_slip", "OLD.ended AND NOT NEW.ended", "slip_revived", ("UPDATE",)),
            frozen_when(
                "roll_slip",
                "NEW.code_digest <> OLD.code_digest OR NEW.entry_id <> OLD.entry_id OR NEW.ballot_id <> OLD.ballot_id",
                "slip_fixed",
                ("UPDATE",),
            ),
            check(
                "roll_slip",
                ["spent_on", "ended", "permit_digest"],
                "({spent_on} IS NULL AND NOT {ended}) OR {permit_digest} IS NULL",
                "slip_permit",
            ),
            # objections: before the freezing, answered once, kept
            refuse_where("roll_challenge", ("INSERT", "UPDATE"), _OPENED, "challenge_before_opening"),
            frozen_when("roll_challenge", "OLD.answered_at IS NOT NULL", "challenge_answered", ("UPDATE",)),
            frozen_when("roll_challenge", "TRUE", "challenge_kept", ("DELETE",)),
            frozen_when(
                "roll_challenge",
                "NEW.text <> OLD.text OR NEW.person_id <> OLD.person_id OR NEW.matter <> OLD.matter OR NEW.code <> OLD.code "
                "OR NEW.ballot_id <> OLD.ballot_id",
                "challenge_said",
                ("UPDATE",),
            ),
            check(
                "roll_challenge",
                ["verdict", "answered_at", "answered_by_id"],
                "({verdict} IS NULL) = ({answered_at} IS NULL) AND ({answered_by_id} IS NULL) = ({answered_at} IS NULL)",
                "challenge_whole",
            ),
            append_only("sortition"),
            append_only("sortition_draw"),
            append_only("sortition_replacement"),
            check("sortition", ["value_at", "announced_at"], "{value_at} > {announced_at}", "sortition_before_value"),
            check("sortition_replacement", ["leaving", "entering"], "{leaving} <> {entering}", "replacement_other"),
            refuse_where(
                "sortition_replacement",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM sortition_draw d WHERE d.sortition_id = {row}.sortition_id)",
                "replacement_after_draw",
            ),
            index("roll_import", "ballot_id", "roll_import_by_ballot"),
            index("roll_slip", "ballot_id", "roll_slip_by_ballot"),
            index("roll_slip", "entry_id", "roll_slip_by_entry"),
            index("roll_challenge", "ballot_id", "roll_challenge_by_ballot"),
            index("sortition", "ballot_id", "sortition_by_ballot"),
        )
    ]
