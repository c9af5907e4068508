"""What the database itself refuses about matters."""

from tortoise import migrations

from civic.kit.guards import check, frozen_when, refuse_where, together

_MOVED = "NEW.ballot_id <> OLD.ballot_id OR NEW.created_at <> OLD.created_at"
_DELIVERY = "(NEW.undelivered_heads <> OLD.undelivered_heads OR NEW.undelivered_area <> OLD.undelivered_area)"
_BALLOT_SHUT = (
    "EXISTS (SELECT 1 FROM ballot b WHERE b.id = OLD.ballot_id AND b.state IN ('closed', 'certified', 'void'))"
)
_OF_A_ROUND = "EXISTS (SELECT 1 FROM funding_round f WHERE f.ballot_id = {row}.ballot_id)"


class Migration(migrations.Migration):
    dependencies = [("votes", "0011_matters")]

    operations = [
        together(
            check("matter", ["undelivered_heads"], "{undelivered_heads} >= 0", "matter_undelivered_heads"),
            check("matter", ["undelivered_area"], "{undelivered_area} >= 0", "matter_undelivered_area"),
            frozen_when("matter", _MOVED, "matter_of_its_ballot", ("UPDATE",)),
            refuse_where("matter", ("UPDATE",), f"{_DELIVERY} AND {_BALLOT_SHUT}", "matter_delivery_frozen"),
            frozen_when("matter", "TRUE", "matter_kept", ("DELETE",)),
            refuse_where("matter", ("INSERT",), _OF_A_ROUND, "matter_not_of_a_round"),
        )
    ]
