"""How far the demo's clock may be moved at once."""

from enum import StrEnum


class Leap(StrEnum):
    """The leaps on offer, forward only: what has happened stays in the past."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


SECONDS = {Leap.HOUR: 3600, Leap.DAY: 24 * 3600, Leap.WEEK: 7 * 24 * 3600}
