"""A call's life."""

from enum import StrEnum


class KeyHolder(StrEnum):
    """The two who hold a key to the sealed bids; both are needed to open them."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
