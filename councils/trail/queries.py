"""Reading the chain in a handful of joins.

It stands below the rooms whose rows it reads, so that every page along the chain may show it; it names their tables
in SQL and imports none of them.
"""

from typing import Any

from civic.kit.db import moment, moment_or_none, rows
from civic.kit.refs import Ref
from councils.trail import rules
from councils.trail.rules import Link, Payment, Trail

_CHAIN = """
SELECT p.id, p.submitted_at, p.code AS receipt,
  d.id AS decision_id, d.decided_at, d.amount_fen AS decided_fen, d.round_id,
  r.id AS resolution_id, r.number AS resolution_number, r.minutes_id, r.motion_id,
  m.published_at, m.number AS minutes_number, o.session_id,
  c.id AS call_id, c.published_at AS call_at, c.ceiling_fen,
  a.id AS award_id, a.awarded_at, g.name AS organisation,
  n.id AS notice_id, n.published_at AS notice_at, n.ends_at,
  k.id AS contract_id, k.signed_at, k.price_fen
FROM proposal p
LEFT JOIN funding_decision d ON d.proposal_id = p.id
LEFT JOIN resolution r ON r.id = d.resolution_id
LEFT JOIN minutes m ON m.id = r.minutes_id
LEFT JOIN motion o ON o.id = r.motion_id
LEFT JOIN call_for_bids c ON c.decision_id = d.id AND c.failed_at IS NULL
LEFT JOIN award a ON a.call_id = c.id
LEFT JOIN bid b ON b.id = a.bid_id
LEFT JOIN organisation g ON g.id = b.organisation_id
LEFT JOIN notice n ON n.ref_kind = 'award' AND n.ref_id = a.id
LEFT JOIN contract k ON k.bid_id = b.id
WHERE p.id = ?
"""
_WON = """
SELECT f.id, t.certified_at FROM ballot_option o
JOIN result_line l ON l.option_id = o.id AND l.selected
JOIN result t ON t.id = l.result_id AND t.official AND t.certified_at IS NOT NULL
JOIN funding_round f ON f.ballot_id = t.ballot_id AND f.beside_id IS NULL
JOIN ballot b ON b.id = f.ballot_id AND b.state <> 'void'
WHERE o.proposal_id = ? ORDER BY t.certified_at DESC LIMIT 1
"""
_WORK = """
SELECT s.id, s.title, s.share_fen, x.accepted_at, y.amount_fen, y.paid_at
FROM milestone s LEFT JOIN acceptance x ON x.milestone_id = s.id LEFT JOIN disbursement y ON y.milestone_id = s.id
WHERE s.contract_id = ? ORDER BY s.seq, y.id
"""


async def of_proposal(proposal_id: int) -> Trail | None:
    """The trail of a proposal, at most three reads; None when there is no such proposal."""
    found = await rows(_CHAIN, proposal_id)
    if not found:
        return None
    row = found[0]
    won = await rows(_WON, proposal_id)
    work = await rows(_WORK, row["contract_id"]) if row["contract_id"] else []
    payments = tuple(
        Payment(str(w["title"]), int(w["amount_fen"]), moment(w["paid_at"]))
        for w in work
        if w["amount_fen"] is not None
    )
    return Trail(
        proposal_id,
        tuple(_links(row, won, work, payments)),
        payments,
        int(row["decided_fen"] or 0),
        int(row["price_fen"] or 0),
    )


def _links(
    row: dict[str, Any], won: list[dict[str, Any]], work: list[dict[str, Any]], paid: tuple[Payment, ...]
) -> list[Link]:
    accepted = [moment(w["accepted_at"]) for w in work if w["accepted_at"] is not None]
    links = [
        Link(
            rules.PROPOSAL, moment(row["submitted_at"]), None, Ref("proposal", row["id"]), str(row["receipt"])
        )
    ]
    if won:
        links.append(Link(rules.ROUND, moment(won[0]["certified_at"]), None, Ref("round", won[0]["id"])))
    published, contract = moment_or_none(row["published_at"]), _ref("contract", row["contract_id"])
    links += [
        Link(rules.MOTION, published, None, _ref("session", row["session_id"])),
        Link(rules.MINUTES, published, None, _ref("minutes", row["minutes_id"])),
        Link(rules.RESOLUTION, published, None, _ref("resolution", row["resolution_id"])),
        Link(
            rules.DECISION,
            moment_or_none(row["decided_at"]),
            row["decided_fen"],
            _ref("decision", row["decision_id"]),
        ),
        Link(rules.CALL, moment_or_none(row["call_at"]), row["ceiling_fen"], _ref("call", row["call_id"])),
        Link(
            rules.AWARD,
            moment_or_none(row["awarded_at"]),
            None,
            _ref("award", row["award_id"]),
            str(row["organisation"] or ""),
        ),
        Link(rules.NOTICE, moment_or_none(row["notice_at"]), None, _ref("notice", row["notice_id"])),
        Link(rules.CONTRACT, moment_or_none(row["signed_at"]), row["price_fen"], contract),
        Link(rules.ACCEPTED, max(accepted, default=None), None, contract if accepted else None),
        Link(
            rules.PAID,
            paid[-1].at if paid else None,
            sum(p.amount_fen for p in paid) or None,
            contract if paid else None,
        ),
    ]
    return links


def _ref(kind: str, id_: int | None) -> Ref | None:
    return None if id_ is None else Ref(kind, id_)
