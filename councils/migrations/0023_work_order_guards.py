"""What the database itself refuses about work orders, those who were given something to do, and errands."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together, unique

_WORDS = ("code", "title", "text", "spot")
_KEPT = ("place_id", "reporter_id", "reported_at", "client_key")


class Migration(migrations.Migration):
    dependencies = [("councils", "0022_work_orders")]

    operations = [
        together(
            append_only("assignee"),
            check(
                "assignee",
                ["kind", "name", "person_id", "place_id", "council_id", "organisation_id"],
                "({kind} = 'person') = ({person_id} IS NOT NULL) AND ({kind} = 'office') = ({place_id} IS NOT NULL) "
                "AND ({kind} = 'council') = ({council_id} IS NOT NULL) "
                "AND ({kind} = 'organisation') = ({organisation_id} IS NOT NULL) "
                "AND ({kind} = 'named') = (LENGTH({name}) > 0)",
                "assignee_one",
            ),
            # one without is like no other
            unique("assignee", "person_id", "assignee_person_once"),
            unique("assignee", "place_id", "assignee_place_once"),
            unique("assignee", "council_id", "assignee_council_once"),
            unique("assignee", "organisation_id", "assignee_organisation_once"),
            only_one("assignee", "name", "kind = 'named'", "assignee_name_once"),
            frozen_when("work_order", "TRUE", "work_order_stays", ("DELETE",)),
            refuse_where(
                "work_order",
                ("UPDATE",),
                " OR ".join(f"{{row}}.{column} <> OLD.{column}" for column in (*_WORDS, *_KEPT)),
                "work_order_as_reported",
            ),
            check("work_order", list(_WORDS), " AND ".join(f"LENGTH({{{word}}}) > 0" for word in _WORDS), "work_order_whole"),
            check(
                "work_order",
                ["state", "assignee_id", "due_on"],
                "{state} NOT IN ('dispatched', 'acknowledged', 'done') OR ({assignee_id} IS NOT NULL AND {due_on} IS NOT NULL)",
                "work_order_in_hand",
            ),
            check("work_order", ["state", "disputed_at"], "{state} <> 'disputed' OR {disputed_at} IS NOT NULL", "work_order_disputed"),
            check(
                "work_order",
                ["state", "merged_into_id"],
                "({state} = 'merged') = ({merged_into_id} IS NOT NULL)",
                "work_order_merged",
            ),
            # one entry with many reporters: never a chain of entries
            refuse_where(
                "work_order",
                ("INSERT", "UPDATE"),
                "{row}.merged_into_id IS NOT NULL AND ({row}.merged_into_id = {row}.id OR EXISTS (SELECT 1 FROM work_order o "
                "WHERE o.merged_into_id = {row}.id OR (o.id = {row}.merged_into_id AND o.merged_into_id IS NOT NULL)))",
                "work_order_one_entry",
            ),
            append_only("work_order_reporter"),
            append_only("work_order_step"),
            append_only("work_order_photo"),
            append_only("work_order_pace"),
            # only the clock escalates; everything else was done by somebody
            check(
                "work_order_step",
                ["kind", "person_id", "missed_at", "place_id"],
                "({kind} = 'escalated') = ({person_id} IS NULL) AND ({kind} = 'escalated') = ({missed_at} IS NOT NULL) "
                "AND ({kind} = 'escalated') = ({place_id} IS NOT NULL)",
                "work_order_step_by",
            ),
            check(
                "work_order_step",
                ["kind", "assignee_id", "due_on"],
                "({kind} = 'dispatched') = ({assignee_id} IS NOT NULL) AND "
                "({kind} IN ('dispatched', 'extended')) = ({due_on} IS NOT NULL)",
                "work_order_step_sent",
            ),
            check(
                "work_order_step",
                ["kind", "ref_kind", "ref_id"],
                "({ref_kind} IS NULL) = ({ref_id} IS NULL) AND ({kind} <> 'decided' OR {ref_kind} = 'resolution') "
                "AND ({kind} <> 'merged' OR {ref_kind} = 'workorder')",
                "work_order_step_rests",
            ),
            # each deadline that was missed is told above once
            only_one("work_order_step", "order_id, missed_at", "kind = 'escalated'", "work_order_escalated_once"),
            check("work_order_photo", ["position"], "{position} >= 1", "work_order_photo_position"),
            append_only("action_assignment"),
            append_only("errand"),
            refuse_where(
                "errand",
                ("INSERT",),
                "{row}.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM action_item i "
                "WHERE i.id = {row}.item_id AND i.resolution_id = {row}.resolution_id)",
                "errand_of_its_resolution",
            ),
            index("work_order", "place_id, id", "work_order_by_place"),
            index("work_order", "state", "work_order_by_state"),
            index("work_order", "estate_id", "work_order_by_estate"),
            index("work_order", "assignee_id", "work_order_by_assignee"),
            index("work_order", "merged_into_id", "work_order_by_merged_into"),
            index("work_order_reporter", "person_id", "work_order_reporter_by_person"),
            index("work_order_step", "order_id", "work_order_step_by_order"),
            index("work_order_step", "person_id", "work_order_step_by_person"),
            index("work_order_step", "assignee_id", "work_order_step_by_assignee"),
            index("work_order_step", "place_id", "work_order_step_by_place"),
            index("work_order_photo", "picture_id", "work_order_photo_by_picture"),
            index("work_order_pace", "place_id", "work_order_pace_by_place"),
            index("work_order_pace", "chosen_by_id", "work_order_pace_by_chosen_by"),
            index("action_assignment", "item_id", "action_assignment_by_item"),
            index("action_assignment", "assignee_id", "action_assignment_by_assignee"),
            index("action_assignment", "assigned_by_id", "action_assignment_by_assigned_by"),
            index("errand", "resolution_id", "errand_by_resolution"),
            index("errand", "item_id", "errand_by_item"),
        )
    ]
