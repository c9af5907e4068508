"""What the database itself refuses about what stands before a session: motions handed in, agendas, papers, invitations."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together

_TEXT = ("council_id", "author_id", "title", "unit", "action", "deadline", "reason", "text_digest", "handed_in_at", "code")
_MOTION_CHANGED = (
    " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _TEXT)
    + " OR COALESCE(NEW.amount_fen, 0) <> COALESCE(OLD.amount_fen, 0)"
    + " OR COALESCE(NEW.proposal_id, 0) <> COALESCE(OLD.proposal_id, 0)"
)
_SETTLED = "OLD.status IN ('returned', 'withdrawn') OR (OLD.status = 'taken_up' AND NEW.status <> 'taken_up')"
_PUBLISHED = "EXISTS (SELECT 1 FROM agenda a WHERE a.id = {row}.agenda_id AND a.session_id IS NOT NULL)"
_ENTRY_PUBLISHED = (
    "EXISTS (SELECT 1 FROM agenda_entry e JOIN agenda a ON a.id = e.agenda_id "
    "WHERE e.id = {row}.entry_id AND a.session_id IS NOT NULL)"
)
# a sensitive matter that nobody has would come up in public
_ON_OPEN_FLOOR = (
    "{row}.session_id IS NOT NULL AND EXISTS (SELECT 1 FROM agenda_entry e WHERE e.agenda_id = {row}.id "
    "AND ((e.sensitive IS NOT NULL AND (e.handler_id IS NULL OR e.due_on IS NULL)) "
    "OR (e.sensitive IS NULL AND e.item_id IS NULL)))"
)
_ITEM_ELSEWHERE = (
    "{row}.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda_item i JOIN session s ON s.id = i.session_id "
    "JOIN agenda a ON a.term_id = s.term_id WHERE i.id = {row}.item_id AND a.id = {row}.agenda_id)"
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0008_preparation")]

    operations = [
        together(
            frozen_when("written_motion", _MOTION_CHANGED, "written_motion_text", ("UPDATE",)),
            frozen_when("written_motion", _SETTLED, "written_motion_settled", ("UPDATE",)),
            frozen_when("written_motion", "TRUE", "written_motion_stays", ("DELETE",)),
            check("written_motion", ["amount_fen"], "{amount_fen} IS NULL OR {amount_fen} > 0", "written_motion_amount"),
            append_only("motion_signature"),
            refuse_where(
                "motion_signature",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM written_motion m WHERE m.id = {row}.motion_id AND m.text_digest = {row}.digest)",
                "motion_signature_of_this_text",
            ),
            append_only("motion_step"),
            check(
                "motion_step",
                ["status", "reason", "session_id"],
                "({status} <> 'returned' OR LENGTH({reason}) > 0) AND (({status} = 'taken_up') = ({session_id} IS NOT NULL))",
                "motion_step_whole",
            ),
            frozen_when("agenda", "OLD.session_id IS NOT NULL", "agenda_published"),
            frozen_when("agenda", "OLD.discarded_at IS NOT NULL", "agenda_discarded"),
            check("agenda", ["gallery_seats"], "{gallery_seats} >= 0 AND {gallery_seats} <= 500", "agenda_seats"),
            check(
                "agenda",
                ["session_id", "published_at", "discarded_at"],
                "({session_id} IS NULL) = ({published_at} IS NULL) AND ({session_id} IS NULL OR {discarded_at} IS NULL)",
                "agenda_publication_whole",
            ),
            refuse_where("agenda", ("INSERT", "UPDATE"), _ON_OPEN_FLOOR, "agenda_roads"),
            refuse_where("agenda_entry", ("INSERT", "UPDATE", "DELETE"), _PUBLISHED, "agenda_entry_published"),
            refuse_where("agenda_entry", ("INSERT", "UPDATE"), _ITEM_ELSEWHERE, "agenda_entry_own_item"),
            check("agenda_entry", ["minutes"], "{minutes} >= 1 AND {minutes} <= 240", "agenda_entry_minutes"),
            check(
                "agenda_entry",
                ["sensitive", "item_id"],
                "{sensitive} IS NULL OR {item_id} IS NULL",
                "agenda_entry_sensitive_elsewhere",
            ),
            only_one("agenda_entry", "agenda_id, proposal_id", "proposal_id IS NOT NULL", "agenda_entry_proposal_once"),
            only_one("agenda_entry", "agenda_id, motion_id", "motion_id IS NOT NULL", "agenda_entry_motion_once"),
            only_one("agenda_entry", "agenda_id, carried_id", "carried_id IS NOT NULL", "agenda_entry_carried_once"),
            frozen_when("enclosure", "TRUE", "enclosure_kept", ("UPDATE",)),
            refuse_where("enclosure", ("INSERT", "DELETE"), _ENTRY_PUBLISHED, "enclosure_published"),
            check(
                "enclosure",
                ["data", "picture_id", "size"],
                "({data} IS NULL) <> ({picture_id} IS NULL) AND {size} > 0",
                "enclosure_whole",
            ),
            append_only("session_invitation"),
            append_only("invitation_reply"),
            check("invitation_reply", ["answer", "reason"], "{answer} <> 'away' OR LENGTH({reason}) > 0", "reply_reason"),
            only_one("gallery_seat", "session_id, person_id", "given_up_at IS NULL", "gallery_seat_once"),
            frozen_when("gallery_seat", "OLD.given_up_at IS NOT NULL", "gallery_seat_given_up"),
            frozen_when("gallery_seat", "TRUE", "gallery_seat_stays", ("DELETE",)),
            append_only("session_reminder"),
            # the agenda that was announced stays what it was
            append_only("agenda_item"),
            frozen_when("session", "OLD.cancelled_at IS NOT NULL", "session_cancelled"),
            refuse_where(
                "session_event",
                ("INSERT",),
                "EXISTS (SELECT 1 FROM session s WHERE s.id = {row}.session_id AND s.cancelled_at IS NOT NULL)",
                "event_of_cancelled",
            ),
            index("written_motion", "proposal_id", "written_motion_by_proposal"),
            index("motion_step", "motion_id", "motion_step_by_motion"),
            index("agenda", "term_id", "agenda_by_term"),
            index("agenda_entry", "motion_id", "agenda_entry_by_motion"),
            index("agenda_entry", "proposal_id", "agenda_entry_by_proposal"),
            index("enclosure", "picture_id", "enclosure_by_picture"),
            index("motion_step", "session_id", "motion_step_by_session"),
            index("agenda_entry", "carried_id", "agenda_entry_by_carried"),
            index("enclosure", "entry_id", "enclosure_by_entry"),
            index("session_invitation", "person_id", "session_invitation_by_person"),
            index("invitation_reply", "invitation_id", "invitation_reply_by_invitation"),
            index("gallery_seat", "session_id", "gallery_seat_by_session"),
            index("gallery_seat", "person_id", "gallery_seat_by_person"),
            index("session", "starts_at", "session_by_start"),
        )
    ]
