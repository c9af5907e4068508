"""Sealing for two holders: both together open it, neither alone."""

import asyncio

import pytest

from civic.kit import sealing
from civic.kit.errors import Refused

DOCUMENT = {"price_fen": 1_750_000, "plan": "六天完工"}


def test_both_holders_together_open_what_was_sealed_for_them() -> None:
    one, other = asyncio.run(sealing.new_key()), asyncio.run(sealing.new_key())
    sealed = sealing.seal(DOCUMENT, [one.public, other.public])
    privates = [asyncio.run(sealing.unlock(key.locked, key.code.lower())) for key in (one, other)]
    assert sealing.unseal(sealed, privates) == DOCUMENT


def test_one_holder_alone_opens_nothing() -> None:
    one, other = asyncio.run(sealing.new_key()), asyncio.run(sealing.new_key())
    sealed = sealing.seal(DOCUMENT, [one.public, other.public])
    mine = asyncio.run(sealing.unlock(one.locked, one.code))
    for privates in ([mine], [mine, mine]):
        with pytest.raises(Refused, match="seal_broken"):
            sealing.unseal(sealed, privates)


def test_a_wrong_code_opens_no_key() -> None:
    key = asyncio.run(sealing.new_key())
    with pytest.raises(Refused, match="wrong_opening_code"):
        asyncio.run(sealing.unlock(key.locked, "AAAA-AAAA-AAAA"))


def test_the_content_does_not_show_through_the_seal() -> None:
    key = asyncio.run(sealing.new_key())
    sealed = sealing.seal(DOCUMENT, [key.public])
    assert b"1750000" not in sealed
    assert "六天".encode() not in sealed
    assert sealing.seal(DOCUMENT, [key.public]) != sealed
