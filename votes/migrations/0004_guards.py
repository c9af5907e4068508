"""What the database itself refuses about rolls by entry, named papers, void ballots and recounts."""

from tortoise import migrations

from civic.kit.guards import check, dropped, frozen_when, index, only_one, refuse_where, together

_OPENED = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.opened_at IS NOT NULL)"
_WAS_OPENED = _OPENED.replace("{row}", "OLD")
# what was fixed at opening; state, closed_at, the bulletin and a void go on
_FIXED = (
    *("place_id", "title", "about", "method", "rule", "seats", "min_choices", "max_choices", "points"),
    *("max_cost_fen", "none_of_these", "shuffled", "secrecy", "changeable", "electorate", "least_age"),
    *("most_age", "advisory", "paper_ballots", "opens_at", "closes_at", "opened_at", "rerun_of_id"),
    *("digest", "roll_digest", "roll_size"),
)


def _differs(column: str) -> str:
    """With NULLs, and without IS DISTINCT FROM, which older SQLites lack."""
    return f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"


_PARAMETERS = "CAST(NEW.parameters AS TEXT) <> CAST(OLD.parameters AS TEXT)"
_BALLOT_CHANGED = f"OLD.opened_at IS NOT NULL AND ({' OR '.join(map(_differs, _FIXED))} OR {_PARAMETERS})"
_BACKWARDS = (
    "(OLD.state = 'open' AND NEW.state = 'draft') OR (OLD.state = 'closed' AND NEW.state IN ('draft', 'open')) "
    "OR (OLD.state = 'certified' AND NEW.state NOT IN ('certified', 'void')) OR (OLD.state = 'void' AND NEW.state <> 'void')"
)
_SEALED = "OLD.bulletin_root <> '' AND (NEW.bulletin_root <> OLD.bulletin_root OR NEW.bulletin_size <> OLD.bulletin_size)"
_BOX_SHUT = (
    "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state IN ('closed', 'certified', 'void'))"
)
_SECRET = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.secrecy = 'secret')"


class Migration(migrations.Migration):
    dependencies = [("votes", "0003_one_register")]

    operations = [
        together(
            dropped("ballot", "ballot_frozen", "ballot_forward"),
            frozen_when("ballot", _BALLOT_CHANGED, "ballot_frozen", ("UPDATE",)),
            frozen_when("ballot", _BACKWARDS, "ballot_forward", ("UPDATE",)),
            frozen_when("ballot", _SEALED, "ballot_sealed", ("UPDATE",)),
            check("ballot", ["state", "voided_at"], "({state} = 'void') = ({voided_at} IS NOT NULL)", "ballot_void_dated"),
            check("ballot", ["seats"], "{seats} > 0", "ballot_seats"),
            check("ballot", ["points"], "{points} >= 0", "ballot_points"),
            check("ballot", ["max_cost_fen"], "{max_cost_fen} >= 0", "ballot_max_cost"),
            check("roll_entry", ["area"], "{area} >= 0", "roll_area"),
            refuse_where("roll_voter", ("INSERT", "UPDATE", "DELETE"), _OPENED, "roll_voters_frozen"),
            refuse_where("roll_voter", ("UPDATE",), _WAS_OPENED, "roll_voters_stay"),
            refuse_where(
                "roll_voter",
                ("INSERT", "UPDATE"),
                "NOT EXISTS (SELECT 1 FROM roll_entry r WHERE r.id = {row}.entry_id AND r.ballot_id = {row}.ballot_id)",
                "roll_voter_of_ballot",
            ),
            dropped("turnout", "turnout_on_roll"),
            refuse_where(
                "turnout",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM roll_entry r WHERE r.id = {row}.entry_id AND r.ballot_id = {row}.ballot_id) "
                "OR ({row}.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM roll_voter v "
                "WHERE v.entry_id = {row}.entry_id AND v.person_id = {row}.person_id))",
                "turnout_on_roll",
            ),
            dropped("paper", "papers_frozen"),
            refuse_where("paper", ("INSERT", "DELETE"), _BOX_SHUT, "papers_frozen"),
            refuse_where("paper", ("INSERT",), "{row}.entry_id IS NOT NULL AND " + _SECRET, "paper_secret"),
            check("result", ["run"], "{run} > 0", "result_run"),
            only_one("result", "ballot_id, run", "official", "result_official_once"),
            only_one("paper", "entry_id", "entry_id IS NOT NULL", "paper_of_entry"),
            index("ballot", "rerun_of_id", "ballot_by_rerun"),
            index("roll_voter", "entry_id", "roll_voter_by_entry"),
            index("roll_voter", "person_id", "roll_voter_by_person"),
            index("turnout", "entry_id", "turnout_by_entry"),
            index("paper", "entry_id", "paper_by_entry"),
        )
    ]
