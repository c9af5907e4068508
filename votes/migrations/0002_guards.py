"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where

_OPENED = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.opened_at IS NOT NULL)"
_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state = 'open')"
_COUNTED = (
    "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state IN ('closed', 'certified'))"
)


class Migration(migrations.Migration):
    dependencies = [("votes", "0001_initial")]

    operations = [
        check("ballot_option", ["cost_fen"], "{cost_fen} >= 0", "option_cost"),
        check("funding_round", ["budget_fen"], "{budget_fen} > 0", "round_budget"),
        refuse_where("ballot_option", ("INSERT", "UPDATE", "DELETE"), _OPENED, "options_frozen"),
        refuse_where("roll_entry", ("INSERT", "UPDATE", "DELETE"), _OPENED, "roll_frozen"),
        append_only("turnout"),
        refuse_where("turnout", ("INSERT",), _NOT_OPEN, "turnout_while_open"),
        refuse_where(
            "turnout",
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM roll_entry r WHERE r.ballot_id = {row}.ballot_id AND r.person_id = {row}.person_id)",
            "turnout_on_roll",
        ),
        refuse_where("paper", ("INSERT", "UPDATE", "DELETE"), _COUNTED, "papers_frozen"),
        frozen_when("result", "OLD.certified_at IS NOT NULL", "result_certified"),
        append_only("result_line"),
        only_one("result", "round_id", "official", "result_official_once"),
        index("paper", "ballot_id, key", "paper_by_ballot"),
        index("funding_round", "place_id, id", "round_by_place"),
    ]
