"""Signing a count, contesting one, declaring a ballot void and holding it again. Nothing is ever taken away."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import N_, Refused, Stale
from civic.kit.refs import Ref
from civic.notifications.rules import kinds
from civic.notifications.services import tell as notify
from civic.people.rules import Actor, must, person_of
from civic.places.models import Place
from votes import queries as ballots
from votes import services as ballot_services
from votes.casting.services import fix_box
from votes.matters.models import Matter
from votes.models import Ballot
from votes.publication import queries, rules
from votes.publication.models import Contest, TellerSignature
from votes.publication.rules import TELLERS, Outcome
from votes.results import queries as results
from votes.results import services as counting
from votes.results.models import Result
from votes.rounds import services as rounds
from votes.rules import State, may_certify, may_set_up


def ref(ballot_id: int) -> Ref:
    """A ballot's name in the tables that speak of anything."""
    return Ref("ballot", ballot_id)


async def _held(ballot_id: int) -> tuple[Ballot, str]:
    """The ballot, held against other acts, and the path of its place."""
    ballot = await locked(Ballot, id=ballot_id)
    return ballot, (await Place.get(id=ballot.place_id)).path


async def sign(actor: Actor, ballot_id: int, digest: str) -> bool:
    """A teller's signature under the official count with this digest; whether it was the one that makes it stand.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``result_changed`` when the count is not the one that was looked
    at, and Refused as ``rules.check_signing`` does.
    """
    person_id = person_of(actor)
    async with transaction():
        ballot, path = await _held(ballot_id)
        must(may_certify(actor, path), actor, "teller_role")
        result = await results.official(ballot_id)
        if result is None:
            raise Refused("nothing_to_sign")
        signers = await queries.signers(result.id)
        waiting = await queries.waiting_contests(ballot_id)
        rules.check_signing(ballot.state, digest, result.digest, signers, person_id, waiting)
        role = rules.role_of(actor, path)
        await TellerSignature.create(
            result=result, person_id=person_id, role=role.value, digest=digest, signed_at=clock.now()
        )
        await record(actor, "result_signed", ref(ballot_id), run=result.run, digest=digest, role=role.value)
        if len(signers) + 1 < TELLERS:
            return False
        await _certify(actor, ballot, result)
        return True


async def _certify(actor: Actor, ballot: Ballot, result: Result) -> None:
    """The count stands, and what follows from it happens now."""
    result.certified_at, result.certified_by_id = clock.now(), actor.person_id
    await result.save(update_fields=["certified_at", "certified_by_id"])
    round_id = await queries.round_of(ballot.id)
    first = ballot.state is State.CLOSED
    if round_id is not None:
        tell = rounds.mark_certified if first else rounds.tell_again
        await tell(actor, round_id, await results.winning_proposals(result.id))
    elif first:
        await ballot_services.certify_ballot(ballot)
    await record(actor, "result_certified", ref(ballot.id), run=result.run, digest=result.digest)


async def contest(actor: Actor, ballot_id: int, reason: str) -> Contest:
    """Contest the count that is shown. Raises SignInNeeded, NotFound, Forbidden, Refused beside ``reason``."""
    person_id = person_of(actor)
    async with transaction():
        ballot, path = await _held(ballot_id)
        on_roll = await ballots.entry_of(ballot_id, person_id) is not None
        must(rules.may_contest(actor, path, on_roll), actor, "contest_not_on_roll")
        result = await results.official(ballot_id)
        if result is None:
            raise Refused("ballot_still_open", "reason")
        rules.check_contest(
            ballot.state, rules.contested_until(result.counted_at, ballot.parameters), clock.now()
        )
        if await Contest.exists(result_id=result.id, person_id=person_id):
            raise Refused("contest_filed_already", "reason")
        filed = await Contest.create(
            ballot=ballot, result=result, person_id=person_id, reason=reason, filed_at=clock.now()
        )
        await record(actor, "result_contested", ref(ballot_id), contest=filed.id, run=result.run)
        return filed


async def answer(actor: Actor, contest_id: int, text: str, upheld: bool) -> Contest:
    """Answer a contest in public, once. Upheld, the papers are counted again and both counts stay.

    Raises SignInNeeded, NotFound, Forbidden for who filed it or has signed the count, Stale ``contest_answered``.
    """
    person_id = person_of(actor)
    async with transaction():
        found = await locked(Contest, id=contest_id)
        ballot, path = await _held(found.ballot_id)
        must(rules.may_answer(actor, path), actor)
        if found.outcome is not None:
            raise Stale("contest_answered")
        rules.check_answer(person_id, found.person_id, await queries.signers(found.result_id))
        found.outcome = Outcome.UPHELD if upheld else Outcome.DISMISSED
        found.answer, found.answered_by_id, found.answered_at = text, person_id, clock.now()
        if upheld:
            found.recount = await counting.count_again(ballot.id)
        await found.save()
        await record(
            actor,
            "contest_answered",
            ref(ballot.id),
            contest=found.id,
            outcome=found.outcome.value,
        )
        await notify([found.person_id], "contest_answered", ref(ballot.id), title=ballot.title)
        return found


async def declare_void(actor: Actor, ballot_id: int, reason: str) -> None:
    """The ballot is void: nothing follows from it, and everything is kept. An open box is sealed first, unread.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``draft_not_void`` and ``void_already``.
    """
    person_of(actor)
    async with transaction():
        ballot, path = await _held(ballot_id)
        must(rules.may_void(actor, path), actor)
        rules.check_voiding(ballot.state)
        if ballot.state is State.OPEN:
            await fix_box(ballot)
        await ballot_services.void_ballot(ballot, reason)
        round_id = await queries.round_of(ballot_id)
        if round_id is not None:
            await rounds.release(actor, round_id, reason)
        await record(
            actor,
            "ballot_voided",
            ref(ballot_id),
            reason=reason,
            sealed_root=ballot.bulletin_root,
            sealed_papers=ballot.bulletin_size,
        )


async def rerun(actor: Actor, ballot_id: int) -> Ballot:
    """A new draft with the question, options and settings of a void ballot. It begins tomorrow and lasts as long.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``rerun_needs_void`` and ``rerun_already``.
    """
    person_of(actor)
    async with transaction():
        ballot, path = await _held(ballot_id)
        must(may_set_up(actor, path), actor)
        rules.check_rerun(ballot.state, await Ballot.exists(rerun_of_id=ballot_id))
        opens_at, closes_at = rules.dates_again(ballot.opens_at, ballot.closes_at, clock.today())
        made = await ballot_services.copied(
            ballot, rerun_of_id=ballot.id, opens_at=opens_at, closes_at=closes_at
        )
        round_id = await queries.round_of(ballot_id)
        if round_id is not None:
            await rounds.repeat(round_id, made)
        elif await queries.matter_of(ballot_id) is not None:
            await Matter.create(ballot=made, created_at=clock.now())
        await record(actor, "ballot_repeated", ref(ballot_id), ballot=made.id)
        await record(actor, "ballot_created", ref(made.id), rerun_of=ballot_id)
        return made


kinds(contest_answered=N_("您对“{title}”的计票提的异议，有答复了。"))
