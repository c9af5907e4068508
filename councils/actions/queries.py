"""Reading action items: one with its steps, those of a place, what the clock has to look at, and reviews."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import chain, clock
from civic.kit.errors import NotFound
from civic.places.models import Place
from councils.actions.models import ActionNote, Review
from councils.actions.rules import Progress, State, Step, progress
from councils.resolutions.models import ActionItem

_WITH = ("resolution__term__council__place", "resolution__minutes")


@dataclass(frozen=True)
class Shown:
    """An action item, its steps in order, and how it stands today."""

    item: ActionItem
    notes: tuple[ActionNote, ...]
    progress: Progress

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
    today = clock.today()
    return [
        Shown(item, tuple(notes[item.id]), progress(item.due_on, steps(notes[item.id]), today))
        for item in items
    ]


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
