"""Papers of paper over the desk: handed out, replaced, put in the box; each ticked off on the roll."""

from civic.audit.services import record_day
from civic.kit import clock
from civic.kit.db import held, transaction
from civic.kit.refs import Ref
from civic.people.rules import Actor
from votes.casting import queries as casting
from votes.casting.rules import Slip, key_of, receipt_of
from votes.casting.services import put, tick_off
from votes.models import RollEntry
from votes.rules import check_voting
from votes.stations import queries, rules
from votes.stations.models import PaperStep
from votes.stations.rules import Step

VERBS = {
    Step.HANDED: "paper_handed_out",
    Step.REPLACED: "paper_replaced",
    Step.RETURNED: "paper_put_in_box",
}


def ref(ballot_id: int) -> Ref:
    """A ballot's name in the tables that speak of anything."""
    return Ref("ballot", ballot_id)


async def take_step(actor: Actor, ballot_id: int, entry_id: int, step: Step) -> None:
    """Tick a step of an entry's paper off. Put in the box, it is the entry's one vote: whoever comes first counts.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``station_has_voted``, and Refused as ``check_voting`` and
    ``check_step`` do.
    """
    async with transaction():
        post = await queries.attended(actor, ballot_id)
        check_voting(post.question, clock.now())
        # two desks that serve the same person wait for each other here
        await held(RollEntry, id=entry_id, ballot_id=ballot_id)
        standing = (await queries.entry(ballot_id, entry_id)).standing
        rules.check_step(step, standing, post.ballot.paper_ballots)
        await PaperStep.create(
            ballot_id=ballot_id, entry_id=entry_id, step=step, staff_id=actor.person_id, day=clock.today()
        )
        if step is Step.RETURNED:
            await tick_off(ballot_id, entry_id)
        await record_day([staff_id(actor)], VERBS[step], ref(ballot_id), clock.today())


def staff_id(actor: Actor) -> int:
    """Who did it: staff are always somebody."""
    if actor.person_id is None:
        raise ValueError("staff act under their own name")
    return actor.person_id


async def put_once(slip: Slip, entry_id: int) -> tuple[str, bool]:
    """Put the paper of an entry in the box that somebody else fills in: the receipt, and whether it is new. The same page
    sent twice gets the same receipt. Joins the caller's transaction.

    Raises NotFound, Stale ``station_has_voted``, and what ``casting.services.put`` raises.
    """
    await held(RollEntry, id=entry_id, ballot_id=slip.ballot_id)
    standing = (await queries.entry(slip.ballot_id, entry_id)).standing
    if standing.voted is None:
        return await put(slip), True
    key = key_of(slip.ballot_id, entry_id, slip.nonce)
    if key not in await casting.known_keys([key]):
        rules.check_has_not_voted(standing)
    return receipt_of(key), False
