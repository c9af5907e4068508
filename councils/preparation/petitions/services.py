"""Opening a request for a session, signing it, taking a name back, and what follows when there are enough."""

from datetime import datetime

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, once, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.queries import holders
from civic.people.rules import SYSTEM, Actor, Role, must, person_of
from councils import queries as councils
from councils.models import Council
from councils.preparation.petitions import queries, rules
from councils.preparation.petitions.models import Petition, PetitionSignature
from councils.preparation.petitions.rules import Stage
from councils.rules import SeatRole


def ref(petition_id: int) -> Ref:
    """A request, as the tables name it that speak of anything."""
    return Ref("petition", petition_id)


async def must_ask(actor: Actor, council: Council) -> None:
    """Raises SignInNeeded, Refused ``petition_none``, Forbidden for whom no share of the rule set counts."""
    if not actor.signed_in:
        raise SignInNeeded
    shares = queries.shares(council.rule_set)
    if not shares:
        raise Refused("petition_none")
    known = await queries.register(council, clock.today(), shares)
    must(rules.may_sign(actor.person_id, shares, known), actor, "petition_forbidden")


async def begin(actor: Actor, council_id: int, title: str, reason: str, key: str) -> Petition:
    """Ask for a session about a matter, with one's own name first; the same key again gives the same request.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``petition_none``.
    """
    author = person_of(actor)
    return await once(
        lambda: queries.by_key(author, key), lambda: _enter(actor, author, council_id, title, reason, key)
    )


async def _enter(actor: Actor, author: int, council_id: int, title: str, reason: str, key: str) -> Petition:
    council = await councils.council(council_id)
    await must_ask(actor, council)
    digest, now = rules.text_digest(council.id, title, reason), clock.now()
    async with transaction():
        made = await Petition.create(
            council_id=council.id,
            rule_set_id=council.rule_set_id,
            author_id=author,
            title=title,
            reason=reason,
            text_digest=digest,
            opened_at=now,
            client_key=key,
        )
        await PetitionSignature.create(petition=made, person_id=author, signed_at=now, digest=digest)
        await audit.record(actor, "petition_opened", ref(made.id), council=council.id, digest=digest)
        petition = await queries.one(made.id)
        shares = queries.shares(petition.rule_set)
        if rules.names_shown(shares):
            seated = (await queries.register(petition.council, clock.today(), shares)).seated
            facts = {"name": actor.name, "council": council.name, "title": title}
            await tell(seated - {author}, "petition_opened", ref(made.id), **facts)
        await _settle(actor, petition)
    return petition


async def sign(actor: Actor, petition_id: int) -> None:
    """Put one's name under a request, once.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``petition_signed``, ``petition_reached_already``,
    ``petition_withdrawn``).
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        petition = await _open(petition_id)
        shares = queries.shares(petition.rule_set)
        known = await queries.register(petition.council, clock.today(), shares)
        may = rules.may_sign(actor.person_id, shares, known)
        must(may, actor, "petition_forbidden")
        if actor.person_id in await queries.signers(petition_id):
            raise Refused("petition_signed")
        await PetitionSignature.create(
            petition=petition,
            person_id=actor.person_id,
            signed_at=clock.now(),
            digest=petition.text_digest,
        )
        await audit.record(actor, "petition_signed", ref(petition_id), digest=petition.text_digest)
        await _settle(actor, petition)


async def unsign(actor: Actor, petition_id: int) -> None:
    """Take one's name back while there are not enough. Raises SignInNeeded, NotFound, Refused."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        petition = await _open(petition_id)
        if actor.person_id == petition.author_id:
            raise Refused("petition_author")
        mine = PetitionSignature.filter(petition_id=petition_id, person_id=actor.person_id, withdrawn_at=None)
        if not await mine.update(withdrawn_at=clock.now()):
            raise Refused("petition_not_signed")
        await audit.record(actor, "petition_unsigned", ref(petition_id))


async def withdraw(actor: Actor, petition_id: int) -> None:
    """Take the whole request back while there are not enough names; who signed is told.

    Raises SignInNeeded, NotFound, Forbidden for others than who opened it, Refused.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        petition = await _open(petition_id)
        if actor.person_id != petition.author_id:
            raise Forbidden("petition_own")
        await Petition.filter(id=petition_id).update(withdrawn_at=clock.now())
        others = set(await queries.signers(petition_id)) - {actor.person_id}
        await tell(others, "petition_dropped", ref(petition_id), title=petition.title)
        await audit.record(actor, "petition_withdrawn", ref(petition_id))


async def called(actor: Actor, petition_id: int, session: str) -> None:
    """A session was called for it: part of publishing that session's agenda. Who signed is told."""
    petition = await queries.one(petition_id)
    facts = {"council": petition.council.name, "session": session, "title": petition.title}
    await tell(await queries.signers(petition_id), "petition_called", ref(petition_id), **facts)
    await audit.record(actor, "petition_called", ref(petition_id))


async def tick(now: datetime) -> None:
    """By the clock: count again, for the register may have changed; tell the place above once when the days ran out."""
    for petition_id in await queries.unsettled():
        async with transaction():
            await locked(Petition, id=petition_id)
            petition = await queries.one(petition_id)
            stage = (await queries.line(petition)).stage
            if stage is Stage.COLLECTING:
                await _settle(SYSTEM, petition)
            elif stage is Stage.OVERDUE and petition.told_above_at is None:
                await _tell_above(petition, now)


async def _open(petition_id: int) -> Petition:
    """The request, locked, while names come and go. Raises NotFound, Refused."""
    await locked(Petition, id=petition_id)
    petition = await queries.one(petition_id)
    rules.check_open(petition.withdrawn_at is not None, petition.reached_at is not None)
    return petition


async def _settle(actor: Actor, petition: Petition) -> None:
    """Binds the body when a share is met: how many of how many, and until when the session must be called."""
    met = rules.reached(await queries.count(petition))
    if met is None:
        return
    due_on = rules.due(clock.today(), petition.rule_set.convening_days)
    await Petition.filter(id=petition.id).update(
        reached_at=clock.now(),
        reached_of=met.share.of,
        reached_signed=met.signed,
        reached_base=met.base,
        due_on=due_on,
    )
    facts = {"council": petition.council.name, "title": petition.title}
    numbers = {"signed": met.signed, "base": met.base}
    kind, until = (
        ("petition_reached_due", {"due_on": due_on.isoformat()}) if due_on else ("petition_reached", {})
    )
    await tell(await _bound(petition.council), kind, ref(petition.id), **facts, **numbers, **until)
    await tell(await queries.signers(petition.id), "petition_counted", ref(petition.id), **facts)
    await audit.record(actor, "petition_reached", ref(petition.id), **numbers, of=met.share.of.value)


async def _tell_above(petition: Petition, now: datetime) -> None:
    assert petition.due_on is not None
    await Petition.filter(id=petition.id).update(told_above_at=now)
    facts = {"title": petition.title, "due_on": petition.due_on.isoformat()}
    above = await holders(Role.OFFICER, petition.council.place.path)
    people = {one.person_id for one in above}
    await tell(people, "petition_late", ref(petition.id), council=petition.council.name, **facts)
    await tell(await _bound(petition.council) - people, "petition_late_here", ref(petition.id), **facts)
    await audit.record(SYSTEM, "petition_overdue", ref(petition.id), due_on=petition.due_on.isoformat())


async def _bound(council: Council) -> set[int]:
    """Who must call the session: the council's chair and the residents' committee."""
    term = await councils.current_term(council.id, clock.today())
    seats = await councils.seats(term.id, clock.today()) if term else []
    chairs = {seat.person_id for seat in seats if seat.role is SeatRole.CHAIR}
    return chairs | {one.person_id for one in await holders(Role.CLERK, council.place.path)}
