"""What the clock does for sessions to come."""

from councils.preparation.invitations.services import remind as tick

__all__ = ["tick"]
