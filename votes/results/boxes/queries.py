"""Counting live, for readers: each closed ballot's papers are read once, and one trial is counted at a time.

Strangers may ask for as many trials as they like, so the work they can cause is bounded: one thread counts, a few may
wait, the others are told to come back; what was counted lately is remembered.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from civic.kit.errors import TooMany
from votes.models import Ballot
from votes.results import queries
from votes.tally.rules import Election

T = TypeVar("T")
#: boxes and answers kept in memory
BOXES, ANSWERS = 4, 200
MOST_WAITING = 8
#: seconds after which it is worth trying again
AGAIN = 5

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="trial")


class _Kept(OrderedDict[tuple[object, ...], T]):
    """The last few of something."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: tuple[object, ...], value: T) -> T:
        """Remember, and forget the oldest."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > self.most:
            self.popitem(last=False)
        return value


_boxes: _Kept[Election] = _Kept(BOXES)
_answers: _Kept[Any] = _Kept(ANSWERS)
_waiting: set[object] = set()


async def election_of(ballot: Ballot) -> Election:
    """A closed ballot's papers. They never change, so one reading serves all who ask."""
    key = box_key(ballot)
    if key not in _boxes:
        _boxes.keep(key, await queries.election(ballot))
    return _boxes[key]


def box_key(ballot: Ballot) -> tuple[object, ...]:
    """What tells one closed box from every other."""
    return (ballot.id, ballot.digest, ballot.bulletin_root, ballot.closed_at)


async def counted(key: tuple[object, ...], work: Callable[[], T]) -> T:
    """The answer to a question about closed boxes: remembered, or counted now when it is its turn.

    ``key`` tells questions apart and names the box. Raises TooMany when too many wait already.
    """
    if key in _answers:
        found: T = _answers[key]
        return found
    if len(_waiting) >= MOST_WAITING:
        raise TooMany(AGAIN)
    mark = object()
    _waiting.add(mark)
    try:
        answer = await asyncio.get_running_loop().run_in_executor(_worker, work)
    finally:
        _waiting.discard(mark)
    _answers.keep(key, answer)
    return answer
