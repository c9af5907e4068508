"""Work that arrives together is done together: many small writes share one commit, each answered only after it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Together(Generic[Item, Answer]):
    """Collects items while a batch is being done; what has gathered by then is the next batch.

    ``work`` gets a batch and answers for each item, in order, with an answer or an exception. When the batch fails
    as a whole, each item is tried by itself, so that one cannot spoil it for the others.
    """

    def __init__(
        self, work: Callable[[Sequence[Item]], Awaitable[Sequence[Answer | Exception]]], most: int
    ) -> None:
        self._work = work
        self._most = most
        self._waiting: list[tuple[Item, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> Answer:
        """Have the item done with whatever arrives meanwhile. Raises what ``work`` answers with for this item."""
        loop = asyncio.get_running_loop()
        if self._task is None or self._task.done() or self._task.get_loop() is not loop:
            self._waiting = []
            # A context of its own: the batch belongs to nobody's transaction and outlives who asked first.
            self._task = loop.create_task(self._drain(), context=Context())
        done: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((item, done))
        return await done

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            answers = await self._do([item for item, _ in batch])
            for (_, done), answer in zip(batch, answers, strict=True):
                _settle(done, answer)

    async def _do(self, items: Sequence[Item]) -> Sequence[Answer | Exception]:
        try:
            return await self._work(items)
        except Exception as error:
            if len(items) == 1:
                return [error]
            return [(await self._do([item]))[0] for item in items]


def _settle(done: "asyncio.Future[Answer]", answer: Answer | Exception) -> None:
    if done.done():  # whoever asked is gone; what was written stays written
        return
    if isinstance(answer, Exception):
        done.set_exception(answer)
    else:
        done.set_result(answer)
