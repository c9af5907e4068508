"""Passwords: hashed off the loop, by few at a time, and equal work for accounts that do not exist."""

import asyncio
import threading

import pytest

from civic.kit import passwords
from civic.kit.errors import TooMany


def test_a_password_fits_its_own_hash_and_no_other():
    async def work() -> list[bool]:
        kept = await passwords.hashed("槐花 2026")
        tried = ("槐花 2026", "槐花 2027", "", "槐花  2026")
        return [(await passwords.verify(kept, one)).fits for one in tried]

    assert asyncio.run(work()) == [True, False, False, False]


def test_the_same_letters_typed_otherwise_are_the_same_password():
    async def work() -> bool:
        return (await passwords.verify(await passwords.hashed("cafe\u0301２０２６"), "caf\u00e92026")).fits

    assert asyncio.run(work())


def test_two_hashes_of_one_password_differ_and_hold_no_trace_of_it():
    async def work() -> set[str]:
        return {await passwords.hashed("槐花 2026") for _ in range(2)}

    kept = asyncio.run(work())
    assert len(kept) == 2
    assert all(one.startswith("$argon2id$") and "2026" not in one for one in kept)


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_without_a_hash_nothing_fits(kept: str | None):
    verdict = asyncio.run(passwords.verify(kept, "nobody has this password"))
    assert not verdict.fits


def test_the_work_is_done_by_two_threads_away_from_the_loop(monkeypatch: pytest.MonkeyPatch):
    seen: set[str] = set()
    plain = passwords._plain

    def noted(password: str) -> str:
        seen.add(threading.current_thread().name)
        return plain(password)

    monkeypatch.setattr(passwords, "_plain", noted)

    async def work() -> None:
        await asyncio.gather(*(passwords.hashed(str(number)) for number in range(20)))

    asyncio.run(work())
    assert seen <= {"password_0", "password_1"}


def test_a_queue_that_is_full_says_so_and_empties_again():
    async def work() -> tuple[int, int]:
        many = [passwords.hashed(str(number)) for number in range(300)]
        done = await asyncio.gather(*many, return_exceptions=True)
        refused = sum(isinstance(one, TooMany) for one in done)
        again = await asyncio.gather(*(passwords.hashed(str(number)) for number in range(50)))
        return refused, len(again)

    refused, again = asyncio.run(work())
    assert 0 < refused < 300
    assert again == 50


def test_who_goes_away_gives_their_place_back():
    async def work() -> int:
        tasks = [asyncio.create_task(passwords.hashed(str(number))) for number in range(60)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _ in range(500):
            try:
                return len(await asyncio.gather(*(passwords.hashed(str(number)) for number in range(60))))
            except TooMany:
                await asyncio.sleep(0.01)
        return 0

    assert asyncio.run(work()) == 60
