"""``python main.py seed``: tell the demo community's story from the beginning."""

from civic.demo.queries import cast
from civic.kit import clock
from civic.people.models import Person
from councils.commands import load_rule_sets
from councils.demo.scenes import (
    asking,
    coming,
    consulting,
    deciding,
    gathering,
    ground,
    joint,
    meeting,
    mending,
    money,
    settling,
    voting,
)
from councils.demo.scenes.stage import Stage


class RealData(RuntimeError):
    """There are people in the database, and not the demo's."""


async def seed() -> bool:
    """Fill an empty database; False when the demo is there already. Raises RealData when other people are in it."""
    if await Person.exists():
        if not await cast():
            raise RealData
        return False
    stage = Stage(clock.now())
    await load_rule_sets()
    await ground.set_up(stage)
    await money.open_fund(stage)
    await meeting.seat_council(stage)
    await asking.tell(stage)
    await voting.last_year(stage)
    await money.sign_minutes(stage, await meeting.last_session(stage))
    await money.lamps(stage)
    await voting.real_one(stage)
    await money.benches(stage)
    await deciding.elect_members(stage)
    await deciding.ask_owners(stage)
    await voting.open_now(stage)
    await voting.announced(stage)
    await deciding.locker_now(stage)
    await settling.tell(stage)
    await consulting.tell(stage)
    await joint.tell(stage)
    await meeting.sitting_now(stage)
    await mending.tell(stage)
    await coming.coming(stage)
    await gathering.tell(stage)
    return True


async def introduce(address: str) -> str:
    """The cast and how to sign in, for the terminal."""
    lines = [f"{address}/demo · 一点就能换人 one tap to be any of them", ""]
    for part in await cast():
        lines.append(f"  {part.person.display_name:<6}{part.person.handle:<10}{part.password:<22}{part.part}")
    return "\n".join(lines)
