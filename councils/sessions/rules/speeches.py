"""A speech once it is given the floor: its clock, its end, what was said, and which rule it broke."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import (
    BreachNoted,
    Fact,
    GistNoted,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import floor_to
from councils.sessions.rules.rights import may_run, need_in_session, need_no_point, need_runner
from councils.sessions.rules.shapes import Speech
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Breach, Phase, Who

GIST_MAX = 500
NOTE_MAX = 200
# when gists are written and confirmed
NOTED = (Phase.IN_SESSION, Phase.RECESSED, Phase.ADJOURNED)


@dataclass(frozen=True)
class EndSpeech:
    """The speech is finished; its speaker may yield the floor so before the time is up."""

    speech: int


@dataclass(frozen=True)
class PauseSpeech:
    """Stop the clock."""

    speech: int


@dataclass(frozen=True)
class ResumeSpeech:
    """Let the clock run on."""

    speech: int


@dataclass(frozen=True)
class NoteGist:
    """What was said, in the recorder's words."""

    speech: int
    gist: str


@dataclass(frozen=True)
class NoteBreach:
    """Call somebody to order. The house only counts and shows: what follows is for the meeting to say."""

    person_id: int
    breach: Breach
    note: str = ""


def end_speech(state: State, command: EndSpeech, who: Who, at: datetime) -> tuple[Fact, ...]:
    """The speaker ends it, or whoever runs the session."""
    speech = going(state, command.speech)
    if who.person_id != speech.person.person_id and not may_run(state, who):
        raise Forbidden("runner_only")
    return end_now(state, at)


def pause_speech(state: State, command: PauseSpeech, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the clock stands already."""
    need_runner(state, who)
    if going(state, command.speech).paused:
        raise Refused("speech_paused_already")
    return hold(state, at)


def resume_speech(state: State, command: ResumeSpeech, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while the clock runs, and while what interrupted the speech is not dealt with."""
    need_runner(state, who)
    need_in_session(state)
    need_no_point(state)
    speech = going(state, command.speech)
    if not speech.paused:
        raise Refused("speech_running")
    if speech.motion != state.floor:
        raise Refused("speech_waits")
    return go_on(state, at)


def note_gist(state: State, command: NoteGist, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Adds to the record of a speech, changes nothing that happened. Raises Refused for a speech that never was."""
    need_runner(state, who)
    if state.phase not in NOTED:
        raise Refused("session_not_open")
    gist = " ".join(command.gist.split())
    if not 1 <= len(gist) <= GIST_MAX:
        raise Refused("gist_length", "gist", most=GIST_MAX)
    if all(turn.number != command.speech for turn in state.turns):
        raise Refused("speech_unknown")
    return (GistNoted(command.speech, gist),)


def note_breach(state: State, command: NoteBreach, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for somebody who is not here."""
    need_runner(state, who)
    need_in_session(state)
    person = state.seat(command.person_id) or state.observer(command.person_id)
    if person is None or person.person_id not in state.present | state.observing:
        raise Refused("breach_nobody", "person")
    note = " ".join(command.note.split())
    if len(note) > NOTE_MAX:
        raise Refused("breach_note", "note", most=NOTE_MAX)
    return (BreachNoted(person, command.breach, note),)


def warned(state: State, person_id: int) -> int:
    """How often somebody was called to order in this session."""
    return sum(breach.person.person_id == person_id for breach in state.breaches)


def consequence(state: State, person_id: int) -> Refused | None:
    """What the rules of order suggest after so many calls, as a sentence; it does nothing by itself."""
    times = min(warned(state, person_id), 3)
    return Refused(f"breach_{times}") if times else None


def going(state: State, number: int) -> Speech:
    """The speech going on, by its number. Raises Refused when it is another one, or none."""
    if state.speaking is None or state.speaking.number != number:
        raise Refused("speech_over")
    return state.speaking


def end_now(state: State, at: datetime) -> tuple[SpeechEnded, ...]:
    """The fact that ends the speech going on, if any."""
    speech = state.speaking
    return (SpeechEnded(speech.number, speech.person, speech.spent(at)),) if speech else ()


def end_all(state: State, at: datetime, person_id: int | None = None) -> tuple[SpeechEnded, ...]:
    """The facts that end the speech going on and those held: all, or those of one person."""
    turns = (state.speaking, *reversed(state.held)) if state.speaking else ()
    return tuple(
        SpeechEnded(turn.number, turn.person, turn.spent(at))
        for turn in turns
        if person_id in (None, turn.person.person_id)
    )


def hold(state: State, at: datetime) -> tuple[SpeechPaused, ...]:
    """The fact that stops the clock of the speech going on, if it runs."""
    speech = state.speaking
    return (SpeechPaused(speech.number, speech.spent(at)),) if speech and not speech.paused else ()


def go_on(state: State, at: datetime) -> tuple[SpeechResumed, ...]:
    """The fact that lets the clock of the speech held last run on, if it stands."""
    speech = state.speaking
    if speech is None or not speech.paused:
        return ()
    return (SpeechResumed(speech.number, max(0, speech.seconds - speech.used)),)


def speech_ended(state: State, fact: SpeechEnded, event: Event) -> State:
    """Silence, or the floor is back with the speaker before."""
    all_going = (*state.held, state.speaking) if state.speaking else ()
    over = next((turn for turn in all_going if turn.number == fact.speech), None)
    if over is None:
        return state
    spent = {
        **state.spent,
        fact.person.person_id: state.spent.get(fact.person.person_id, 0) + fact.seconds,
    }
    rest = [turn for turn in all_going if turn is not over]
    speeches = (*state.speeches, changed(over, took=fact.seconds, paused=False))
    return changed(state, speeches=speeches, spent=spent, **floor_to(rest))


def speech_paused(state: State, fact: SpeechPaused, event: Event) -> State:
    """The clock stands."""
    if state.speaking is None:
        return state
    return changed(state, speaking=changed(state.speaking, used=fact.used, paused=True))


def speech_resumed(state: State, fact: SpeechResumed, event: Event) -> State:
    """The clock runs on from this moment."""
    if state.speaking is None:
        return state
    return changed(state, speaking=changed(state.speaking, started_at=event.at, paused=False))


def gist_noted(state: State, fact: GistNoted, event: Event) -> State:
    """The latest gist stands; its speaker has not confirmed it yet."""
    return noted(state, fact.speech, gist=fact.gist, confirmed=False)


def noted(state: State, number: int, **told: Any) -> State:
    """With something told of one speech, wherever it stands."""
    if state.speaking is not None and state.speaking.number == number:
        return changed(state, speaking=changed(state.speaking, **told))
    speeches, held = _with(state.speeches, number, told), _with(state.held, number, told)
    return changed(state, speeches=speeches, held=held)


def _with(turns: tuple[Speech, ...], number: int, told: dict[str, Any]) -> tuple[Speech, ...]:
    """Looked for from the end: gists are mostly of what was just said."""
    for index in range(len(turns) - 1, -1, -1):
        if turns[index].number == number:
            return (*turns[:index], changed(turns[index], **told), *turns[index + 1 :])
    return turns


def breach_noted(state: State, fact: BreachNoted, event: Event) -> State:
    """Counted."""
    return changed(state, breaches=(*state.breaches, fact))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on a speech, to ask whether it is in order."""
    if state.speaking is None:
        return {}
    number = state.speaking.number
    return {
        "end_speech": EndSpeech(number),
        "pause_speech": PauseSpeech(number),
        "resume_speech": ResumeSpeech(number),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    EndSpeech: end_speech,
    PauseSpeech: pause_speech,
    ResumeSpeech: resume_speech,
    NoteGist: note_gist,
    NoteBreach: note_breach,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    SpeechEnded: speech_ended,
    SpeechPaused: speech_paused,
    SpeechResumed: speech_resumed,
    GistNoted: gist_noted,
    BreachNoted: breach_noted,
}

sentences(
    speech_over=N_("这次发言已经结束。"),
    speech_paused_already=N_("时间已经停着。"),
    speech_running=N_("时间正在走。"),
    speech_waits=N_("先把插进来的事处理完，再接着发言。"),
    speech_unknown=N_("没有这次发言。"),
    gist_length=N_("摘要写 1 到 {most} 个字。"),
    breach_nobody=N_("这个人现在不在场。"),
    breach_note=N_("说明最多写 {most} 个字。"),
    breach_1=N_("第一次提醒。请主持人当面说明是哪一条。"),
    breach_2=N_("第二次提醒。会议记录里会写明。"),
    breach_3=N_("已经提醒三次以上。主持人可以请大家表决，是否不再请他就这件事发言。"),
)
