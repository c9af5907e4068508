"""What the clock does for requests for a session."""

from councils.preparation.petitions.services import tick

__all__ = ["tick"]
