"""What could come onto an agenda: proposals, motions handed in, what earlier sessions left, what is in dispute."""

from collections.abc import Iterable
from dataclasses import dataclass

from civic.kit.db import rows
from civic.kit.errors import N_
from councils.preparation.agendas.models import Agenda
from councils.preparation.agendas.queries.disputes import ANEW, disputed, workorder_of
from councils.preparation.agendas.rules.entries import WORKORDER, EntryKind
from councils.preparation.motions import queries as motions
from councils.preparation.petitions import queries as petitions
from councils.sessions import queries as sessions
from councils.sessions.rules import State
from councils.sessions.rules.words import ItemState, MotionState, Phase
from proposals import queries as proposals

# sessions looked back upon for what they left
_LOOKED_BACK = 12
_LEFT_STATES = {ItemState.POSTPONED: N_("上次推迟"), ItemState.PLANNED: N_("上次没有议到")}
_LEFT_MOTIONS = {
    MotionState.POSTPONED: N_("动议推迟到以后"),
    MotionState.REFERRED: N_("交付研究，等回来再议"),
    MotionState.LAID_ASIDE: N_("动议搁置着"),
}
_CANCELLED = N_("那次会议取消了")
# what stands on another agenda that is being made, or on one of a session that is not called off
_TAKEN = (
    "FROM agenda_entry e JOIN agenda a ON a.id = e.agenda_id LEFT JOIN session s ON s.id = a.session_id "
    "WHERE a.discarded_at IS NULL AND s.cancelled_at IS NULL AND a.term_id IN "
    "(SELECT t.id FROM term t JOIN term own ON own.council_id = t.council_id WHERE own.id = ?)"
)


@dataclass(frozen=True)
class Source:
    """Something that could become a line of the agenda. why: how it comes here, marked for translation."""

    kind: EntryKind
    id: int
    title: str
    why: str = ""
    about: str = ""  # session it was left by, author, count of supports
    minutes: int = 15
    presenter: str = ""
    proposal_id: int | None = None
    motion_id: int | None = None
    carried_id: int | None = None
    ref_kind: str = ""
    ref_id: int | None = None

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.ref_kind or self.kind.value}-{self.id}"


async def sources(agenda: Agenda) -> list[Source]:
    """Everything that may come onto this agenda and is not on one already; ``term.council`` must be loaded."""
    council = agenda.term.council
    taken = await _taken(agenda.term_id)
    found = [
        *await _petitions(council.id),
        *await _motions(council.id),
        *await _carried(council.id),
        *await _disputes(council.place_id),
        *await _proposals(council.place_id, agenda.id),
    ]
    # what was left over and is in dispute still is one matter: it is offered where it was left
    once = {source.key: source for source in reversed(found) if source.key not in taken}
    return [source for source in found if once.get(source.key) is source]


async def _taken(term_id: int) -> set[str]:
    """Keys of what is on an agenda of this council. Proposals may come up again in another session."""
    keys: set[str] = set()
    columns = "e.motion_id, e.carried_id, e.ref_kind, e.ref_id"
    for row in await rows(f"SELECT {columns} {_TAKEN} AND NOT {ANEW}", term_id):
        keys |= {
            f"motion-{row['motion_id']}",
            f"carried-{row['carried_id']}",
            f"{row['ref_kind']}-{row['ref_id']}",
        }
    return keys


async def _petitions(council_id: int) -> list[Source]:
    """What enough people asked a session for: first of all, for the body is bound to it."""
    return [
        Source(
            EntryKind.PETITION,
            petition.id,
            petition.title,
            N_("联名够了，要召集会议"),
            minutes=30,
            ref_kind=EntryKind.PETITION.value,
            ref_id=petition.id,
        )
        for petition in await petitions.waiting(council_id)
    ]


async def _motions(council_id: int) -> list[Source]:
    return [
        Source(
            EntryKind.MOTION,
            motion.id,
            motion.title,
            about=motion.author.display_name,
            presenter=motion.author.display_name,
            minutes=20,
            proposal_id=motion.proposal_id,
            motion_id=motion.id,
        )
        for motion in await motions.waiting(council_id)
    ]


async def _proposals(place_id: int, agenda_id: int) -> list[Source]:
    here = await rows("SELECT proposal_id FROM agenda_entry WHERE agenda_id = ?", agenda_id)
    taken = {row["proposal_id"] for row in here}
    offered = [number for number, _ in await sessions.proposals_for(place_id) if number not in taken]
    cards = await proposals.summary(offered)
    return [
        Source(
            EntryKind.PROPOSAL,
            number,
            cards[number].title,
            about=str(cards[number].support_count),
            presenter=cards[number].proposer_name,
            proposal_id=number,
        )
        for number in offered
    ]


async def _disputes(place_id: int) -> list[Source]:
    return [
        Source(EntryKind.DISPUTE, one.id, one.title[:80], one.why, ref_kind=one.ref_kind, ref_id=one.id)
        for one in await disputed(place_id)
    ]


async def _carried(council_id: int) -> list[Source]:
    left: list[Source] = []
    for line in await sessions.sessions(council_id, _LOOKED_BACK):
        if line.phase not in (Phase.ADJOURNED, Phase.CANCELLED):
            continue
        state = await sessions.state(line.id)
        reasons = dict(_left(state))
        for item in await sessions.items(line.id):
            if item.position in reasons:
                why = reasons[item.position]
                behind = await _behind(item.id)
                left.append(
                    Source(
                        EntryKind.CARRIED,
                        item.id,
                        item.title,
                        why,
                        about=line.title,
                        minutes=item.minutes_planned,
                        presenter=item.presenter,
                        proposal_id=item.proposal_id,
                        motion_id=behind.motion_id,
                        carried_id=item.id,
                        ref_kind=WORKORDER if behind.order_id else "",
                        ref_id=behind.order_id,
                    )
                )
    return left


def _left(state: State) -> Iterable[tuple[int, str]]:
    """Items of a session that is over which come up again, with the reason. The later reason is the better one."""
    if state.phase is Phase.CANCELLED:
        return [(item.number, _CANCELLED) for item in state.items]
    items = [(item.number, _LEFT_STATES[item.state]) for item in state.items if item.state in _LEFT_STATES]
    return items + [
        (motion.item, _LEFT_MOTIONS[motion.state])
        for motion in state.motions
        if motion.state in _LEFT_MOTIONS
    ]


@dataclass(frozen=True)
class _Behind:
    """What the line of the agenda rested on that an item came from."""

    motion_id: int | None = None
    order_id: int | None = None


async def _behind(item_id: int) -> _Behind:
    found = await rows("SELECT motion_id FROM agenda_entry WHERE item_id = ?", item_id)
    return _Behind(found[0]["motion_id"], await workorder_of(item_id)) if found else _Behind()
