"""Objections to a roll while it is open to inspection, and their answers."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.codes import receipt_code
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded, Stale
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import Actor, Role, must
from votes.models import Ballot, RollEntry
from votes.rolls import queries
from votes.rolls.models import Challenge
from votes.rolls.rules import check_draft
from votes.rolls.rules.challenges import MOST_OPEN, Matter, Verdict
from votes.rolls.services.building import ref
from votes.rules import may_set_up


async def challenge(actor: Actor, ballot_id: int, matter: Matter, text: str) -> str:
    """Say that the roll is wrong; answers the receipt. Anyone with an account may: who is missing may be in no register.

    Raises SignInNeeded, NotFound, Refused ``roll_is_frozen``, ``challenge_no_roll``, ``challenge_too_many``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        await locked(Ballot, id=ballot_id)
        ballot = await queries.ballot(ballot_id)
        check_draft(ballot.state)
        if not await RollEntry.exists(ballot_id=ballot_id):
            raise Refused("challenge_no_roll")
        mine = Challenge.filter(ballot_id=ballot_id, person_id=actor.person_id, answered_at=None)
        if await mine.count() >= MOST_OPEN:
            raise Refused("challenge_too_many", most=MOST_OPEN)
        filed = await Challenge.create(
            ballot_id=ballot_id,
            person_id=actor.person_id,
            matter=matter,
            text=text,
            code=receipt_code(),
            filed_at=clock.now(),
        )
        await record(actor, "roll_challenged", ref(ballot_id), challenge=filed.id, matter=matter.value)
        clerks = await people.holders(Role.CLERK, ballot.place.path)
        await tell([each.person_id for each in clerks], "roll_challenged", ref(ballot_id), title=ballot.title)
        return filed.code


async def answer(actor: Actor, ballot_id: int, challenge_id: int, verdict: Verdict, words: str) -> None:
    """Answer an objection, once, with a reason. What is upheld is then corrected on the roll itself.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``roll_is_frozen``, Stale ``challenge_answered``.
    """
    async with transaction():
        ballot = await queries.ballot(ballot_id)
        must(may_set_up(actor, ballot.place.path), actor)
        check_draft(ballot.state)
        found = await locked(Challenge, id=challenge_id)
        if found.ballot_id != ballot_id:
            raise NotFound
        if found.answered_at is not None:
            raise Stale("challenge_answered")
        found.verdict, found.answer = verdict, words
        found.answered_by_id, found.answered_at = actor.person_id, clock.now()
        await found.save()
        facts = {"challenge": challenge_id, "verdict": verdict.value}
        await record(actor, "roll_challenge_answered", ref(ballot_id), **facts)
        await tell([found.person_id], "roll_challenge_answered", ref(ballot_id), title=ballot.title)
