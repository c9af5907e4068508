"""What the database itself refuses about statements and what people think of them."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together

_TEXT_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("conversation_id", "author_id", "text", "seed", "created_at")
)
_VOTE_MOVED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("statement_id", "participant_id"))
_OVER = (
    "EXISTS (SELECT 1 FROM opinion_statement s JOIN conversation c ON c.id = s.conversation_id "
    "WHERE s.id = {row}.statement_id AND c.state = 'closed')"
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0004_opinions")]

    operations = [
        together(
            check("conversation", ["opens_at", "closes_at"], "{opens_at} < {closes_at}", "conversation_period"),
            check(
                "conversation",
                ["state", "closed_at"],
                "{state} IN ('open', 'closed') AND ({state} = 'closed') = ({closed_at} IS NOT NULL)",
                "conversation_state",
            ),
            frozen_when("conversation", "OLD.state = 'closed'", "conversation_closed"),
            # what people agree with stays what they agreed with
            frozen_when("opinion_statement", _TEXT_CHANGED, "statement_text", ("UPDATE",)),
            frozen_when("opinion_statement", "TRUE", "statement_stays", ("DELETE",)),
            frozen_when(
                "opinion_statement",
                "OLD.review <> 'waiting' AND NEW.review = 'waiting'",
                "statement_reviewed",
                ("UPDATE",),
            ),
            check(
                "opinion_statement",
                ["review", "reviewed_at", "reviewed_by_id", "reason"],
                "({review} = 'waiting' AND {reviewed_at} IS NULL AND {reviewed_by_id} IS NULL) "
                "OR ({review} IN ('accepted', 'declined') AND {reviewed_at} IS NOT NULL AND {reviewed_by_id} IS NOT NULL "
                "AND ({review} = 'accepted' OR LENGTH({reason}) > 0))",
                "statement_review_whole",
            ),
            check(
                "opinion_statement",
                ["agrees", "disagrees", "passes"],
                "{agrees} >= 0 AND {disagrees} >= 0 AND {passes} >= 0",
                "statement_counts",
            ),
            check("opinion_statement", ["text"], "LENGTH({text}) BETWEEN 1 AND 140", "statement_length"),
            only_one("opinion_statement", "conversation_id, text", "review = 'accepted'", "statement_once"),
            refuse_where(
                "opinion_statement",
                ("INSERT",),
                "EXISTS (SELECT 1 FROM conversation c WHERE c.id = {row}.conversation_id AND c.state = 'closed')",
                "statement_in_time",
            ),
            append_only("opinion_participant"),
            check("opinion_vote", ["value"], "{value} IN (-1, 0, 1)", "opinion_vote_value"),
            frozen_when("opinion_vote", _VOTE_MOVED, "opinion_vote_owner", ("UPDATE",)),
            refuse_where("opinion_vote", ("INSERT", "UPDATE", "DELETE"), _OVER, "opinion_vote_in_time"),
            refuse_where(
                "opinion_vote",
                ("INSERT", "UPDATE"),
                "NOT EXISTS (SELECT 1 FROM opinion_statement s WHERE s.id = {row}.statement_id AND s.review = 'accepted')",
                "opinion_vote_on_accepted",
            ),
            refuse_where(
                "opinion_vote",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM opinion_statement s JOIN opinion_participant p "
                "ON p.conversation_id = s.conversation_id WHERE s.id = {row}.statement_id AND p.id = {row}.participant_id)",
                "opinion_vote_of_its_conversation",
            ),
            check("opinion_map", ["input_digest"], "LENGTH({input_digest}) = 64", "opinion_map_digest"),
            index("conversation", "place_id, closes_at", "conversation_by_place"),
            index("conversation", "created_by_id", "conversation_by_creator"),
            index("opinion_statement", "conversation_id, review", "statement_by_conversation"),
            index("opinion_statement", "author_id", "statement_by_author"),
            index("opinion_statement", "reviewed_by_id", "statement_by_reviewer"),
            index("opinion_participant", "person_id", "participant_by_person"),
            index("opinion_vote", "statement_id, cast_at, id", "opinion_vote_by_statement"),
        )
    ]
