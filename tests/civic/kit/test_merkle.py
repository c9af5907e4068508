"""The Merkle tree of RFC 6962: the published vectors, and properties for every size."""

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.merkle import check, proof, root

# Certificate Transparency's reference data (merkle_tree_test.cc): eight leaves, the head after each, four paths.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
SIXTH_OF_EIGHT = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
THIRD_OF_THREE = ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]
SECOND_OF_FIVE = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
]

LISTS = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


def test_an_empty_tree_is_the_digest_of_nothing() -> None:
    assert root([]) == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_heads_come_out(size: int) -> None:
    assert root(LEAVES[:size]) == HEADS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, FIRST_OF_EIGHT),
        (5, 8, SIXTH_OF_EIGHT),
        (2, 3, THIRD_OF_THREE),
        (1, 5, SECOND_OF_FIVE),
    ],
)
def test_the_published_paths_come_out_and_check(index: int, size: int, path: list[str]) -> None:
    assert proof(LEAVES[:size], index) == path
    assert check(LEAVES[index], index, size, path, HEADS[size - 1])


@given(LISTS, st.data())
def test_every_leaf_is_proved_and_nothing_else_is(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, head, size = proof(leaves, index), root(leaves), len(leaves)
    assert check(leaves[index], index, size, path, head)
    assert not check(leaves[index] + b"x", index, size, path, head)
    assert not check(leaves[index], index, size, [*path, HEADS[0]], head)
    assert not check(leaves[index], index, size, path, "0" * 64)
    assert not path or not check(leaves[index], index, size, path[:-1], head)


@given(LISTS, st.data())
def test_a_path_holds_at_one_place_only(leaves: list[bytes], data: st.DataObject) -> None:
    leaves = [number.to_bytes(2, "big") + leaf for number, leaf in enumerate(leaves)]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, head = proof(leaves, index), root(leaves)
    held = [place for place in range(len(leaves)) if check(leaves[index], place, len(leaves), path, head)]
    assert held == [index]


@given(LISTS, st.data())
def test_any_change_of_the_list_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:index], leaves[index] + b"x", *leaves[index + 1 :]]
    assert len({root(leaves), root(changed), root([*leaves, b""]), root(leaves[:-1])}) == 4


@pytest.mark.parametrize(
    ("index", "size", "step"),
    [(-1, 8, HEADS[0]), (8, 8, HEADS[0]), (0, 0, HEADS[0]), (0, 2, "no hex"), (0, 2, "g" * 64)],
)
def test_nonsense_is_no_proof(index: int, size: int, step: str) -> None:
    assert not check(b"", index, size, [step], HEADS[0])


def test_a_leaf_that_is_not_there_has_no_path() -> None:
    with pytest.raises(IndexError):
        proof(LEAVES, 8)


def test_a_hundred_thousand_leaves_take_about_a_second_at_most() -> None:
    leaves = [str(number).encode() * 3 for number in range(100_000)]
    began = time.process_time()
    root(leaves)
    assert time.process_time() - began < 1
