"""What a person can do now, found by asking the engine itself, and one sentence about the rest."""

from dataclasses import dataclass
from datetime import datetime

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import engine
from councils.sessions.rules.engine import MATTERS, Command
from councils.sessions.rules.rights import is_chair
from councils.sessions.rules.state import State
from councils.sessions.rules.words import ItemState, Method, MotionState, Phase, Who


@dataclass(frozen=True)
class Offers:
    """acts: names of what is in order now for this person. rest: one sentence (a refusal's code) for the rest."""

    acts: frozenset[str]
    rest: Refused

    @property
    def asked(self) -> bool:
        """Whether there is something to do besides leaving."""
        return bool(self.acts - {"leave"})

    def __contains__(self, act: str) -> bool:
        """For templates: ``'second' in mine``."""
        return act in self.acts


def available(state: State, who: Who, at: datetime) -> Offers:
    """Every act in order for this person now. Nothing is offered that the engine would refuse."""
    acts = frozenset(
        name for name, command in _probes(state, who).items() if _in_order(state, command, who, at)
    )
    return Offers(acts, _rest(state, who))


def next_step(state: State, who: Who, at: datetime) -> str:
    """The act to press next for whoever runs the session, or an empty text while others have the word."""
    acts = available(state, who, at).acts
    return next((act for act in _SUGGESTED if act in acts and not _too_early(state, act)), "")


_SUGGESTED = (
    "open_checkin",
    "open_session",
    "close_vote",
    "state_motion",
    "open_debate",
    "call_speaker",
    "close_debate",
    "open_vote",
    "close_item",
    "take_item",
    "adjourn",
)


def _too_early(state: State, act: str) -> bool:
    """In order, but not what helps the meeting on: leave time to speak, to hear, to vote, to move."""
    if act == "call_speaker":
        return state.speaking is not None
    if act == "close_vote":
        return state.vote is not None and state.vote.method is Method.PHONES and not everyone_voted(state)
    if act == "close_item":
        return not any(verdict.numbers.motion in _motions_of_item(state) for verdict in state.verdicts)
    if act == "adjourn":
        return any(item.state in (ItemState.PLANNED, ItemState.CURRENT) for item in state.items)
    return act == "take_item" and state.item is not None


def _motions_of_item(state: State) -> set[int]:
    item = state.item
    return {motion.number for motion in state.motions if item and motion.item == item.number}


def everyone_voted(state: State) -> bool:
    """Whether each member present has voted by phone."""
    voted = {named.person.person_id for named in state.vote.cast} if state.vote else set()
    return state.vote is not None and state.present <= voted


def _in_order(state: State, command: Command, who: Who, at: datetime) -> bool:
    try:
        engine.decide(state, command, who, at)
    except (Refused, Forbidden):
        return False
    return True


def _probes(state: State, who: Who) -> dict[str, Command]:
    """One sample command for each act, filled with what is on the table."""
    return {name: command for matter in MATTERS for name, command in matter.probes(state, who).items()}


def _rest(state: State, who: Who) -> Refused:
    """Where the meeting stands for this person, in one sentence."""
    seat = state.seat(who.person_id)
    if state.phase in (Phase.DRAFT, Phase.ANNOUNCED):
        return Refused("rest_not_begun")
    if state.phase is Phase.CANCELLED:
        return Refused("session_cancelled")
    if state.phase is Phase.ADJOURNED:
        return Refused("session_over")
    if seat is not None and seat.person_id not in state.present:
        return Refused("rest_check_in")
    if state.phase is Phase.CHECKING_IN:
        return Refused("rest_opening", present=len(state.present), needed=state.quorum_needed)
    if seat is None:
        return Refused("rest_gallery")
    return _rest_of_member(state, who)


def _rest_of_member(state: State, who: Who) -> Refused:
    motion = state.motion
    if state.item is None:
        return Refused("no_item_current")
    if state.vote is not None:
        return _rest_of_vote(state, who)
    if is_chair(state, who):
        return Refused("chair_neutral")
    if motion is None:
        return Refused("rest_move")
    if motion.state is MotionState.DEBATING:
        used = len(state.speeches_on(motion.number, who.person_id or 0))
        most = state.rules.speeches_per_motion
        return Refused("speeches_used", most=most) if used >= most else Refused("rest_debating")
    if motion.state is MotionState.MOVED and motion.mover.person_id == who.person_id:
        return Refused("rest_second_wanted")
    return Refused("motion_" + motion.state.value)


def _rest_of_vote(state: State, who: Who) -> Refused:
    if state.vote is not None and state.vote.method is Method.HANDS:
        return Refused("vote_by_hands")
    voted = any(named.person.person_id == who.person_id for named in state.vote.cast) if state.vote else False
    return Refused("voted_already") if voted else Refused("rest_vote_now")


sentences(
    rest_not_begun=N_("会议还没开始。签到开始以后，成员可以在这里签到。"),
    rest_check_in=N_("请先签到。签到以后可以提动议、发言和表决。"),
    rest_opening=N_("到场 {present} 人，至少需要 {needed} 人。等主持人宣布开会。"),
    rest_gallery=N_("您在旁听。提动议、发言和表决由本届议事会成员进行。"),
    rest_move=N_("先动议，后讨论。没有动议就不讨论。"),
    rest_debating=N_("表决还没开始。大家说完以后，由主持人提请表决。"),
    rest_second_wanted=N_("您的动议在等别人附议。没有人附议，就不讨论。"),
    rest_vote_now=N_("正在表决。每人一票，记名，投后不可改。"),
)
