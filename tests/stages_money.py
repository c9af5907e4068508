"""Stages along the road from a ballot to a payment, each built on the one before by the services people use."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from civic.kit import clock
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import commands as notice_commands
from civic.notices import services as notices
from civic.people.rules import Actor
from councils.tenders import services as tenders
from councils.tenders.models import Bid
from councils.tenders.rules import Plan
from councils.works import services as works
from councils.works.models import Contract, Milestone
from councils.works.rules import Due
from tests.cast import Cast
from tests.factories import proposals, record, votes
from votes.casting import services as casting
from votes.models import Option
from votes.results import services as results
from votes.rounds import rules as rounds
from votes.rounds import services as round_services
from votes.rules import Filled, Rule

Given = Mapping[str, Any]
DESIRE = "换好南门到广场一段的路灯，六月三十日前完成，并保修两年，坏了三天内来修。"


async def candidates(cast: Cast) -> Given:
    """Two proposals that may stand on a ballot."""
    first, second = (
        await proposals.opened(cast),
        await proposals.opened(cast, cast.wei, title="二号院门口加装路灯"),
    )
    return {"first": first.id, "second": second.id, "place": cast.community.id}


async def round_(cast: Cast) -> Given:
    """A round is set up, not open."""
    found = await candidates(cast)
    plan = rounds.Plan(
        title="2026 年社区保障资金投票",
        about="",
        budget_fen=60_000_00,
        rule=Rule.GREEDY,
        proposals=(found["first"], found["second"]),
        opens_at=clock.now(),
        closes_at=clock.now() + timedelta(days=3),
    )
    made = await round_services.create(cast.zheng, cast.community.id, plan)
    return {**found, "id": made.id, "ballot": made.ballot_id}


async def open_round(cast: Cast) -> Given:
    """It is open and takes papers."""
    given = await round_(cast)
    await round_services.open_round(cast.zheng, given["id"])
    return given


async def ballot(cast: Cast) -> Given:
    """The open round's ballot."""
    return {"id": (await open_round(cast))["ballot"]}


async def over(cast: Cast) -> Given:
    """Its time has run out, nobody has closed it."""
    given = await open_round(cast)
    clock.travel(timedelta(days=4))
    return given


async def closed(cast: Cast) -> Given:
    """Closed and counted, not certified."""
    given = await over(cast)
    await results.close(cast.zheng, given["id"])
    return given


async def certified(cast: Cast) -> Given:
    """Certified: everybody may see the result."""
    given = await closed(cast)
    await votes.certify(cast, given["ballot"])
    return given


async def counted_option(cast: Cast) -> Given:
    """One of the options of a certified round."""
    given = await certified(cast)
    option = await Option.filter(ballot_id=given["ballot"]).order_by("position").first()
    assert option is not None
    return {**given, "option": option.id}


async def call_prepared(cast: Cast) -> Given:
    """A call is written, nobody holds a key."""
    found = await record.decision(cast)
    plan = Plan(
        "南门路灯更换",
        DESIRE,
        "报价四成，做法六成",
        1_700_000,
        clock.now(),
        clock.now() + timedelta(days=5),
        2,
    )
    return {"id": (await tenders.create_call(cast.sun, found.id, plan)).id}


async def keys_taken(cast: Cast) -> Given:
    """Clerk and supervisor hold a key each."""
    given = await call_prepared(cast)
    codes = {who: await tenders.take_key(actor, given["id"]) for who, actor in _holders(cast).items()}
    return {**given, **codes}


def _holders(cast: Cast) -> dict[str, Actor]:
    return {"clerk_code": cast.sun, "supervisor_code": cast.gao}


async def call_open(cast: Cast) -> Given:
    """Bids can be handed in."""
    given = await keys_taken(cast)
    await tenders.publish_call(cast.sun, given["id"])
    return {**given, "organisation": cast.organisations["hao"].id}


async def bids_in(cast: Cast) -> Given:
    """Both organisations have handed in; nobody can read it."""
    given = await call_open(cast)
    for key, price in (("hao", 1_500_000), ("luo", 1_600_000)):
        await tenders.hand_in(getattr(cast, key), given["id"], cast.organisations[key].id, price, DESIRE)
    bid = await Bid.get(call_id=given["id"], organisation_id=cast.organisations["hao"].id)
    return {**given, "bid": bid.id}


async def sealed_bid(cast: Cast) -> Given:
    """Hao's sealed bid."""
    return {"id": (await bids_in(cast))["bid"]}


async def bidding_over(cast: Cast) -> Given:
    """The time for bids has run out; one key has been turned."""
    given = await bids_in(cast)
    clock.travel(timedelta(days=6))
    await tenders.turn_key(cast.gao, given["id"], given["supervisor_code"])
    return given


async def bids_opened(cast: Cast) -> Given:
    """Both keys were turned."""
    given = await bidding_over(cast)
    await tenders.turn_key(cast.sun, given["id"], given["clerk_code"])
    return given


async def opened_bid(cast: Cast) -> Given:
    """Hao's bid, open to everyone."""
    return {"id": (await bids_opened(cast))["bid"]}


async def awarded(cast: Cast) -> Given:
    """The choice is shown in public."""
    given = await bids_opened(cast)
    made = await tenders.award(cast.sun, given["id"], given["bid"], "做法最细，保修最长，价格也低。")
    return {"id": made.id}


async def notice(cast: Cast) -> Given:
    """A notice one can still object to."""
    ref = Ref("proposal", (await proposals.proposal(cast)).id)
    made = await notices.publish(
        cast.sun, ref, cast.community.id, "拟选定承接方", "公示内容", 5, DayKind.CALENDAR
    )
    return {"id": made.id}


async def notice_proved(cast: Cast) -> Given:
    """A notice that stands, and the proof that it was shown."""
    given = await notice(cast)
    clock.travel(timedelta(days=7))
    await notice_commands.tick(clock.now())
    return given


async def notice_filed(cast: Cast) -> Given:
    """The committee has filed it with the street."""
    given = await notice_proved(cast)
    await notices.file(cast.sun, given["id"], "")
    return given


async def objection(cast: Cast) -> Given:
    """Wei has objected."""
    given = await notice(cast)
    return {"id": (await notices.object_to(cast.wei, given["id"], "报价里没有写保修，请说明。")).id}


async def notice_over(cast: Cast) -> Given:
    """An award whose notice has run out without an objection."""
    given = await awarded(cast)
    clock.travel(timedelta(days=20))
    return given


async def contract(cast: Cast) -> Given:
    """Signed, with one milestone."""
    given = await notice_over(cast)
    due = Due("灯具进场并装好", clock.today() + timedelta(days=30), 1_500_000)
    made = await works.sign(cast.sun, given["id"], "更换二十四盏路灯", (due,))
    return {"id": made.id}


async def milestone(cast: Cast) -> Given:
    """Its milestone waits for acceptance."""
    made = await Contract.get(id=(await contract(cast))["id"])
    return {"id": (await Milestone.get(contract_id=made.id)).id}


async def accepted(cast: Cast) -> Given:
    """It was accepted and can be paid."""
    given = await milestone(cast)
    await works.accept(cast.gao, given["id"], "灯都亮了，位置与图纸一致。")
    return given


async def paper(cast: Cast) -> Given:
    """Lin has voted."""
    given = await open_round(cast)
    option = await Option.filter(ballot_id=given["ballot"]).order_by("position").first()
    assert option is not None
    await casting.cast(cast.lin, given["ballot"], Filled((option.code,)), "a-nonce-of-the-page")
    return given
