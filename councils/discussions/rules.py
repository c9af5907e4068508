"""Who may write beside the floor, what may stand there, and who may take a text away for good."""

from dataclasses import dataclass

from civic.kit.errors import N_, Forbidden, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.sessions.rules import State
from councils.sessions.rules.shapes import Contribution as Posted
from councils.sessions.rules.words import Phase

TEXT_MIN, TEXT_MAX = 2, 300  # characters
REASON_MAX = 200

_STAFF = (Role.CLERK, Role.OFFICER, Role.FACILITATOR)


@dataclass(frozen=True)
class Written:
    """A contribution with its text: what the log says of it, and what it says. erased: why the text is gone."""

    id: int
    posted: Posted
    text: str
    erased: str = ""

    @property
    def public(self) -> bool:
        """Whether everyone may read it: once it was shown, answered or spoken to, and while it was not turned down."""
        seen = self.posted.seen or bool(self.posted.answer) or self.posted.carried
        return seen and not self.posted.declined and not self.erased


def tidy(text: str) -> str:
    """The text as it is kept. Raises Refused when it says nothing, or too much to be read aloud."""
    kept = " ".join(text.split())
    if not TEXT_MIN <= len(kept) <= TEXT_MAX:
        raise Refused("contribution_length", "text", least=TEXT_MIN, most=TEXT_MAX)
    return kept


def may_erase(actor: Actor, place_path: str) -> bool:
    """Who answers for what stands on the site: residents' committee, street office, social workers of the place."""
    return actor.holds_any(_STAFF, place_path)


def need_erasing(actor: Actor, place_path: str, reason: str) -> str:
    """The reason in one line. Raises Forbidden, and Refused without a reason: its author is told."""
    if not may_erase(actor, place_path):
        raise Forbidden("contribution_erase_forbidden")
    kept = " ".join(reason.split())
    if not 2 <= len(kept) <= REASON_MAX:
        raise Refused("contribution_erase_reason", "reason", most=REASON_MAX)
    return kept


def open_for_writing(state: State) -> bool:
    """Whether an item is being dealt with."""
    return state.phase is Phase.IN_SESSION and state.item is not None


def need_item(state: State, item: int) -> None:
    """Raises Refused when the meeting has gone on to another item since the form was opened."""
    if state.item is not None and state.item.number != item:
        raise Refused("contribution_item_moved", "text", title=state.item.title)


def waiting(all_of_them: list[Written]) -> list[Written]:
    """Those about which something has to be done, the oldest first."""
    return [one for one in all_of_them if not one.posted.settled and not one.erased]


def on_item(state: State, all_of_them: list[Written]) -> list[Written]:
    """Those on the current item, the newest first."""
    item = state.item
    return [one for one in reversed(all_of_them) if item is not None and one.posted.item == item.number]


kinds(
    contribution_erased=N_("您在会上写的意见已经删去：{reason}"),
)
sentences(
    contribution_item_moved=N_("会议已经议到“{title}”。您写的还在，请看一下是不是对这一项说的，再交一次。"),
    contribution_length=N_("写 {least} 到 {most} 个字。"),
    contribution_erase_forbidden=N_("删去文字由居委会、街道或社工来做。"),
    contribution_erase_reason=N_("请写明依据，2 到 {most} 个字。作者会看到。"),
    contribution_erased_already=N_("这条意见的文字已经删去。"),
)
