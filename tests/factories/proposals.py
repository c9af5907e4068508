"""Proposals for tests, made by the services that residents use."""

from typing import Any

from civic.kit import codes
from civic.people.rules import Actor
from proposals import queries, services
from proposals.models import Proposal
from proposals.reviews import services as reviews
from proposals.reviews.rules import Outcome
from proposals.rules import Category, Draft
from tests.cast import Cast


def draft(cast: Cast, **changes: Any) -> Draft:
    """A handrail for the third entrance."""
    words: dict[str, Any] = {
        "place_id": cast.places["estate_one"].id,
        "title": "三单元门口加装扶手",
        "need": "三单元门口有五级台阶，下雨天老人出门要扶着墙走。",
        "plan": "在台阶两边装不锈钢扶手，台阶边上贴防滑条。",
        "category": Category.ELDERLY,
        "cost_fen": 48_500_00,
        "beneficiaries": 312,
    }
    return Draft(**words | changes)


async def proposal(cast: Cast, by: Actor | None = None, **changes: Any) -> Proposal:
    """Handed in by Lin, or by someone else, and waiting for screening."""
    return await services.submit(by or cast.lin, draft(cast, **changes), codes.token())


async def screened(cast: Cast, outcome: Outcome, by: Actor | None = None, **changes: Any) -> Proposal:
    """Screened by Sun, the clerk."""
    made = await proposal(cast, by, **changes)
    await reviews.screen(cast.sun, made.id, made.version, outcome, "看过了，写得清楚。")
    return await queries.one(made.id)


async def opened(cast: Cast, by: Actor | None = None, **changes: Any) -> Proposal:
    """Open to support."""
    return await screened(cast, Outcome.ACCEPTED, by, **changes)
