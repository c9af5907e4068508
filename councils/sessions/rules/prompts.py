"""The words to say aloud, for a chair who never chaired."""

from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, Term, sentences
from councils.sessions.rules.events import Heads
from councils.sessions.rules.guidance import before_the_time, items_left
from councils.sessions.rules.precedence import debatable
from councils.sessions.rules.queue import head, limits, said, waiting
from councils.sessions.rules.rights import lacking
from councils.sessions.rules.shapes import Motion, Vote
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Method, MotionKind, MotionState, Phase, Stance, Suspendable

# where the chair asks who is for it, what is asked for
_ASKED = {MotionKind.APPEAL: N_("推翻主持人的裁定"), MotionKind.OBJECT: N_("不讨论这件事")}


def aloud(state: State, at: datetime) -> Refused | None:
    """What whoever presides says aloud now, as a sentence; None when there is nothing to say."""
    if state.phase is Phase.CHECKING_IN:
        return _at_the_door(state)
    if state.phase is Phase.RECESSED:
        return Refused("say_recess" if before_the_time(state, at) else "say_resume")
    if state.phase is not Phase.IN_SESSION:
        return None
    point = state.points[-1] if state.points else None
    if point is not None and point.well_taken is None:
        return Refused("say_point", name=point.person.name, text=_said(point.text))
    if state.vote is not None:
        return _voting(state, state.vote)
    if not (state.quorate or state.talk):
        return _missing(state) or Refused(
            "say_no_quorum", present=len(state.present), needed=state.quorum_needed
        )
    if state.motion is not None:
        return _pending(state, state.motion)
    return _between(state)


def _at_the_door(state: State) -> Refused:
    numbers: dict[str, Any] = {
        "seats": state.seats,
        "present": len(state.present),
        "needed": state.quorum_needed,
    }
    if not state.quorate:
        return _missing(state) or Refused("say_wait", **numbers)
    return Refused("say_open" if state.seats_met else "say_open_enough", **numbers)


def _missing(state: State) -> Refused | None:
    """Whom the meeting waits for when the seats alone would do."""
    short = lacking(state)
    if not isinstance(short, Heads) or not short.least:
        return None
    return Refused("say_heads", of=Term(short.of.words), missing=short.needed - short.present)


def _voting(state: State, vote: Vote) -> Refused:
    if vote.method is Method.ROLL_CALL:
        return Refused("say_roll", name=vote.called.name) if vote.called else Refused("say_roll_done")
    if vote.paper:
        return Refused("say_counting" if vote.ended else "say_secret_paper")
    return Refused("say_" + vote.method.value, text=_what(state.motions[vote.motion - 1]))


def _pending(state: State, motion: Motion) -> Refused | None:
    if motion.state is MotionState.MOVED:
        return _about("say_second", motion, name=motion.mover.name)
    if motion.state in (MotionState.SECONDED, MotionState.WAITING):
        return _about("say_state", motion)
    if motion.state is MotionState.DEBATED or not debatable(state, motion):
        return _about("say_vote", motion)
    if motion.state is MotionState.STATED:
        hold = limits(state, motion.number)
        if not (hold.seconds and hold.times) or state.suspends(Suspendable.STANCE):
            return Refused("say_debate_free")
        return Refused("say_debate", seconds=hold.seconds, times=hold.times)
    return _on_the_floor(state) if motion.state is MotionState.DEBATING else None


def _about(code: str, motion: Motion, **facts: Any) -> Refused:
    """The sentence for a main motion, for an amendment, or for whatever else is moved."""
    if motion.kind is MotionKind.MAIN:
        return Refused(code, text=_said(motion.text), **facts)
    if motion.kind is MotionKind.AMEND and motion.text:
        return Refused(code + "_amend", text=_said(motion.text), **facts)
    detail = f"（{motion.detail}）" if motion.detail else ""
    return Refused(code + "_other", what=_what(motion), detail=detail, **facts)


def _what(motion: Motion) -> str:
    """What is moved: its own words, or what its kind is called."""
    if motion.kind in (MotionKind.MAIN, MotionKind.AMEND) and motion.text:
        return _said(motion.text)
    return Term(_ASKED.get(motion.kind, motion.kind.words))


def _said(text: str) -> str:
    """Words to put into a sentence, which has a full stop of its own."""
    return text.rstrip("。.；; ")


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
        return None if items_left(state) else Refused("say_adjourn")
    if state.floor != 0:
        return Refused("say_item", number=item.number, title=item.title)
    if said(state, 0).turns or waiting(state, 0):
        return _on_the_floor(state)
    return Refused("say_consult", number=item.number, title=item.title)


sentences(
    say_wait=N_("应到 {seats} 人，实到 {present} 人，至少需要 {needed} 人。我们再等一等。"),
    say_open=N_("应到 {seats} 人，实到 {present} 人，够了法定的人数。现在开会。"),
    say_open_enough=N_("应到 {seats} 人，实到 {present} 人，按规则另一种算法也够了。现在开会。"),
    say_heads=N_("{of}还差 {missing} 位。我们再等一等。"),
    say_recess=N_("现在休会。请大家按时回来。"),
    say_resume=N_("时间到了，请大家坐好。现在复会。"),
    say_no_quorum=N_("在场 {present} 人，至少需要 {needed} 人。人不够，现在不能表决，先把人请回来。"),
    say_point=N_("{name}提出：{text}。其他的先停一停，我来回答。"),
    say_second=N_("{name}的动议是：{text}。有没有人附议？"),
    say_second_amend=N_("{name}提议把它改成：{text}。有没有人附议？"),
    say_second_other=N_("{name}提议：{what}{detail}。有没有人附议？"),
    say_state=N_("现在的动议是：{text}。"),
    say_state_amend=N_("现在先议怎么改。有人提议改成：{text}。"),
    say_state_other=N_("有人提议：{what}{detail}。"),
    say_debate=N_("现在开始辩论。请先说赞成还是反对，再说理由。每次 {seconds} 秒，每人最多 {times} 次。"),
    say_debate_free=N_("现在开始辩论。想说的请举手，一个一个说。"),
    say_call_for=N_("请{name}发言，赞成的一方。"),
    say_call_against=N_("请{name}发言，反对的一方。"),
    say_call=N_("请{name}发言。"),
    say_anyone=N_("还有没有人要说？没有的话，就说到这里。"),
    say_vote=N_("现在表决：{text}。"),
    say_vote_amend=N_("现在只表决要不要改成：{text}。"),
    say_vote_other=N_("现在表决：{what}{detail}。"),
    say_hands=N_("赞成的请举手。请放下。反对的请举手。请放下。弃权的请举手。"),
    say_phones=N_("请在手机上投票：{text}。没带手机的请举手，我们替您录入。"),
    say_roll=N_("{name}，赞成、反对，还是弃权？"),
    say_roll_done=N_("名字都点完了。"),
    say_secret_paper=N_("请无记名投票：用手机，或者领一张纸票。手机和纸票只能用一样，投什么谁也看不到。"),
    say_counting=N_("现在收票，谁都不能再投。请监票人点纸票，两个人各点一遍。"),
    say_secret=N_("请在手机上打开选票投票，投什么谁也看不到。没带手机的，请到签到台。"),
    say_consent=N_("对“{text}”，有没有不同意见？没有，就通过。"),
    say_adopted=N_("赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，动议通过。"),
    say_lost=N_("赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，动议没有通过。"),
    say_item=N_("现在议第 {number} 项：{title}。请提动议：谁来做什么，什么时候做完，要多少钱。"),
    say_consult=N_("现在商量第 {number} 项：{title}。想说的请举手，一个一个说。这里只商量，不表决。"),
    say_adjourn=N_("议程全部议完。没有别的事，现在散会。"),
)
