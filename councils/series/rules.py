"""When the next session of a series is due, and what a team is made of."""

from enum import StrEnum


class Rhythm(StrEnum):
    """How often sessions come round."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Duty(StrEnum):
    """What somebody of the team does: 3 + 1 + N."""

    CHAIR = "chair"
    RECORDER = "recorder"
    STEWARD = "steward"  # 签到和计票
    ADVISER = "adviser"  # 社区书记或联络员
    VOLUNTEER = "volunteer"
