"""The polling station of a round: a kiosk in the hall, somebody helped, papers into the box and read by two people."""

from collections.abc import Sequence

from civic.kit.db import rows
from councils.demo.scenes.stage import Stage
from votes.casting.rules import new_nonce
from votes.rules import Filled
from votes.stations.batches.services import bundles
from votes.stations.batches.services.bundles import Seen
from votes.stations.desk.services import assist
from votes.stations.kiosks import services as kiosks
from votes.stations.rules import Step
from votes.stations.services import take_step

Voter = tuple[int, Filled]
# of those who came: the first to the kiosk, the next were helped, the rest took a paper
AT_KIOSK, HELPED = 6, 2


async def serve(stage: Stage, ballot_id: int, came: Sequence[Voter]) -> list[Filled]:
    """Each in one of three ways; answers the papers that lie in the box. Who wants none of it goes home."""
    found = await rows("SELECT person_id, entry_id FROM roll_voter WHERE ballot_id = ?", ballot_id)
    entries = {row["person_id"]: row["entry_id"] for row in found}
    voters = [(entries[person], filled) for person, filled in came if filled.codes]
    await _kiosk(stage, ballot_id, voters[:AT_KIOSK])
    await _help(stage, ballot_id, voters[AT_KIOSK : AT_KIOSK + HELPED])
    return await _box(stage, ballot_id, voters[AT_KIOSK + HELPED :])


async def _kiosk(stage: Stage, ballot_id: int, voters: Sequence[Voter]) -> None:
    sun = await stage.who("sun")
    kiosk, _ = await kiosks.open_kiosk(sun, ballot_id, "党群服务中心大厅", 8)
    for entry_id, filled in voters:
        code = await kiosks.draw_code(sun, ballot_id, entry_id)
        visit = await kiosks.let_in(kiosk, code, "127.0.0.1")
        await kiosks.cast_at(kiosk, visit, filled, new_nonce())
    await kiosks.end_kiosk(sun, kiosk.id)


async def _help(stage: Stage, ballot_id: int, voters: Sequence[Voter]) -> None:
    zheng = await stage.who("zheng")
    for entry_id, filled in voters:
        await assist(zheng, ballot_id, entry_id, filled, new_nonce(), present=True)


async def _box(stage: Stage, ballot_id: int, voters: Sequence[Voter]) -> list[Filled]:
    sun = await stage.who("sun")
    for entry_id, _ in voters:
        for step in (Step.HANDED, Step.RETURNED):
            await take_step(sun, ballot_id, entry_id, step)
    return [filled for _, filled in voters]


async def count_the_box(stage: Stage, ballot_id: int, papers: Sequence[Filled]) -> None:
    """Once the time is over: one batch, read by two people who do not see what the other wrote."""
    sun, zheng = await stage.who("sun"), await stage.who("zheng")
    batch_id = await bundles.create(sun, ballot_id, len(papers))
    for reader in (sun, zheng):
        for number, filled in enumerate(papers, 1):
            await bundles.read(reader, batch_id, number, Seen(filled))
        await bundles.finish_reading(reader, batch_id)
    await bundles.close(sun, batch_id)
