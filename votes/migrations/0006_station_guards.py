"""What the database itself refuses about polling stations: kiosks, help, proxies, batches, the paper box."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together

_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state = 'open')"
_STRANGER = (
    "{row}.%s IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM roll_entry r WHERE r.id = {row}.%s AND r.ballot_id = {row}.ballot_id)"
)
_BATCH_NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM paper_batch p JOIN ballot b ON b.id = p.ballot_id "
    "WHERE p.id = {row}.batch_id AND b.state = 'open')"
)
_BATCH_DONE = (
    "EXISTS (SELECT 1 FROM batch_closing c WHERE c.batch_id = {row}.batch_id) "
    "OR EXISTS (SELECT 1 FROM batch_reversal v WHERE v.batch_id = {row}.batch_id)"
)
_READ = "EXISTS (SELECT 1 FROM batch_reading d WHERE d.id = {row}.reading_id AND d.finished_at IS NOT NULL)"
_WAS_READ = _READ.replace("{row}", "OLD")
_INCOMPLETE = (
    "{row}.finished_at IS NOT NULL AND (SELECT COUNT(*) FROM batch_sheet s WHERE s.reading_id = {row}.id) "
    "<> (SELECT p.control_total FROM paper_batch p WHERE p.id = {row}.batch_id)"
)
_NOT_READ_TWICE = (
    "(SELECT COUNT(*) FROM batch_reading d WHERE d.batch_id = {row}.batch_id AND d.finished_at IS NOT NULL) <> 2"
)


def _changed(*columns: str) -> str:
    """With NULLs, and without IS DISTINCT FROM, which older SQLites lack."""
    return " OR ".join(f"NEW.{c} <> OLD.{c} OR (NEW.{c} IS NULL) <> (OLD.{c} IS NULL)" for c in columns)


_KIOSK = _changed("ballot_id", "label", "token_digest", "opened_by_id", "opened_at", "until")
_PROXY = _changed("ballot_id", "entry_id", "holder_id", "relation", "document", "recorded_by_id", "recorded_on")
_READING = _changed("batch_id", "number", "person_id", "begun_at")
_STATEMENT = _changed("ballot_id", "matter", "missing", "entry_id", "reason", "written_by_id", "written_at")


class Migration(migrations.Migration):
    dependencies = [("votes", "0005_stations")]

    operations = [
        together(
            append_only("paper_step"),
            refuse_where("paper_step", ("INSERT",), _NOT_OPEN, "paper_step_while_open"),
            refuse_where("paper_step", ("INSERT",), _STRANGER % ("entry_id", "entry_id"), "paper_step_on_roll"),
            only_one("paper_step", "entry_id", "step = 'handed'", "paper_handed_once"),
            only_one("paper_step", "entry_id", "step = 'returned'", "paper_returned_once"),
            append_only("assistance"),
            refuse_where("assistance", ("INSERT",), _NOT_OPEN, "assistance_while_open"),
            refuse_where("assistance", ("INSERT",), _STRANGER % ("entry_id", "entry_id"), "assistance_on_roll"),
            refuse_where("kiosk", ("INSERT",), _NOT_OPEN, "kiosk_while_open"),
            frozen_when("kiosk", "TRUE", "kiosk_kept", ("DELETE",)),
            frozen_when("kiosk", f"OLD.ended_at IS NOT NULL OR {_KIOSK}", "kiosk_frozen", ("UPDATE",)),
            check("proxy", ["entry_id", "holder_id"], "{entry_id} <> {holder_id}", "proxy_of_another"),
            check("proxy", ["revoked_on", "used_on"], "{revoked_on} IS NULL OR {used_on} IS NULL", "proxy_one_end"),
            check("proxy", ["revoked_on", "revoked_by_id"], "({revoked_on} IS NULL) = ({revoked_by_id} IS NULL)", "proxy_revoked_by"),
            only_one("proxy", "entry_id", "revoked_on IS NULL", "proxy_given_once"),
            refuse_where("proxy", ("INSERT", "UPDATE"), _NOT_OPEN, "proxy_while_open"),
            refuse_where("proxy", ("INSERT",), _STRANGER % ("entry_id", "entry_id"), "proxy_on_roll"),
            refuse_where("proxy", ("INSERT",), _STRANGER % ("holder_id", "holder_id"), "proxy_holder_on_roll"),
            frozen_when("proxy", "TRUE", "proxy_kept", ("DELETE",)),
            frozen_when("proxy", f"OLD.revoked_on IS NOT NULL OR OLD.used_on IS NOT NULL OR {_PROXY}", "proxy_frozen", ("UPDATE",)),
            append_only("paper_batch"),
            check("paper_batch", ["control_total"], "{control_total} > 0", "batch_total"),
            refuse_where("paper_batch", ("INSERT",), _NOT_OPEN, "batch_while_open"),
            check("batch_reading", ["number"], "{number} IN (1, 2)", "batch_reading_number"),
            refuse_where("batch_reading", ("INSERT", "UPDATE"), f"{_BATCH_NOT_OPEN} OR {_BATCH_DONE}", "batch_reading_in_time"),
            refuse_where("batch_reading", ("INSERT", "UPDATE"), _INCOMPLETE, "batch_reading_whole"),
            frozen_when("batch_reading", "TRUE", "batch_reading_kept", ("DELETE",)),
            frozen_when("batch_reading", f"OLD.finished_at IS NOT NULL OR {_READING}", "batch_reading_frozen", ("UPDATE",)),
            refuse_where("batch_sheet", ("INSERT", "UPDATE"), _READ, "batch_sheet_read"),
            refuse_where("batch_sheet", ("UPDATE",), _WAS_READ, "batch_sheet_stays"),
            frozen_when("batch_sheet", "TRUE", "batch_sheet_kept", ("DELETE",)),
            append_only("batch_look"),
            refuse_where("batch_look", ("INSERT",), f"{_BATCH_NOT_OPEN} OR {_BATCH_DONE}", "batch_look_in_time"),
            append_only("batch_closing"),
            refuse_where("batch_closing", ("INSERT",), f"{_BATCH_NOT_OPEN} OR {_BATCH_DONE} OR {_NOT_READ_TWICE}", "batch_closing_agreed"),
            append_only("batch_reversal"),
            refuse_where("batch_reversal", ("INSERT",), _BATCH_NOT_OPEN, "batch_reversal_in_time"),
            check("box_statement", ["missing"], "{missing} >= 0", "box_missing"),
            check("box_statement", ["written_by_id", "confirmed_by_id"], "{confirmed_by_id} IS NULL OR {confirmed_by_id} <> {written_by_id}", "box_two_people"),
            check("box_statement", ["confirmed_by_id", "confirmed_at"], "({confirmed_by_id} IS NULL) = ({confirmed_at} IS NULL)", "box_confirmed"),
            refuse_where("box_statement", ("INSERT", "UPDATE"), _NOT_OPEN, "box_statement_in_time"),
            refuse_where("box_statement", ("INSERT",), _STRANGER % ("entry_id", "entry_id"), "box_statement_on_roll"),
            frozen_when("box_statement", "TRUE", "box_statement_kept", ("DELETE",)),
            frozen_when("box_statement", f"OLD.confirmed_at IS NOT NULL OR {_STATEMENT}", "box_statement_frozen", ("UPDATE",)),
            index("paper_step", "ballot_id, entry_id", "paper_step_by_ballot"),
            index("paper_step", "entry_id", "paper_step_by_entry"),
            index("assistance", "ballot_id", "assistance_by_ballot"),
            index("kiosk", "ballot_id", "kiosk_by_ballot"),
            index("kiosk_visit", "entry_id", "kiosk_visit_by_entry"),
            index("proxy", "ballot_id", "proxy_by_ballot"),
            index("proxy", "entry_id", "proxy_by_entry"),
            index("proxy", "holder_id", "proxy_by_holder"),
            index("box_statement", "ballot_id", "box_statement_by_ballot"),
            index("box_statement", "entry_id", "box_statement_by_entry"),
        )
    ]
