"""Whatever people press at the door, in the chair and on the floor: what must hold, holds."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import MORE_THAN_HALF
from councils.rules import FloorRules, Least, Of, Share, Strictness
from councils.sessions.rules import Command, State, aloud, available, next_step, replay
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker, MissSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.discussion import Answer, Carry, Decline, Post, Show
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import Bench, Reserve
from councils.sessions.rules.floor import CloseList, OpenList, RaiseHand, WithdrawHand
from councils.sessions.rules.heads import CountAs, CountHeads
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.offers import probes
from councils.sessions.rules.pauses import CheckQuorum, Recess, Resume
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.polls import AnswerPoll, ClosePoll, OpenPoll
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.queue import head, limits, queue
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.speeches import EndSpeech, NoteBreach, PauseSpeech, ResumeSpeech
from councils.sessions.rules.standins import CountGallery, Excuse, SeatSubstitute
from councils.sessions.rules.tabling import StrikePaper, TablePaper
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import (
    Breach,
    Choice,
    ContributionKind,
    Method,
    MotionKind,
    Phase,
    PointKind,
    Stance,
    Who,
)
from tests.councils import meeting as m

WANG, SUN = m.Seat(11, "王强"), m.Seat(21, "孙蕾")
HATS = (*map(m.who, (*m.ROSTER, WANG, SUN)), m.OUTSIDER, m.STEWARD)
PEOPLE = (1, 2, 3, 4, 5, 11, 21, 99)
# Always in order: pressed at every turn, they would keep the meeting from its business.
SELDOM = frozenset(
    (
        *("adjourn", "leave", "lapse", "void_vote", "withdraw", "recuse", "postpone_item", "count_gallery"),
        *("name_tellers", "hand_over", "show_contribution", "decline_contribution", "answer_contribution"),
        *("post", "withdraw_hand", "close_item", "take_item", "raise_point", "move_adjourn", "move_recess"),
    )
)


def some_command(pick: Random) -> Command:
    """Any command with any filling: most are out of order when they come."""
    person, number, motion = pick.choice(PEOPLE), pick.randint(0, 3), pick.randint(0, 3)
    yes = pick.random() < 0.5
    made: tuple[Command, ...] = (
        CheckIn(person, yes),
        Leave(person),
        Excuse(person, "有事"),
        SeatSubstitute(person, pick.choice(PEOPLE)),
        CountGallery(number),
        CountAs(person, pick.choice([None, *Of])),
        CountHeads(pick.choice(list(Of)), number, number * 2),
        Open(),
        Open(talk=yes),
        Adjourn(yes),
        Recess(number),
        Resume(yes),
        CheckQuorum(),
        HandOver(person, "没电了"),
        ReturnChair(),
        Recuse(person, number, "是我家的"),
        TakeItem(number, yes),
        CloseItem(number),
        TablePaper("报价单.pdf", pick.choice("ab") * 64, number, "刚送来的"),
        StrikePaper(number, "传错了"),
        Move(m.TEXT),
        Move(kind=pick.choice(list(MotionKind)), target=number, detail="下周三晚上", seconds=60, times=1),
        Second(motion),
        StateMotion(motion),
        OpenDebate(motion),
        CloseDebate(motion),
        RaisePoint(PointKind.ORDER, "跑题"),
        RulePoint(number, yes, "在题"),
        RaiseHand(motion, pick.choice([*Stance, None]), pick.choice([None, person])),
        WithdrawHand(motion, pick.choice([None, person])),
        CloseList(motion),
        OpenList(motion),
        CallSpeaker(person, pick.choice(["", "先请这一位"])),
        MissSpeaker(number),
        EndSpeech(number),
        PauseSpeech(number),
        ResumeSpeech(number),
        NoteBreach(person, pick.choice(list(Breach))),
        OpenPoll("行不行", ("行", "不行")),
        AnswerPoll(number, motion),
        ClosePoll(number, pick.choice([(), (1, 2)])),
        Post(pick.choice(list(ContributionKind)), "a" * 64),
        Show(number),
        Decline(number, "骂人"),
        Answer(number, "答复"),
        Carry(number),
        OpenVote(motion, pick.choice([Method.PHONES, Method.HANDS, Method.CONSENT, Method.ROLL_CALL])),
        Cast(motion, pick.choice(list(Choice))),
        CloseVote(motion, number, number),
        VoidVote(motion, "开错了"),
    )
    return pick.choice(made)


RULES = [
    FloorRules(),
    m.FULL,
    FloorRules(strictness=Strictness.CONSULTATION),
    FloorRules(quorum=MORE_THAN_HALF, observers_speak=False, chair_votes=False),
    FloorRules(least=(Least(2, Of.AFFECTED),), also=(Share(MORE_THAN_HALF, Of.HOUSEHOLDS),)),
]


def begun(pick: Random) -> m.Meeting:
    """The door is open; mostly the session too, mostly with a motion that is debated."""
    meeting = m.announced(pick.choice(RULES))
    benches = pick.choice([(), (Bench("一号院", 3, (1, 2, 3)), Bench("二号院", 2, (4, 5)))])
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER, (WANG,), benches, (Reserve(21, "孙蕾"),)))
    for seat in pick.choice([(*m.ROSTER, WANG), (*m.ROSTER[:4], WANG), m.ROSTER[:2]]):
        meeting.do(seat, CheckIn(seat.person_id))
    if meeting.state.quorate and pick.random() < 0.8:
        meeting.do(m.CHEN, Open())
        meeting.do(m.CHEN, TakeItem(1))
        if meeting.state.floor is None and pick.random() < 0.8:
            m.put(meeting, m.LIN, Move(m.TEXT))
            meeting.do(m.CHEN, OpenDebate(1))
    return meeting


def press(meeting: m.Meeting, pick: Random) -> tuple[Who, Command, bool]:
    """Who presses what next, and whether the screen offered it: the suggested step, another act in order, or anything."""
    state, at, way = meeting.state, meeting.at, pick.random()
    if way < 0.4:
        hat = m.who(pick.choice([state.presiding or m.CHEN, m.MA]))
        if step := next_step(state, hat, at):
            return hat, dict(probes(state, hat))[step], True
    hat = pick.choice(HATS)
    samples, offered = dict(probes(state, hat)), available(state, hat, at).acts
    wanted = sorted(offered - SELDOM if pick.random() < 0.9 else offered)
    if way < 0.8 and wanted:
        return hat, samples[pick.choice(wanted)], True
    return hat, some_command(pick), False


def run(seed: int, steps: int = 90) -> m.Meeting:
    """A walk of so many presses: most that the screen offers to somebody, some at random."""
    pick = Random(seed)
    meeting = begun(pick)
    for _ in range(steps):
        hat, command, follow = press(meeting, pick)
        meeting.wait(pick.randint(0, 90))
        before = meeting.state
        try:
            meeting.do(hat, command)
        except (Refused, Forbidden):
            assert not follow, "what is offered is not refused"
            assert meeting.state is before
            continue
        check(meeting.state)
    return meeting


def check(state: State) -> None:
    """What must hold in every state."""
    seats = {seat.person_id for seat in (*state.roster, *(sits for _, sits in state.substitutes))}
    assert state.present <= seats
    assert not state.present & state.observing
    for member, substitute in state.substitutes:
        assert member.person_id not in state.present, "a seat has one voice"
        assert substitute.person_id not in {seat.person_id for seat in state.roster}
    assert len(state.present) <= state.seats
    _check_floor(state)
    voted = [named.person.person_id for named in state.vote.cast] if state.vote else []
    assert len(voted) == len(set(voted))
    assert sum(poll.counts is None for poll in state.polls) <= 1
    if state.phase is Phase.ADJOURNED:
        assert (state.hands, state.speaking, state.held, state.stack, state.vote) == ((), None, (), (), None)
        assert all(poll.counts is not None for poll in state.polls)


def _check_floor(state: State) -> None:
    """Nobody speaks or waits who may not; turns and times are those of the speeches."""
    here = state.present | state.observing
    going = (*state.held, state.speaking) if state.speaking else ()
    assert state.speaking is not None or not state.held
    assert all(turn.paused for turn in state.held)
    presiding = state.presiding.person_id if state.presiding else 0
    for person in (
        *(turn.person.person_id for turn in going),
        *(hand.person.person_id for hand in state.hands),
    ):
        assert person in here - state.recused
        assert person != presiding, "who rules on others takes no side"
    keys = [(hand.motion, hand.person.person_id) for hand in state.hands]
    assert len(keys) == len(set(keys))
    called = [turn.number for turn in state.turns]
    assert len(called) == len(set(called))
    assert all(number <= state.called for number in called)
    for motion in state.motions:
        taken = [turn.person.person_id for turn in state.turns if turn.motion == motion.number]
        for person in set(taken):
            assert taken.count(person) <= max(
                limits(state, motion.number).times, state.rules.speeches_per_motion
            )
    places = queue(state)
    following = head(state)
    assert (places[0].hand if places else None) == following


seeds = st.integers(0, 2**32)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_no_sequence_of_presses_breaks_the_procedure_and_nothing_offered_is_refused(seed: int) -> None:
    run(seed)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(0, 90))
def test_replay_gives_the_same_and_somebody_can_always_go_on(seed: int, steps: int) -> None:
    meeting = run(seed, steps)
    assert replay(meeting.log) == meeting.state
    for who in (m.who(m.CHEN), m.who(m.MA), m.STEWARD, Who(None)):
        next_step(meeting.state, who, meeting.at)
    aloud(meeting.state, meeting.at)
    if meeting.state.phase is not Phase.ADJOURNED:
        assert any(available(meeting.state, m.who(seat), meeting.at).acts for seat in m.ROSTER)
