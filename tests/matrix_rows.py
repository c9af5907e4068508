"""What a row of the authorisation matrix says, and the roles it speaks of."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests import stages
from tests.cast import Cast

ROLES = {
    "resident": "lin",
    "other-estate": "wei",
    "neighbour": "outsider",  # a resident of another community
    "member": "tang",
    "chair": "chen",
    "recorder": "ma",
    "facilitator": "zheng",
    "neighbour-facilitator": "other_facilitator",
    "clerk": "sun",
    "neighbour-clerk": "other_clerk",
    "organisation": "hao",
    "rival": "luo",
    "supervisor": "gao",
    "officer": "zhou",
    "admin": "admin",
}
RESIDENTS = "resident other-estate member chair recorder supervisor"
EVERYONE = " ".join(ROLES)

Stage = Callable[[Cast], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Row:
    """What a route answers to whom, on a stage that gives the numbers in its path and in its form."""

    may: str = EVERYONE
    others: str = "no"  # no: 403 · hidden: as what does not exist · refused: 422 with a sentence · in: to the sign-in page
    anonymous: str = "in"  # also: ok
    stage: Stage = stages.empty
    form: Mapping[str, Any] | None = None  # None: the route is read
    then: int = 0  # what the first who may is answered; 0: 303 to a form, 200 to a reading
    path: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, str] = field(
        default_factory=dict
    )  # roles by word, where not all others are told the same

    def expected(self, role: str) -> str:
        """What a role that may not is told."""
        return next((word for word, roles in self.told.items() if role in roles.split()), self.others)


def public(stage: Stage = stages.empty, **more: Any) -> Row:
    """Everyone may read it."""
    return Row(anonymous="ok", stage=stage, **more)


def own(stage: Stage = stages.empty, **more: Any) -> Row:
    """Everyone who is signed in has one of their own."""
    return Row(stage=stage, **more)
