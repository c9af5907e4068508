"""Facts of a notice that was mended, or taken back, before the door opened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NoticeCorrected:
    """``notice_corrected`` · another time or place than announced, and why. starts_at: ISO moment in UTC."""

    starts_at: str
    venue: str
    reason: str


@dataclass(frozen=True)
class SessionCancelled:
    """``session_cancelled`` · the session does not take place, and why. Always the last fact of its log."""

    reason: str
