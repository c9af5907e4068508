"""Handing a motion in, sending it back with a reason, taking it back, and a session's taking it up."""

from dataclasses import asdict

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.codes import receipt_code
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.queries import holders
from civic.people.rules import Actor, Role, must
from councils import queries as councils
from councils.models import Council
from councils.preparation.motions import queries, rules
from councils.preparation.motions.models import MotionSignature, MotionStep, WrittenMotion
from councils.preparation.motions.rules import Slip, Status
from councils.rules import may_convene
from councils.sessions import queries as sessions


def ref(motion_id: int) -> Ref:
    """A motion handed in, as the tables name it that speak of anything."""
    return Ref("written_motion", motion_id)


async def must_hand_in(actor: Actor, council: Council) -> None:
    """Raises SignInNeeded, Forbidden for those whom the council's rule set does not let."""
    residents = council.rule_set.residents_hand_in
    paths, seated = await councils.paths(council.id), await queries.seated(council, actor)
    may = rules.may_hand_in(actor, seated, residents, *paths)
    must(may, actor, "slip_forbidden" if residents else "slip_members_only")


async def hand_in(actor: Actor, council_id: int, slip: Slip, key: str) -> WrittenMotion:
    """Hand in a motion and sign it; the same key again gives the same one.

    Raises SignInNeeded, Forbidden, NotFound, Refused (``slip_deadline``, ``slip_proposal_unknown``).
    """
    if actor.person_id is None:
        raise SignInNeeded
    if before := await queries.by_key(actor.person_id, key):
        return before
    council = await councils.council(council_id)
    await must_hand_in(actor, council)
    rules.check(slip, clock.today())
    known = {number for number, _ in await sessions.proposals_for(council.place_id)}
    if slip.proposal_id is not None and slip.proposal_id not in known:
        raise Refused("slip_proposal_unknown", "proposal")
    try:
        return await _enter(actor, actor.person_id, council, slip, key)
    except IntegrityError:
        # a second tap may have been faster on another connection
        if before := await queries.by_key(actor.person_id, key):
            return before
        raise


async def _enter(actor: Actor, author: int, council: Council, slip: Slip, key: str) -> WrittenMotion:
    digest, now = rules.text_digest(slip), clock.now()
    async with transaction():
        motion = await WrittenMotion.create(
            **asdict(slip),
            code=receipt_code(),
            council_id=council.id,
            author_id=author,
            text_digest=digest,
            handed_in_at=now,
            client_key=key,
        )
        await MotionSignature.create(motion=motion, person_id=author, signed_at=now, digest=digest)
        await MotionStep.create(motion=motion, status=Status.RECEIVED, at=now, actor_id=author)
        clerks = [one.person_id for one in await holders(Role.CLERK, council.place.path)]
        await tell(clerks, "slip_received", ref(motion.id), name=actor.name, title=slip.title)
        await audit.record(actor, "motion_handed_in", ref(motion.id), code=motion.code, digest=digest)
    return motion


async def send_back(actor: Actor, motion_id: int, reason: str) -> None:
    """Return a motion with a reason that is shown. Raises SignInNeeded, NotFound, Forbidden, Refused ``slip_settled``."""
    async with transaction():
        motion = await _locked(motion_id)
        must(may_convene(actor, *await councils.paths(motion.council_id)), actor, "slip_screen_forbidden")
        await _step(actor, motion, Status.RETURNED, reason)
        await tell([motion.author_id], "slip_returned", ref(motion_id), title=motion.title)
        await audit.record(actor, "motion_sent_back", ref(motion_id))


async def withdraw(actor: Actor, motion_id: int) -> None:
    """Take one's own motion back before a session has it. Raises SignInNeeded, NotFound, Forbidden, Refused."""
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        motion = await _locked(motion_id)
        if actor.person_id != motion.author_id:
            raise Forbidden("slip_own")
        await _step(actor, motion, Status.WITHDRAWN, "")
        await audit.record(actor, "motion_taken_back", ref(motion_id))


async def take_up(actor: Actor, motion_id: int, session_id: int) -> None:
    """A session has it before it: part of publishing the session's agenda. Raises NotFound, Refused ``slip_settled``."""
    async with transaction():
        motion = await _locked(motion_id)
        await _step(actor, motion, Status.TAKEN_UP, "", session_id)
        head = await sessions.head(session_id)
        await tell(
            [motion.author_id],
            "slip_taken_up",
            ref(motion_id),
            title=motion.title,
            council=head.council,
            session=head.title,
        )


async def _locked(motion_id: int) -> WrittenMotion:
    await locked(WrittenMotion, id=motion_id)
    return await queries.one(motion_id)


async def _step(
    actor: Actor, motion: WrittenMotion, to: Status, reason: str, session_id: int | None = None
) -> None:
    if actor.person_id is None:
        raise NotFound
    motion.status = rules.follow(motion.status, to)
    await motion.save(update_fields=["status"])
    await MotionStep.create(
        motion=motion,
        status=to,
        at=clock.now(),
        actor_id=actor.person_id,
        reason=reason,
        session_id=session_id,
    )
