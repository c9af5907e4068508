"""A session with a full hall: real sockets at real server processes, and whether the promises of the live contract hold.

    python -m bench.session                     1,000 phones, one process on SQLite: all scenes      (about 2 minutes)
    python -m bench.session --phones 5000       the same hall, five times as many phones             (about 3 minutes)
    python -m bench.session --postgres --processes 2 --phones 2000 [--redis]      two processes      (about 3 minutes)
    python -m bench.session --scenes told ballots …                               only some of the scenes

Scenes, in this order: ``told`` (from the operator's request to the bytes at every phone, beside bare ``websockets``),
``ballots`` (five hundred in ten seconds while everybody watches), ``newcomers`` (check in and vote at once), ``cut``
(three in ten phones are away for a minute), ``killed`` (the server dies in mid-ballot). After each scene every phone
has to show, byte for byte, what a fresh page shows. Exit 1 when a limit is broken.
"""

import argparse
import asyncio
import contextlib
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import uvloop

from bench._evening import Evening, Report, Site, of_hundred, spread
from bench._hall import community, prepare, voted
from bench._night import long_night
from bench._phones import CHANCE, Crowd, ask
from bench._servers import free_port
from bench._tell import told_bare
from civic.kit import codes
from civic.kit.settings import Settings
from councils.sessions.rules import replay
from tests import services

ACTS, ACTS_A_SECOND = 40, 2.0
BALLOTS, BALLOT_SECONDS = 500, 10.0
NEWCOMERS, AT_ONCE = 200, 16
EVENTS, REPLAY_LIMIT = 5_000, 0.1
AWAY_SHARE, AWAY_SECONDS = 0.3, 60.0
# seconds; for up to so many phones
TOLD_LIMITS = ((1_000, 0.2), (2_000, 0.4), (5_000, 0.8))
BALLOT_LIMIT, BACK_LIMIT, SOCKET_LIMIT_MB = 0.3, 3.0, 0.1


def replayed() -> float:
    """Seconds to replay a log of so many events from its beginning, the quickest of five times."""
    log = long_night(EVENTS)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        replay(log)
        times.append(time.perf_counter() - began)
    return min(times)


async def told(evening: Evening) -> None:
    """The chair moves from item to item: how long until every phone has the bytes."""
    waits: list[float] = []
    for _ in range(ACTS):
        next_at = time.perf_counter() + 1 / ACTS_A_SECOND
        before = max(phone.seq for phone in evening.crowd.phones)
        everyone = evening.crowd.wait_for(before + 1)
        began = time.perf_counter()
        await evening.next_item()
        await everyone
        waits += [phone.since - began for phone in evening.crowd.phones]
        await asyncio.sleep(max(0.0, next_at - time.perf_counter()))
    count = len(evening.crowd.phones)
    bare = await told_bare(count, max(map(len, map(str, evening.crowd.phones[0].parts.values()))), ACTS // 2)
    spread(f"request to bytes, {count:,} phones", waits)
    spread("bare websockets, the same bytes", bare)
    ratio = of_hundred(bare, 99) / of_hundred(waits, 99)
    print(f"  ratio at 99 of 100: {ratio:.2f} of bare websockets' speed")
    limit = next((seconds for most, seconds in TOLD_LIMITS if count <= most), TOLD_LIMITS[-1][1])
    evening.report.at_most("99 of 100 phones told within", of_hundred(waits, 99), limit, "s")
    await evening.same_as_fresh()


async def _cast(evening: Evening, token: str, key: str = "") -> float:
    """Seconds from the tap to the page that says so. Raises RuntimeError when the vote was not taken."""
    answer = await evening.post(token, "voices", key, motion=evening.motion, choice="yes")
    if answer.status != 303:
        raise RuntimeError(f"a vote was answered {answer.status}: {answer.body[-2000:]}")
    return answer.seconds + (await evening.page(token)).seconds


async def ballots(evening: Evening) -> None:
    """Five hundred members vote within ten seconds while everybody watches."""
    await evening.open_vote()

    async def after(n: int, token: str) -> float:
        await asyncio.sleep(BALLOT_SECONDS * n / BALLOTS)
        return await _cast(evening, token)

    waits = await asyncio.gather(*(after(n, token) for n, token in enumerate(evening.hall.present)))
    spread(f"{BALLOTS} ballots in {BALLOT_SECONDS:.0f} s, tap to page", waits)
    evening.report.at_most("95 of 100 ballots answered within", of_hundred(waits, 95), BALLOT_LIMIT, "s")
    await _all_in(evening, BALLOTS)
    await evening.same_as_fresh()


async def _all_in(evening: Evening, wanted: int) -> None:
    cast = (await voted(evening.settings, evening.hall.session_id)).people
    evening.report.exactly("votes in the log", len(cast), wanted)
    evening.report.exactly("people with one vote each", len(set(cast)), wanted)


async def newcomers(evening: Evening) -> None:
    """Two hundred come late, check in with the code on the wall and vote, sixteen at a time, each at the first try."""
    door, waits = asyncio.Semaphore(AT_ONCE), list[float]()

    async def come(token: str) -> bool:
        async with door:
            began = time.perf_counter()
            answer = await evening.post(token, "presence", code=evening.hall.code)
            if answer.status != 303:
                return False
            try:
                await _cast(evening, token)
            except (RuntimeError, OSError):
                return False
            waits.append(time.perf_counter() - began)
            return True

    done = await asyncio.gather(*map(come, evening.hall.coming))
    evening.report.exactly("newcomers checked in and voted at the first try", sum(done), NEWCOMERS)
    if waits:
        spread(f"newcomers, {AT_ONCE} at a time, code to ballot", waits)
    await _all_in(evening, BALLOTS + NEWCOMERS)
    await evening.same_as_fresh()


async def cut(evening: Evening) -> None:
    """Three phones in ten lose their line; the meeting goes on; they all come back at once."""
    count = len(evening.crowd.phones)
    away = CHANCE.sample(evening.crowd.phones, int(count * AWAY_SHARE))
    for phone in away:
        phone.go()
    until = time.perf_counter() + AWAY_SECONDS
    await evening.close_vote()
    while time.perf_counter() < until:
        await evening.next_item()
        await asyncio.sleep(min(2.0, AWAY_SECONDS / 10))
    last = await voted(evening.settings, evening.hall.session_id)
    began = time.perf_counter()
    right = evening.crowd.wait_for(last.seq)
    await evening.crowd.gather(away, at_once=len(away))
    await right
    evening.report.at_most(
        f"{len(away):,} phones right after their return", time.perf_counter() - began, BACK_LIMIT, "s"
    )
    await evening.same_as_fresh()


async def killed(evening: Evening) -> None:
    """The server dies while votes come in. Who was answered has voted; who was not asks again with the same key."""
    await evening.close_vote()
    await evening.next_item()
    await evening.open_vote()
    keys = {token: codes.token() for token in evening.hall.present}
    answered: list[str] = []

    async def after(n: int, token: str) -> None:
        await asyncio.sleep(3.0 * n / BALLOTS)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            if (
                await evening.post(token, "voices", keys[token], motion=evening.motion, choice="no")
            ).status == 303:
                answered.append(token)

    voting = [asyncio.create_task(after(n, token)) for n, token in enumerate(evening.hall.present)]
    await asyncio.sleep(1.5)
    await asyncio.to_thread(evening.site.kill)
    await asyncio.gather(*voting)
    await asyncio.to_thread(evening.site.start)
    kept = (await voted(evening.settings, evening.hall.session_id)).people
    print(f"  killed after {len(answered)} answers; {len(kept)} votes in the log")
    evening.report.exactly("answered votes that are in the log", min(len(answered), len(kept)), len(answered))
    for token in evening.hall.present:
        if (
            await evening.post(token, "voices", keys[token], motion=evening.motion, choice="no")
        ).status != 303:
            raise RuntimeError("a vote sent again with its key was refused")
    await _all_in(evening, BALLOTS)
    await evening.crowd.gather()
    await evening.same_as_fresh()


SCENES: dict[str, Callable[[Evening], Awaitable[None]]] = {
    "told": told,
    "ballots": ballots,
    "newcomers": newcomers,
    "cut": cut,
    "killed": killed,
}


async def _evening(settings: Settings, args: argparse.Namespace, report: Report) -> None:
    print(f"preparing {BALLOTS + NEWCOMERS} members …", flush=True)
    hall = await prepare(settings, BALLOTS, NEWCOMERS)
    site = Site(settings, [free_port() for _ in range(args.processes)])
    # the members are told their own part as well, each by what they may do
    crowd = Crowd(f"/sessions/{hall.session_id}/live", site.ports, args.phones, hall.present)
    evening = Evening(settings, hall, site.ports, crowd, report, site)
    await asyncio.to_thread(site.start)
    try:
        await evening.next_item()
        await asyncio.gather(*(ask(port, f"/sessions/{hall.session_id}") for port in site.ports))
        empty = site.memory_mb()
        began = time.perf_counter()
        await crowd.gather()
        await crowd.wait_for((await voted(settings, hall.session_id)).seq)
        print(
            f"{args.phones:,} phones, {args.processes} process(es), connected in {time.perf_counter() - began:.1f} s"
        )
        report.at_most("memory a socket", (site.memory_mb() - empty) / args.phones, SOCKET_LIMIT_MB, "MB")
        for name in args.scenes:
            print(f"{name}: {str(SCENES[name].__doc__).splitlines()[0]}", flush=True)
            began = time.perf_counter()
            crowd.own.clear()
            await SCENES[name](evening)
            if crowd.own:
                spread(f"own parts told, {len(crowd.own):,} times, after the news for all", crowd.own)
            print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)
    finally:
        await asyncio.to_thread(site.stop)


@contextlib.contextmanager
def _database(args: argparse.Namespace) -> Iterator[Settings]:
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(services.redis()) if args.redis else ""
        if not args.postgres:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            yield community(Path(folder)).changed(redis_url=redis)
            return
        address = stack.enter_context(services.postgres(durable=True))
        yield Settings(database_url=f"{address}postgres", redis_url=redis)


def main() -> int:
    """Prepare, run the scenes, print; 0 when every limit holds."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--phones", type=int, default=1_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL cluster made for it")
    parser.add_argument("--redis", action="store_true", help="processes wake one another through Redis")
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=list(SCENES))
    args, report = parser.parse_args(), Report()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    began = time.perf_counter()
    report.at_most(f"replay of {EVENTS:,} events", replayed(), REPLAY_LIMIT, "s")
    with _database(args) as settings:
        uvloop.run(_evening(settings, args, report))
    print(
        f"{time.perf_counter() - began:.0f} s in all; {'everything holds' if not report.broken else 'BROKEN: ' + ', '.join(report.broken)}"
    )
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
