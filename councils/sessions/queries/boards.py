"""A session for its pages, with what stands around it."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from civic.kit import clock
from civic.kit.db import rows
from civic.places.rules import Level
from councils.queries import voting_seats
from councils.seating import queries as seating
from councils.seating.rules import Declared, Matter, touched
from councils.series.rules import Duty
from councils.sessions.models import AgendaItem, Motion, SessionTeam
from councils.sessions.queries.headings import Head, head
from councils.sessions.queries.logs import state
from councils.sessions.rules import State, shapes
from councils.sessions.rules.again import reconsiderable
from councils.sessions.rules.changes import Piece, changes
from councils.sessions.rules.events import Seat
from councils.sessions.rules.naming import Names, hides, part_of
from councils.sessions.rules.precedence import Passing, passing
from councils.sessions.rules.queue import Limits, Place, limits, queue
from councils.sessions.rules.scene import scene
from councils.sessions.rules.wording import on_notice, suspendable
from councils.sessions.rules.words import KIND_WORDS, MotionKind, Suspendable
from proposals.models import Proposal
from proposals.rules import State as ProposalState


@dataclass(frozen=True)
class Board:
    """All that is the same for everyone who looks at a session. at: the server's time of this reading.

    changes: what the amendment before the meeting does to the words it is about. expected: while the door is closed, the
    members of today, where the rule set hides names. names: what people are called in this reading, None: in full. ties: what
    members declared that the item before the meeting seems to touch, of those who take part in it.
    """

    head: Head
    state: State
    queue: tuple[Place, ...]
    at: datetime
    changes: tuple[Piece, ...] = ()
    expected: tuple[Seat, ...] = ()
    names: Names | None = None
    ties: tuple[Declared, ...] = ()

    @cached_property
    def people(self) -> frozenset[int]:
        """Who is part of this session."""
        head, expected = self.head, (seat.person_id for seat in self.expected)
        return part_of(self.state) | head.team | {head.convener.person_id} | frozenset(expected)

    @property
    def limits(self) -> Limits:
        """How long and how often one may speak on what is before the meeting; 0 where nothing holds."""
        return limits(self.state, self.state.motion.number if self.state.motion else 0)

    @property
    def bar(self) -> Passing | None:
        """What the motion before the meeting needs to carry."""
        motion = self.state.motion
        return passing(self.state.rules, motion.kind, motion.noticed) if motion else None

    @property
    def reconsiderable(self) -> tuple[shapes.Motion, ...]:
        """What may be decided once more."""
        return reconsiderable(self.state)

    @property
    def on_notice(self) -> bool:
        """Whether the item before the meeting stood in the notice."""
        return on_notice(self.state)

    @property
    def suspendable(self) -> tuple[Suspendable, ...]:
        """Which rules a motion may set aside now."""
        return suspendable(self.state)

    @property
    def kinds(self) -> tuple[MotionKind, ...]:
        """What may be moved beside main motions, in the order in which it is offered; a ruling is appealed elsewhere."""
        return tuple(kind for kind in KIND_WORDS if kind not in (MotionKind.MAIN, MotionKind.APPEAL))

    @property
    def scene(self) -> str:
        """The mark by which a phone knows that what its owner may do may have changed."""
        return scene(self.state)


TAKEN_UP = (ProposalState.OPEN, ProposalState.ON_BALLOT, ProposalState.NOT_CHOSEN, ProposalState.CHOSEN)


async def board(session_id: int) -> Board:
    """A session for its pages. Raises NotFound."""
    heading, now = await head(session_id), await state(session_id)
    expected = await members(heading.term_id) if hides(now) and not now.roster else ()
    return Board(
        heading, now, queue(now), clock.now(), changes(now), expected, ties=await _ties(heading, now)
    )


_BEHIND = (
    "SELECT p.title, p.need, p.plan, p.organisation_id, COALESCE(o.name, '') AS organisation, "
    "COALESCE(e.name, '') AS estate FROM proposal p LEFT JOIN organisation o ON o.id = p.organisation_id "
    "LEFT JOIN place e ON e.id = p.estate_id WHERE p.id = ?"
)


# Found once for each state of a session, for everybody who looks: what is declared meanwhile counts from the next event on.
_tied: OrderedDict[int, tuple[State, tuple[Declared, ...]]] = OrderedDict()
_KEPT = 64


async def _ties(heading: Head, now: State) -> tuple[Declared, ...]:
    if now.item is None:
        return ()
    kept = _tied.get(heading.id)
    if kept is None or kept[0] is not now:
        kept = _tied[heading.id] = (now, await _touched(heading, now, now.item))
        while len(_tied) > _KEPT:
            _tied.popitem(last=False)
    return kept[1]


async def _touched(heading: Head, now: State, item: shapes.Item) -> tuple[Declared, ...]:
    here = now.present - now.recused
    declared = await seating.ties(heading.term_id, clock.today())
    taking_part = [one for one in declared if one.person_id in here and now.seat(one.person_id) is not None]
    return touched(taking_part, await _matter(heading, now, item)) if taking_part else ()


async def _matter(heading: Head, now: State, item: shapes.Item) -> Matter:
    """What an item is about: its title, what is moved on it, the proposal behind it, whose that is, and which estates."""
    texts = [item.title, item.presenter, *(one.text for one in now.motions if one.item == item.number)]
    behind = next(iter(await rows(_BEHIND, item.proposal)), None) if item.proposal is not None else None
    names, organisation = [], None
    if behind is not None:
        texts += [behind["title"], behind["need"], behind["plan"]]
        names, organisation = [behind["organisation"], behind["estate"]], behind["organisation_id"]
    estates = "SELECT name FROM place WHERE path LIKE ? AND level = ?"
    below = await rows(estates, f"{heading.place_path}%", Level.ESTATE.value)
    names += [row["name"] for row in below if any(row["name"] in text for text in texts)]
    return Matter(tuple(texts), tuple(name for name in names if name), organisation)


async def members(term_id: int) -> tuple[Seat, ...]:
    """Who has a seat with a vote today."""
    seats = await voting_seats(term_id, clock.today())
    return tuple(Seat(seat.person_id, seat.person.display_name) for seat in seats)


async def items(session_id: int) -> list[AgendaItem]:
    """The agenda with its proposals."""
    return await AgendaItem.filter(session_id=session_id).order_by("position").select_related("proposal")


async def team(session_id: int) -> list[SessionTeam]:
    """Who helps to run a session beside its chair and recorder: door and tellers, adviser, volunteers."""
    found = await SessionTeam.filter(session_id=session_id).order_by("id").select_related("person")
    order = list(Duty)
    return sorted(found, key=lambda one: order.index(one.duty))


async def motions(session_id: int) -> dict[int, Motion]:
    """Motion rows by their number."""
    return {motion.number: motion for motion in await Motion.filter(session_id=session_id)}


async def proposals_for(place_id: int) -> list[tuple[int, str]]:
    """Proposals of a place that a session may take up, most supported first."""
    found = Proposal.filter(place_id=place_id, state__in=TAKEN_UP).order_by("-support_count", "id").limit(100)
    return [(proposal.id, proposal.title) for proposal in await found]
