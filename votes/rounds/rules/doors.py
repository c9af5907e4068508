"""What someone who comes to a round's ballot finds."""

from enum import StrEnum

from votes.rules import Phase


class Door(StrEnum):
    """What someone who comes to the ballot can do at this moment."""

    NOT_YET = "not_yet"
    SIGN_IN = "sign_in"
    NOT_ON_ROLL = "not_on_roll"
    VOTE = "vote"
    VOTED = "voted"
    ENDED = "ended"


def door(phase: Phase, signed_in: bool, entitled: bool, voted: bool) -> Door:
    """Which of the ballot page's faces is shown."""
    if voted:
        return Door.VOTED
    if phase in (Phase.PREPARING, Phase.ANNOUNCED):
        return Door.NOT_YET
    if phase is not Phase.VOTING:
        return Door.ENDED
    if not signed_in:
        return Door.SIGN_IN
    return Door.VOTE if entitled else Door.NOT_ON_ROLL
