"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together

_OPENED = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.opened_at IS NOT NULL)"
_WAS_OPENED = _OPENED.replace("{row}", "OLD")
_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state = 'open')"
_COUNTED = (
    "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state IN ('closed', 'certified'))"
)
# what was fixed at opening; state and closed_at go on
_FIXED = (
    *("place_id", "title", "method", "min_choices", "max_choices", "opens_at", "closes_at", "opened_at"),
    *("digest", "roll_digest", "roll_size"),
)


def _differs(column: str) -> str:
    """With NULLs, and without IS DISTINCT FROM, which older SQLites lack."""
    return f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"


_BALLOT_CHANGED = "OLD.opened_at IS NOT NULL AND (" + " OR ".join(map(_differs, _FIXED)) + ")"
_BACKWARDS = (
    "(OLD.state = 'open' AND NEW.state = 'draft') OR (OLD.state = 'closed' AND NEW.state IN ('draft', 'open')) "
    "OR (OLD.state = 'certified' AND NEW.state <> 'certified')"
)


class Migration(migrations.Migration):
    dependencies = [("votes", "0001_initial")]

    operations = [
        together(
            check("ballot_option", ["cost_fen"], "{cost_fen} >= 0", "option_cost"),
            check("funding_round", ["budget_fen"], "{budget_fen} > 0", "round_budget"),
            frozen_when("ballot", _BALLOT_CHANGED, "ballot_frozen", ("UPDATE",)),
            frozen_when("ballot", "OLD.opened_at IS NOT NULL", "ballot_kept", ("DELETE",)),
            frozen_when("ballot", _BACKWARDS, "ballot_forward", ("UPDATE",)),
            refuse_where("funding_round", ("UPDATE", "DELETE"), _WAS_OPENED, "round_frozen"),
            # the old row as well as the new one: nothing is moved out of an opened ballot either
            refuse_where("ballot_option", ("INSERT", "UPDATE", "DELETE"), _OPENED, "options_frozen"),
            refuse_where("ballot_option", ("UPDATE",), _WAS_OPENED, "options_stay"),
            refuse_where("roll_entry", ("INSERT", "UPDATE", "DELETE"), _OPENED, "roll_frozen"),
            refuse_where("roll_entry", ("UPDATE",), _WAS_OPENED, "roll_stays"),
            append_only("turnout"),
            refuse_where("turnout", ("INSERT",), _NOT_OPEN, "turnout_while_open"),
            refuse_where(
                "turnout",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM roll_entry r WHERE r.ballot_id = {row}.ballot_id AND r.person_id = {row}.person_id)",
                "turnout_on_roll",
            ),
            refuse_where("paper", ("INSERT", "DELETE"), _COUNTED, "papers_frozen"),
            frozen_when("paper", "TRUE", "paper_unchanged", ("UPDATE",)),
            frozen_when("result", "OLD.certified_at IS NOT NULL", "result_certified"),
            append_only("result_line"),
            only_one("result", "round_id", "official", "result_official_once"),
            index("paper", "ballot_id, key", "paper_by_ballot"),
            index("funding_round", "place_id, id", "round_by_place"),
            index("ballot", "place_id", "ballot_by_place"),
            index("ballot_option", "proposal_id", "ballot_option_by_proposal"),
            index("roll_entry", "person_id", "roll_entry_by_person"),
            index("turnout", "person_id", "turnout_by_person"),
            index("result_line", "option_id", "result_line_by_option"),
        )
    ]
