"""A document's life and who signs."""

from enum import StrEnum


class State(StrEnum):
    """Where minutes stand."""

    DRAFTED = "drafted"
    SIGNED_RECORDER = "signed_recorder"
    PUBLISHED = "published"


class SignerRole(StrEnum):
    """In which office someone signs; the recorder first."""

    RECORDER = "recorder"
    CHAIR = "chair"
