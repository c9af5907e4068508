"""Recording an authorisation, taking it back, and voting by it."""

from civic.audit.services import record, record_day
from civic.kit import clock
from civic.kit.db import held, locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.people.rules import Actor, must
from votes.casting.rules import Slip
from votes.models import Ballot, RollEntry
from votes.rules import Channel, Filled, Phase, State, check_voting
from votes.stations import queries as stations
from votes.stations.proxies import queries, rules
from votes.stations.proxies.models import Proxy
from votes.stations.proxies.rules import Authorisation, Terms
from votes.stations.rules import check_has_not_voted, may_attend
from votes.stations.services import put_once, ref, staff_id

# An authorisation is recorded as soon as the roll stands, also before voting begins.
RECORDING = (Phase.ANNOUNCED, Phase.VOTING)


async def set_terms(actor: Actor, ballot_id: int, wanted: Terms) -> None:
    """Say whether a ballot takes proxies and for how many one person may stand; frozen and published at opening.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_draft``.
    """
    async with transaction():
        await stations.attended(actor, ballot_id)
        ballot = await locked(Ballot, id=ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        others = {
            name: value for name, value in ballot.parameters.items() if name not in (rules.MOST, rules.NEAR)
        }
        ballot.parameters = others | rules.as_parameters(wanted)
        await ballot.save(update_fields=["parameters"])
        await record(actor, "proxy_terms_set", ref(ballot_id), most=wanted.most, near_only=wanted.near_only)


async def authorise(actor: Actor, ballot_id: int, wanted: Authorisation) -> int:
    """Write an authorisation down; from then on it is published to the roll. Answers its number.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``station_has_voted``, and Refused as ``check_authorisation`` does.
    """
    async with transaction():
        post = await stations.attended(actor, ballot_id)
        if post.phase not in RECORDING:
            check_voting(post.question, clock.now())
        # both held in the order of their ids: a proxy asked by two people at once gets no more than the ballot allows
        for entry_id in sorted((wanted.entry_id, wanted.holder_id)):
            await held(RollEntry, id=entry_id, ballot_id=ballot_id)
        check_has_not_voted((await stations.entry(ballot_id, wanted.entry_id)).standing)
        rules.check_authorisation(
            rules.terms(post.ballot.parameters),
            wanted,
            held=await Proxy.filter(holder_id=wanted.holder_id, revoked_on__isnull=True).count(),
            holder_is_away=await Proxy.filter(entry_id=wanted.holder_id, revoked_on__isnull=True).exists(),
            given=await Proxy.filter(entry_id=wanted.entry_id, revoked_on__isnull=True).exists(),
        )
        made = await Proxy.create(
            ballot_id=ballot_id,
            entry_id=wanted.entry_id,
            holder_id=wanted.holder_id,
            relation=wanted.relation,
            document=wanted.document,
            recorded_by_id=staff_id(actor),
            recorded_on=clock.today(),
        )
        await record(actor, "proxy_recorded", ref(ballot_id), proxy=made.id, relation=wanted.relation.value)
        return made.id


async def revoke(actor: Actor, proxy_id: int) -> Proxy:
    """Take an authorisation back before it is used. Staff do it at the absent person's word.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``proxy_used`` and ``proxy_revoked``.
    """
    async with transaction():
        proxy = await locked(Proxy, id=proxy_id)
        await stations.attended(actor, proxy.ballot_id)
        if proxy.used_on is not None:
            raise Refused("proxy_used")
        if proxy.revoked_on is not None:
            raise Refused("proxy_revoked")
        proxy.revoked_on, proxy.revoked_by_id = clock.today(), actor.person_id
        await proxy.save(update_fields=["revoked_on", "revoked_by_id"])
        await record(actor, "proxy_revoked", ref(proxy.ballot_id), proxy=proxy_id)
        return proxy


async def may_use(actor: Actor, proxy_id: int) -> Proxy:
    """The authorisation, for the proxy's own telephone or for staff with the proxy beside them.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``proxy_revoked``.
    """
    proxy = await Proxy.get_or_none(id=proxy_id)
    if proxy is None:
        raise NotFound
    ballot = await Ballot.get(id=proxy.ballot_id).prefetch_related("place")
    must(await queries.is_holder(actor, proxy) or may_attend(actor, ballot.place.path), actor)
    if proxy.revoked_on is not None:
        raise Refused("proxy_revoked")
    return proxy


async def cast_for(actor: Actor, proxy_id: int, filled: Filled, nonce: str) -> str:
    """The proxy decides for the absent person. That an authorisation was used is logged by the day, not what was chosen.

    Raises as ``may_use`` and ``put_once`` do.
    """
    async with transaction():
        await locked(Proxy, id=proxy_id)
        proxy = await may_use(actor, proxy_id)
        slip = Slip(proxy.ballot_id, filled, nonce, entry_id=proxy.entry_id, channel=Channel.PROXY)
        receipt, new = await put_once(slip, proxy.entry_id)
        if new:
            proxy.used_on = clock.today()
            await proxy.save(update_fields=["used_on"])
            await record_day([staff_id(actor)], "proxy_used", ref(proxy.ballot_id), clock.today())
        return receipt
