"""What stands on the stage at the desk of a roll."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from civic.kit import clock
from tests.cast import Cast
from tests.factories import votes as make
from tests.votes.rolls.sheets import OWNERS, xlsx
from votes.rolls import queries, services
from votes.rolls.imports import services as imports
from votes.rolls.imports.rules.lines import Controls
from votes.rolls.models import Challenge
from votes.rolls.rules.challenges import Matter
from votes.rolls.sortition import queries as draws
from votes.rolls.sortition import services as sortition
from votes.rules import Electorate

Given = Mapping[str, Any]


async def drafted(cast: Cast) -> Given:
    """The roll is drawn up and open to inspection; Lin stands on it."""
    made = await make.draft_ballot(cast)
    await services.build(cast.sun, made.id)
    assert cast.lin.person_id is not None
    mine = await queries.mine(made.id, cast.lin.person_id)
    assert mine is not None
    return {"id": made.id, "line": mine.id}


async def frozen(cast: Cast) -> Given:
    """Voting goes on."""
    given = await drafted(cast)
    await services.freeze(given["id"], {})
    return given


async def challenged(cast: Cast) -> Given:
    """Wei has objected."""
    given = await drafted(cast)
    await services.challenge(cast.wei, given["id"], Matter.WRONG, "我家门牌写错了")
    return {**given, "challenge": (await Challenge.get(ballot_id=given["id"])).id}


async def uploaded(cast: Cast) -> Given:
    """Sun looks at a list of owners."""
    made = await make.draft_ballot(cast, electorate=Electorate.OWNER)
    read = await imports.upload(cast.sun, made.id, xlsx(OWNERS), Controls(4, 31000))
    return {"id": made.id, "upload": read.id}


async def announced(cast: Cast) -> Given:
    """A draw is announced, and its value has just been published."""
    given = await drafted(cast)
    soon = clock.now() + timedelta(minutes=1)
    wanted = sortition.Announcement("讨论小组", 2, 2, None, "双色球第 2026135 期", soon)
    made = await sortition.announce(cast.sun, given["id"], wanted)
    clock.travel(timedelta(minutes=2))
    return {"id": made.id}


async def drawn(cast: Cast) -> Given:
    """The panel is drawn."""
    given = await announced(cast)
    await sortition.draw(cast.sun, given["id"], "3 7 12")
    return {**given, "leaving": (await draws.draw(given["id"])).panel[0]}
