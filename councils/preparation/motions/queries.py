"""Reading motions handed in: one for its page, those that wait, those that a session has before it."""

from dataclasses import dataclass
from datetime import datetime

from civic.kit import clock
from civic.kit.codes import as_receipt
from civic.kit.errors import NotFound
from civic.people.rules import Actor
from councils import queries as councils
from councils.models import Council
from councils.preparation.motions.models import Cosignature, MotionStep, MotionText, WrittenMotion
from councils.preparation.motions.rules import Status, may_cosign, wording
from councils.rules import Masking, may_convene


@dataclass(frozen=True)
class Name:
    """A name under a motion."""

    person_id: int
    name: str
    signed_at: datetime


@dataclass(frozen=True)
class Sheet:
    """A motion handed in, for its page. reads: whether this viewer may see what it says; named: and who signed it.

    names: under this text, its author's first; least: how many the rule set asks for. cosigned: whether this viewer's is
    among them; cosigns: whether it may be. texts: those that edits took the place of, the oldest first.
    """

    motion: WrittenMotion
    steps: list[MotionStep]
    names: list[Name]
    least: int
    texts: list[MotionText]
    reads: bool
    named: bool
    screens: bool
    own: bool
    cosigned: bool
    cosigns: bool

    @property
    def open(self) -> bool:
        """Whether names come and go, and its author may still edit it."""
        return self.motion.status in (Status.GATHERING, Status.RECEIVED)

    @property
    def wording(self) -> str:
        """As it is put to the floor."""
        return text_of(self.motion)

    def wording_of(self, text: MotionText) -> str:
        """As an earlier text would have been."""
        return wording(text.unit, text.action, text.deadline, text.amount_fen)


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
    public: until then only its author, the members and those who screen it read it, for it may speak of a neighbour.
    """
    motion = await one(motion_id)
    steps = await MotionStep.filter(motion_id=motion_id).order_by("id").select_related("session", "actor")
    own = actor.person_id == motion.author_id
    screens = may_convene(actor, *await councils.paths(motion.council_id))
    sits = await seated(motion.council, actor)
    signed = await names(motion)
    return Sheet(
        motion=motion,
        steps=steps,
        names=signed,
        least=motion.council.rule_set.motion_signatures,
        texts=await MotionText.filter(motion_id=motion_id).order_by("version"),
        reads=own or screens or sits or await is_public(motion_id),
        named=own or screens or sits or motion.council.rule_set.masking is Masking.FULL,
        screens=screens,
        own=own,
        cosigned=not own and any(one.person_id == actor.person_id for one in signed),
        cosigns=may_cosign(sits, own),
    )


async def names(motion: WrittenMotion) -> list[Name]:
    """Who stands under a motion's text now: its author, and members who signed it. Who lost the seat no longer counts.

    What a session has keeps the names it had. ``council`` and ``author`` must be loaded.
    """
    found = Cosignature.filter(motion_id=motion.id, ended_at=None).order_by("id").select_related("person")
    term = await councils.current_term(motion.council_id, clock.today())
    sitting = await councils.voting_seats(term.id, clock.today()) if term else []
    counted, settled = {seat.person_id for seat in sitting}, motion.status is Status.TAKEN_UP
    author = Name(motion.author_id, motion.author.display_name, motion.edited_at or motion.handed_in_at)
    return [author] + [
        Name(one.person_id, one.person.display_name, one.signed_at)
        for one in await found
        if settled or one.person_id in counted
    ]


async def is_public(motion_id: int) -> bool:
    """Whether a session has it on its open floor."""
    return await WrittenMotion.filter(id=motion_id, entries__item_id__isnull=False).exists()


async def waiting(council_id: int) -> list[WrittenMotion]:
    """Those of a council that nobody has dealt with, the oldest first."""
    found = WrittenMotion.filter(council_id=council_id, status=Status.RECEIVED)
    return await found.order_by("id").select_related("author")


async def gathering(council_id: int, person_id: int) -> list[WrittenMotion]:
    """Those of a council that a member may put a name under, and whose name is not there, those that need it first."""
    found = WrittenMotion.filter(council_id=council_id, status__in=[Status.GATHERING, Status.RECEIVED])
    signed = Cosignature.filter(person_id=person_id, ended_at=None, motion__council_id=council_id)
    mine = {one.motion_id for one in await signed.only("motion_id")}
    return [
        motion
        for motion in await found.order_by("status", "id").select_related("author")
        if motion.author_id != person_id and motion.id not in mine
    ]


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
