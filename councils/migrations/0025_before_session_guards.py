"""What the database itself refuses about requests for a session, names under motions, late papers and printed slips."""

from tortoise import migrations

from civic.kit.guards import append_only, check, dropped, frozen_when, index, only_one, refuse_where, together

_WORDS = ("title", "unit", "action", "deadline", "reason")
_TEXT_CHANGED = (
    " OR ".join(f"NEW.{column} <> OLD.{column}" for column in (*_WORDS, "text_digest", "version"))
    + " OR COALESCE(NEW.amount_fen, 0) <> COALESCE(OLD.amount_fen, 0)"
    + " OR COALESCE(NEW.proposal_id, 0) <> COALESCE(OLD.proposal_id, 0)"
)
_ORIGIN_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("council_id", "author_id", "code", "handed_in_at", "client_key")
)
# the text before stays, and no name stands any more under a text it was not given for
_EDIT_UNKEPT = (
    "({row}.version <> OLD.version OR {row}.text_digest <> OLD.text_digest) AND "
    "(NOT EXISTS (SELECT 1 FROM motion_text t WHERE t.motion_id = {row}.id AND t.version = OLD.version "
    "AND t.text_digest = OLD.text_digest) "
    "OR EXISTS (SELECT 1 FROM cosignature c WHERE c.motion_id = {row}.id AND c.ended_at IS NULL))"
)
_NOT_THE_TEXT = (
    "NOT EXISTS (SELECT 1 FROM written_motion m WHERE m.id = {row}.motion_id AND m.version = {row}.version "
    "AND m.text_digest = {row}.text_digest)"
)
_NOT_THIS_MOTION = (
    "NOT EXISTS (SELECT 1 FROM written_motion m WHERE m.id = {row}.motion_id AND m.text_digest = {row}.digest "
    "AND m.author_id <> {row}.person_id AND m.status IN ('gathering', 'received'))"
)
_PETITION_TEXT = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("council_id", "rule_set_id", "author_id", "title", "reason", "text_digest", "opened_at", "client_key")
)
_PETITION_OVER = (
    "OLD.withdrawn_at IS NOT NULL OR (OLD.reached_at IS NOT NULL AND (NEW.reached_at IS NULL "
    "OR NEW.reached_at <> OLD.reached_at OR NEW.reached_of <> OLD.reached_of OR NEW.reached_signed <> OLD.reached_signed "
    "OR NEW.reached_base <> OLD.reached_base OR NEW.due_on <> OLD.due_on "
    "OR (NEW.due_on IS NULL) <> (OLD.due_on IS NULL) "
    "OR NEW.withdrawn_at IS NOT NULL OR OLD.told_above_at IS NOT NULL))"
)
_PETITION_CLOSED = (
    "NOT EXISTS (SELECT 1 FROM petition p WHERE p.id = {row}.petition_id AND p.reached_at IS NULL "
    "AND p.withdrawn_at IS NULL AND p.text_digest = {row}.digest)"
)
_SUPPLEMENT = ("key", "session_id", "name", "kind", "size", "digest", "note", "tabled", "added_by_id", "added_at")
_SUPPLEMENT_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _SUPPLEMENT)
_ITEM_ELSEWHERE = (
    "{row}.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.id = {row}.item_id "
    "AND i.session_id = {row}.session_id)"
)
# until the door opens a paper is added by hand, from then on by the log
_UNLOGGED = (
    "EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = {row}.session_id AND e.kind = 'adjourned') "
    "OR ({row}.tabled AND NOT EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = {row}.session_id "
    "AND e.kind = 'paper_tabled')) "
    "OR (NOT {row}.tabled AND EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = {row}.session_id "
    "AND e.kind = 'checkin_opened'))"
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0024_before_sessions")]

    operations = [
        together(
            # motions handed in: an edit is a new version, the text before it is kept
            dropped("written_motion", "written_motion_text"),
            frozen_when("written_motion", _ORIGIN_CHANGED, "written_motion_origin", ("UPDATE",)),
            frozen_when(
                "written_motion",
                f"({_TEXT_CHANGED}) AND (OLD.status NOT IN ('gathering', 'received') OR NEW.version <> OLD.version + 1 "
                "OR NEW.text_digest = OLD.text_digest OR NEW.edited_at IS NULL)",
                "written_motion_version",
                ("UPDATE",),
            ),
            refuse_where("written_motion", ("UPDATE",), _EDIT_UNKEPT, "written_motion_edit"),
            append_only("motion_text"),
            refuse_where("motion_text", ("INSERT",), _NOT_THE_TEXT, "motion_text_as_signed"),
            only_one("cosignature", "motion_id, person_id", "ended_at IS NULL", "cosignature_once"),
            refuse_where("cosignature", ("INSERT",), _NOT_THIS_MOTION, "cosignature_of_this_text"),
            frozen_when(
                "cosignature",
                "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.motion_id <> OLD.motion_id "
                "OR NEW.person_id <> OLD.person_id OR NEW.digest <> OLD.digest OR NEW.signed_at <> OLD.signed_at",
                "cosignature_ends",
                ("UPDATE",),
            ),
            frozen_when("cosignature", "TRUE", "cosignature_stays", ("DELETE",)),
            check("cosignature", ["voided", "ended_at"], "NOT {voided} OR {ended_at} IS NOT NULL", "cosignature_voided"),
            check("rule_set", ["motion_signatures"], "{motion_signatures} >= 1", "rule_set_signatures"),
            check("rule_set", ["convening_days"], "{convening_days} >= 0 AND {convening_days} <= 366", "rule_set_convening"),
            # requests for a session
            frozen_when("petition", _PETITION_TEXT, "petition_text", ("UPDATE",)),
            frozen_when("petition", _PETITION_OVER, "petition_over", ("UPDATE",)),
            frozen_when("petition", "TRUE", "petition_stays", ("DELETE",)),
            check(
                "petition",
                ["reached_at", "reached_of", "reached_signed", "reached_base", "due_on", "withdrawn_at", "told_above_at"],
                "(({reached_at} IS NULL) = ({reached_of} IS NULL)) AND (({reached_at} IS NULL) = ({reached_signed} IS NULL)) "
                "AND (({reached_at} IS NULL) = ({reached_base} IS NULL)) AND ({reached_at} IS NOT NULL OR {due_on} IS NULL) "
                "AND ({reached_at} IS NULL OR {withdrawn_at} IS NULL) AND ({told_above_at} IS NULL OR {due_on} IS NOT NULL)",
                "petition_whole",
            ),
            only_one("petition_signature", "petition_id, person_id", "withdrawn_at IS NULL", "petition_signature_once"),
            refuse_where("petition_signature", ("INSERT", "UPDATE"), _PETITION_CLOSED, "petition_signature_open"),
            frozen_when(
                "petition_signature",
                "OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.petition_id <> OLD.petition_id "
                "OR NEW.person_id <> OLD.person_id OR NEW.digest <> OLD.digest OR NEW.signed_at <> OLD.signed_at",
                "petition_signature_ends",
                ("UPDATE",),
            ),
            frozen_when("petition_signature", "TRUE", "petition_signature_stays", ("DELETE",)),
            # papers after the notice
            frozen_when("supplement", f"OLD.struck_at IS NOT NULL OR {_SUPPLEMENT_CHANGED}", "supplement_kept", ("UPDATE",)),
            frozen_when("supplement", "TRUE", "supplement_stays", ("DELETE",)),
            refuse_where("supplement", ("INSERT",), _ITEM_ELSEWHERE, "supplement_own_item"),
            refuse_where("supplement", ("INSERT",), _UNLOGGED, "supplement_in_the_log"),
            check(
                "supplement",
                ["data", "picture_id", "struck_at", "struck_by_id", "struck_reason", "size", "digest", "note"],
                "(({struck_at} IS NULL AND {struck_by_id} IS NULL AND {struck_reason} = '' "
                "AND ({data} IS NULL) <> ({picture_id} IS NULL)) "
                "OR ({struck_at} IS NOT NULL AND {struck_by_id} IS NOT NULL AND LENGTH({struck_reason}) > 0 "
                "AND {data} IS NULL AND {picture_id} IS NULL)) "
                "AND {size} > 0 AND LENGTH({digest}) = 64 AND LENGTH({note}) > 0",
                "supplement_whole",
            ),
            # slips for those without an account, and a session nobody opened
            frozen_when(
                "paper_invitation",
                "OLD.struck_at IS NOT NULL OR NEW.struck_at IS NULL OR NEW.session_id <> OLD.session_id "
                "OR NEW.name <> OLD.name OR NEW.role <> OLD.role OR NEW.invited_at <> OLD.invited_at",
                "paper_invitation_kept",
                ("UPDATE",),
            ),
            frozen_when("paper_invitation", "TRUE", "paper_invitation_stays", ("DELETE",)),
            append_only("paper_reply"),
            check("paper_reply", ["answer", "reason"], "{answer} <> 'away' OR LENGTH({reason}) > 0", "paper_reply_reason"),
            append_only("missed_session"),
            index("motion_text", "proposal_id", "motion_text_by_proposal"),
            index("cosignature", "motion_id", "cosignature_by_motion"),
            index("cosignature", "person_id", "cosignature_by_person"),
            index("petition", "rule_set_id", "petition_by_rule_set"),
            index("petition_signature", "petition_id", "petition_signature_by_petition"),
            index("petition_signature", "person_id", "petition_signature_by_person"),
            index("supplement", "session_id", "supplement_by_session"),
            index("supplement", "item_id", "supplement_by_item"),
            index("supplement", "picture_id", "supplement_by_picture"),
            index("supplement", "added_by_id", "supplement_by_adder"),
            index("supplement", "struck_by_id", "supplement_by_striker"),
            index("paper_invitation", "session_id", "paper_invitation_by_session"),
            index("paper_invitation", "invited_by_id", "paper_invitation_by_inviter"),
            index("paper_reply", "invitation_id", "paper_reply_by_invitation"),
            index("paper_reply", "entered_by_id", "paper_reply_by_enterer"),
        )
    ]
