"""Reading motions handed in: one for its page, those that wait, those that a session has before it."""

from dataclasses import dataclass

from civic.kit import clock
from civic.kit.codes import as_receipt
from civic.kit.errors import NotFound
from civic.people.rules import Actor
from councils import queries as councils
from councils.models import Council
from councils.preparation.motions.models import MotionStep, WrittenMotion
from councils.preparation.motions.rules import Status, wording
from councils.rules import may_convene


@dataclass(frozen=True)
class Sheet:
    """A motion handed in, for its page. reads: whether this viewer may see what it says."""

    motion: WrittenMotion
    steps: list[MotionStep]
    reads: bool
    screens: bool
    own: bool

    @property
    def wording(self) -> str:
        """As it is put to the floor."""
        return text_of(self.motion)


def text_of(motion: WrittenMotion) -> str:
    """A motion as it is put to the floor."""
    return wording(motion.unit, motion.action, motion.deadline, motion.amount_fen)


async def one(motion_id: int) -> WrittenMotion:
    """A motion with its council, author and proposal. Raises NotFound."""
    loaded = ("council__place", "council__rule_set", "author", "proposal")
    found = await WrittenMotion.get_or_none(id=motion_id).select_related(*loaded)
    if found is None:
        raise NotFound
    return found


async def sheet(motion_id: int, actor: Actor) -> Sheet:
    """A motion for its page. Raises NotFound.

    That it was handed in and what became of it is public. What it says is public once a session has it before it in
    public: until then only its author and those who screen it read it, for it may speak of a neighbour.
    """
    motion = await one(motion_id)
    steps = await MotionStep.filter(motion_id=motion_id).order_by("id").select_related("session", "actor")
    own = actor.person_id == motion.author_id
    screens = may_convene(actor, *await councils.paths(motion.council_id))
    return Sheet(motion, steps, own or screens or await is_public(motion_id), screens, own)


async def is_public(motion_id: int) -> bool:
    """Whether a session has it on its open floor."""
    return await WrittenMotion.filter(id=motion_id, entries__item_id__isnull=False).exists()


async def waiting(council_id: int) -> list[WrittenMotion]:
    """Those of a council that nobody has dealt with, the oldest first."""
    found = WrittenMotion.filter(council_id=council_id, status=Status.RECEIVED)
    return await found.order_by("id").select_related("author")


async def of_person(person_id: int) -> list[WrittenMotion]:
    """A person's own, the newest first."""
    return await WrittenMotion.filter(author_id=person_id).order_by("-id").select_related("council").limit(50)


async def by_key(person_id: int, key: str) -> WrittenMotion | None:
    """The one this person handed in with this key, if any."""
    return await WrittenMotion.get_or_none(author_id=person_id, client_key=key)


async def by_code(code: str) -> int | None:
    """The one a receipt belongs to."""
    found = await WrittenMotion.get_or_none(code=as_receipt(code))
    return found.id if found else None


async def seated(council: Council, actor: Actor) -> bool:
    """Whether the actor holds a seat with a vote in the council's term of today."""
    term = await councils.current_term(council.id, clock.today())
    if term is None or actor.person_id is None:
        return False
    return any(
        seat.person_id == actor.person_id for seat in await councils.voting_seats(term.id, clock.today())
    )
