"""Votes of a log as minutes tell them: every one, with what became of it."""

from collections.abc import Iterable
from dataclasses import replace

from councils.minutes.rules.parts import NamedVote, Objection, Tally, Vote
from councils.minutes.rules.people import person, text
from councils.sessions.rules import Event
from councils.sessions.rules.events import (
    ConsentRefused,
    RecountDemanded,
    VoteCast,
    VoteClosed,
    VoteOpened,
    VoteVoided,
)
from councils.sessions.rules.words import Source

_OF_VOTES = VoteOpened | VoteCast | VoteClosed | VoteVoided | ConsentRefused | RecountDemanded


def votes(events: Iterable[Event]) -> dict[int, tuple[Vote, ...]]:
    """The votes by motion, in order: those declared void, refused consents and hands counted again included."""
    found: dict[int, list[Event]] = {}
    for event in events:
        if isinstance(event.fact, _OF_VOTES):
            found.setdefault(event.fact.motion, []).append(event)
    return {motion: _of_motion(about) for motion, about in found.items()}


def _of_motion(events: Iterable[Event]) -> tuple[Vote, ...]:
    done, going = list[Vote](), None
    for event in events:
        fact = event.fact
        if isinstance(fact, VoteOpened):
            done += [going] if going else []
            going = Vote(fact.method.value, text(event.at), "", None, (), "")
        elif isinstance(fact, RecountDemanded):
            done = [*done[:-1], replace(done[-1], doubted=person(fact.person))] if done else done
        elif going is not None:
            going = _with(going, event)
            if going.closed_at:
                done, going = [*done, going], None
    return tuple(done) if going is None else (*done, going)


def _with(vote: Vote, event: Event) -> Vote:
    """The vote after one more of its events."""
    fact, at = event.fact, text(event.at)
    if isinstance(fact, VoteCast):
        cast = NamedVote(person(fact.person), fact.choice.value, fact.source is Source.STEWARD)
        return replace(vote, named=(*vote.named, cast))
    if isinstance(fact, ConsentRefused):
        return replace(vote, objections=(*vote.objections, Objection(person(fact.person), fact.reason)))
    if isinstance(fact, VoteClosed):
        return replace(vote, closed_at=at, tally=_tally(fact))
    if isinstance(fact, VoteVoided):
        # What was cast in a vote declared void counts for nothing and is not held against anyone.
        return replace(vote, closed_at=at, named=(), void_reason=fact.reason)
    return vote


def _tally(fact: VoteClosed) -> Tally:
    return Tally(
        yes=fact.yes,
        no=fact.no,
        abstain=fact.abstain,
        silent=fact.silent,
        present=fact.present,
        seats=fact.seats,
        base=fact.base.value,
        total=fact.total,
        needed=fact.needed,
        num=fact.num,
        den=fact.den,
        strict=fact.strict,
        adopted=fact.adopted,
        invalid=fact.invalid,
        recused=fact.recused,
    )
