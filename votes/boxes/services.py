"""Taking a key before a ballot opens, and opening its box after it has closed."""

from functools import partial

from civic.audit.services import record
from civic.kit import clock, sealing
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.people.rules import Actor, KeyHolder, key_holder
from votes.boxes import queries, rules
from votes.boxes.models import BoxKey
from votes.casting import services as casting
from votes.casting.rules import unboxed
from votes.models import Ballot
from votes.rules import Phase


async def take_key(actor: Actor, ballot_id: int) -> str:
    """Become one of the two key holders; answers the opening code, which is shown once and kept nowhere.

    Raises SignInNeeded, NotFound, Forbidden ``box_key_not_yours``, Refused ``box_not_sealed``, ``ballot_not_draft``,
    Stale ``box_key_taken``.
    """
    # asked before the costly part, which is done outside the transaction, and again inside it
    await _free_key(actor, ballot_id)
    key = await sealing.new_key()
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        holder = await _free_key(actor, ballot_id)
        await BoxKey.create(
            ballot_id=ballot_id,
            holder=holder,
            person_id=actor.person_id,
            public_key=key.public,
            locked_key=key.locked,
            taken_at=clock.now(),
        )
        held = {each.holder: each.public_key for each in await BoxKey.filter(ballot_id=ballot_id)}
        ballot.seals = [held[each] for each in KeyHolder if each in held]
        await ballot.save(update_fields=["seals"])
        await record(actor, "box_key_taken", Ref("ballot", ballot_id), holder=holder.value)
    return key.code


async def _free_key(actor: Actor, ballot_id: int) -> KeyHolder:
    found = await queries.box(ballot_id)
    holder = _holder(actor, found)
    if not found.ballot.sealed_box:
        raise Refused("box_not_sealed")
    if found.phase is not Phase.PREPARING:
        raise Refused("ballot_not_draft")
    if holder in found.keys:
        raise Stale("box_key_taken")
    return holder


def _holder(actor: Actor, found: queries.Box) -> KeyHolder:
    holder = key_holder(actor, found.ballot.place.path)
    if holder is None:
        raise Forbidden("box_key_not_yours") if actor.signed_in else SignInNeeded
    return holder


async def turn_key(actor: Actor, ballot_id: int, code: str) -> bool:
    """Use one of the two keys after closing; with the second the box opens. Answers whether it is open now.

    Opened papers lie under the same random keys as before; the private halves are wiped, so that no older copy of the
    database can be read with what is left. Raises SignInNeeded, NotFound, Forbidden ``box_key_not_yours``, Stale
    ``box_key_turned``, Refused as ``rules.check_opening`` does, ``wrong_opening_code`` and ``seal_broken``.
    """
    mine = await _my_key(actor, ballot_id)
    private = await sealing.unlock(mine.locked_key, code)
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        key = await _my_key(actor, ballot_id)
        key.turned_key, key.turned_at = private, clock.now()
        await key.save(update_fields=["turned_key", "turned_at"])
        await record(actor, "box_key_turned", Ref("ballot", ballot_id), holder=key.holder.value)
        turned = {each.holder: each.turned_key for each in await BoxKey.filter(ballot_id=ballot_id)}
        if not all(turned.get(each) for each in KeyHolder):
            return False
        await _open(actor, ballot, [turned[each] for each in KeyHolder])
        return True


async def _my_key(actor: Actor, ballot_id: int) -> BoxKey:
    found = await queries.box(ballot_id)
    holder = _holder(actor, found)
    rules.check_opening(found.ballot.sealed_box, found.ballot.box_opened_at is not None, found.phase)
    mine = found.keys.get(holder)
    if mine is None or mine.person_id != actor.person_id:
        raise Forbidden("box_key_not_yours")
    if mine.turned_at is not None:
        raise Stale("box_key_turned")
    return mine


async def _open(actor: Actor, ballot: Ballot, privates: list[str]) -> None:
    """Every paper in clear under its own key again; then the keys are wiped."""

    papers = await casting.put_in_key_order(ballot.id, partial(unboxed, privates=privates))
    await BoxKey.filter(ballot_id=ballot.id).update(turned_key="", locked_key="")
    ballot.box_opened_at = clock.now()
    await ballot.save(update_fields=["box_opened_at"])
    await record(actor, "box_opened", Ref("ballot", ballot.id), papers=len(papers))
