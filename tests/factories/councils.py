"""Councils and sessions as far along as a test needs them, made by the services people use."""

from datetime import date, timedelta
from typing import Any

from civic.kit import clock
from councils import services as councils
from councils.models import Council, RuleSet, Term
from councils.rules import Base, SeatRole
from councils.sessions import queries, services
from councils.sessions.models import Session
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.door import CheckIn
from councils.sessions.rules.motions import CloseDebate, Move, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Open
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method
from councils.sessions.services import Plan
from tests.cast import Cast

COUNCIL = "槐树街社区居民议事会"
TEXT = "由居委会在 6 月 30 日前换好南门路灯"


async def rule_set(**changes: Any) -> RuleSet:
    """The simplified rules: two thirds to open, more yes than no, two minutes, twice."""
    numbers: dict[str, Any] = {
        "key": "council-simple",
        "version": await RuleSet.all().count() + 1,
        "title": "居民议事会简易规则",
        "source": "罗伯特议事规则 12 条基本原则（简版）",
        "effective_on": date(2026, 1, 1),
        "verified": False,
        "quorum_num": 2,
        "quorum_den": 3,
        "quorum_strict": False,
        "majority_num": 1,
        "majority_den": 2,
        "majority_strict": True,
        "majority_base": Base.CAST,
        "speech_seconds": 120,
        "speeches_per_motion": 2,
        "session_notice_days": 3,
        "award_notice_days": 5,
        "award_notice_working": True,
        "review_hours": 0,
    }
    return await RuleSet.create(**numbers | changes)


async def council(cast: Cast, name: str = COUNCIL, **rules: Any) -> Council:
    """A council in its term: Chen presides, Tang, Xu and Deng are members, Ma records without a vote."""
    found = await councils.found(cast.sun, cast.community.id, name, (await rule_set(**rules)).id)
    term = await councils.open_term(cast.sun, found.id, date(2026, 1, 1), date(2028, 12, 31))
    for actor, role in (
        (cast.chen, SeatRole.CHAIR),
        (cast.tang, SeatRole.MEMBER),
        (cast.xu, SeatRole.MEMBER),
        (cast.deng, SeatRole.MEMBER),
        (cast.ma, SeatRole.RECORDER),
    ):
        assert actor.person_id is not None
        await councils.seat(cast.sun, term.id, actor.person_id, role)
    return found


def plan(cast: Cast, items: tuple[tuple[str, int | None, int], ...] = (), **changes: Any) -> Plan:
    """A session tomorrow evening with two items."""
    given: dict[str, Any] = {
        "title": "第 1 次会议",
        "starts_at": clock.now() + timedelta(days=1),
        "venue": "社区活动室",
        "basis": "按季度例会安排",
        "chair_id": cast.chen.person_id,
        "recorder_id": cast.ma.person_id,
        "items": items or (("南门路灯", None, 20), ("垃圾分类亭", None, 20)),
    }
    return Plan(**given | changes)


async def announced(
    cast: Cast, rules: dict[str, Any] | None = None, name: str = COUNCIL, **changes: Any
) -> Session:
    """A session whose notice is out. rules, name: of its council, where they differ from the simplified ones."""
    term = await Term.get(council_id=(await council(cast, name, **rules or {})).id)
    return await services.convene(cast.sun, term.id, plan(cast, **changes))


async def checking_in(cast: Cast, **changes: Any) -> Session:
    """The door is open, nobody is here."""
    session = await announced(cast, **changes)
    await services.open_checkin(cast.chen, session.id)
    return session


async def opened(cast: Cast, **changes: Any) -> Session:
    """All four are here and the session is open."""
    session = await checking_in(cast, **changes)
    for actor in (cast.chen, cast.tang, cast.xu, cast.deng):
        assert actor.person_id is not None
        await services.act(cast.chen, session.id, CheckIn(actor.person_id))
    await services.act(cast.chen, session.id, Open())
    return session


async def on_item(cast: Cast, **changes: Any) -> Session:
    """The first item is being dealt with."""
    session = await opened(cast, **changes)
    await services.act(cast.chen, session.id, TakeItem(1))
    return session


async def moved(cast: Cast, amount_fen: int | None = 1_800_000, **changes: Any) -> Session:
    """Tang has moved on the first item."""
    session = await opened(cast, **changes)
    await services.act(cast.chen, session.id, TakeItem(1))
    await services.act(cast.tang, session.id, Move(TEXT, amount_fen))
    return session


async def debating(cast: Cast, **changes: Any) -> Session:
    """Xu has seconded, the debate is open."""
    session = await moved(cast, **changes)
    await services.act(cast.xu, session.id, Second(1))
    await services.act(cast.chen, session.id, StateMotion(1))
    await services.act(cast.chen, session.id, OpenDebate(1))
    return session


async def voting(cast: Cast, method: Method = Method.PHONES, **changes: Any) -> Session:
    """Put to the vote."""
    session = await debating(cast, **changes)
    await services.act(cast.chen, session.id, CloseDebate(1))
    await services.act(cast.chen, session.id, OpenVote(1, method))
    return session


async def decided(cast: Cast, yes: int = 3, no: int = 1, **changes: Any) -> Session:
    """Decided by a show of hands."""
    session = await voting(cast, Method.HANDS, **changes)
    await services.act(cast.chen, session.id, CloseVote(1, yes, no))
    return session


async def code_of(session_id: int) -> str:
    """The code on the wall."""
    return (await queries.head(session_id)).checkin_code
