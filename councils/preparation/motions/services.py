"""Handing a motion in, sending it back with a reason, taking it back, and a session's taking it up."""

from dataclasses import asdict

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.codes import receipt_code
from civic.kit.db import locked, once, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.queries import holders
from civic.people.rules import Actor, Role, must, person_of
from councils import queries as councils
from councils.models import Council
from councils.preparation.motions import queries, rules
from councils.preparation.motions.models import (
    Cosignature,
    MotionSignature,
    MotionStep,
    MotionText,
    WrittenMotion,
)
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
    author = person_of(actor)
    return await once(
        lambda: queries.by_key(author, key), lambda: _enter(actor, author, council_id, slip, key)
    )


async def _enter(actor: Actor, author: int, council_id: int, slip: Slip, key: str) -> WrittenMotion:
    council = await councils.council(council_id)
    await must_hand_in(actor, council)
    rules.check(slip, clock.today())
    await _check_proposal(slip, council)
    digest, now = rules.text_digest(slip), clock.now()
    status = rules.gathered(1, council.rule_set.motion_signatures)
    async with transaction():
        made = await WrittenMotion.create(
            **asdict(slip),
            code=receipt_code(),
            council_id=council.id,
            author_id=author,
            text_digest=digest,
            handed_in_at=now,
            status=status,
            client_key=key,
        )
        await MotionSignature.create(motion=made, person_id=author, signed_at=now, digest=digest)
        await MotionStep.create(motion=made, status=status, at=now, actor_id=author)
        motion = await queries.one(made.id)
        await (_tell_received(motion) if status is Status.RECEIVED else _ask_members(motion))
        await audit.record(actor, "motion_handed_in", ref(motion.id), code=motion.code, digest=digest)
    return motion


async def _check_proposal(slip: Slip, council: Council) -> None:
    known = {number for number, _ in await sessions.proposals_for(council.place_id)}
    if slip.proposal_id is not None and slip.proposal_id not in known:
        raise Refused("slip_proposal_unknown", "proposal")


async def _ask_members(motion: WrittenMotion) -> None:
    """More names are wanted: the members of today are asked."""
    term = await councils.current_term(motion.council_id, clock.today())
    seats = await councils.voting_seats(term.id, clock.today()) if term else []
    members = {seat.person_id for seat in seats} - {motion.author_id}
    await tell(members, "slip_asks", ref(motion.id), name=motion.author.display_name, title=motion.title)


async def _tell_received(motion: WrittenMotion) -> None:
    clerks = [one.person_id for one in await holders(Role.CLERK, motion.council.place.path)]
    await tell(clerks, "slip_received", ref(motion.id), name=motion.author.display_name, title=motion.title)


async def edit(actor: Actor, motion_id: int, slip: Slip, version: int) -> None:
    """Change the text before a session has it. The text before stays on file, and names under it are void; signers learn so.

    Raises SignInNeeded, NotFound, Forbidden for others than its author, Stale after another edit, Refused
    (``slip_settled``, ``slip_same``, ``slip_deadline``, ``slip_proposal_unknown``).
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        motion = await _locked(motion_id)
        if actor.person_id != motion.author_id:
            raise Forbidden("slip_edit_own")
        if motion.version != version:
            raise Stale("slip_stale", "version")
        rules.check_open(motion.status)
        rules.check(slip, clock.today())
        rules.check_edit(slip, motion.text_digest)
        await _check_proposal(slip, motion.council)
        await _keep_text(motion)
        names = Cosignature.filter(motion_id=motion_id, ended_at=None)
        signers = [one.person_id for one in await names]
        await names.update(ended_at=clock.now(), voided=True)
        digest = rules.text_digest(slip)
        await WrittenMotion.filter(id=motion_id).update(
            **asdict(slip), text_digest=digest, version=version + 1, edited_at=clock.now()
        )
        await tell(signers, "slip_void", ref(motion_id), title=slip.title)
        await audit.record(actor, "motion_edited", ref(motion_id), digest=digest, voided=len(signers))
        await _regather(actor, await queries.one(motion_id))


async def _keep_text(motion: WrittenMotion) -> None:
    kept = ("title", "unit", "action", "deadline", "amount_fen", "reason", "proposal_id", "text_digest")
    await MotionText.create(
        **{name: getattr(motion, name) for name in kept},
        motion_id=motion.id,
        version=motion.version,
        signed_at=motion.edited_at or motion.handed_in_at,
    )


async def cosign(actor: Actor, motion_id: int) -> None:
    """Put one's name under a motion that somebody else handed in, for exactly its text.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``slip_settled``, ``slip_cosigned``).
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        motion = await _locked(motion_id)
        sits = await queries.seated(motion.council, actor)
        may = rules.may_cosign(sits, actor.person_id == motion.author_id)
        must(may, actor, "slip_cosign_forbidden")
        rules.check_open(motion.status)
        if await Cosignature.exists(motion_id=motion_id, person_id=actor.person_id, ended_at=None):
            raise Refused("slip_cosigned")
        await Cosignature.create(
            motion_id=motion_id,
            person_id=actor.person_id,
            signed_at=clock.now(),
            digest=motion.text_digest,
        )
        await audit.record(actor, "motion_cosigned", ref(motion_id), digest=motion.text_digest)
        await _regather(actor, motion)


async def uncosign(actor: Actor, motion_id: int) -> None:
    """Take one's name back before a session has it. Raises SignInNeeded, NotFound, Refused."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        motion = await _locked(motion_id)
        rules.check_open(motion.status)
        mine = Cosignature.filter(motion_id=motion_id, person_id=actor.person_id, ended_at=None)
        if not await mine.update(ended_at=clock.now()):
            raise Refused("slip_not_cosigned")
        await audit.record(actor, "motion_uncosigned", ref(motion_id))
        await _regather(actor, motion)


async def _regather(actor: Actor, motion: WrittenMotion) -> None:
    """Its names decide whether it waits for more of them, or for a session; its author learns when that changes."""
    least = motion.council.rule_set.motion_signatures
    status = rules.gathered(len(await queries.names(motion)), least)
    if status is motion.status:
        return
    await _step(actor, motion, status, "")
    if status is Status.RECEIVED:
        await _tell_received(motion)
    kind = "slip_complete" if status is Status.RECEIVED else "slip_incomplete"
    await tell([motion.author_id], kind, ref(motion.id), title=motion.title)


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
        signers = [one.person_id for one in await queries.names(motion)]
        await tell(set(signers) - {actor.person_id}, "slip_gone", ref(motion_id), title=motion.title)
        await audit.record(actor, "motion_taken_back", ref(motion_id))


async def take_up(actor: Actor, motion_id: int, session_id: int) -> None:
    """A session has it before it: part of publishing the session's agenda. Raises NotFound, Refused ``slip_settled``."""
    async with transaction():
        motion = await _locked(motion_id)
        await _still_enough(motion)
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


async def _still_enough(motion: WrittenMotion) -> None:
    """Raises Refused when members who signed lost their seats since: nobody's act, so no step was written."""
    if motion.status is Status.RECEIVED:
        names = len(await queries.names(motion))
        if rules.gathered(names, motion.council.rule_set.motion_signatures) is Status.GATHERING:
            raise Refused("slip_short")


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
