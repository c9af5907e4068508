"""What the database itself refuses about the closing of an opened ballot: one without an hour of its own is ended once."""

from tortoise import migrations

from civic.kit.guards import dropped, refuse_where, together

_MOVED = "NEW.closes_at <> OLD.closes_at OR (NEW.closes_at IS NULL) <> (OLD.closes_at IS NULL)"
_PUT_OFF = (
    "EXISTS (SELECT 1 FROM ballot_extension e WHERE e.ballot_id = OLD.id AND e.was = OLD.closes_at "
    "AND e.closes_at = NEW.closes_at)"
)
# held in a meeting, it goes on until the meeting says so; any other closing moves with an extension only
_CLOSING_MOVED = (
    f"OLD.opened_at IS NOT NULL AND ({_MOVED}) AND (OLD.state <> 'open' OR "
    f"(OLD.closes_at IS NOT NULL AND NOT {_PUT_OFF}))"
)


class Migration(migrations.Migration):
    dependencies = [("votes", "0017_box_guards")]

    operations = [
        together(
            dropped("ballot", "ballot_closing"),
            refuse_where("ballot", ("UPDATE",), _CLOSING_MOVED, "ballot_closing"),
        )
    ]
