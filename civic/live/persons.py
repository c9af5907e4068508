"""Each person's own part of a live page, told over their own sockets and to nobody else.

What everybody sees is one payload for all (hub.py). What a person may do differs from person to person, and a thousand phones
that each ask after every change are a thousand requests; made here and written to the socket that is open anyway, it costs a
third of that, and no more than a share of the processor at any time. Whom an act names comes before all the others.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)

# so many are told in one breath, then the others of this process get their turn for twice as long
AT_ONCE = 10
REST_SHARE = 2


@dataclass(frozen=True)
class Frame:
    """One message, encoded once for everyone who shares the view."""

    seq: int
    text: str


# Takes one frame; False when this watcher is gone or too slow and must be dropped.
Deliver = Callable[[Frame], bool]
# A viewer's own part in a language, as things stood when this was made.
Own = Callable[[Any, str], str]

# "something about you has changed: ask", where a kind of page has no own parts to push
MINE = Frame(0, '{"mine": true}')


@dataclass(frozen=True)
class Viewer:
    """Somebody with a name who watches. actor: as signed in when the socket was opened."""

    person: int
    actor: Any
    lang: str


@dataclass(frozen=True)
class _Socket:
    viewer: Viewer
    deliver: Deliver


_makers: dict[str, Callable[[int], Awaitable[Own]]] = {}
# topic -> person -> socket's key -> socket
_here: dict[str, dict[int, dict[object, _Socket]]] = defaultdict(lambda: defaultdict(dict))
# topic -> who is still to be told, in this order
_waiting: dict[str, dict[int, None]] = {}
_telling: dict[str, asyncio.Task[None]] = {}


def own_parts(kind: str, maker: Callable[[int], Awaitable[Own]]) -> None:
    """Say who makes the own parts of a kind of topic, from its id: once for several viewers."""
    _makers[kind] = maker


def enter(topic: str, key: object, viewer: Viewer, deliver: Deliver) -> None:
    """A person watches, over one of their sockets."""
    _here[topic][viewer.person][key] = _Socket(viewer, deliver)


def leave(topic: str, key: object, viewer: Viewer) -> None:
    """No longer."""
    sockets = _here.get(topic, {}).get(viewer.person)
    if sockets is not None:
        sockets.pop(key, None)
        if not sockets:
            del _here[topic][viewer.person]
        if not _here[topic]:
            del _here[topic]


def count(topic: str) -> int:
    """How many people watch a topic in this process."""
    return len(_here.get(topic, ()))


def concern(topic: str, people: Iterable[int]) -> None:
    """These are told before all others."""
    here = _here.get(topic, {})
    _tell(topic, {person: None for person in people if person in here} | _waiting.get(topic, {}))


def concern_everybody(topic: str) -> None:
    """Everybody with a name is told, those who wait already first."""
    _tell(topic, _waiting.get(topic, {}) | dict.fromkeys(_here.get(topic, ())))


def forget() -> None:
    """The process ends."""
    for task in _telling.values():
        task.cancel()
    for kept in (_here, _waiting, _telling):
        kept.clear()


def _tell(topic: str, waiting: dict[int, None]) -> None:
    if not waiting:
        return
    if topic.partition(":")[0] not in _makers:
        for person in waiting:
            _deliver(topic, person, lambda viewer: MINE)
        return
    _waiting[topic] = waiting
    if topic not in _telling:
        _telling[topic] = asyncio.get_running_loop().create_task(_rounds(topic))


async def _rounds(topic: str) -> None:
    loop = asyncio.get_running_loop()
    try:
        while waiting := _waiting.get(topic):
            began = loop.time()
            people = list(waiting)[:AT_ONCE]
            _waiting[topic] = {person: None for person in waiting if person not in people}
            await _told(topic, people)
            await asyncio.sleep(REST_SHARE * (loop.time() - began))
    except Exception:
        log.exception("own parts of %s were not told", topic)
    finally:
        _telling.pop(topic, None)
        _waiting.pop(topic, None)


async def _told(topic: str, people: list[int]) -> None:
    kind, _, id_ = topic.partition(":")
    own = await _makers[kind](int(id_))
    for person in people:
        _deliver(
            topic,
            person,
            lambda viewer: Frame(0, json.dumps({"own": own(viewer.actor, viewer.lang)}, ensure_ascii=False)),
        )


def _deliver(topic: str, person: int, made: Callable[[Viewer], Frame]) -> None:
    for socket in list(_here.get(topic, {}).get(person, {}).values()):
        socket.deliver(made(socket.viewer))
