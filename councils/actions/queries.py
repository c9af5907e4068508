"""Reading action items: one with its steps, those of a place, what the clock has to look at, and reviews."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import chain, clock
from civic.kit.errors import NotFound
from civic.places.models import Place
from civic.places.rules import Level
from councils import queries as councils
from councils.actions.models import ActionNote, Assignment, Errand, Review
from councils.actions.rules import UNFINISHED, Progress, State, Step, progress
from councils.assignees import queries as assignees
from councils.resolutions.models import ActionItem, Resolution

_WITH = ("resolution__term__council__place", "resolution__minutes")


@dataclass(frozen=True)
class Shown:
    """An action item, its steps in order, and how it stands today."""

    item: ActionItem
    notes: tuple[ActionNote, ...]
    progress: Progress
    assignment: Assignment | None = None

    @property
    def owner(self) -> str:
        """Who does it: whom it was given to, else as the signed minutes have it."""
        return assignees.name_of(self.assignment.assignee) if self.assignment else self.item.owner

    @property
    def news(self) -> str:
        """What somebody wrote last."""
        return next((note.text for note in reversed(self.notes) if note.person_id is not None), "")

    @property
    def place(self) -> Place:
        """Whose it is."""
        return self.item.resolution.term.council.place

    @property
    def place_path(self) -> str:
        """Whose it is, as a path."""
        return self.place.path


async def show(item_id: int) -> Shown:
    """One item. Raises NotFound."""
    item = await ActionItem.get_or_none(id=item_id).select_related(*_WITH)
    if item is None:
        raise NotFound
    return (await _shown([item]))[0]


async def of_place(path: str, year: int | None = None, council: int | None = None) -> list[Shown]:
    """Items of a place and below it, overdue ones first, then by the day they are due."""
    query = ActionItem.filter(resolution__term__council__place__path__startswith=path)
    if year is not None:
        query = query.filter(resolution__adopted_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if council is not None:
        query = query.filter(resolution__term__council_id=council)
    found = await _shown(await query.select_related(*_WITH))
    order = [State.OVERDUE, State.OPEN, State.DONE_LATE, State.DONE, State.DROPPED]
    return sorted(found, key=lambda one: (order.index(one.progress.state), one.progress.due, one.item.id))


async def reviewed_by(digest: str) -> int | None:
    """The review that has this digest, worked out again; None when it no longer fits."""
    found = await Review.get_or_none(digest=digest)
    return found.id if found and chain.digest(chain.GENESIS, found.document) == digest else None


async def every() -> list[Shown]:
    """All items there are: what the clock looks at."""
    return await _shown(await ActionItem.all().select_related(*_WITH))


async def _shown(items: Sequence[ActionItem]) -> list[Shown]:
    notes: defaultdict[int, list[ActionNote]] = defaultdict(list)
    ids = [item.id for item in items]
    found = ActionNote.filter(item_id__in=ids or [0]).order_by("id")
    for note in await found.select_related("person", "picture"):
        notes[note.item_id].append(note)
    given = {one.item_id: one for one in await _assignments(ids)}
    today = clock.today()
    return [
        Shown(
            item,
            tuple(notes[item.id]),
            progress(item.due_on, steps(notes[item.id]), today),
            given.get(item.id),
        )
        for item in items
    ]


async def _assignments(item_ids: Sequence[int]) -> list[Assignment]:
    """To whom these were given, in order: the last one of each counts."""
    found = Assignment.filter(item_id__in=item_ids or [0]).order_by("id")
    return await found.select_related("assigned_by", "assignee", *assignees.WITH)


async def assignments(item_id: int) -> list[Assignment]:
    """To whom it was given, one after the other."""
    return await _assignments([item_id])


async def given_to(assignee_ids: Sequence[int]) -> list[Shown]:
    """What these have to do and is not done, the next day first."""
    given = await Assignment.filter(assignee_id__in=assignee_ids or [0]).values_list("item_id", flat=True)
    items = await ActionItem.filter(id__in=list(given) or [0]).select_related(*_WITH)
    mine = set(assignee_ids)
    kept = [one for one in await _shown(items) if one.assignment and one.assignment.assignee_id in mine]
    waiting = [one for one in kept if one.progress.state in UNFINISHED]
    return sorted(waiting, key=lambda one: (one.progress.due, one.item.id))


async def errands(resolution_id: int) -> list[Errand]:
    """What of a resolution was sent out as work orders."""
    return await Errand.filter(resolution_id=resolution_id).order_by("id").select_related("order")


async def errand_of(order_id: int) -> Errand | None:
    """The resolution a work order was sent out for, if any."""
    return await Errand.get_or_none(order_id=order_id).select_related("resolution__term__council", "item")


async def where(resolution: Resolution) -> list[Place]:
    """Where a work order for it may be done: the communities of its council, and their estates."""
    paths = await councils.paths(resolution.term.council_id)
    levels = (Level.COMMUNITY, Level.ESTATE)
    found = [place for path in paths for place in await Place.filter(path__startswith=path, level__in=levels)]
    return sorted({place.id: place for place in found}.values(), key=lambda place: place.path)


def steps(notes: Sequence[ActionNote]) -> list[Step]:
    """Notes as the rules read them: by the day on the residents' clock."""
    return [Step(note.kind, clock.local(note.written_at).date(), note.due_on) for note in notes]


async def reviews(place_id: int) -> list[Review]:
    """Reviews of a place, newest first."""
    return await Review.filter(place_id=place_id).order_by("-ends_on", "cadence")


async def review(review_id: int) -> Review:
    """One review with its place. Raises NotFound."""
    found = await Review.get_or_none(id=review_id).select_related("place")
    if found is None:
        raise NotFound
    return found
