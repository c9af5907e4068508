"""What the database itself refuses about signatures, contests, recounts and the document a ballot's digest covers."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, refuse_where, together

_RESULT = "EXISTS (SELECT 1 FROM result r WHERE r.id = {row}.result_id AND "
# what was asked stays as it was asked
_ASKED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("ballot_id", "result_id", "person_id", "reason", "filed_at"))
_ANSWERED = (
    "({outcome} IS NULL AND {answered_by_id} IS NULL AND {answered_at} IS NULL AND {recount_id} IS NULL AND {answer} = '') "
    "OR ({outcome} IS NOT NULL AND {answered_by_id} IS NOT NULL AND {answered_at} IS NOT NULL AND {answer} <> '' "
    "AND {answered_by_id} <> {person_id} AND ({outcome} = 'upheld') = ({recount_id} IS NOT NULL))"
)
_DOCUMENT = "OLD.opened_at IS NOT NULL AND CAST(NEW.document AS TEXT) <> CAST(OLD.document AS TEXT)"


class Migration(migrations.Migration):
    dependencies = [("votes", "0009_publication")]

    operations = [
        together(
            append_only("teller_signature"),
            refuse_where("teller_signature", ("INSERT",), "NOT " + _RESULT + "r.digest = {row}.digest)", "teller_signed_this"),
            refuse_where("teller_signature", ("INSERT",), _RESULT + "r.certified_at IS NOT NULL)", "teller_before_certified"),
            refuse_where("teller_signature", ("INSERT",), "NOT " + _RESULT + "r.official)", "teller_signs_official"),
            check("contest", ["reason"], "{reason} <> ''", "contest_reason"),
            check(
                "contest",
                ["outcome", "answer", "answered_by_id", "answered_at", "recount_id", "person_id"],
                _ANSWERED,
                "contest_answered_whole",
            ),
            frozen_when("contest", "OLD.answered_at IS NOT NULL OR " + _ASKED, "contest_kept", ("UPDATE",)),
            frozen_when("contest", "TRUE", "contest_stays", ("DELETE",)),
            refuse_where("contest", ("INSERT",), "NOT " + _RESULT + "r.ballot_id = {row}.ballot_id AND r.official)", "contest_of_ballot"),
            frozen_when("ballot", _DOCUMENT, "ballot_document", ("UPDATE",)),
            index("teller_signature", "person_id", "teller_by_person"),
            index("contest", "ballot_id", "contest_by_ballot"),
            index("contest", "person_id", "contest_by_person"),
            index("contest", "answered_by_id", "contest_by_answerer"),
            index("contest", "recount_id", "contest_by_recount"),
        )
    ]
