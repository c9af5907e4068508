"""What a resolution says of itself, and the lines it leaves on a proposal's timeline."""

from dataclasses import dataclass
from datetime import date

from civic.kit.errors import N_


@dataclass(frozen=True)
class Line:
    """A resolution in the register. decision_id: the funding decision that rests on it, if there is one."""

    id: int
    number: int
    term: int
    council: str
    text: str
    adopted_on: date
    amount_fen: int | None
    proposal_id: int | None
    minutes_id: int
    decision_id: int | None
    decided_fen: int | None


# on the timeline of a proposal whose motion was carried (what the vote itself said stands there already)
RESOLVED = N_("会议纪要签发，形成决议")
