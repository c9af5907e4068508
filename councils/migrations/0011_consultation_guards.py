"""What the database itself refuses about consultations."""

from tortoise import migrations

from civic.kit.guards import Guard, append_only, check, frozen_when, index, only_one, refuse_where, together

_LATER = "('concluded', 'answered', 'closed')"
_BACK = (
    "(OLD.stage = 'open' AND NEW.stage IN ('raised', 'declined', 'preparing')) "
    "OR (OLD.stage = 'preparing' AND NEW.stage IN ('raised', 'declined')) "
    "OR (OLD.stage IN ('concluded', 'answered') AND NEW.stage IN ('raised', 'declined', 'preparing', 'open')) "
    "OR (OLD.stage = 'answered' AND NEW.stage = 'concluded')"
)
_RAISED_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("code", "place_id", "kind", "origin", "title", "need", "raised_by_id", "raised_at")
)
_NO_OUTCOME = (
    "{row}.stage IN " + _LATER + " AND NOT EXISTS (SELECT 1 FROM outcome o "
    "WHERE o.consultation_id = {row}.id AND o.published_at IS NOT NULL)"
)
_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM consultation c WHERE c.id = {row}.consultation_id AND c.stage = 'open')"
_OPTION_NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM alternative a JOIN consultation c ON c.id = a.consultation_id "
    "WHERE a.id = {row}.option_id AND c.stage = 'open')"
)
_OTHER_GROUP = (
    "NOT EXISTS (SELECT 1 FROM stakeholder_group g WHERE g.id = {row}.group_id "
    "AND g.consultation_id = {row}.consultation_id)"
)
_EFFECT_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM stakeholder_group g JOIN alternative a ON a.consultation_id = g.consultation_id "
    "WHERE g.id = {row}.group_id AND a.id = {row}.option_id)"
)
_ROUND_BEGUN = "EXISTS (SELECT 1 FROM circle_round r WHERE r.circle_id = {row}.circle_id)"
_DOT_MOVED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("wall_id", "card_id", "person_id"))
_DOTS_SHUT = "NOT EXISTS (SELECT 1 FROM card_wall w WHERE w.id = {row}.wall_id AND w.phase = 'dots')"
_CARD_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM card c WHERE c.id = {row}.card_id AND c.wall_id = {row}.wall_id "
    "AND c.taken_down_at IS NULL)"
)
_TOO_MANY_DOTS = (
    "{row}.number > (SELECT w.per_card FROM card_wall w WHERE w.id = {row}.wall_id) "
    "OR {row}.number + (SELECT COALESCE(SUM(d.number), 0) FROM dot d WHERE d.wall_id = {row}.wall_id "
    "AND d.person_id = {row}.person_id AND d.card_id <> {row}.card_id) "
    "> (SELECT w.dots FROM card_wall w WHERE w.id = {row}.wall_id)"
)
_CARD_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("wall_id", "text", "by_id", "at"))
_CLUSTER_ELSEWHERE = (
    "{row}.cluster_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM card_cluster k "
    "WHERE k.id = {row}.cluster_id AND k.wall_id = {row}.wall_id)"
)
_SURVEY_BEGUN = "NOT EXISTS (SELECT 1 FROM survey s WHERE s.id = {row}.survey_id AND s.phase = 'draft')"
_ANSWER_UNTIMELY = (
    "NOT EXISTS (SELECT 1 FROM survey_question q JOIN survey s ON s.id = q.survey_id "
    "WHERE q.id = {row}.question_id AND (s.phase = 'after' OR (s.phase = 'before' AND {row}.wave = 'before')))"
)
_TURNOUT_UNTIMELY = (
    "NOT EXISTS (SELECT 1 FROM survey s WHERE s.id = {row}.survey_id AND s.phase = {row}.wave)"
)
_PUBLISHED = (
    "EXISTS (SELECT 1 FROM outcome o WHERE o.id = {row}.outcome_id AND o.published_at IS NOT NULL)"
)
_NOT_PUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM outcome_ask a JOIN outcome o ON o.id = a.outcome_id "
    "WHERE a.id = {row}.ask_id AND o.published_at IS NOT NULL)"
)
_ASK_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("outcome_id", "text", "addressee", "name", "due_on")
)
_CONSIDERATION_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("option_id", "side", "text", "by_id", "at")
)


def _life() -> list[Guard]:
    return [
        check(
            "consultation",
            ["stage", "about", "decides"],
            "{stage} IN ('raised', 'declined') OR (LENGTH({about}) > 0 AND LENGTH({decides}) > 0)",
            "consultation_says_who_decides",
        ),
        check(
            "consultation",
            ["origin", "proposal_id"],
            "{origin} <> 'proposal' OR {proposal_id} IS NOT NULL",
            "consultation_origin",
        ),
        frozen_when("consultation", "OLD.stage IN ('closed', 'declined')", "consultation_over", ("UPDATE",)),
        frozen_when("consultation", _BACK, "consultation_goes_on", ("UPDATE",)),
        frozen_when("consultation", _RAISED_CHANGED, "consultation_as_raised", ("UPDATE",)),
        frozen_when("consultation", "TRUE", "consultation_stays", ("DELETE",)),
        refuse_where("consultation", ("INSERT", "UPDATE"), _NO_OUTCOME, "consultation_needs_outcome"),
        append_only("consultation_step"),
        frozen_when("consultation_evening", "OLD.held_at IS NOT NULL", "evening_held"),
        refuse_where("open_answer", ("INSERT", "UPDATE", "DELETE"), _NOT_OPEN, "open_answer_in_time"),
        index("consultation", "proposal_id", "consultation_by_proposal"),
        index("consultation_step", "consultation_id", "step_by_consultation"),
    ]


def _stakeholders() -> list[Guard]:
    return [
        check("stakeholder_group", ["size"], "{size} IS NULL OR {size} > 0", "stakeholder_group_size"),
        only_one("invitee", "consultation_id, name", "person_id IS NULL", "invitee_once"),
        check(
            "invitee",
            ["answer", "answered_at"],
            "({answer} = 'none') = ({answered_at} IS NULL)",
            "invitee_answer_has_its_time",
        ),
        refuse_where("invitee", ("INSERT", "UPDATE"), _OTHER_GROUP, "invitee_of_its_groups"),
        append_only("written_view"),
        check("written_view", ["text"], "LENGTH({text}) > 0", "written_view_says_something"),
        index("invitee", "group_id", "invitee_by_group"),
        index("invitee", "person_id", "invitee_by_person"),
        index("written_view", "group_id", "written_view_by_group"),
    ]


def _options() -> list[Guard]:
    return [
        check("alternative", ["cost_fen"], "{cost_fen} IS NULL OR {cost_fen} >= 0", "alternative_cost"),
        refuse_where("option_effect", ("INSERT", "UPDATE"), _EFFECT_ELSEWHERE, "option_effect_of_its_groups"),
        frozen_when("consideration", _CONSIDERATION_CHANGED, "consideration_stands", ("UPDATE",)),
        frozen_when("consideration", "TRUE", "consideration_stays", ("DELETE",)),
        check(
            "consideration",
            ["hidden_at", "hidden_reason"],
            "({hidden_at} IS NULL) = (LENGTH({hidden_reason}) = 0)",
            "consideration_hidden_for_a_reason",
        ),
        check(
            "option_stand",
            ["stand", "reason"],
            "{stand} <> 'object' OR LENGTH({reason}) > 0",
            "option_stand_reason",
        ),
        refuse_where("option_stand", ("INSERT", "UPDATE", "DELETE"), _OPTION_NOT_OPEN, "option_stand_in_time"),
        index("option_effect", "group_id", "option_effect_by_group"),
        index("consideration", "option_id", "consideration_by_option"),
        index("option_stand", "person_id", "option_stand_by_person"),
    ]


def _evening() -> list[Guard]:
    return [
        check(
            "circle",
            ["size", "rounds", "minutes"],
            "{size} BETWEEN 3 AND 8 AND {rounds} BETWEEN 1 AND 6 AND {minutes} BETWEEN 5 AND 60",
            "circle_measure",
        ),
        append_only("circle_round"),
        check("circle_round", ["started_at", "ends_at"], "{started_at} < {ends_at}", "circle_round_lasts"),
        refuse_where("circle_seat", ("INSERT", "UPDATE", "DELETE"), _ROUND_BEGUN, "circle_seat_drawn"),
        only_one("circle_seat", "circle_id, number, table_number", "host", "circle_one_host"),
        check("card_wall", ["dots", "per_card"], "{per_card} BETWEEN 1 AND {dots}", "card_wall_dots"),
        check("card_wall", ["phase"], "{phase} IN ('writing', 'dots', 'done')", "card_wall_phase"),
        frozen_when("card", _CARD_CHANGED, "card_text", ("UPDATE",)),
        frozen_when("card", "TRUE", "card_stays", ("DELETE",)),
        refuse_where("card", ("INSERT", "UPDATE"), _CLUSTER_ELSEWHERE, "card_on_its_wall"),
        check("dot", ["number"], "{number} > 0", "dot_number"),
        frozen_when("dot", _DOT_MOVED, "dot_owner", ("UPDATE",)),
        refuse_where("dot", ("INSERT", "UPDATE", "DELETE"), _DOTS_SHUT, "dot_in_time"),
        refuse_where("dot", ("INSERT", "UPDATE"), _CARD_ELSEWHERE, "dot_on_a_card"),
        refuse_where("dot", ("INSERT", "UPDATE"), _TOO_MANY_DOTS, "dot_limit"),
        index("circle_seat", "invitee_id", "circle_seat_by_invitee"),
        index("card", "cluster_id", "card_by_cluster"),
        index("dot", "wall_id, person_id", "dot_by_wall"),
        index("dot", "person_id", "dot_by_person"),
    ]


def _survey() -> list[Guard]:
    return [
        check(
            "survey",
            ["phase", "pseudonym_key"],
            "LENGTH({pseudonym_key}) = CASE WHEN {phase} = 'closed' THEN 0 ELSE 64 END",
            "survey_key_destroyed",
        ),
        frozen_when("survey", "OLD.phase = 'closed'", "survey_over"),
        refuse_where("survey_question", ("INSERT", "UPDATE", "DELETE"), _SURVEY_BEGUN, "survey_question_fixed"),
        append_only("survey_turnout"),
        refuse_where("survey_turnout", ("INSERT",), _TURNOUT_UNTIMELY, "survey_turnout_in_time"),
        check("survey_answer", ["step"], "{step} BETWEEN 1 AND 5", "survey_answer_step"),
        frozen_when("survey_answer", "TRUE", "survey_answer_stands", ("UPDATE",)),
        refuse_where("survey_answer", ("INSERT", "DELETE"), _ANSWER_UNTIMELY, "survey_answer_in_time"),
    ]


def _outcome() -> list[Guard]:
    return [
        frozen_when("outcome", "OLD.published_at IS NOT NULL", "outcome_published"),
        frozen_when("outcome", "TRUE", "outcome_stays", ("DELETE",)),
        check(
            "outcome_point",
            ["kind", "reason"],
            "{kind} <> 'dissent' OR LENGTH({reason}) > 0",
            "outcome_dissent_reason",
        ),
        refuse_where("outcome_point", ("INSERT", "UPDATE", "DELETE"), _PUBLISHED, "outcome_point_published"),
        check(
            "outcome_ask",
            ["addressee", "organisation_id"],
            "({addressee} = 'organisation') = ({organisation_id} IS NOT NULL)",
            "outcome_ask_whom",
        ),
        frozen_when("outcome_ask", _ASK_CHANGED, "outcome_ask_stands", ("UPDATE",)),
        refuse_where("outcome_ask", ("INSERT", "DELETE"), _PUBLISHED, "outcome_ask_published"),
        append_only("outcome_reply"),
        check(
            "outcome_reply",
            ["verdict", "reason"],
            "{verdict} = 'adopted' OR LENGTH({reason}) > 0",
            "outcome_reply_reason",
        ),
        refuse_where("outcome_reply", ("INSERT",), _NOT_PUBLISHED, "outcome_reply_to_what_is_published"),
        check(
            "mediation",
            ["result", "result_at", "result_text"],
            "({result} IS NULL) = ({result_at} IS NULL) AND ({result} IS NULL OR LENGTH({result_text}) > 0)",
            "mediation_result_whole",
        ),
        frozen_when("mediation", "OLD.result_at IS NOT NULL", "mediation_done"),
        check(
            "escalation",
            ["answered_at", "answered_by_id", "answer"],
            "({answered_at} IS NULL) = ({answered_by_id} IS NULL) AND ({answered_at} IS NULL) = (LENGTH({answer}) = 0)",
            "escalation_answer_whole",
        ),
        frozen_when("escalation", "OLD.answered_at IS NOT NULL", "escalation_answered"),
        only_one("escalation", "consultation_id", "answered_at IS NULL", "escalation_one_open"),
        append_only("consultation_feedback"),
        index("outcome", "chosen_id", "outcome_by_option"),
        index("outcome_point", "outcome_id", "point_by_outcome"),
        index("outcome_point", "group_id", "point_by_group"),
        index("outcome_ask", "outcome_id", "ask_by_outcome"),
        index("outcome_ask", "organisation_id", "ask_by_organisation"),
        index("mediation", "consultation_id", "mediation_by_consultation"),
        index("escalation", "consultation_id", "escalation_by_consultation"),
        index("escalation", "to_place_id", "escalation_by_place"),
        index("consultation_feedback", "consultation_id", "feedback_by_consultation"),
    ]


class Migration(migrations.Migration):
    dependencies = [("councils", "0010_consultations")]

    operations = [
        together(*_life(), *_stakeholders(), *_options(), *_evening(), *_survey(), *_outcome()),
    ]
