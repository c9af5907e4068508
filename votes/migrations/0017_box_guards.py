"""What the database itself refuses about ballot boxes under two keys."""

from tortoise import migrations

from civic.kit.guards import check, frozen_when, index, refuse_where, together

_SEALS = (
    "OLD.opened_at IS NOT NULL AND (NEW.sealed_box <> OLD.sealed_box OR CAST(NEW.seals AS TEXT) <> CAST(OLD.seals AS TEXT))"
)
_REOPENED = "OLD.box_opened_at IS NOT NULL AND (NEW.box_opened_at IS NULL OR NEW.box_opened_at <> OLD.box_opened_at)"
_CLOSED_SHUT = "NEW.state IN ('closed', 'certified') AND NEW.sealed_box AND NEW.box_opened_at IS NULL"
_KEY_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("ballot_id", "holder", "person_id", "public_key", "taken_at")
)
_OPENED = "EXISTS (SELECT 1 FROM ballot b WHERE b.id = {row}.ballot_id AND b.opened_at IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [("votes", "0016_boxes")]

    operations = [
        together(
            frozen_when("ballot", _SEALS, "ballot_seals", ("UPDATE",)),
            frozen_when("ballot", _REOPENED, "ballot_box_once", ("UPDATE",)),
            frozen_when("ballot", _CLOSED_SHUT, "ballot_box_shut", ("UPDATE",)),
            frozen_when("box_key", _KEY_CHANGED, "box_key_kept", ("UPDATE",)),
            frozen_when("box_key", "TRUE", "box_key_stays", ("DELETE",)),
            refuse_where("box_key", ("INSERT",), _OPENED, "box_key_before_opening"),
            check("box_key", ["public_key"], "LENGTH({public_key}) = 64", "box_key_whole"),
            index("box_key", "person_id", "box_key_by_person"),
        )
    ]
