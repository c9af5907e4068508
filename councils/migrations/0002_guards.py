"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, only_one, refuse_where, together


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial")]

    operations = [
        together(
            append_only("session_event"),
            append_only("signature"),
            append_only("resolution"),
            append_only("funding_decision"),
            append_only("award"),
            append_only("contract"),
            append_only("milestone"),
            append_only("acceptance"),
            append_only("disbursement"),
            check("session_event", ["seq"], "{seq} >= 1", "event_seq"),
            # the log has no gap, and each event carries the digest of the one before
            refuse_where(
                "session_event",
                ("INSERT",),
                "{row}.seq > 1 AND NOT EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = {row}.session_id "
                "AND e.seq = {row}.seq - 1 AND e.digest = {row}.previous)",
                "event_follows",
            ),
            # resolutions rest on what was decided
            frozen_when(
                "motion", "OLD.state IN ('adopted', 'lost', 'withdrawn', 'lapsed')", "motion_settled"
            ),
            check("motion", ["amount_fen"], "{amount_fen} IS NULL OR {amount_fen} > 0", "motion_amount"),
            frozen_when("minutes", "OLD.state = 'published'", "minutes_published"),
            # what somebody has signed stays as it was signed
            frozen_when(
                "minutes",
                "OLD.state <> 'drafted' AND (OLD.document <> NEW.document OR OLD.document_digest <> NEW.document_digest "
                "OR OLD.log_seq <> NEW.log_seq OR OLD.log_digest <> NEW.log_digest OR OLD.session_id <> NEW.session_id)",
                "minutes_signed_text",
                ("UPDATE",),
            ),
            refuse_where(
                "minutes",
                ("INSERT", "UPDATE"),
                "{row}.state = 'published' AND ({row}.number IS NULL OR {row}.digest IS NULL OR {row}.published_at IS NULL "
                "OR 2 > (SELECT COUNT(*) FROM signature s WHERE s.minutes_id = {row}.id "
                "AND s.document_digest = {row}.document_digest))",
                "minutes_published_whole",
            ),
            refuse_where(
                "signature",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM minutes m WHERE m.id = {row}.minutes_id AND m.document_digest = {row}.document_digest)",
                "signature_of_this_text",
            ),
            refuse_where(
                "resolution",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM minutes m JOIN motion o ON o.session_id = m.session_id "
                "WHERE m.id = {row}.minutes_id AND o.id = {row}.motion_id "
                "AND m.state = 'published' AND o.state = 'adopted')",
                "resolution_from_published_minutes",
            ),
            refuse_where(
                "resolution",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM motion o WHERE o.id = {row}.motion_id "
                "AND o.text = {row}.text AND o.text_digest = {row}.text_digest)",
                "resolution_text_of_motion",
            ),
            refuse_where(
                "motion",
                ("UPDATE", "DELETE"),
                "EXISTS (SELECT 1 FROM resolution r WHERE r.motion_id = {row}.id)",
                "motion_resolved",
            ),
            check("fund", ["amount_fen"], "{amount_fen} >= 0", "fund_amount"),
            check("funding_decision", ["amount_fen"], "{amount_fen} > 0", "decision_amount"),
            refuse_where(
                "funding_decision",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM resolution r JOIN motion o ON o.id = r.motion_id "
                "WHERE r.id = {row}.resolution_id AND o.proposal_id = {row}.proposal_id "
                "AND o.amount_fen >= {row}.amount_fen)",
                "decision_within_motion",
            ),
            refuse_where(
                "funding_decision",
                ("INSERT",),
                "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM funding_decision d WHERE d.fund_id = {row}.fund_id) "
                "+ {row}.amount_fen > (SELECT f.amount_fen FROM fund f WHERE f.id = {row}.fund_id)",
                "decision_within_fund",
            ),
            refuse_where(
                "funding_decision",
                ("INSERT",),
                "{row}.round_id IS NOT NULL AND (SELECT COALESCE(SUM(d.amount_fen), 0) FROM funding_decision d "
                "WHERE d.round_id = {row}.round_id) + {row}.amount_fen "
                "> (SELECT f.budget_fen FROM funding_round f WHERE f.id = {row}.round_id)",
                "decision_within_round",
            ),
            refuse_where(
                "funding_decision",
                ("INSERT",),
                "{row}.round_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM result r JOIN result_line l ON l.result_id = r.id "
                "JOIN ballot_option o ON o.id = l.option_id WHERE r.round_id = {row}.round_id AND r.official "
                "AND r.certified_at IS NOT NULL AND l.selected AND o.proposal_id = {row}.proposal_id)",
                "decision_of_certified_winner",
            ),
            refuse_where(
                "fund",
                ("UPDATE",),
                "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM funding_decision d WHERE d.fund_id = {row}.id) > {row}.amount_fen",
                "fund_covers_decisions",
            ),
            check("call_for_bids", ["ceiling_fen"], "{ceiling_fen} > 0", "call_ceiling"),
            check("call_for_bids", ["opens_at", "closes_at"], "{opens_at} < {closes_at}", "call_period"),
            refuse_where(
                "call_for_bids",
                ("INSERT", "UPDATE"),
                "EXISTS (SELECT 1 FROM funding_decision d WHERE d.id = {row}.decision_id AND d.amount_fen < {row}.ceiling_fen)",
                "call_within_decision",
            ),
            only_one("call_for_bids", "decision_id", "failed_at IS NULL", "call_once"),
            frozen_when("call_for_bids", "OLD.failed_at IS NOT NULL", "call_failed"),
            frozen_when("bid", "OLD.opened_at IS NOT NULL", "bid_opened"),
            check(
                "bid",
                ["opened_at", "price_fen"],
                "({opened_at} IS NULL) = ({price_fen} IS NULL) AND ({price_fen} IS NULL OR {price_fen} > 0)",
                "bid_opened_whole",
            ),
            refuse_where(
                "award",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM bid b WHERE b.id = {row}.bid_id AND b.call_id = {row}.call_id AND b.opened_at IS NOT NULL)",
                "award_of_opened_bid",
            ),
            check("award", ["reasons"], "length({reasons}) > 0", "award_reasons"),
            check("contract", ["price_fen"], "{price_fen} > 0", "contract_price"),
            refuse_where(
                "contract",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM award a JOIN bid b ON b.id = a.bid_id JOIN call_for_bids c ON c.id = b.call_id "
                "WHERE a.bid_id = {row}.bid_id AND c.ceiling_fen >= {row}.price_fen)",
                "contract_within_ceiling",
            ),
            check("milestone", ["share_fen"], "{share_fen} > 0", "milestone_share"),
            check("disbursement", ["amount_fen"], "{amount_fen} > 0", "disbursement_amount"),
            refuse_where(
                "disbursement",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM acceptance a WHERE a.milestone_id = {row}.milestone_id)",
                "disbursement_after_acceptance",
            ),
            refuse_where(
                "disbursement",
                ("INSERT",),
                "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM disbursement d WHERE d.milestone_id = {row}.milestone_id) "
                "+ {row}.amount_fen > (SELECT m.share_fen FROM milestone m WHERE m.id = {row}.milestone_id)",
                "disbursement_within_share",
            ),
            index("session", "term_id, starts_at", "session_by_term"),
            index("motion", "item_id", "motion_by_item"),
            index("agenda_item", "proposal_id", "agenda_item_by_proposal"),
            index("funding_decision", "fund_id", "decision_by_fund"),
            index("seat", "person_id", "seat_by_person"),
            index("bid", "organisation_id", "bid_by_organisation"),
            index("council", "rule_set_id", "council_by_rule_set"),
            index("funding_decision", "round_id", "funding_decision_by_round"),
            index("call_for_bids", "decision_id", "call_by_decision"),
            index("motion", "ballot_id", "motion_by_ballot"),
            index("motion", "proposal_id", "motion_by_proposal"),
            index("resolution", "minutes_id", "resolution_by_minutes"),
        )
    ]
