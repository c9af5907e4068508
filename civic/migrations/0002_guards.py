"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, together


class Migration(migrations.Migration):
    dependencies = [("civic", "0001_initial")]

    operations = [
        together(
            append_only("audit_entry"),
            only_one(
                "grant_of_role",
                "person_id, role, place_id",
                "revoked_at IS NULL AND ends_on IS NULL",
                "grant_open_once",
            ),
            check(
                "grant_of_role",
                ["starts_on", "ends_on"],
                "{ends_on} IS NULL OR {ends_on} >= {starts_on}",
                "grant_period",
            ),
            frozen_when("grant_of_role", "OLD.revoked_at IS NOT NULL", "grant_revoked"),
            check(
                "person",
                ["phone", "handle"],
                "{phone} IS NOT NULL OR {handle} IS NOT NULL",
                "person_can_sign_in",
            ),
            frozen_when("invitation", "OLD.used_at IS NOT NULL", "invitation_used"),
            frozen_when("setup_link", "OLD.used_at IS NOT NULL", "setup_link_used"),
            append_only("notice"),
            check("notice", ["days"], "{days} >= 1", "notice_days"),
            check(
                "objection",
                ["answered_at", "upheld", "answered_by_id"],
                "({answered_at} IS NULL) = ({upheld} IS NULL) AND ({answered_at} IS NULL) = ({answered_by_id} IS NULL)",
                "objection_answer_whole",
            ),
            frozen_when("objection", "OLD.answered_at IS NOT NULL", "objection_answered"),
            index("grant_of_role", "person_id", "grant_by_person"),
            index("sign_in", "person_id", "sign_in_by_person"),
            index("objection", "notice_id", "objection_by_notice"),
            index("place", "parent_id", "place_by_parent"),
            index("grant_of_role", "place_id", "grant_of_role_by_place"),
            index("invitation", "place_id", "invitation_by_place"),
            index("invitation", "household_id", "invitation_by_household"),
            index("notice", "place_id", "notice_by_place"),
            index("person", "household_id", "person_by_household"),
            index("representative", "person_id", "representative_by_person"),
        )
    ]
