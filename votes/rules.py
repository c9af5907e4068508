"""A ballot's life: the question put to an electorate."""

from enum import StrEnum


class State(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CERTIFIED = "certified"


class Method(StrEnum):
    """How a paper is filled in."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose_one"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"
