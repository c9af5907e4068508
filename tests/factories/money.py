"""Calls, bids and contracts as far along as a test needs them, made by the services people use."""

from datetime import timedelta
from typing import Any

from civic.kit import clock
from councils.tenders import services as tenders
from councils.tenders.models import Award, Bid, Call
from councils.tenders.rules import Plan
from councils.works import services as works
from councils.works.models import Contract, Milestone
from councils.works.rules import Due
from tests.cast import Cast
from tests.factories import record

SCOPE = "十一盏节能灯，质保三年，报修三天内到。"


def plan(**changes: Any) -> Plan:
    """A call from now on for ten days, for 18,000 yuan at most, with two bids at least."""
    now = clock.now()
    given: dict[str, Any] = {
        "title": "南门路灯改造",
        "requirements": "十一盏灯换成节能灯，坏掉的灯杆重立。",
        "criteria": "方案六十分，报价四十分。",
        "ceiling_fen": 1_800_000,
        "opens_at": now,
        "closes_at": now + timedelta(days=10),
    }
    return Plan(**given | changes)


async def prepared(cast: Cast, **changes: Any) -> Call:
    """A call nobody has seen yet."""
    decision = await record.decision(cast)
    return await tenders.create_call(cast.sun, decision.id, plan(**changes))


async def published(cast: Cast, **changes: Any) -> tuple[Call, list[str]]:
    """A call that takes bids, and the opening codes of the clerk and the supervisor."""
    call = await prepared(cast, **changes)
    codes = [await tenders.take_key(actor, call.id) for actor in (cast.sun, cast.gao)]
    await tenders.publish_call(cast.sun, call.id)
    return call, codes


async def with_bids(cast: Cast, **changes: Any) -> tuple[Call, list[str]]:
    """Both organisations have handed in."""
    call, codes = await published(cast, **changes)
    for key, price in (("hao", 1_750_000), ("luo", 1_790_000)):
        await hand_in(cast, call.id, key, price)
    return call, codes


async def hand_in(cast: Cast, call_id: int, key: str, price: int) -> Bid:
    """One organisation's bid."""
    organisation = cast.organisations[key].id
    return await tenders.hand_in(
        getattr(cast, key), call_id, organisation, price, f"{key} 的方案：六天完工，质保三年。"
    )


async def opened(cast: Cast) -> Call:
    """Closed, and opened by both holders; the clock stands after closing."""
    call, codes = await with_bids(cast)
    clock.travel(timedelta(days=11))
    for actor, code in zip((cast.sun, cast.gao), codes, strict=True):
        await tenders.turn_key(actor, call.id, code)
    return await Call.get(id=call.id)


async def awarded(cast: Cast) -> Award:
    """The first organisation was chosen; the notice runs."""
    call = await opened(cast)
    bid = await Bid.get(call_id=call.id, organisation_id=cast.organisations["hao"].id)
    return await tenders.award(cast.sun, call.id, bid.id, "报价低，质保长，报修办法清楚。")


def dues(*shares: int) -> tuple[Due, ...]:
    """Milestones a month apart with these shares."""
    first = clock.today()
    return tuple(
        Due(f"第 {n} 步", first + timedelta(days=30 * n), share) for n, share in enumerate(shares, 1)
    )


async def contract(cast: Cast) -> Contract:
    """Signed after the notice ran out, in two steps."""
    award = await awarded(cast)
    clock.travel(timedelta(days=10))
    return await works.sign(cast.sun, award.id, SCOPE, dues(1_050_000, 700_000))


async def milestone(cast: Cast, seq: int = 1) -> Milestone:
    """The first milestone of a fresh contract."""
    return await Milestone.get(contract_id=(await contract(cast)).id, seq=seq)


async def accepted(cast: Cast) -> Milestone:
    """The same, accepted."""
    first = await milestone(cast)
    await works.accept(cast.gao, first.id, "六盏都亮，灯杆稳。")
    return first
