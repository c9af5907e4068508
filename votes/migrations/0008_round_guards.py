"""What the database itself refuses about closings that are put off, and about what people were told."""

from tortoise import migrations

from civic.kit.guards import append_only, check, dropped, frozen_when, index, refuse_where, together

# what was fixed at opening; state, closed_at, the bulletin and a void go on, and the closing goes on with an extension
_FIXED = (
    *("place_id", "title", "about", "method", "rule", "seats", "min_choices", "max_choices", "points"),
    *("max_cost_fen", "none_of_these", "shuffled", "secrecy", "changeable", "electorate", "least_age"),
    *("most_age", "advisory", "paper_ballots", "opens_at", "opened_at", "rerun_of_id"),
    *("digest", "roll_digest", "roll_size"),
)


def _differs(column: str) -> str:
    """With NULLs, and without IS DISTINCT FROM, which older SQLites lack."""
    return f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"


_PARAMETERS = "CAST(NEW.parameters AS TEXT) <> CAST(OLD.parameters AS TEXT)"
_BALLOT_CHANGED = f"OLD.opened_at IS NOT NULL AND ({' OR '.join(map(_differs, _FIXED))} OR {_PARAMETERS})"
_CLOSING_MOVED = (
    f"OLD.opened_at IS NOT NULL AND ({_differs('closes_at')}) AND (OLD.state <> 'open' OR NOT EXISTS "
    "(SELECT 1 FROM ballot_extension e WHERE e.ballot_id = OLD.id AND e.was = OLD.closes_at AND e.closes_at = NEW.closes_at))"
)
_NO_SUCH_CLOSING = (
    "NOT EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.state = 'open' AND b.closes_at = {row}.was)"
)


class Migration(migrations.Migration):
    dependencies = [("votes", "0007_rounds")]

    operations = [
        together(
            dropped("ballot", "ballot_frozen"),
            frozen_when("ballot", _BALLOT_CHANGED, "ballot_frozen", ("UPDATE",)),
            refuse_where("ballot", ("UPDATE",), _CLOSING_MOVED, "ballot_closing"),
            append_only("ballot_extension"),
            check("ballot_extension", ["was", "closes_at"], "{closes_at} > {was}", "extension_later"),
            check("ballot_extension", ["reason"], "LENGTH(TRIM({reason})) > 0", "extension_reason"),
            refuse_where("ballot_extension", ("INSERT",), _NO_SUCH_CLOSING, "extension_of_open"),
            append_only("ballot_reminder"),
            check("ballot_reminder", ["told"], "{told} >= 0", "reminder_told"),
            check("funding_round", ["version"], "{version} > 0", "round_version"),
            check(
                "funding_round",
                ["youth_from", "youth_to"],
                "{youth_from} >= 0 AND {youth_to} >= {youth_from}",
                "round_youth",
            ),
            index("ballot_extension", "person_id", "extension_by_person"),
        )
    ]
