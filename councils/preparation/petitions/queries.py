"""Reading requests for a session: how each stands today, those of a council and of a place, those that wait for a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.kit.thresholds import Threshold
from civic.people.queries import names, registered_in
from civic.people.rules import Actor
from councils import queries as councils
from councils.models import Council, RuleSet
from councils.preparation.petitions import rules
from councils.preparation.petitions.models import Petition, PetitionSignature
from councils.preparation.petitions.rules import Count, Register, Resident, Stage
from councils.rules import Masking, Of, Share, may_convene

_WITH = ("council__place", "council__rule_set", "rule_set", "author")
# the session whose published agenda has the matter on its open floor; one that was called off calls nothing
_CALLED = (
    "SELECT e.ref_id, s.id, s.title FROM agenda_entry e JOIN agenda a ON a.id = e.agenda_id "
    "JOIN session s ON s.id = a.session_id WHERE e.ref_kind = 'petition' AND e.item_id IS NOT NULL "
    "AND s.cancelled_at IS NULL AND e.ref_id IN ({marks}) ORDER BY s.id"
)


@dataclass(frozen=True)
class Line:
    """A request as a list shows it. counts: of those that collect, today's; of the rest the one that was met."""

    petition: Petition
    stage: Stage
    counts: tuple[Count, ...]
    session: tuple[int, str] | None

    @property
    def best(self) -> Count | None:
        """The share that is nearest to being met."""
        return max(self.counts, key=lambda one: one.signed / one.needed, default=None)


@dataclass(frozen=True)
class Sheet:
    """A request for its page. named: whether this viewer reads names; names: of those who signed and count today.

    signed: whether this viewer has; signs: whether they may. calls: whether they prepare the session that is asked for.
    """

    line: Line
    named: bool
    names: tuple[str, ...]
    signed: bool
    signs: bool
    own: bool
    calls: bool
    uncounted: tuple[Share, ...]


def shares(rule_set: RuleSet) -> list[Share]:
    """Who may ask for a session under a rule set."""
    return [Share(Threshold.read(line["share"]), Of(line["of"])) for line in rule_set.convening]


async def register(council: Council, today: date, asked: Iterable[Share]) -> Register:
    """Who counts today, as far as these shares ask; ``place`` must be loaded."""
    term = await councils.current_term(council.id, today)
    seated = await councils.voting_seats(term.id, today) if term else []
    living = await registered_in(council.place.path) if rules.of_residents(asked) else []
    return Register(
        frozenset(seat.person_id for seat in seated),
        tuple(Resident(one.person_id, one.household_id, one.birth_year) for one in living),
        today.year,
    )


async def one(petition_id: int) -> Petition:
    """A request with its council, place, rule set and author. Raises NotFound."""
    found = await Petition.get_or_none(id=petition_id).select_related(*_WITH)
    if found is None:
        raise NotFound
    return found


async def signers(petition_id: int) -> list[int]:
    """Who signed and did not take it back, in order; the register says who of them counts."""
    found = PetitionSignature.filter(petition_id=petition_id, withdrawn_at=None).order_by("id")
    return [int(str(each)) for each in await found.values_list("person_id", flat=True)]


async def count(petition: Petition, known: Register | None = None) -> list[Count]:
    """How the shares of a request stand today."""
    asked = shares(petition.rule_set)
    who = known or await register(petition.council, clock.today(), asked)
    return rules.counts(asked, await signers(petition.id), who)


async def sheet(petition_id: int, actor: Actor) -> Sheet:
    """A request for its page. Raises NotFound."""
    petition = await one(petition_id)
    asked = shares(petition.rule_set)
    known = await register(petition.council, clock.today(), asked)
    signed = await signers(petition_id)
    counted = [person for person in signed if rules.may_sign(person, asked, known)]
    calls = may_convene(actor, *await councils.paths(petition.council_id))
    signs, part = rules.may_sign(actor.person_id, asked, known), actor.person_id in known.seated or calls
    named = rules.names_shown(asked) and (part or petition.rule_set.masking is Masking.FULL)
    called = await names(counted) if named else {}
    return Sheet(
        line=(await _lines([petition], known))[0],
        named=named,
        names=tuple(called[person] for person in counted if person in called),
        signed=actor.person_id in signed,
        signs=signs,
        own=actor.person_id == petition.author_id,
        calls=calls,
        uncounted=tuple(share for share in asked if share.of not in rules.COUNTED),
    )


async def of_council(council_id: int) -> list[Line]:
    """All requests of a council, the newest first."""
    return await _lines(await Petition.filter(council_id=council_id).order_by("-id").select_related(*_WITH))


async def open_in(path: str) -> list[Line]:
    """Requests at a place and below it that collect names or wait for their session, those overdue first."""
    found = Petition.filter(council__place__path__startswith=path, withdrawn_at=None)
    lines = await _lines(await found.order_by("due_on", "id").select_related(*_WITH))
    order = [Stage.OVERDUE, Stage.REACHED, Stage.COLLECTING]
    return sorted((line for line in lines if line.stage in order), key=lambda line: order.index(line.stage))


async def waiting(council_id: int) -> list[Petition]:
    """Requests of a council with enough names, the first to be due first: what an agenda may begin with."""
    found = Petition.filter(council_id=council_id, reached_at__not_isnull=True)
    return await found.order_by("due_on", "id").select_related("author")


async def unsettled() -> list[int]:
    """What the clock looks at: requests that collect, and those whose days ran out and nobody above was told."""
    found = await rows(
        "SELECT id FROM petition WHERE withdrawn_at IS NULL AND (reached_at IS NULL OR "
        "(due_on < ? AND told_above_at IS NULL)) ORDER BY id",
        clock.today(),
    )
    return [row["id"] for row in found]


async def line(petition: Petition) -> Line:
    """How one stands; loaded as by ``one``."""
    return (await _lines([petition]))[0]


async def by_key(person_id: int, key: str) -> Petition | None:
    """The one this person opened with this key, if any."""
    return await Petition.get_or_none(author_id=person_id, client_key=key)


async def _lines(petitions: Sequence[Petition], known: Register | None = None) -> list[Line]:
    called, today = await _called([petition.id for petition in petitions]), clock.today()
    registers: dict[tuple[int, int], Register] = {}
    lines = []
    for petition in petitions:
        session = called.get(petition.id)
        reached = petition.reached_at is not None
        stage = rules.stage(
            petition.withdrawn_at is not None, reached, petition.due_on, session is not None, today
        )
        counts: Iterable[Count] = _met(petition)
        if stage is Stage.COLLECTING:
            key = (petition.council_id, petition.rule_set_id)
            if key not in registers:
                asked = shares(petition.rule_set)
                registers[key] = known or await register(petition.council, today, asked)
            counts = await count(petition, registers[key])
        lines.append(Line(petition, stage, tuple(counts), session))
    return lines


def _met(petition: Petition) -> list[Count]:
    """The share that was met, as it stood when it was."""
    signed, base = petition.reached_signed or 0, petition.reached_base or 0
    return [
        Count(share, signed, base) for share in shares(petition.rule_set) if share.of is petition.reached_of
    ]


async def _called(petition_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """By request the first session called for it. Agendas stand above this room, so they are read in SQL."""
    found: dict[int, tuple[int, str]] = {}
    if not petition_ids:
        return found
    for row in await rows(_CALLED.format(marks=marks(petition_ids)), *petition_ids):
        found.setdefault(row["ref_id"], (row["id"], row["title"]))
    return found
