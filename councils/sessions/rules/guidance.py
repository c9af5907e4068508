"""What helps the meeting on: the act to press next, and the words to say aloud with it. For a chair who never chaired."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.rules import Strictness
from councils.sessions.rules.offers import in_order, probes
from councils.sessions.rules.queue import head, limits, said, waiting
from councils.sessions.rules.rights import tends
from councils.sessions.rules.shapes import Motion, Vote
from councils.sessions.rules.state import State
from councils.sessions.rules.words import ItemState, Method, MotionState, Phase, Stance, Who

_SUGGESTED = (
    *("open_checkin", "open_session", "resume", "hand_over", "rule_point", "close_vote", "recess", "grant"),
    *("state_motion", "open_debate", "resume_speech", "call_speaker", "close_debate", "open_vote"),
    *("return_chair", "close_item", "take_item", "adjourn"),
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


def _before_the_time(state: State, at: datetime) -> bool:
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


def _items_left(state: State, at: datetime | None = None) -> bool:
    return any(item.state in (ItemState.PLANNED, ItemState.CURRENT) for item in state.items)


_EARLY: dict[str, Callable[[State, datetime], bool]] = {
    "resume": _before_the_time,
    "hand_over": _chair_can,
    "close_vote": _votes_missing,
    "call_speaker": _somebody_speaks,
    "resume_speech": lambda state, at: bool(waiting(state)) and state.floor is None,
    "return_chair": _not_settled,
    "close_item": _item_goes_on,
    "take_item": lambda state, at: state.item is not None,
    "recess": lambda state, at: state.quorate,
    "adjourn": _items_left,
}


def aloud(state: State, at: datetime) -> Refused | None:
    """What whoever presides says aloud now, as a sentence; None when there is nothing to say."""
    if state.phase is Phase.CHECKING_IN:
        numbers: dict[str, Any] = {
            "seats": state.seats,
            "present": len(state.present),
            "needed": state.quorum_needed,
        }
        return Refused("say_open" if state.quorate else "say_wait", **numbers)
    if state.phase is Phase.RECESSED:
        return Refused("say_recess" if _before_the_time(state, at) else "say_resume")
    if state.phase is not Phase.IN_SESSION:
        return None
    point = state.points[-1] if state.points else None
    if point is not None and point.well_taken is None:
        return Refused("say_point", name=point.person.name, text=point.text)
    if state.vote is not None:
        return _voting(state, state.vote)
    if not state.quorate:
        return Refused("say_no_quorum", present=len(state.present), needed=state.quorum_needed)
    if state.motion is not None:
        return _pending(state, state.motion)
    return _between(state)


def _voting(state: State, vote: Vote) -> Refused:
    if vote.method is Method.ROLL_CALL:
        return Refused("say_roll", name=vote.called.name) if vote.called else Refused("say_roll_done")
    return Refused("say_" + vote.method.value, text=state.motions[vote.motion - 1].text)


def _pending(state: State, motion: Motion) -> Refused | None:
    if motion.state is MotionState.MOVED:
        return Refused("say_second", name=motion.mover.name, text=motion.text)
    if motion.state in (MotionState.SECONDED, MotionState.WAITING):
        return Refused("say_state", text=motion.text)
    if motion.state is MotionState.STATED:
        hold = limits(state, motion.number)
        return Refused("say_debate", seconds=hold.seconds, times=hold.times)
    if motion.state is MotionState.DEBATING:
        return _on_the_floor(state)
    return Refused("say_vote", text=motion.text) if motion.state is MotionState.DEBATED else None


def _on_the_floor(state: State) -> Refused | None:
    if state.speaking is not None and not state.speaking.paused:
        return None
    hand = head(state)
    if hand is None:
        return Refused("say_anyone")
    code = {Stance.FOR: "say_call_for", Stance.AGAINST: "say_call_against"}.get(hand.stance, "say_call")
    return Refused(code, name=hand.person.name)


def _between(state: State) -> Refused | None:
    item, just = state.item, state.just_decided
    if just is not None:
        numbers = just.numbers
        code = "say_adopted" if numbers.adopted else "say_lost"
        return Refused(code, yes=numbers.yes, no=numbers.no, abstain=numbers.abstain)
    if item is None:
        return None if _items_left(state) else Refused("say_adjourn")
    if state.floor != 0:
        return Refused("say_item", number=item.number, title=item.title)
    if said(state, 0).turns or waiting(state, 0):
        return _on_the_floor(state)
    return Refused("say_consult", number=item.number, title=item.title)


sentences(
    say_wait=N_("应到 {seats} 人，实到 {present} 人，至少需要 {needed} 人。我们再等一等。"),
    say_open=N_("应到 {seats} 人，实到 {present} 人，够了法定的人数。现在开会。"),
    say_recess=N_("现在休会。请大家按时回来。"),
    say_resume=N_("时间到了，请大家坐好。现在复会。"),
    say_no_quorum=N_("在场 {present} 人，至少需要 {needed} 人。人不够，现在不能表决，先把人请回来。"),
    say_point=N_("{name}提出：{text}。其他的先停一停，我来回答。"),
    say_second=N_("{name}的动议是：{text}。有没有人附议？"),
    say_state=N_("现在的动议是：{text}。"),
    say_debate=N_("现在开始辩论。请先说赞成还是反对，再说理由。每次 {seconds} 秒，每人最多 {times} 次。"),
    say_call_for=N_("请{name}发言，赞成的一方。"),
    say_call_against=N_("请{name}发言，反对的一方。"),
    say_call=N_("请{name}发言。"),
    say_anyone=N_("还有没有人要说？没有的话，就说到这里。"),
    say_vote=N_("现在表决：{text}。"),
    say_hands=N_("赞成的请举手。请放下。反对的请举手。请放下。弃权的请举手。"),
    say_phones=N_("请在手机上投票：{text}。没带手机的请举手，我们替您录入。"),
    say_roll=N_("{name}，赞成、反对，还是弃权？"),
    say_roll_done=N_("名字都点完了。"),
    say_secret=N_("请在手机上打开选票投票，投什么谁也看不到。没带手机的，请到签到台。"),
    say_consent=N_("对“{text}”，有没有不同意见？没有，就通过。"),
    say_adopted=N_("赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，动议通过。"),
    say_lost=N_("赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，动议没有通过。"),
    say_item=N_("现在议第 {number} 项：{title}。请提动议：谁来做什么，什么时候做完，要多少钱。"),
    say_consult=N_("现在商量第 {number} 项：{title}。想说的请举手，一个一个说。这里只商量，不表决。"),
    say_adjourn=N_("议程全部议完。没有别的事，现在散会。"),
)
