"""Straw polls and temperature checks: they show where people stand and decide nothing (民意摸底，不是表决)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, PollAnswered, PollClosed, PollOpened
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import may_run, need_in_session, need_runner
from councils.sessions.rules.shapes import Poll
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Who

QUESTION_MIN, QUESTION_MAX = 2, 120
OPTION_MAX = 30
OPTIONS_MAX = 8
HANDS_MAX = 100_000


@dataclass(frozen=True)
class OpenPoll:
    """Ask everybody here."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class AnswerPoll:
    """One's own answer; it may be changed until the poll is closed. option: from 0."""

    poll: int
    option: int


@dataclass(frozen=True)
class ClosePoll:
    """Show the answers. hands: counted in the room, by option, of those who did not answer by phone; empty: none."""

    poll: int
    hands: tuple[int, ...] = ()


def open_poll(state: State, command: OpenPoll, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without an item, beside another poll, and beside a vote: nobody is to take one for the other."""
    need_runner(state, who)
    need_in_session(state)
    if state.item is None:
        raise Refused("no_item_current")
    if state.vote is not None:
        raise Refused("vote_open")
    if open_one(state) is not None:
        raise Refused("poll_open_already")
    question = " ".join(command.question.split())
    if not QUESTION_MIN <= len(question) <= QUESTION_MAX:
        raise Refused("poll_question", "question", most=QUESTION_MAX)
    options = tuple(dict.fromkeys(" ".join(option.split()) for option in command.options if option.strip()))
    if not 2 <= len(options) <= OPTIONS_MAX or any(len(option) > OPTION_MAX for option in options):
        raise Refused("poll_options", "options", most=OPTIONS_MAX, long=OPTION_MAX)
    return (PollOpened(len(state.polls) + 1, question, options),)


def answer_poll(state: State, command: AnswerPoll, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Members and observers who are here answer. Raises Refused for the same answer twice: a double tap says nothing new."""
    need_in_session(state)
    poll = _need_open(state, command.poll)
    person = state.seat(who.person_id) or state.observer(who.person_id)
    if person is None:
        raise Forbidden("poll_here_only")
    if person.person_id not in state.present | state.observing:
        raise Refused("not_checked_in")
    if not 0 <= command.option < len(poll.options):
        raise Refused("poll_option", "option")
    if (person.person_id, command.option) in poll.answers:
        raise Refused("poll_answered_already")
    return (PollAnswered(poll.number, person, command.option),)


def close_poll(state: State, command: ClosePoll, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for counts of hands that do not fit the options."""
    need_runner(state, who)
    need_in_session(state)
    poll = _need_open(state, command.poll)
    if command.hands and (
        len(command.hands) != len(poll.options) or not all(0 <= n <= HANDS_MAX for n in command.hands)
    ):
        raise Refused("poll_hands", "hands")
    return (_closed(poll, command.hands),)


def _need_open(state: State, number: int) -> Poll:
    poll = open_one(state)
    if poll is None or poll.number != number:
        raise Refused("poll_over")
    return poll


def open_one(state: State) -> Poll | None:
    """The poll that is open."""
    last = state.polls[-1] if state.polls else None
    return last if last is not None and last.counts is None else None


def closing(state: State) -> tuple[PollClosed, ...]:
    """The fact that closes the poll that is open, when its item ends."""
    poll = open_one(state)
    return (_closed(poll, ()),) if poll else ()


def _closed(poll: Poll, hands: tuple[int, ...]) -> PollClosed:
    chosen = [option for _, option in poll.answers]
    shown = hands or (0,) * len(poll.options)
    counts = tuple(chosen.count(option) + shown[option] for option in range(len(poll.options)))
    return PollClosed(poll.number, counts, hands)


def poll_opened(state: State, fact: PollOpened, event: Event) -> State:
    """Asked."""
    return changed(state, polls=(*state.polls, Poll(fact.poll, fact.question, fact.options)))


def poll_answered(state: State, fact: PollAnswered, event: Event) -> State:
    """The latest answer of each counts."""
    poll = state.polls[fact.poll - 1]
    person = fact.person.person_id
    others = tuple(answer for answer in poll.answers if answer[0] != person)
    return _with(state, changed(poll, answers=(*others, (person, fact.option))))


def poll_closed(state: State, fact: PollClosed, event: Event) -> State:
    """Told."""
    return _with(state, changed(state.polls[fact.poll - 1], counts=fact.counts, hands=fact.hands))


def _with(state: State, poll: Poll) -> State:
    return changed(state, polls=(*state.polls[: poll.number - 1], poll, *state.polls[poll.number :]))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act about straw polls, to ask whether it is in order."""
    poll, acts = open_one(state), dict[str, Any]()
    if may_run(state, who):
        acts["open_poll"] = OpenPoll("xx", ("x", "y"))
    if poll is None:
        return acts
    if may_run(state, who):
        acts["close_poll"] = ClosePoll(poll.number)
    mine = dict(poll.answers).get(who.person_id or 0)
    return acts | {"answer_poll": AnswerPoll(poll.number, 1 if mine == 0 else 0)}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    OpenPoll: open_poll,
    AnswerPoll: answer_poll,
    ClosePoll: close_poll,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    PollOpened: poll_opened,
    PollAnswered: poll_answered,
    PollClosed: poll_closed,
}

sentences(
    poll_open_already=N_("还有一次摸底没有结束。先结束它，再问下一个。"),
    poll_question=N_("请写清楚要问什么，2 到 {most} 个字。"),
    poll_options=N_("请给 2 到 {most} 个选项，每个不超过 {long} 个字。"),
    poll_here_only=N_("摸底问的是在场的成员和列席的人。"),
    poll_option=N_("请选其中一项。"),
    poll_answered_already=N_("您已经这样选了。结束前可以改。"),
    poll_over=N_("这次摸底已经结束。"),
    poll_hands=N_("请给每个选项填举手的人数，没有就填 0。"),
)
