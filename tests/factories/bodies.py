"""Joint councils and sessions that are over, made by the services people use."""

from datetime import date, timedelta

from civic.kit import clock
from civic.kit.thresholds import MORE_THAN_HALF
from councils import services as councils
from councils.joint import services as joint
from councils.models import Bench, Council, Seat, Term
from councils.rules import SeatRole
from councils.services import Seating
from councils.sessions import services
from councils.sessions.models import Session
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.presence import Adjourn, Open
from tests.cast import Cast
from tests.factories.councils import plan, rule_set


async def term_of(council: Council) -> Term:
    """Its only term."""
    return await Term.get(council_id=council.id)


async def seat_of(person_id: int | None) -> Seat:
    """The only seat of a person."""
    return await Seat.get(person_id=person_id)


async def held(cast: Cast, council: Council, absent: tuple[int | None, ...] = ()) -> Session:
    """A session of a council that is over, to which all came but those named."""
    term = await term_of(council)
    session = await services.convene(cast.sun, term.id, plan(cast))
    await services.open_checkin(cast.chen, session.id)
    for actor in (cast.chen, cast.tang, cast.xu, cast.deng):
        if actor.person_id not in absent and actor.person_id is not None:
            await services.act(cast.chen, session.id, CheckIn(actor.person_id))
    await services.act(cast.chen, session.id, Open())
    await services.act(cast.chen, session.id, Adjourn(confirmed=True))
    clock.travel(timedelta(days=1))
    return session


async def joint_council(cast: Cast, name: str = "柳荫街道社区联席会议") -> Council:
    """A joint council of the street: Huaishu (Chen presides, Tang) and Wutong (the outsider presides, Lin)."""
    council = await councils.found(cast.zhou, cast.places["street"].id, name, (await rule_set()).id)
    term = await councils.open_term(cast.zhou, council.id, date(2026, 1, 1), date(2028, 12, 31))
    ours = await joint.add_body(cast.zhou, council.id, "", MORE_THAN_HALF, cast.community.id)
    theirs = await joint.add_body(cast.zhou, council.id, "", MORE_THAN_HALF, cast.other_community.id)
    for actor, role, bench in (
        (cast.chen, SeatRole.CHAIR, ours),
        (cast.tang, SeatRole.MEMBER, ours),
        (cast.outsider, SeatRole.CHAIR, theirs),
        (cast.lin, SeatRole.MEMBER, theirs),
    ):
        assert actor.person_id is not None
        await councils.seat(cast.zhou, term.id, actor.person_id, role, Seating(bench_id=bench.id))
    assert cast.ma.person_id is not None
    await councils.seat(cast.zhou, term.id, cast.ma.person_id, SeatRole.RECORDER)
    return council


async def bodies(council: Council) -> list[Bench]:
    """Its member bodies in order."""
    return await Bench.filter(council_id=council.id).order_by("position")
