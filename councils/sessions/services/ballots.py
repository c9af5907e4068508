"""A secret vote in a session: its ballot on the votes floor, which knows of no meetings.

The roll is who is here and has a vote when it is opened. Each casts at the ballot's own page; those without a phone at a
kiosk, with the steward's help, or on paper where the chair offers it: then casting is ended first, two people read the box
one after the other, and only when papers and roll agree does the verdict fall. Neither the log nor the rows of the meeting hold who chose what,
or who has voted.
"""

from dataclasses import replace
from typing import Any

from civic.kit import clock
from civic.kit.db import locked
from civic.kit.thresholds import MORE_THAN_HALF, Threshold
from councils import queries as councils
from councils.rules import Base
from councils.sessions import queries, rules
from councils.sessions.models import Motion
from councils.sessions.queries import Head
from councils.sessions.rules.box import EndCasting
from councils.sessions.rules.events import VoteOpened
from councils.sessions.rules.votes import CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Method, Who
from votes import services as ballots
from votes.casting.services import fix_box
from votes.models import Ballot, Option
from votes.results import queries as results
from votes.results.services import count
from votes.rules import FIXED_OPTIONS, Electorate, RollLine, Rule, Secrecy, State
from votes.rules import Method as PaperMethod
from votes.stations import queries as stations
from votes.stations.batches.services import close_box

TITLE_MAX = 80


async def prepared(head: Head, state: rules.State, command: rules.Command, who: Who) -> rules.Command:
    """The command with what only the ballot box can say; any other command as it is. Inside the act's transaction.

    Whether it is in order is asked first, so that nothing is opened, counted or set aside for an act that is refused.
    """
    if isinstance(command, OpenVote) and command.method is Method.SECRET:
        return await _open(head, state, replace(command, ballot=0), who)
    ballot = state.vote.ballot if state.vote else None
    if ballot is None or not isinstance(command, EndCasting | CloseVote | VoidVote):
        return command
    if isinstance(command, EndCasting):
        rules.decide(state, command, who, clock.now())
        await ballots.end_voting(await locked(Ballot, id=ballot))
        return command
    if isinstance(command, VoidVote):
        rules.decide(state, command, who, clock.now())
        await _set_aside(ballot, command.reason)
        return command
    counted = CloseVote(command.motion, 0, 0, 0)
    rules.decide(state, counted, who, clock.now())
    return replace(counted, **await _counted(ballot))


async def _open(head: Head, state: rules.State, command: OpenVote, who: Who) -> OpenVote:
    opened = rules.decide(state, command, who, clock.now())[0]
    assert isinstance(opened, VoteOpened)
    motion = state.motions[command.motion - 1]
    title = motion.text.replace("\n", " ") or f"{head.title} · {motion.number}"
    council = await councils.council(head.council_id)
    ballot = await Ballot.create(
        place_id=council.place_id,
        title=title if len(title) <= TITLE_MAX else f"{title[: TITLE_MAX - 1]}…",
        about=motion.text,
        method=PaperMethod.YES_NO,
        rule=Rule.MAJORITY,
        parameters=_bar(opened),
        max_choices=1,
        shuffled=False,
        secrecy=Secrecy.SECRET,
        electorate=Electorate.PERSON,
        paper_ballots=command.paper,
        opens_at=clock.now(),
    )
    await Option.bulk_create(
        Option(ballot=ballot, position=position, code=code, label=label, cost_fen=0)
        for position, (code, label) in enumerate(FIXED_OPTIONS[PaperMethod.YES_NO], 1)
    )
    around = {"held_in": ["session", head.id], "motion": motion.number, "text_version": motion.version}
    await ballots.open_ballot(ballot.id, _roll(state, opened), around)
    await Motion.filter(session_id=head.id, number=motion.number).update(ballot_id=ballot.id)
    return replace(command, ballot=ballot.id)


async def _tellers(ballot_id: int) -> frozenset[int]:
    """Who works at the ballot of a meeting while it is open: who runs it, who was named to count, and its stewards."""
    motion = await Motion.get_or_none(ballot_id=ballot_id)
    if motion is None:
        return frozenset()
    head, state = await queries.head(motion.session_id), await queries.state(motion.session_id)
    if state.vote is None or state.vote.ballot != ballot_id:
        return frozenset()
    people = [head.recorder, *state.tellers, *([state.presiding] if state.presiding else [])]
    return head.stewards | {seat.person_id for seat in people}


stations.named_by(_tellers)


def _roll(state: rules.State, opened: VoteOpened) -> list[RollLine]:
    """Who is here and has a vote, by name, so that the desk finds who comes without a phone."""
    voters = sorted(state.present - set(opened.recused))
    seats = [state.seat(person_id) for person_id in voters]
    return [
        RollLine(f"person:{seat.person_id}", (seat.person_id,), name=seat.name)
        for seat in seats
        if seat is not None
    ]


def _bar(opened: VoteOpened) -> dict[str, Any]:
    """The meeting's threshold in the words of the votes floor; its roll is who is heard in this vote.

    A share of all seats becomes a least number of yes: the roll does not hold those who are absent.
    """
    share = Threshold(opened.num, opened.den, opened.strict)
    bar: dict[str, Any] = {"share": str(share), "base": "yes_no", "quorum": "", "least_yes": 0}
    if opened.base is Base.PRESENT:
        return bar | {"base": "entitled"}
    if opened.base is Base.SEATS:
        least = max(1, share.needed(opened.seats - len(opened.recused)))
        return bar | {"share": str(MORE_THAN_HALF), "least_yes": least}
    return bar


async def _counted(ballot_id: int) -> dict[str, int]:
    """Close and seal the box, count it once, and answer what lay in it."""
    await close_box(ballot_id)
    await count(ballot_id)
    said = dict(await results.papers(ballot_id))
    known = {code: said.pop(code, 0) for code, _ in FIXED_OPTIONS[PaperMethod.YES_NO]}
    return known | {"invalid": sum(said.values())}


async def _set_aside(ballot_id: int, reason: str) -> None:
    """Void, unread, if nobody has done so already."""
    ballot = await locked(Ballot, id=ballot_id)
    if ballot.state is State.VOID:
        return
    if ballot.state is State.OPEN:
        await fix_box(ballot)
    await ballots.void_ballot(ballot, reason)
