"""What is done with proposals: one act, one function, one transaction, one line in the audit log."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tortoise.expressions import F

from civic.audit.services import record
from civic.kit import clock, codes
from civic.kit.db import locked, once, transaction
from civic.kit.errors import N_, Forbidden, Refused, Stale
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.organisations.models import Organisation
from civic.organisations.queries import represented_by
from civic.people.rules import Actor, person_of
from civic.pictures.rules import Shrunk
from civic.pictures.services import keep, prepare
from civic.places.models import Place
from civic.web.fields import Upload
from proposals import queries, rules
from proposals.models import Photo, Proposal, Step, Support
from proposals.rules import Draft, State

_TO_SUPPORTERS = (State.NOT_CHOSEN, State.CHOSEN, State.FUNDED, State.DELIVERED)


def ref(proposal_id: int) -> Ref:
    """A proposal's name in the tables that speak of anything."""
    return Ref("proposal", proposal_id)


async def submit(actor: Actor, draft: Draft, key: str, uploads: Sequence[Upload] = ()) -> Proposal:
    """Hand in a proposal; the same key again gives the same proposal.

    Raises SignInNeeded, Refused (``proposal_place``, ``proposal_elsewhere``, ``proposal_no_home``, ``photos_many``,
    and what pictures refuse).
    """
    person_id = person_of(actor)
    return await once(
        lambda: queries.by_key(person_id, key), lambda: _submit(actor, person_id, draft, key, uploads)
    )


async def _submit(
    actor: Actor, person_id: int, draft: Draft, key: str, uploads: Sequence[Upload]
) -> Proposal:
    community, estate, organisation = await _where(actor, draft.place_id)
    shrunk = await _shrink(uploads)
    async with transaction():
        proposal = await Proposal.create(
            **_columns(draft),
            code=await _fresh_code(),
            place=community,
            estate=estate,
            organisation=organisation,
            proposer_id=person_id,
            submitted_at=clock.now(),
            client_key=key,
        )
        await _add_photos(actor, proposal.id, shrunk, range(1, rules.MOST_PHOTOS + 1))
        await _step(actor, proposal)
        await record(actor, "proposal_submitted", ref(proposal.id), title=draft.title, code=proposal.code)
    return proposal


async def amend(
    actor: Actor,
    proposal_id: int,
    version: int,
    draft: Draft,
    uploads: Sequence[Upload] = (),
    drop: Iterable[int] = (),
) -> Proposal:
    """Change the words before neighbours have backed them; a returned proposal is handed in again by this.

    ``drop``: positions of photographs that go. Raises SignInNeeded, Forbidden, NotFound,
    Stale ``proposal_stale`` and what ``submit`` refuses.
    """
    person_of(actor)
    _check_own(actor, await queries.one(proposal_id))
    shrunk = await _shrink(uploads)
    async with transaction():
        proposal = await _mine(actor, proposal_id)
        if not rules.editable(proposal.state):
            raise Refused("proposal_fixed")
        if proposal.version != version:
            raise Stale("proposal_stale", field="version")
        community, estate, organisation = await _where(actor, draft.place_id)
        changed = _changed(proposal, draft, community, estate)
        proposal.update_from_dict(
            _columns(draft)
            | {"place": community, "estate": estate, "organisation": organisation, "version": version + 1}
        )
        returned = proposal.state is State.RETURNED
        if returned:
            proposal.state = rules.follow(proposal.state, State.SUBMITTED)
            proposal.submitted_at = clock.now()
        await proposal.save()
        await _exchange_photos(actor, proposal_id, shrunk, set(drop))
        what = N_("提案人补充后再交") if returned else N_("提案人改了内容")
        await _step(actor, proposal, facts={"what": what})
        await record(actor, "proposal_amended", ref(proposal_id), version=proposal.version, changed=changed)
    return proposal


async def withdraw(actor: Actor, proposal_id: int) -> None:
    """Take one's own proposal back before it stands on a ballot. A second time changes nothing.

    Raises SignInNeeded, Forbidden, NotFound, Refused ``proposal_underway``.
    """
    person_of(actor)
    async with transaction():
        proposal = await _mine(actor, proposal_id)
        if proposal.state is State.WITHDRAWN:
            return
        if not rules.withdrawable(proposal.state):
            raise Refused("proposal_underway")
        await advance(actor, proposal, State.WITHDRAWN)
        await record(actor, "proposal_withdrawn", ref(proposal_id))


async def support(actor: Actor, proposal_id: int) -> None:
    """Back a neighbour's proposal, once; again changes nothing. Raises SignInNeeded, Forbidden, NotFound, Refused."""
    person_id = person_of(actor)
    async with transaction():
        proposal = await _supportable(actor, proposal_id)
        if await queries.supports(proposal.id, person_id):
            return
        await Support.create(proposal=proposal, person_id=person_id, at=clock.now())
        await Proposal.filter(id=proposal.id).update(support_count=F("support_count") + 1)
        await record(actor, "support_given", ref(proposal.id))


async def unsupport(actor: Actor, proposal_id: int) -> None:
    """Take one's support back; without one nothing changes. Raises SignInNeeded, Forbidden, NotFound, Refused."""
    person_id = person_of(actor)
    async with transaction():
        proposal = await _supportable(actor, proposal_id)
        if await Support.filter(proposal_id=proposal.id, person_id=person_id).delete():
            await Proposal.filter(id=proposal.id).update(support_count=F("support_count") - 1)
            await record(actor, "support_withdrawn", ref(proposal.id))


async def put_on_ballot(actor: Actor, proposal_id: int, on: Ref) -> None:
    """A question with this proposal is put to residents. The caller has asked its own rule. Raises Refused, NotFound."""
    await mark(actor, proposal_id, State.ON_BALLOT, "", on)


async def mark(
    actor: Actor, proposal_id: int, state: State, reason: str = "", on: Ref | None = None, **facts: Any
) -> None:
    """What became of the proposal upstairs, for its timeline; marking the state it has already changes nothing.

    The caller has asked its own rule. ``reason`` is public; a fact ``what`` (a marked Chinese sentence) replaces the
    usual words of the timeline. Raises NotFound, Refused ``proposal_move``.
    """
    async with transaction():
        proposal = await locked(Proposal, id=proposal_id)
        if proposal.state is not state:
            await advance(actor, proposal, state, reason, on, facts)
            await record(
                actor, "proposal_moved", ref(proposal_id), state=state.value, on=str(on) if on else ""
            )


async def advance(
    actor: Actor,
    proposal: Proposal,
    state: State,
    reason: str = "",
    on: Ref | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Move a locked proposal on, inside the transaction of the act that does it, and tell those it concerns.

    The proposer hears of every step someone else took, those who backed it of every decision.
    Raises Refused ``proposal_move``.
    """
    proposal.state = rules.follow(proposal.state, state)
    await proposal.save(update_fields=["state"])
    await _step(actor, proposal, reason, on, facts)
    people = {proposal.proposer_id}
    if state in _TO_SUPPORTERS:
        people.update(await queries.supporters(proposal.id))
    if people := people - {actor.person_id}:
        await tell(people, f"proposal_{state}", ref(proposal.id), title=proposal.title, reason=reason)


async def note(
    actor: Actor, proposal_id: int, what: str, on: Ref | None = None, reason: str = "", **facts: Any
) -> None:
    """A line on the timeline without a change of state. ``what`` is a marked Chinese sentence. Raises NotFound."""
    async with transaction():
        proposal = await locked(Proposal, id=proposal_id)
        await _step(actor, proposal, reason, on, facts | {"what": what})
        await record(actor, "proposal_noted", ref(proposal_id), what=what, on=str(on) if on else "")


async def _where(actor: Actor, place_id: int) -> tuple[Place, Place | None, Organisation | None]:
    """The community, the estate, and the organisation in whose name someone from elsewhere proposes."""
    home = await queries.home_of(place_id)
    if home is None:
        raise Refused("proposal_place", field="place")
    community, estate = home
    acting = await represented_by(actor)
    if not rules.may_submit(actor, community.path, frozenset(each.kind for each in acting)):
        code = "proposal_elsewhere" if actor.place_id is not None else "proposal_no_home"
        raise Refused(code, field="place")
    bodies = [each for each in acting if rules.may_propose_anywhere(frozenset({each.kind}))]
    return community, estate, None if actor.lives_in(community.path) else bodies[0]


async def _mine(actor: Actor, proposal_id: int) -> Proposal:
    proposal = await locked(Proposal, id=proposal_id)
    await proposal.fetch_related("place", "estate")
    _check_own(actor, proposal)
    return proposal


def _check_own(actor: Actor, proposal: Proposal) -> None:
    if not rules.may_edit(actor, queries.standing(proposal)):
        raise Forbidden("proposal_not_yours")


async def _supportable(actor: Actor, proposal_id: int) -> Proposal:
    proposal = await locked(Proposal, id=proposal_id)
    await proposal.fetch_related("place")
    standing = queries.standing(proposal)
    if not rules.may_support(actor, standing):
        raise Forbidden(rules.support_refusal(actor, standing) or "support_elsewhere")
    if code := rules.support_refusal(actor, standing):
        raise Refused(code)
    return proposal


def _columns(draft: Draft) -> dict[str, Any]:
    return {name: value for name, value in asdict(draft).items() if name != "place_id"}


def _changed(proposal: Proposal, draft: Draft, community: Place, estate: Place | None) -> list[str]:
    wanted = _columns(draft) | {"place_id": community.id, "estate_id": estate.id if estate else None}
    return sorted(name for name, value in wanted.items() if getattr(proposal, name) != value)


async def _fresh_code() -> str:
    code = codes.receipt_code()
    while await Proposal.exists(code=code):
        code = codes.receipt_code()
    return code


async def _shrink(uploads: Sequence[Upload]) -> list[Shrunk]:
    """Decoded before the transaction: it takes time, and the database should not wait for it."""
    rules.check_photos(len(uploads))
    return [await prepare(upload, field=f"photo_{n}") for n, upload in enumerate(uploads, 1)]


async def _add_photos(actor: Actor, proposal_id: int, shrunk: Sequence[Shrunk], free: Iterable[int]) -> None:
    for position, picture in zip(free, shrunk, strict=False):
        kept = await keep(actor, picture)
        await Photo.create(proposal_id=proposal_id, picture=kept, position=position)


async def _exchange_photos(actor: Actor, proposal_id: int, shrunk: Sequence[Shrunk], drop: set[int]) -> None:
    await Photo.filter(proposal_id=proposal_id, position__in=list(drop)).delete()
    taken = {photo.position for photo in await Photo.filter(proposal_id=proposal_id)}
    rules.check_photos(len(taken) + len(shrunk))
    free = [position for position in range(1, rules.MOST_PHOTOS + 1) if position not in taken]
    await _add_photos(actor, proposal_id, shrunk, free)


async def _step(
    actor: Actor,
    proposal: Proposal,
    reason: str = "",
    on: Ref | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    await Step.create(
        proposal=proposal,
        state=proposal.state,
        at=clock.now(),
        actor_id=actor.person_id,
        reason=reason,
        ref_kind=on.kind if on else None,
        ref_id=on.id if on else None,
        facts=facts or {},
    )
