"""The log's own lock comes last in every act, so that no two acts wait for each other; entries keep their order."""

import asyncio
import contextlib

import pytest

from civic.audit import queries, services
from civic.audit.models import Entry
from civic.kit.db import before_commit, locked, transaction
from civic.kit.refs import Ref
from civic.people.models import Person
from civic.people.rules import SYSTEM


async def _meeting(first: asyncio.Event, second: asyncio.Event) -> None:
    """Tell the other we are here and give it a moment to come as far (an embedded database never lets it)."""
    first.set()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(second.wait(), 0.3)


async def _two_acts(person_id: int) -> None:
    entered, held = asyncio.Event(), asyncio.Event()

    async def entry_then_row() -> None:
        async with transaction():
            await services.record(SYSTEM, "one", Ref("person", person_id))
            await _meeting(entered, held)
            await locked(Person, id=person_id)

    async def row_then_entry() -> None:
        async with transaction():
            await locked(Person, id=person_id)
            await _meeting(held, entered)
            await services.record(SYSTEM, "other", Ref("person", person_id))

    await asyncio.wait_for(asyncio.gather(entry_then_row(), row_then_entry()), 10)


def test_an_act_that_notes_before_it_locks_and_one_that_locks_before_it_notes_both_go_through(call, cast):
    call(_two_acts, cast.lin.person_id)
    assert call(lambda: Entry.filter(verb__in=["one", "other"]).count()) == 2
    assert call(queries.first_broken)[1] is None


def test_entries_stand_in_the_order_of_the_acts_steps(call, cast):
    async def steps() -> list[str]:
        async with transaction():
            for verb in ("first", "second", "third"):
                await services.record(SYSTEM, verb, Ref("person", cast.lin.person_id))
        found = await Entry.filter(verb__in=["first", "second", "third"]).order_by("seq")
        return [entry.verb for entry in found]

    assert call(steps) == ["first", "second", "third"]


def test_what_fails_before_the_commit_undoes_the_act(call, cast):
    async def fail() -> None:
        raise ValueError("no")

    async def act() -> None:
        async with transaction():
            await Person.filter(id=cast.lin.person_id).update(display_name="别人")
            before_commit(fail)

    with pytest.raises(ValueError, match="no"):
        call(act)
    assert call(lambda: Person.get(id=cast.lin.person_id)).display_name == cast.lin.name


def test_outside_a_transaction_there_is_no_commit_to_wait_for(call):
    async def outside() -> None:
        before_commit(lambda: asyncio.sleep(0))

    with pytest.raises(RuntimeError):
        call(outside)
