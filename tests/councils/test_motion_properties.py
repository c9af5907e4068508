"""Under the full rules, whatever people press in whatever order: R1 to R10 of meetings.md 5 hold in every state.

Each run presses what the screens offer, varied at random, from a seed that hypothesis draws; a failing seed repeats the run.
"""

import json
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import Threshold
from councils.rules import Base, FloorRules, Least, Of, Share
from councils.sessions.rules import Command, State, available, fact_of, payload, replay
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.events import (
    DebateClosed,
    Fact,
    LimitsChanged,
    MotionMoved,
    MotionStated,
    SpeakerCalled,
    VoteClosed,
    VoteOpened,
)
from councils.sessions.rules.offers import probes
from councils.sessions.rules.precedence import LAWS, SUBSTANTIAL, WITHOUT_QUORUM, Group, degree
from councils.sessions.rules.queue import limits
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, MotionState, Phase, Suspendable
from tests.councils import meeting as m

seeds = st.integers(0, 2**40)
# How often each act is tried beside the others: what takes the meeting on comes first, what fills it with comings and
# goings seldom.
ON = 8.0
WEIGHTS = {
    **dict.fromkeys(
        ("second", "state_motion", "open_debate", "close_debate", "open_vote", "close_vote", "rule_point"), ON
    ),
    **dict.fromkeys(("move", "cast", "cast_for", "take_item", "resume", "call_speaker", "check_in"), ON),
    **dict.fromkeys(("move_take_up", "move_discharge", "move_reconsider", "raise_hand", "end_speech"), ON),
    **dict.fromkeys(("raise_point", "leave", "lapse", "withdraw", "recess", "recuse", "hand_over"), 0.05),
    **dict.fromkeys(
        ("adjourn", "excuse", "void_vote", "name_tellers", "open_poll", "close_poll", "answer_poll"), 0.02
    ),
    **dict.fromkeys(
        (
            "post",
            "count_gallery",
            "count_as",
            "count_heads",
            "check_quorum",
            "show_contribution",
            "decline_contribution",
        ),
        0.01,
    ),
    **dict.fromkeys(("answer_contribution", "carry_contribution", "move_adjourn", "close_item"), 0.05),
    **dict.fromkeys(
        ("move_suspend_rules", "move_fix_time", "move_recess", "postpone_item", "move_withdraw"), 0.2
    ),
    **dict.fromkeys(("move_rescind", "move_table", "move_previous_question", "demand_recount"), 0.3),
}
RULES = (
    m.FULL,
    replace(m.FULL, base=Base.PRESENT, chair_votes=False),
    replace(m.FULL, degrees=1, higher_base=Base.SEATS, quorum=Threshold(1, 2, True)),
    replace(
        m.FULL, also=(Share(Threshold(2, 3, False), Of.HOUSEHOLDS),), least=(Least(3, Of.REPRESENTATIVES),)
    ),
    FloorRules(),
)
LOST_MAIN = (MotionKind.MAIN, MotionState.LOST)
TEXTS = tuple(f"由居委会在 {month} 月底前换好{where}的路灯" for month in (6, 9) for where in ("南门", "东门"))


def varied(command: Command, state: State, chance: Random) -> Command:
    """Another of its kind: other words, other numbers, another way of voting."""
    if isinstance(command, Move):
        return _varied_move(command, state, chance)
    if isinstance(command, OpenVote) and command.method is not Method.CONSENT:
        secret = (Method.SECRET,) if state.motion and state.motion.item else ()
        method = chance.choice((Method.HANDS, Method.HANDS, Method.PHONES, Method.ROLL_CALL, *secret))
        ballot = 9 if method is Method.SECRET else None
        return OpenVote(command.motion, method, ballot, paper=chance.random() < 0.5)
    if isinstance(command, Cast):
        return replace(command, choice=chance.choice(tuple(Choice)))
    if isinstance(command, CloseVote) and state.vote and state.vote.method in (Method.HANDS, Method.SECRET):
        yes = chance.randint(0, 5)
        return CloseVote(command.motion, yes, chance.randint(0, 5 - yes), 0)
    return command


def _varied_move(command: Move, state: State, chance: Random) -> Move:
    if command.kind is MotionKind.DIVIDE:
        return replace(command, parts=tuple(chance.sample(TEXTS, 2)))
    if command.rule is not None:
        return replace(command, rule=chance.choice(tuple(Suspendable)))
    target = command.target
    if target is not None and chance.random() < 0.3:
        target = chance.randint(1, len(state.motions) + 1)
    text = chance.choice(TEXTS) if command.text else ""
    return replace(command, text=text, target=target, amount_fen=chance.choice([None, 100_000]))


def walk(seed: int, rules: FloorRules, steps: int = 90) -> m.Meeting:
    """A meeting as the seed has it; every state on the way is looked at."""
    chance, meeting = Random(seed), m.opened(rules)
    meeting.do(m.CHEN, TakeItem(1))
    for _ in range(steps):
        seat = chance.choice((m.CHEN, *m.ROSTER))
        who = m.who(seat)
        offered = list(probes(meeting.state, who))
        offered.sort(key=lambda act: chance.random() ** (1 / WEIGHTS.get(act[0], 1.0)), reverse=True)
        for name, sample in offered:
            if WEIGHTS.get(name, 1.0) < chance.random():
                continue
            command = varied(sample, meeting.state, chance)
            before = meeting.state
            try:
                facts = meeting.do(seat, command)
            except (Refused, Forbidden):
                continue
            meeting.wait(chance.randint(0, 50))
            look(before, facts, meeting.state)
            break
    return meeting


def look(before: State, facts: tuple[Fact, ...], after: State) -> None:
    for fact in facts:
        _lawful(before, fact)
    _stack(after)
    _votes(after)
    for motion in after.motions:
        if LAWS[motion.kind].second and motion.state not in (
            *(MotionState.MOVED, MotionState.WAITING, MotionState.WITHDRAWN, MotionState.LAPSED),
            *((MotionState.ADOPTED,) if motion.kind is MotionKind.DIVIDE else ()),  # granted on demand
        ):
            assert motion.seconder is not None, "R4: not heard without a second"
        assert motion.seconder != motion.mover


def _lawful(before: State, fact: Fact) -> None:
    """What may never be written in this state."""
    if isinstance(fact, MotionMoved) and fact.part_of is None:
        assert before.vote is None
        assert before.presiding != fact.mover, "R8: who presides does not move"
        assert before.quorate or fact.kind in WITHOUT_QUORUM, "R9"
        if fact.kind is MotionKind.MAIN:
            assert before.motion is None
            lost = [each.text for each in before.motions if (each.kind, each.state) == LOST_MAIN]
            assert fact.text not in lost, "R10"
        if LAWS[fact.kind].group is Group.BACK and fact.kind is not MotionKind.RECONSIDER:
            assert before.motion is None, "R3"
        if fact.kind is MotionKind.RECONSIDER:
            _won(before, fact)
    elif isinstance(fact, VoteOpened):
        kind = before.motions[fact.motion - 1].kind
        assert before.quorate or kind in WITHOUT_QUORUM, "R9"
        assert fact.digest == before.motions[fact.motion - 1].digest
    elif isinstance(fact, SpeakerCalled):
        assert before.presiding != fact.person, "R8: who presides does not debate"
        most = limits(before, fact.motion).times
        assert before.suspends(Suspendable.TIMES) or fact.nth <= most, "R7"
    elif isinstance(fact, MotionStated):
        assert before.motion is not None
        assert before.motion.number == fact.motion
    elif isinstance(fact, LimitsChanged | DebateClosed) and fact.by is not None:
        asked = before.motions[fact.by - 1]
        assert fact.motion == asked.target, "R5"


def _won(before: State, fact: MotionMoved) -> None:
    verdict = [each for each in before.verdicts if each.numbers.motion == fact.target][-1]
    assert verdict.numbers.method is not Method.SECRET
    side = Choice.YES if verdict.numbers.adopted else Choice.NO
    assert not verdict.named or any(
        each.person == fact.mover and each.choice is side for each in verdict.named
    ), "only who was on the prevailing side"


def _stack(state: State) -> None:
    """R1-R3: what is on top ranks above what lies beneath; two degrees; one amendment of each."""
    now = [motion for motion in state.stack if motion.state is not MotionState.WAITING]
    ranks = [
        LAWS[each.kind].rank for each in now if LAWS[each.kind].rank and each.kind is not MotionKind.AMEND
    ]
    assert ranks == sorted(set(ranks), reverse=True)
    degrees = [degree(state, each) for each in now if each.kind is MotionKind.AMEND]
    assert all(1 <= each <= state.rules.degrees for each in degrees)
    for place, motion in enumerate(now):
        if motion.kind is MotionKind.RECONSIDER and place:
            amended = state.motions[(motion.target or 1) - 1]
            assert (amended.kind, amended.target) == (MotionKind.AMEND, now[place - 1].number)
        elif motion.kind in SUBSTANTIAL or LAWS[motion.kind].group is Group.BACK:
            assert place == 0
        if LAWS[motion.kind].group is Group.INCIDENTAL:
            above = [LAWS[each.kind] for each in now[place + 1 :] if each.kind is not MotionKind.AMEND]
            assert all(law.group is Group.INCIDENTAL or law.rank <= 8 for law in above), "R2"
        if motion.kind is MotionKind.AMEND:
            assert motion.target in [each.number for each in now[:place]]
    for motion in now:
        if motion.kind is MotionKind.RECONSIDER:
            continue  # may have waited since another item
        assert motion.item == (state.item.number if state.item else 0)
    debated = [hand.motion for hand in state.hands]
    assert all(state.motions[number - 1].state is MotionState.DEBATING for number in debated if number)
    assert (state.vote is not None) == any(each.state is MotionState.VOTING for each in now)


def _votes(state: State) -> None:
    for verdict in state.verdicts:
        _adds_up(verdict.numbers)


def _adds_up(numbers: VoteClosed) -> None:
    """R6, and that every number is accounted for."""
    heard = numbers.yes + numbers.no + numbers.abstain + numbers.silent + numbers.invalid + numbers.recused
    assert heard == numbers.present
    assert min(numbers.silent, numbers.recused, numbers.invalid) >= 0
    if numbers.method is not Method.CONSENT:
        assert numbers.adopted == (numbers.yes >= numbers.needed and numbers.yes > numbers.no)


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from(RULES))
def test_no_sequence_of_acts_breaks_r1_to_r10(seed: int, rules: FloorRules) -> None:
    walk(seed, rules)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_a_log_of_every_kind_of_fact_replays_from_what_was_stored(seed: int) -> None:
    meeting = walk(seed, m.FULL)
    stored = [(event, json.loads(json.dumps(payload(event.fact)))) for event in meeting.log]
    again = [replace(event, fact=fact_of(event.kind, kept)) for event, kept in stored]
    assert again == meeting.log
    assert replay(again) == meeting.state


@settings(max_examples=15, deadline=None)
@given(seeds, st.sampled_from(RULES))
def test_somebody_can_always_do_something(seed: int, rules: FloorRules) -> None:
    meeting = walk(seed, rules)
    people = (*(m.who(seat) for seat in m.ROSTER), m.STEWARD)
    if meeting.state.phase is not Phase.ADJOURNED:
        assert any(available(meeting.state, who, meeting.at).acts for who in people)
