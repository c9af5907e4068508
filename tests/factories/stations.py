"""Polling stations for tests: a ballot with a named roll, papers over the desk, batches read twice."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from civic.kit import clock
from civic.people.rules import Actor
from tests.cast import Cast
from tests.factories import votes
from votes.models import Ballot, RollEntry
from votes.rules import Filled, RollLine
from votes.stations.batches.rules.sheets import Invalid
from votes.stations.batches.services import bundles
from votes.stations.batches.services.bundles import Seen
from votes.stations.rules import Step
from votes.stations.services import take_step

NAMES = ("林秀英", "魏国强", "陈素芳", "黄桂芝", "罗大明", "杨淑华", "何永贵", "周玉兰", "吴德全", "郑桂香")


def lines(cast: Cast, size: int) -> list[RollLine]:
    """A roll: Lin, Wei and Chen with an account, the others without."""
    voters = [cast.lin, cast.wei, cast.chen]
    return [
        RollLine(
            key=f"import:{n}",
            voters=(voters[n - 1].person_id,) if n <= len(voters) and voters[n - 1].person_id else (),  # type: ignore[arg-type]
            name=NAMES[n - 1] if n <= len(NAMES) else f"居民{n}",
            unit=f"{n} 单元",
        )
        for n in range(1, size + 1)
    ]


async def ballot(cast: Cast, size: int = 12, **changes: Any) -> Ballot:
    """A ballot of a community with a roll of names, which takes papers of paper and allows three proxies."""
    terms: dict[str, Any] = {"paper_ballots": True, "parameters": {"proxies": 3}}
    return await votes.open_ballot(cast, lines=lines(cast, size), **terms | changes)


async def entry(made: Ballot, number: int) -> int:
    """The id of a number on the roll."""
    return (await RollEntry.get(ballot_id=made.id, number=number)).id


async def put_in(cast: Cast, made: Ballot, numbers: Sequence[int]) -> None:
    """Sun hands papers out to these and sees them put in the box."""
    for number in numbers:
        entry_id = await entry(made, number)
        await take_step(cast.sun, made.id, entry_id, Step.HANDED)
        await take_step(cast.sun, made.id, entry_id, Step.RETURNED)


async def boxed(cast: Cast, papers: int = 6, **changes: Any) -> Ballot:
    """A ballot whose time is over with so many papers in the box, of the last on the roll."""
    made = await ballot(cast, **changes)
    await put_in(cast, made, range(13 - papers, 13))
    clock.travel(timedelta(days=4))
    return made


def seen(text: str) -> Seen:
    """``a,b`` · ``""`` blank · ``!unclear`` an invalid one."""
    if text.startswith("!"):
        return Seen(Filled(()), invalid=Invalid(text[1:]))
    return Seen(Filled(tuple(text.split(","))) if text else Filled(()), blank=not text)


async def read(actor: Actor, batch_id: int, texts: Sequence[str], finish: bool = True) -> None:
    """Somebody reads a whole batch."""
    for number, text in enumerate(texts, 1):
        await bundles.read(actor, batch_id, number, seen(text))
    if finish:
        await bundles.finish_reading(actor, batch_id)


async def batch(cast: Cast, made: Ballot, first: Sequence[str], second: Sequence[str] | None = None) -> int:
    """A batch read by Sun and by Zheng."""
    batch_id = await bundles.create(cast.sun, made.id, len(first))
    await read(cast.sun, batch_id, first)
    await read(cast.zheng, batch_id, first if second is None else second)
    return batch_id
