"""A rule set aside by vote no longer refuses for its item, is told on every screen, and holds again with the next item."""

from councils.rules import FloorRules, Strictness
from councils.sessions.rules import available, replay
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import OpenDebate
from councils.sessions.rules.queue import limits
from councils.sessions.rules.roll import DemandRecount
from councils.sessions.rules.samples import moves
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.wording import Move, suspendable
from councils.sessions.rules.words import ItemState, MotionKind, Stance, Suspendable
from tests.councils import meeting as m
from tests.factories import councils as make

TERSE = FloorRules(strictness=Strictness.FULL, degrees=2, speeches_per_motion=1, observers_speak=False)


def set_aside(meeting: m.Meeting, *rules: Suspendable) -> None:
    for rule in rules:
        asked = Move(kind=MotionKind.SUSPEND_RULES, rule=rule, detail="让每一位都把话说完")
        m.settle(meeting, m.put(meeting, m.ZHAO, asked), 5)


def on_item(rules: FloorRules = TERSE) -> m.Meeting:
    meeting = m.opened(rules)
    meeting.do(m.CHEN, TakeItem(1))
    return meeting


def speak(meeting: m.Meeting, motion: int, stance: Stance = Stance.FOR) -> None:
    meeting.do(m.LIN, RaiseHand(motion, stance))
    meeting.do(m.CHEN, CallSpeaker(m.LIN.person_id))
    meeting.wait(300)
    meeting.do(m.LIN, EndSpeech(len(meeting.state.turns)))


def test_limits_set_aside_no_longer_refuse_and_hold_again_with_the_next_item():
    meeting = on_item()
    set_aside(meeting, Suspendable.TIMES, Suspendable.SECONDS, Suspendable.STANCE)
    motion = m.put(meeting, m.LIN, Move(m.TEXT))
    assert m.said_aloud(meeting) == "say_debate_free"
    meeting.do(m.CHEN, OpenDebate(motion))
    for stance in (Stance.NEUTRAL, Stance.FOR, Stance.FOR):
        speak(meeting, motion, stance)
    assert [turn.seconds for turn in meeting.state.speeches] == [0, 0, 0], (
        "nobody is told that the time is up"
    )
    m.settle(meeting, motion, 5)
    meeting.do(m.CHEN, TakeItem(2))
    assert meeting.state.suspended == ()
    motion = m.put(meeting, m.LIN, Move(m.TEXT + "和北门路灯"))
    meeting.do(m.CHEN, OpenDebate(motion))
    assert m.refused(meeting, m.LIN, RaiseHand(motion, Stance.NEUTRAL)).code == "stance_missing"
    speak(meeting, motion)
    assert m.refused(meeting, m.LIN, RaiseHand(motion, Stance.FOR)).code == "speeches_used"
    assert replay(meeting.log) == meeting.state


def test_with_the_order_set_aside_items_are_passed_over_and_not_put_off():
    meeting = on_item()
    set_aside(meeting, Suspendable.ORDER)
    meeting.do(m.CHEN, CloseItem(1))
    meeting.do(m.CHEN, TakeItem(3))
    assert [item.state for item in meeting.state.items][1] is ItemState.PLANNED
    assert meeting.state.suspended == ()
    assert "take_item" in available(meeting.state, m.who(m.CHEN), meeting.at)


def test_what_guards_the_meeting_is_never_offered_and_what_is_idle_is_refused():
    assert set(Suspendable) == {"times", "seconds", "stance", "observers", "order"}
    meeting = m.opened(m.FULL)
    assert suspendable(meeting.state) == (Suspendable.ORDER,), (
        "between items there is nothing else to set aside"
    )
    meeting.do(m.CHEN, TakeItem(1))
    assert Suspendable.OBSERVERS not in suspendable(meeting.state), "they may speak as it is"
    for rule in (None, Suspendable.OBSERVERS):
        asked = Move(kind=MotionKind.SUSPEND_RULES, rule=rule, detail="让大家说完")
        assert m.refused(meeting, m.LIN, asked).code == "suspend_which"
    set_aside(meeting, *suspendable(meeting.state))
    assert "move_suspend_rules" not in moves(meeting.state)
    assert "move_suspend_rules" not in moves(m.opened().state), "the small set of motions has none"


def test_a_doubted_count_takes_the_suspension_back():
    meeting = on_item()
    set_aside(meeting, Suspendable.TIMES)
    assert limits(meeting.state, 0).times == 0
    meeting.do(m.LIN, DemandRecount(len(meeting.state.motions)))
    assert limits(meeting.state, 0).times == 1


def test_phone_console_and_wall_say_what_is_set_aside(as_, client, call, cast, clock):
    session = call(make.on_item, cast, rules={"strictness": Strictness.FULL})
    desk, member, at = as_(cast.chen), as_(cast.tang), f"/sessions/{session.id}"
    assert "每人 2 次" in member.get(at).text
    asked = {"kind": "suspend_rules", "rule": "times", "detail": "让每位都说完"}
    assert member.post(f"{at}/motions", data=asked | {"rule": ""}).status_code == 422
    assert member.post(f"{at}/motions", data=asked).status_code == 303
    assert as_(cast.xu).post(f"{at}/seconds", data={"motion": "1"}).status_code == 303
    for noun, sent in (
        ("statements", {}),
        ("votes", {"method": "hands"}),
        ("results", {"yes": "4", "no": "0"}),
    ):
        assert desk.post(f"{at}/{noun}", data={"motion": "1"} | sent).status_code == 303
    for visitor, page in ((client, at), (client, f"{at}/wall"), (desk, f"{at}/console")):
        assert "本议程项暂停：每人 2 次" in visitor.get(page).text
    assert desk.post(f"{at}/items", data={"item": "2"}).status_code == 303
    assert "本议程项暂停" not in client.get(at).text
