"""Topics and who watches them. A topic is a name such as ``session:12``; announcing it makes every watcher's part anew.

What a view shows is kept as it was last sent: a newcomer gets exactly that, and from then on what the others get. So
nobody's page depends on when they came, and a thousand phones that return at once cost one rendering.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from zlib import crc32

from civic.kit import clock
from civic.kit.db import note_foreign_commit
from civic.live import persons
from civic.live.bus import Bus, InProcess
from civic.live.persons import Deliver, Frame, Viewer

log = logging.getLogger(__name__)

# After each round of a topic its watchers are left alone for so long, and for as long as the round took, twice: in a
# flurry (five hundred votes in ten seconds) telling everybody takes a third of the processor and leaves the rest to acts.
REST_SECONDS = 0.05
REST_SHARE = 2
# so many are told before others in this process get their turn
AT_ONCE = 250
# Those who come back ask for their own part: in this time a head, spread by chance, so that the line holds.
SPREAD_SECONDS = 0.01
LONGEST_SPREAD_SECONDS = 10
MOST_NAMES = 1000


@dataclass(frozen=True)
class Region:
    """What is shown of a topic: the number it stands at, and its parts as HTML by the id of their root element.

    scene: a mark of what decides people's own parts; when it changes, everybody with a name is told theirs.
    """

    seq: int
    parts: dict[str, str]
    scene: str = ""

    def html(self, since: "Region | None" = None) -> str:
        """The parts that differ from an earlier rendering (all without one), each wrapped for htmx to morph in place."""
        return "".join(
            f'<hx-partial hx-target="#{name}" hx-swap="outerMorph">{html}</hx-partial>'
            for name, html in self.parts.items()
            if since is None or since.parts.get(name) != html
        )

    @property
    def mark(self) -> str:
        """Tells this rendering from another one, also at the same number."""
        return f"{self.seq}.{crc32(''.join(self.parts.values()).encode()):08x}"


def frame(region: Region, since: Region | None = None, spread: float = 0) -> Frame:
    """A region, or what changed of it, as a message; with the server's time, by which phones run their clocks.

    spread: seconds over which the receivers' own questions are to be spread.
    """
    said = {"seq": region.seq, "now": clock.now().isoformat(), "content": region.html(since)}
    if spread:
        said["spread"] = round(spread * 1000)
    return Frame(region.seq, json.dumps(said, ensure_ascii=False))


@dataclass(frozen=True)
class View:
    """One rendering that many share: topic, language, audience."""

    topic: str
    lang: str
    audience: str


Render = Callable[[View], Awaitable[Region | None]]


@dataclass
class _Watched:
    """A view somebody watches: what was last sent of it, and to whom the next is sent; people before the nameless."""

    sent: Region | None = None
    people: dict[object, Deliver] = field(default_factory=dict)
    others: dict[object, Deliver] = field(default_factory=dict)
    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    expected: int = 0

    @property
    def idle(self) -> bool:
        return not (self.people or self.others or self.expected)


_renders: dict[str, Render] = {}
_watched: dict[str, dict[View, _Watched]] = defaultdict(dict)
_dirty: dict[str, asyncio.Task[None]] = {}
_again: set[str] = set()
_bus: Bus = InProcess()


async def start(bus: Bus) -> None:
    """Connect this process to the others."""
    global _bus
    _bus = bus
    await bus.start(_hear)


async def stop() -> None:
    """Forget all watchers and leave the bus."""
    for task in list(_dirty.values()):
        task.cancel()
    await asyncio.gather(*_dirty.values(), return_exceptions=True)
    _dirty.clear()
    _again.clear()
    _watched.clear()
    persons.forget()
    await _bus.stop()


def renders(kind: str, render: Render) -> None:
    """Say who renders topics of a kind (``session`` for ``session:12``)."""
    _renders[kind] = render


async def announce(topic: str, people: Collection[int] = ()) -> None:
    """Something under this name has changed. Called after the commit: watchers get what the database says now.

    people: whom it concerns besides. They are told their own part before the others (persons.py).
    """
    await _bus.send(topic)
    named = sorted(people)
    for first in range(0, len(named), MOST_NAMES):
        await _bus.send(f"{topic} {','.join(map(str, named[first : first + MOST_NAMES]))}")


async def join(view: View, key: object, deliver: Deliver, viewer: Viewer | None = None) -> Region | None:
    """Deliver this view as it stands, and every later frame of it; answers what was delivered.

    None, and nothing is delivered, when there is no such thing. Raises KeyError for a kind nobody renders.
    """
    watched = _watched[view.topic].setdefault(view, _Watched())
    watched.expected += 1  # from here on changes are heard
    try:
        if watched.sent is None:
            async with watched.first:
                if watched.sent is None:
                    made = await render(view)
                    watched.sent = watched.sent or made  # a round that ran meanwhile knows better
    finally:
        watched.expected -= 1
        _forget_if_idle(view)
    # Nothing is awaited from here to the end: no round can pass between what is delivered and being on the list.
    if watched.sent is None or not deliver(frame(watched.sent, spread=_spread(view.topic))):
        return watched.sent
    _watched[view.topic][view] = watched
    (watched.others if viewer is None else watched.people)[key] = deliver
    if viewer is not None:
        persons.enter(view.topic, key, viewer, deliver)
    return watched.sent


def leave(view: View, key: object, viewer: Viewer | None = None) -> None:
    """No longer."""
    watched = _watched.get(view.topic, {}).get(view)
    if watched is not None:
        watched.people.pop(key, None)
        watched.others.pop(key, None)
        _forget_if_idle(view)
    if viewer is not None:
        persons.leave(view.topic, key, viewer)


def _forget_if_idle(view: View) -> None:
    views = _watched.get(view.topic)
    if views is not None and view in views and views[view].idle:
        del views[view]
        if not views:
            del _watched[view.topic]


def watching(topic: str) -> int:
    """How many watch a topic in this process."""
    return sum(len(each.people) + len(each.others) for each in _watched.get(topic, {}).values())


def shown(view: View) -> Region | None:
    """What was last sent of a view that is watched."""
    watched = _watched.get(view.topic, {}).get(view)
    return watched.sent if watched else None


def look_again() -> None:
    """Render every topic watched here once more: the bus may have lost a name. What has not changed is not sent."""
    for topic in list(_watched):
        _begin(topic)


def _hear(name: str) -> None:
    note_foreign_commit()
    topic, _, people = name.partition(" ")
    if people:
        persons.concern(topic, map(int, people.split(",")))
    elif topic in _watched:
        _begin(topic)


def _begin(topic: str) -> None:
    if topic in _dirty:
        # Being rendered now, perhaps from before this change: once more afterwards, however many changes come.
        _again.add(topic)
        return
    _dirty[topic] = asyncio.get_running_loop().create_task(_rounds(topic))


async def _rounds(topic: str) -> None:
    """Round after round while there is news, with a rest after each one, so that the first is never late."""
    loop = asyncio.get_running_loop()
    try:
        while True:
            _again.discard(topic)
            began = loop.time()
            for view in list(_watched.get(topic, {})):
                await _round(view)
            await asyncio.sleep(max(REST_SECONDS, REST_SHARE * (loop.time() - began)))
            if topic not in _again:
                return
    finally:
        _dirty.pop(topic, None)


async def render(view: View) -> Region | None:
    """What a view shows now, or None when there is no such thing. Raises KeyError for a kind nobody renders."""
    return await _renders[view.topic.partition(":")[0]](view)


def _spread(topic: str) -> float:
    return min(persons.count(topic) * SPREAD_SECONDS, LONGEST_SPREAD_SECONDS)


async def _round(view: View) -> None:
    watched = _watched[view.topic].get(view)
    if watched is None:
        return
    before = watched.sent
    try:
        region = await render(view)
    except Exception:
        log.exception("rendering %s failed", view)
        return
    if region is None or (before is not None and region == before):
        return
    message = frame(region, before if watched.sent is before else None)
    # The list is taken in the same breath as what was sent is noted: whoever joins later gets this region on joining.
    watched.sent = region
    if before is not None and region.scene != before.scene:
        persons.concern_everybody(view.topic)
    told = [*watched.people.items(), *watched.others.items()]
    for n, (key, deliver) in enumerate(told, 1):
        if not deliver(message):
            watched.people.pop(key, None)
            watched.others.pop(key, None)
        if n % AT_ONCE == 0:
            await asyncio.sleep(0)
    _forget_if_idle(view)
