"""Who adds papers after the notice, until when, and what stands when one is taken back."""

from dataclasses import dataclass
from datetime import datetime

from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.sessions.rules.words import Phase

MOST_SUPPLEMENTS = 12  # of a session, so that what was published stays findable


@dataclass(frozen=True)
class Late:
    """A paper that came after the notice, for whoever reads it. key: empty when it was taken back.

    item: the number of its matter, None for the whole session. tabled: handed out while the session ran.
    """

    id: int
    key: str
    item: int | None
    name: str
    size: int
    digest: str
    note: str
    added_by: str
    added_at: datetime
    tabled: bool
    struck_at: datetime | None = None
    struck_reason: str = ""


def may_add(actor: Actor, *paths: str) -> bool:
    """Who adds papers to a session that is announced: its chair and the residents' committee."""
    return any(actor.holds_any((Role.CHAIR, Role.CLERK), path) for path in paths)


def check_before(phase: Phase) -> None:
    """Raises Refused once the door is open: from then on a paper comes to the table by the session's own log."""
    if phase is Phase.CANCELLED:
        raise Refused("supplement_cancelled")
    if phase is Phase.ADJOURNED:
        raise Refused("supplement_over")
    if phase is not Phase.ANNOUNCED:
        raise Refused("supplement_open")


kinds(
    supplement_added=N_("{council}{session}有补充材料：{paper}。{note}"),
    supplement_struck=N_("{council}{session}的补充材料“{paper}”撤下了。原因：{reason}"),
)
sentences(
    supplement_forbidden=N_("补充材料由主持人或居委会来加。"),
    supplement_open=N_("会议已经开始。新材料要由主持人在会上提出来，记进会议记录。"),
    supplement_over=N_("会议已经散会，不能再加材料。"),
    supplement_cancelled=N_("会议已经取消，不用再加材料。"),
    supplements_many=N_("一次会议最多加 {most} 份补充材料。"),
    supplement_gone=N_("这份材料已经撤下。"),
    supplement_item=N_("请在议程里选一项。"),
)
