"""What the database itself refuses, whatever the code above it does."""

from tortoise import migrations

from civic.kit.guards import append_only, check, frozen_when, index, refuse_where


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial")]

    operations = [
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
        check("motion", ["amount_fen"], "{amount_fen} IS NULL OR {amount_fen} > 0", "motion_amount"),
        frozen_when("minutes", "OLD.state = 'published'", "minutes_published"),
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
        check("fund", ["amount_fen"], "{amount_fen} >= 0", "fund_amount"),
        check("funding_decision", ["amount_fen"], "{amount_fen} > 0", "decision_amount"),
        check("call_for_bids", ["ceiling_fen"], "{ceiling_fen} > 0", "call_ceiling"),
        check("call_for_bids", ["opens_at", "closes_at"], "{opens_at} < {closes_at}", "call_period"),
        refuse_where(
            "call_for_bids",
            ("INSERT", "UPDATE"),
            "EXISTS (SELECT 1 FROM funding_decision d WHERE d.id = {row}.decision_id AND d.amount_fen < {row}.ceiling_fen)",
            "call_within_decision",
        ),
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
    ]
