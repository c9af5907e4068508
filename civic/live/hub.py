"""Topics and who watches them. A topic is a name such as ``session:12``; announcing it makes every watcher's part anew."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from civic.kit.db import note_foreign_commit
from civic.live.bus import Bus, InProcess

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Region:
    """What is shown of a topic: the number it stands at, and its parts as HTML by the id of their root element."""

    seq: int
    parts: dict[str, str]

    def html(self, since: "Region | None" = None) -> str:
        """The parts that differ from an earlier rendering (all without one), each wrapped for htmx to morph in place."""
        return "".join(
            f'<hx-partial hx-target="#{name}" hx-swap="outerMorph">{html}</hx-partial>'
            for name, html in self.parts.items()
            if since is None or since.parts.get(name) != html
        )


@dataclass(frozen=True)
class Frame:
    """One message, encoded once for everyone who shares the view."""

    seq: int
    text: str


def frame(region: Region, since: Region | None = None) -> Frame:
    """A region, or what changed of it, as a message."""
    return Frame(
        region.seq, json.dumps({"seq": region.seq, "content": region.html(since)}, ensure_ascii=False)
    )


@dataclass(frozen=True)
class View:
    """One rendering that many share: topic, language, audience."""

    topic: str
    lang: str
    audience: str


Render = Callable[[View], Awaitable[Region | None]]
# Takes one frame; False when this watcher is gone or too slow and must be dropped.
Deliver = Callable[[Frame], bool]

_renders: dict[str, Render] = {}
_watchers: dict[str, dict[View, dict[object, Deliver]]] = defaultdict(lambda: defaultdict(dict))
_sent: dict[View, Region] = {}
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
    _watchers.clear()
    _sent.clear()
    await _bus.stop()


def renders(kind: str, render: Render) -> None:
    """Say who renders topics of a kind (``session`` for ``session:12``)."""
    _renders[kind] = render


async def announce(topic: str) -> None:
    """Something under this name has changed. Called after the commit: watchers get what the database says now."""
    await _bus.send(topic)


def watch(view: View, key: object, deliver: Deliver) -> None:
    """Deliver every later frame of this view. The next one holds all parts: the newcomer may have seen other states."""
    _watchers[view.topic][view][key] = deliver
    _sent.pop(view, None)


def unwatch(view: View, key: object) -> None:
    """No longer."""
    views = _watchers.get(view.topic)
    if views is None:
        return
    views[view].pop(key, None)
    if not views[view]:
        del views[view]
        _sent.pop(view, None)
    if not views:
        del _watchers[view.topic]


def watching(topic: str) -> int:
    """How many watch a topic in this process."""
    return sum(len(keys) for keys in _watchers.get(topic, {}).values())


def _hear(topic: str) -> None:
    note_foreign_commit()
    if topic not in _watchers:
        return
    if topic in _dirty:
        # Being rendered now, perhaps from before this change: once more afterwards, however many changes come.
        _again.add(topic)
        return
    _dirty[topic] = asyncio.get_running_loop().create_task(_refresh(topic))


async def _refresh(topic: str) -> None:
    try:
        while True:
            _again.discard(topic)
            for view in list(_watchers.get(topic, {})):
                await _refresh_view(view)
            if topic not in _again:
                return
    finally:
        _dirty.pop(topic, None)


async def render(view: View) -> Region | None:
    """What a view shows now, or None when there is no such thing. Raises KeyError for a kind nobody renders."""
    return await _renders[view.topic.partition(":")[0]](view)


async def _refresh_view(view: View) -> None:
    before = _sent.get(view)
    try:
        region = await render(view)
    except Exception:
        log.exception("rendering %s failed", view)
        return
    watchers = _watchers.get(view.topic, {}).get(view, {})
    if region is None or not watchers:
        return
    message = frame(region, before if _sent.get(view) is before else None)
    _sent[view] = region
    for key, deliver in list(watchers.items()):
        if not deliver(message):
            unwatch(view, key)
