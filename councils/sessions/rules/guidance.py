"""What helps the meeting on: the act to press next. For a chair who never chaired."""

from collections.abc import Callable
from datetime import datetime

from councils.rules import Strictness
from councils.sessions.rules.offers import in_order, probes
from councils.sessions.rules.queue import said, waiting
from councils.sessions.rules.rights import tends
from councils.sessions.rules.state import State
from councils.sessions.rules.words import ItemState, Method, Phase, Who

_SUGGESTED = (
    *("open_checkin", "open_session", "resume", "hand_over", "rule_point", "end_casting", "close_vote"),
    *("recess", "grant", "state_motion", "open_debate", "resume_speech", "call_speaker", "close_debate"),
    *("open_vote", "return_chair", "close_item", "take_item", "adjourn"),
)


def next_step(state: State, who: Who, at: datetime) -> str:
    """The act to press next for whoever runs the session, or an empty text while others have the word."""
    if not tends(state, who):
        return ""
    samples = dict(probes(state, who))
    wanted = (act for act in _SUGGESTED if act in samples and not _too_early(state, act, at))
    return next((act for act in wanted if in_order(state, samples[act], who, at)), "")


def everyone_voted(state: State) -> bool:
    """Whether each member who is here and has a vote in it has voted by name."""
    voted = {named.person.person_id for named in state.vote.cast} if state.vote else set()
    return state.vote is not None and state.present - state.vote.recused <= voted


def _too_early(state: State, act: str, at: datetime) -> bool:
    """In order, but not what helps the meeting on: leave time to speak, to hear, to vote, to move."""
    check = _EARLY.get(act)
    return check is not None and check(state, at)


def before_the_time(state: State, at: datetime) -> bool:
    """Whether a pause lasts until later than this moment."""
    return state.recessed_until is not None and at < state.recessed_until


def _chair_can(state: State, at: datetime) -> bool:
    """Whoever presides is here and takes part in this item."""
    chair = state.presiding
    if chair is None or state.phase is not Phase.IN_SESSION or state.seat(chair.person_id) is None:
        return True
    return chair.person_id in state.present - state.recused


def _somebody_speaks(state: State, at: datetime) -> bool:
    return state.speaking is not None and not state.speaking.paused


def _votes_missing(state: State, at: datetime) -> bool:
    by_name = state.vote is not None and state.vote.method in (Method.PHONES, Method.ROLL_CALL)
    return by_name and not everyone_voted(state)


def _not_settled(state: State, at: datetime) -> bool:
    return state.handover is None or state.handover.motion is None


def _item_goes_on(state: State, at: datetime) -> bool:
    """Nothing was decided on it yet; in an open consultation, nobody has spoken or somebody still wants to."""
    item = state.item
    if item is None:
        return True
    if state.rules.strictness is Strictness.CONSULTATION:
        return bool(waiting(state) or state.speaking) or not said(state, 0).turns
    motions = {motion.number for motion in state.motions if motion.item == item.number}
    return all(verdict.numbers.motion not in motions for verdict in state.verdicts)


def items_left(state: State, at: datetime | None = None) -> bool:
    """Whether something on the agenda is still to be dealt with."""
    return any(item.state in (ItemState.PLANNED, ItemState.CURRENT) for item in state.items)


_EARLY: dict[str, Callable[[State, datetime], bool]] = {
    "resume": before_the_time,
    "hand_over": _chair_can,
    "close_vote": _votes_missing,
    "call_speaker": _somebody_speaks,
    "resume_speech": lambda state, at: bool(waiting(state)) and state.floor is None,
    "return_chair": _not_settled,
    "close_item": _item_goes_on,
    "take_item": lambda state, at: state.item is not None,
    "recess": lambda state, at: state.quorate or state.talk,
    "open_session": _somebody_speaks,
    "adjourn": items_left,
}
