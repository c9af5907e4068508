"""What a person can do now, found by asking the engine itself, and one sentence about the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.rules import Strictness
from councils.sessions.rules import (
    chair,
    discussion,
    door,
    engine,
    floor,
    heads,
    pauses,
    polls,
    presence,
    recording,
    speeches,
    standins,
)
from councils.sessions.rules.engine import MATTERS, Command
from councils.sessions.rules.queue import limits, turns_used
from councils.sessions.rules.rights import is_chair, quorum_short, tends
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Method, MotionState, Phase, Who

# In order at almost any time: the meeting does not wait for them.
_ASIDE = frozenset(
    {
        *(
            "leave",
            "excuse",
            "recuse",
            "check_quorum",
            "post",
            "count_gallery",
            "count_heads",
            "count_as",
            "open_talk",
            "raise_point",
            "name_tellers",
        ),
        *("hand_over", "name_recorder", "recess", "open_poll", "adjourn", "close_list", "open_list"),
    }
)


@dataclass(frozen=True)
class Offers:
    """acts: names of what is in order now for this person. rest: one sentence (a refusal's code) for the rest."""

    acts: frozenset[str]
    rest: Refused

    @property
    def asked(self) -> bool:
        """Whether the meeting waits for something this person can do. A motion about a motion is nearly always in order."""
        return any(act not in _ASIDE and not act.startswith("move_") for act in self.acts)

    def __contains__(self, act: str) -> bool:
        """For templates: ``'second' in mine``."""
        return act in self.acts


def available(state: State, who: Who, at: datetime) -> Offers:
    """Every act in order for this person now. Nothing is offered that the engine would refuse."""
    acts = frozenset(name for name, command in probes(state, who) if in_order(state, command, who, at))
    return Offers(acts, _rest(state, who))


def in_order(state: State, command: Command, who: Who, at: datetime) -> bool:
    """Whether the engine would take it."""
    try:
        engine.decide(state, command, who, at)
    except (Refused, Forbidden):
        return False
    return True


def probes(state: State, who: Who) -> Iterator[tuple[str, Command]]:
    """One sample command for each act, filled with what is on the table, without those that cannot be this person's."""
    for matter in _matters(state, who):
        yield from matter.probes(state, who).items()


def _matters(state: State, who: Who) -> tuple[Any, ...]:
    """Asking the engine costs time, and it is asked for everybody who looks on: most of them have little to ask for."""
    if who.person_id is None or state.phase is Phase.DRAFT:
        return ()
    if state.phase is Phase.ADJOURNED:
        return (recording,)
    known = state.seat(who.person_id) is not None or tends(state, who)
    if not known and state.observer(who.person_id) is None:
        return (door, discussion)
    if state.phase is Phase.IN_SESSION:
        return MATTERS if known else _OF_OBSERVERS
    return _AROUND


_OF_OBSERVERS = (door, pauses, floor, speeches, polls, discussion)
_AROUND = (door, standins, heads, presence, pauses, chair, recording)


def _rest(state: State, who: Who) -> Refused:
    """Where the meeting stands for this person, in one sentence."""
    seat = state.seat(who.person_id)
    if state.phase is Phase.CANCELLED:
        return Refused("session_cancelled")
    if state.phase in (Phase.DRAFT, Phase.ANNOUNCED):
        return Refused("rest_not_begun")
    if state.phase is Phase.ADJOURNED:
        return Refused("session_over")
    invited = seat or state.observer(who.person_id)
    if invited is not None and invited.person_id not in state.present | state.observing:
        return Refused("rest_check_in")
    if state.phase is Phase.CHECKING_IN:
        return Refused("rest_opening")
    if state.phase is Phase.RECESSED:
        return Refused("rest_recess")
    if seat is None:
        return Refused("rest_gallery" if invited is None else "rest_observer")
    return _rest_of_member(state, who)


def _rest_of_member(state: State, who: Who) -> Refused:
    motion = state.motion
    if not (state.quorate or state.talk):
        return quorum_short(state, "rest_no_quorum")
    if who.person_id in state.recused:
        return Refused("recused")
    if state.vote is not None:
        return _rest_of_vote(state, who)
    if is_chair(state, who):
        return Refused("no_item_current" if state.item is None and motion is None else "chair_neutral")
    if motion is None:
        return _rest_of_item(state)
    if motion.state is MotionState.DEBATING:
        most = limits(state, motion.number).times
        used = 0 < most <= turns_used(state, motion.number, who.person_id or 0)
        return Refused("speeches_used", most=most) if used else Refused("rest_debating")
    if motion.state is MotionState.MOVED and motion.mover.person_id == who.person_id:
        return Refused("rest_second_wanted")
    return Refused("motion_" + motion.state.value)


def _rest_of_item(state: State) -> Refused:
    if state.item is None:
        return Refused("no_item_current")
    consultation = state.rules.strictness is Strictness.CONSULTATION
    return Refused("rest_consultation" if consultation else "rest_move")


def _rest_of_vote(state: State, who: Who) -> Refused:
    vote = state.vote
    assert vote is not None
    if vote.ended:
        return Refused("rest_counting")
    if vote.method not in (Method.PHONES, Method.ROLL_CALL):
        return Refused("vote_by_" + vote.method.value)
    voted = any(named.person.person_id == who.person_id for named in vote.cast)
    return Refused("voted_already") if voted else Refused("rest_vote_now")


sentences(
    rest_not_begun=N_("会议还没开始。签到开始以后，成员可以在这里签到。"),
    rest_check_in=N_("请先签到。签到以后可以参加。"),
    rest_opening=N_("等主持人宣布开会。到了几个人、够不够，上面写着。"),
    rest_counting=N_("已经收票，正在点纸票。点完由主持人宣布结果。"),
    rest_recess=N_("现在休会。到时间由主持人宣布复会。"),
    rest_gallery=N_("您在旁听。提动议、发言和表决由本届议事会成员进行。您可以写意见。"),
    rest_observer=N_("您列席会议：主持人请您，您就可以说。提动议和表决由成员进行。"),
    rest_no_quorum=N_("在场 {present} 人，至少需要 {needed} 人。人不够，先把人请回来，或者休会、散会。"),
    rest_move=N_("先动议，后讨论。没有动议就不讨论。"),
    rest_consultation=N_("大家举手，一个一个说。这里只商量，不表决。"),
    rest_debating=N_("表决还没开始。大家说完以后，由主持人提请表决。"),
    rest_second_wanted=N_("您的动议在等别人附议。没有人附议，就不讨论。"),
    rest_vote_now=N_("正在表决。每人一票，记名，投后不可改。"),
)
