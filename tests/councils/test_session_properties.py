"""Whatever people press in whatever order: the meeting never reaches a state that breaks its rules."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules import Command, State, available, fact_of, payload, replay
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.box import EndCasting
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import CastingEnded, VoteClosed, VoteOpened
from councils.sessions.rules.floor import RaiseHand, WithdrawHand
from councils.sessions.rules.log import Event
from councils.sessions.rules.motions import (
    CloseDebate,
    Lapsed,
    Move,
    OpenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.queue import queue
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, ItemState, Method, MotionState, Phase, Stance, Who
from tests.councils import meeting as m

people = st.integers(1, 6)
numbers = st.integers(1, 3)
hats = st.one_of(st.sampled_from([m.who(seat) for seat in m.ROSTER]), st.just(m.OUTSIDER), st.just(m.STEWARD))
small = st.integers(-1, 6)

commands: st.SearchStrategy[Command] = st.one_of(
    st.just(OpenCheckin(5, m.ROSTER)),
    st.builds(CheckIn, people),
    st.builds(Leave, people),
    st.just(Open()),
    st.builds(Adjourn, st.booleans()),
    st.builds(TakeItem, numbers, st.booleans()),
    st.builds(PostponeItem, numbers),
    st.builds(CloseItem, numbers),
    st.builds(Move, st.sampled_from([m.TEXT, m.TEXT + "，用保障资金", "短"])),
    st.builds(Second, numbers),
    st.builds(StateMotion, numbers),
    st.builds(Lapsed, numbers),
    st.builds(Withdraw, numbers),
    st.builds(OpenDebate, numbers),
    st.builds(CloseDebate, numbers),
    st.builds(RaiseHand, numbers, st.sampled_from([*Stance, None])),
    st.builds(WithdrawHand, numbers),
    st.builds(CallSpeaker, people),
    st.builds(EndSpeech, st.integers(1, 8)),
    st.builds(NoteGist, st.integers(0, 8), st.sampled_from(["", "说了路灯"])),
    st.builds(OpenVote, numbers, st.sampled_from(Method), st.sampled_from([None, 9]), st.booleans()),
    st.builds(EndCasting, numbers),
    st.builds(Cast, numbers, st.sampled_from([*Choice, None])),
    st.builds(CloseVote, numbers, small, small, small),
    st.builds(VoidVote, numbers, st.sampled_from(["", "开错了"])),
)


def begun(data: st.DataObject) -> m.Meeting:
    """Somewhere on the way, so that short runs reach far."""
    return data.draw(
        st.sampled_from([m.announced, m.opened, m.moved, m.debating, m.debated]), label="begun"
    )()


def run(data: st.DataObject) -> m.Meeting:
    """Up to sixty presses: half at random, half of what the screen offers."""
    meeting = begun(data)
    for _ in range(data.draw(st.integers(0, 60))):
        hat, command = data.draw(st.tuples(hats, commands))
        meeting.wait(data.draw(st.integers(0, 90)))
        try:
            meeting.do(hat, command)
        except (Refused, Forbidden):
            continue
        check(meeting.state)
    return meeting


def check(state: State) -> None:
    """What must hold in every state (meetings.md 5, R1-R10 as far as they apply without amendments)."""
    pending = [motion for motion in state.motions if not motion.state.settled]
    current = [item for item in state.items if item.state is ItemState.CURRENT]
    assert len(pending) <= 1
    assert len(current) <= 1
    assert not pending or (current and pending[0].item == current[0].number)
    waiting = [hand.person.person_id for hand in state.hands]
    assert len(waiting) == len(set(waiting))
    assert set(waiting) <= state.present
    assert 1 not in waiting, "the chair takes no side"
    debating = state.motion is not None and state.motion.state is MotionState.DEBATING
    assert debating or not (state.hands or state.speaking)
    assert state.speaking is None or (
        state.speaking.person.person_id in state.present and state.speaking.person.person_id not in waiting
    )
    voting = state.motion is not None and state.motion.state is MotionState.VOTING
    assert voting == (state.vote is not None)
    if state.vote is not None:
        voted = [named.person.person_id for named in state.vote.cast]
        assert len(voted) == len(set(voted))
    for motion in state.motions:
        assert motion.mover.person_id != 1
        assert motion.seconder != motion.mover
        assert motion.seconder is not None or motion.state in (
            MotionState.MOVED,
            MotionState.WITHDRAWN,
            MotionState.LAPSED,
        )
        for seat in m.ROSTER:
            assert len(state.speeches_on(motion.number, seat.person_id)) <= state.rules.speeches_per_motion
    for verdict in state.verdicts:
        numbers_ = verdict.numbers
        assert numbers_.yes + numbers_.no + numbers_.abstain + numbers_.silent == numbers_.present
        assert numbers_.silent >= 0
        assert not numbers_.adopted or numbers_.yes > numbers_.no
    if state.phase is Phase.ADJOURNED:
        assert not pending
        assert not current
        assert not (state.vote)
        assert not (state.speaking)
        assert not (state.hands)
        assert all(item.state is not ItemState.PLANNED for item in state.items)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_sequence_of_commands_breaks_the_rules(data: st.DataObject) -> None:
    meeting = run(data)
    on_paper = ended = False
    for event in meeting.log:
        if isinstance(event.fact, VoteOpened):
            on_paper, ended = event.fact.paper, False
        ended = ended or isinstance(event.fact, CastingEnded)
        assert not isinstance(event.fact, VoteClosed) or ended or not on_paper, "the box is opened first"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_replay_from_what_was_stored_gives_the_same_state(data: st.DataObject) -> None:
    meeting = run(data)
    stored = [json.loads(json.dumps(payload(event.fact))) for event in meeting.log]
    again = [
        Event(event.seq, event.at, event.actor, fact_of(event.kind, kept))
        for event, kept in zip(meeting.log, stored, strict=True)
    ]
    assert again == meeting.log
    assert replay(again) == meeting.state
    middle = len(again) // 2
    assert replay(again[middle:], replay(again[:middle])) == meeting.state


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_queue_follows_the_published_key(data: st.DataObject) -> None:
    """Recomputed here by hand: each place has the least key given the one before, the safe place apart."""
    meeting = m.debating()
    for _ in range(data.draw(st.integers(1, 30))):
        seat = data.draw(st.sampled_from(m.ROSTER[1:]))
        act = data.draw(st.sampled_from(["raise", "withdraw", "call", "end", "leave", "back"]))
        head = queue(meeting.state)[:1]
        choices: dict[str, Command] = {
            "raise": RaiseHand(1, data.draw(st.sampled_from(Stance))),
            "withdraw": WithdrawHand(1),
            "call": CallSpeaker(head[0].hand.person.person_id if head else 0),
            "end": EndSpeech(meeting.state.speaking.number if meeting.state.speaking else 0),
            "leave": Leave(seat.person_id),
            "back": CheckIn(seat.person_id),
        }
        command = choices[act]
        meeting.wait(data.draw(st.integers(0, 50)))
        before = queue(meeting.state)
        try:
            meeting.do(m.CHEN if act == "call" else seat, command)
        except (Refused, Forbidden):
            continue
        by_key(meeting.state)
        after = queue(meeting.state)
        if act == "raise" and before:
            assert after[0].hand == before[0].hand, "who was next stays next"


def by_key(state: State) -> None:
    turns = [*state.speeches, *([state.speaking] if state.speaking else [])]
    last = turns[-1].stance if turns else None
    waiting, places = list(state.hands), queue(state)
    assert sorted(place.hand.asked for place in places) == sorted(hand.asked for hand in waiting)
    for place in places:
        keys = {
            hand.person.person_id: (
                sum(turn.person == hand.person for turn in turns),
                hand.stance == last,
                sum(turn.took or 0 for turn in state.speeches if turn.person == hand.person),
                hand.asked,
            )
            for hand in waiting
        }
        person = place.hand.person.person_id
        assert keys[person] == min(keys.values()) or (place.position == 1 and state.safe == person)
        waiting.remove(place.hand)
        last = place.hand.stance


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_somebody_can_always_do_something_until_the_end(data: st.DataObject) -> None:
    meeting = run(data)
    if meeting.state.phase is Phase.ADJOURNED:
        return
    offered = [available(meeting.state, m.who(seat), meeting.at).acts for seat in m.ROSTER]
    assert any(offered)


@settings(max_examples=80, deadline=None)
@given(st.data(), hats)
def test_a_refused_command_changes_nothing(data: st.DataObject, hat: Who) -> None:
    meeting = begun(data)
    before = meeting.state
    try:
        meeting.do(hat, data.draw(commands))
    except (Refused, Forbidden):
        assert meeting.state == before
