"""The hash chain, drawing lots, codes, refs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit import codes, refs
from civic.kit.chain import GENESIS, canonical_json, digest, document_digest, file_digest, text_digest
from civic.kit.lots import draw
from civic.kit.refs import Ref

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_digests_are_those_of_sha256sum() -> None:
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert document_digest({"b": 1, "a": "议"}) == file_digest('{"a":"议","b":1}'.encode())


@given(st.dictionaries(st.text(), VALUES, max_size=6))
def test_the_order_of_keys_does_not_matter_to_a_digest(document: dict[str, object]) -> None:
    backwards = dict(reversed(document.items()))
    assert digest(GENESIS, document) == digest(GENESIS, backwards)


@given(VALUES)
def test_a_document_is_read_back_from_its_spelling(document: object) -> None:
    assert json.loads(canonical_json(document)) == document


def test_a_digest_depends_on_the_one_before() -> None:
    assert digest(GENESIS, {"a": 1}) != digest(digest(GENESIS, {}), {"a": 1})


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, float("nan")])
def test_floats_have_no_canonical_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@given(st.text(), st.lists(st.text(), unique=True, max_size=30), st.randoms())
def test_lots_depend_on_seed_and_items_alone(seed: str, items: list[str], chance: object) -> None:
    mixed = sorted(items)
    assert draw(seed, items) == draw(seed, mixed)
    assert sorted(draw(seed, items)) == mixed


def test_lots_are_not_drawn_among_the_same_item_twice() -> None:
    with pytest.raises(ValueError, match="distinct"):
        draw("seed", ["a", "a"])


def test_codes_can_be_typed_in_any_way_a_person_types_them() -> None:
    code = codes.invitation_code()
    assert codes.plain_code(f" {code.lower().replace('-', ' ')} ") == code.replace("-", "")
    assert not set(codes.receipt_code()) & set("0OIL1")


def test_a_kind_of_ref_is_registered_once() -> None:
    async def title(id_: int) -> str:
        return str(id_)

    refs.register("kit-test", title, str)
    with pytest.raises(ValueError, match="registered twice"):
        refs.register("kit-test", title, repr)
    assert refs.url(Ref("kit-test", 7)) == "7"
    with pytest.raises(KeyError):
        refs.url(Ref("never-registered", 1))
