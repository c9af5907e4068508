"""Kinds of notifications, each with its Chinese sentence; rooms register their own at import time."""

from collections.abc import Callable, Mapping
from typing import Any

_KINDS: dict[str, str] = {}


def kinds(**sentences: str) -> None:
    """Give notification kinds their sentences; facts stand in braces. Raises ValueError for a kind with two sentences."""
    for kind, sentence in sentences.items():
        if _KINDS.setdefault(kind, sentence) != sentence:
            raise ValueError(f"notification kind {kind!r} has two sentences")


def sentence_of(kind: str) -> str:
    """The Chinese sentence of a kind. Raises KeyError for an unknown one."""
    return _KINDS[kind]


def all_kinds() -> dict[str, str]:
    """Every kind with its sentence, for the tests of the catalogue."""
    return dict(_KINDS)


def said(sentence: str, facts: Mapping[str, Any], words: Callable[[str, Any], Any] | None = None) -> str:
    """A sentence with its facts put in, each turned into words first. Raises KeyError when one is missing."""
    return sentence.format(**{name: words(name, value) if words else value for name, value in facts.items()})
