"""What a published paper says, for people, and when papers are published at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from votes.rules import State


class Said(NamedTuple):
    """One option on a paper, with its points where there are any."""

    label: str
    points: str


def said(choices: str, names: Mapping[str, str]) -> list[Said]:
    """A canonical text as labels. Nothing for a paper that wants none of the options."""
    parts = (part.partition(":") for part in choices.split(",") if part)
    return [Said(names[code], points) for code, _, points in parts]


def is_published(state: State, closed_at: datetime | None) -> bool:
    """Papers are published once a ballot was closed; those of a ballot that was broken off never are."""
    return state in (State.CLOSED, State.CERTIFIED) or (state is State.VOID and closed_at is not None)
