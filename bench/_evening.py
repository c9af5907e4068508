"""One evening of a measured session: its server processes, its people, and the report of what held."""

import contextlib
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from bench._hall import ITEMS, Hall, voted
from bench._phones import CHANCE, Answer, Crowd, ask
from bench._servers import running
from civic.kit import codes
from civic.kit.settings import Settings


@dataclass
class Report:
    """What was measured, and whether all of it held."""

    broken: list[str] = field(default_factory=list)

    def at_most(self, what: str, value: float, limit: float, unit: str) -> None:
        """A figure with its limit."""
        holds = value <= limit
        shown = (
            f"{value * 1000:,.0f} ms (limit {limit * 1000:,.0f})"
            if unit == "s"
            else f"{value:.3f} {unit} (limit {limit})"
        )
        print(f"  {what}: {shown}, {value / limit:.2f} of it {'holds' if holds else 'BROKEN'}", flush=True)
        if not holds:
            self.broken.append(what)

    def exactly(self, what: str, value: int, wanted: int) -> None:
        """A count that allows no other."""
        print(f"  {what}: {value:,} of {wanted:,} {'holds' if value == wanted else 'BROKEN'}", flush=True)
        if value != wanted:
            self.broken.append(what)


@dataclass
class Evening:
    """The session, its server processes, and everyone who looks on."""

    settings: Settings
    hall: Hall
    ports: list[int]
    crowd: Crowd
    report: Report
    site: "Site"
    motion: int = 0
    item: int = 0
    voting: bool = False
    decided: set[int] = field(default_factory=set)

    async def post(self, token: str, noun: str, key: str = "", **sent: str | int) -> Answer:
        """One act of somebody's, at any of the processes."""
        path = f"/sessions/{self.hall.session_id}/{noun}"
        return await ask(CHANCE.choice(self.ports), path, token, {"key": key or codes.token(), **sent})

    async def must(self, token: str, noun: str, **sent: str | int) -> None:
        """The same where nothing else than done will do. Raises RuntimeError."""
        answer = await self.post(token, noun, codes.token(), **sent)
        if answer.status != 303:
            raise RuntimeError(f"{noun} answered {answer.status}: {answer.body[-2000:]}")

    async def page(self, token: str = "") -> Answer:
        """The session's page, fresh."""
        return await ask(CHANCE.choice(self.ports), f"/sessions/{self.hall.session_id}", token)

    async def next_item(self) -> None:
        """The chair takes up another item: every phone has something new to show."""
        open_ = [number for number in range(1, ITEMS + 1) if number not in self.decided]
        self.item = next((number for number in open_ if number > self.item), open_[0])
        await self.must(self.hall.chair, "items", item=self.item, confirmed="true", back="console")

    async def open_vote(self) -> None:
        """A new motion on this item, all the way to its vote by phone."""
        self.motion += 1
        self.decided.add(self.item)
        chair, mover, second = self.hall.chair, *self.hall.present[:2]
        on = {"motion": self.motion}
        await self.must(mover, "motions", text="由居委会在 6 月 30 日前换好南门路灯", amount="18000")
        await self.must(second, "seconds", **on)
        for noun in ("statements", "debates", "debate-closings"):
            await self.must(chair, noun, **on)
        await self.must(chair, "votes", method="phones", **on)
        self.voting = True

    async def close_vote(self) -> None:
        """The chair declares the result, if a vote is open."""
        if self.voting:
            await self.must(self.hall.chair, "results", motion=self.motion, back="console")
            self.voting = False

    async def same_as_fresh(self) -> None:
        """Once all is quiet, each phone shows what a fresh page shows."""
        last = await voted(self.settings, self.hall.session_id)
        await self.crowd.wait_for(last.seq)
        page = await self.page()
        wrong = self.crowd.different_from(page.body)
        shown = len(self.crowd.phones) - wrong
        self.report.exactly("phones that show what a fresh page shows", shown, len(self.crowd.phones))


class Site:
    """The server processes of an evening. They can be killed and started again on the same database."""

    def __init__(self, settings: Settings, ports: list[int]) -> None:
        self.settings = settings
        self.ports = ports
        self.processes: list[subprocess.Popen[bytes]] = []
        self._stack = contextlib.ExitStack()

    def start(self) -> None:
        """Start each and wait until it listens."""
        for port in self.ports:
            environment = {"DATABASE_URL": self.settings.database_url, "REDIS_URL": self.settings.redis_url}
            environment |= {"PORT": str(port), "CIVIC_TICK_SECONDS": "0"}
            process = running("main.py", "serve", port=port, **environment)
            self.processes.append(self._stack.enter_context(process))

    def kill(self) -> None:
        """As a power cut."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.stop()

    def stop(self) -> None:
        """In peace."""
        self._stack.close()
        self.processes = []

    def memory_mb(self) -> float:
        """What the processes hold in memory."""
        sizes = [Path(f"/proc/{process.pid}/status").read_text() for process in self.processes]
        return sum(int(text.split("VmRSS:")[1].split()[0]) for text in sizes) / 1024


def of_hundred(values: list[float], share: int) -> float:
    """What so many of a hundred keep to."""
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


def spread(what: str, values: list[float]) -> None:
    """Print how they are spread, in milliseconds."""
    half, most, nearly = (of_hundred(values, share) * 1000 for share in (50, 95, 99))
    print(
        f"  {what}: half within {half:,.0f} ms, 95 of 100 {most:,.0f} ms, 99 of 100 {nearly:,.0f} ms",
        flush=True,
    )
