"""Facts of the floor: who asks, who speaks, for how long. motion 0: the open floor of an item without a motion."""

from dataclasses import dataclass

from councils.sessions.rules.events.presence import Seat
from councils.sessions.rules.words import Breach, Source, Stance


@dataclass(frozen=True)
class DebateOpened:
    """``debate_opened`` · hands may be raised."""

    motion: int


@dataclass(frozen=True)
class HandRaised:
    """``hand_raised`` · asks for the floor, saying for which side. source: steward when entered for somebody without a phone."""

    motion: int
    person: Seat
    stance: Stance
    source: Source = Source.SELF


@dataclass(frozen=True)
class HandWithdrawn:
    """``hand_withdrawn`` · no longer asks."""

    motion: int
    person: Seat


@dataclass(frozen=True)
class SpeakerCalled:
    """``speaker_called`` · has the floor from the event's time for ``seconds``. speech: number within the session.

    override: why the chair called somebody who was not the next in the queue; empty: in their turn. item: the item it is
    spoken to; 0 in logs from before the open floor.
    """

    speech: int
    motion: int
    person: Seat
    stance: Stance
    nth: int  # first or second … speech of this person on this motion
    seconds: int
    override: str = ""
    item: int = 0


@dataclass(frozen=True)
class SpeakerMissed:
    """``speaker_missed`` · was called and did not answer: no turn is used up. back: waits again, behind everybody else."""

    speech: int
    motion: int
    person: Seat
    back: bool


@dataclass(frozen=True)
class SpeechEnded:
    """``speech_ended`` · seconds: how long it really took."""

    speech: int
    person: Seat
    seconds: int


@dataclass(frozen=True)
class GistNoted:
    """``gist_noted`` · the recorder's gist of a speech; the latest one counts."""

    speech: int
    gist: str


@dataclass(frozen=True)
class GistConfirmed:
    """``gist_confirmed`` · the speaker says that the gist of their speech is right. digest: SHA-256 of the gist they read."""

    speech: int
    digest: str


@dataclass(frozen=True)
class DebateClosed:
    """``debate_closed`` · nobody waits to speak any more, or closed by vote. by: the motion that closed it."""

    motion: int
    by: int | None = None


@dataclass(frozen=True)
class SpeechPaused:
    """``speech_paused`` · the clock of the speech stands. used: seconds spoken so far."""

    speech: int
    used: int


@dataclass(frozen=True)
class SpeechResumed:
    """``speech_resumed`` · the clock runs on from the event's time. left: seconds the speaker still has."""

    speech: int
    left: int


@dataclass(frozen=True)
class ListClosed:
    """``list_closed`` · nobody else may ask for the floor on this motion; who waits is still heard."""

    motion: int


@dataclass(frozen=True)
class ListOpened:
    """``list_opened`` · hands may go up again."""

    motion: int


@dataclass(frozen=True)
class BreachNoted:
    """``breach_noted`` · the chair calls somebody to order, with which rule was broken (principles 5, 6, 8, 10)."""

    person: Seat
    breach: Breach
    note: str
