"""What an act changes beside the log: the rows of motions, the life of proposals."""

from dataclasses import asdict
from datetime import datetime
from itertools import zip_longest
from typing import Any

from civic.kit.errors import N_
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils.sessions import rules
from councils.sessions.models import AgendaItem, Motion, Session
from councils.sessions.rules import shapes
from councils.sessions.rules.events import (
    Adjourned,
    Fact,
    ItemAdded,
    MotionPostponed,
    MotionReferred,
    MotionReopened,
    MotionRescinded,
    NoticeCorrected,
    RecorderNamed,
    RecountDemanded,
    SessionCancelled,
    VoteClosed,
)
from councils.sessions.rules.words import Method
from proposals import services as proposals


async def tell_proposals(actor: Actor, session_id: int, before: rules.State, facts: tuple[Fact, ...]) -> None:
    """What the meeting decides on a motion about a proposal is a line in the proposal's life."""
    for fact in facts:
        told = _told(fact)
        if told is None:
            continue
        motion, what, numbers = told
        proposal = before.motions[motion - 1].proposal
        if proposal is not None:
            await proposals.note(actor, proposal, what, Ref("session", session_id), **numbers)


def _told(fact: Fact) -> tuple[int, str, dict[str, Any]] | None:
    """Of which motion a proposal's life tells what, and with which numbers."""
    match fact:
        case VoteClosed(motion=motion, method=Method.CONSENT):
            return motion, N_("议事会无异议通过动议"), {}
        case VoteClosed(motion=motion, adopted=adopted):
            what = N_("议事会表决通过动议") if adopted else N_("议事会表决没有通过动议")
            return motion, what, {"yes": fact.yes, "no": fact.no}
        case MotionPostponed(motion=motion):
            return motion, N_("议事会决定推迟再议"), {}
        case MotionReferred(motion=motion):
            return motion, N_("议事会决定交给有关方面研究"), {}
        case MotionReopened(motion=motion):
            return motion, N_("议事会决定重新审议"), {}
        case MotionRescinded(motion=motion):
            return motion, N_("议事会撤销了原来的决定"), {}
        case RecountDemanded(motion=motion):
            return motion, N_("有人对计票有疑问，重新表决"), {}
    return None


async def keep_notice(session_id: int, before: rules.State, facts: tuple[Fact, ...], at: datetime) -> None:
    """Time, place and recorder as lists have them follow the log, and so does that a session was called off.

    Who presided when it ended signs for the chair, so that somebody who never came need not.
    """
    for fact in facts:
        if isinstance(fact, NoticeCorrected):
            starts_at = datetime.fromisoformat(fact.starts_at)
            await Session.filter(id=session_id).update(starts_at=starts_at, venue=fact.venue)
        elif isinstance(fact, RecorderNamed):
            await Session.filter(id=session_id).update(recorder_id=fact.to.person_id)
        elif isinstance(fact, Adjourned) and before.presiding is not None:
            await Session.filter(id=session_id).update(chair_id=before.presiding.person_id)
        elif isinstance(fact, SessionCancelled):
            await Session.filter(id=session_id).update(cancelled_at=at)


async def keep_motions(session_id: int, before: rules.State, after: rules.State) -> None:
    """Motion rows follow the log: ballots and resolutions point at them. A motion of no item has no row."""
    verdicts = {verdict.numbers.motion: asdict(verdict.numbers) for verdict in after.verdicts}
    for known, motion in zip_longest(before.motions, after.motions):
        if known is motion or motion.item == 0:
            continue
        if known is None:
            await _enter(session_id, motion, after.seq)
            continue
        await Motion.filter(session_id=session_id, number=motion.number).update(
            **_wording(motion),
            state=motion.state.value,
            seconder_id=motion.seconder.person_id if motion.seconder else None,
            verdict=verdicts.get(motion.number),
            seq=after.seq,
        )


async def _enter(session_id: int, motion: shapes.Motion, seq: int) -> None:
    item = await AgendaItem.get(session_id=session_id, position=motion.item)
    await Motion.create(
        **_wording(motion),
        session_id=session_id,
        item_id=item.id,
        number=motion.number,
        mover_id=motion.mover.person_id,
        seconder_id=motion.seconder.person_id if motion.seconder else None,
        proposal_id=motion.proposal,
        state=motion.state.value,
        kind=motion.kind,
        target=motion.target,
        part_of=motion.part_of,
        seq=seq,
    )


def _wording(motion: shapes.Motion) -> dict[str, Any]:
    """What an amendment may change."""
    return {
        "text": motion.text,
        "text_digest": motion.digest,
        "amount_fen": motion.amount_fen,
        "detail": motion.detail,
        "version": motion.version,
    }


async def keep_items(session_id: int, facts: tuple[Fact, ...]) -> None:
    """An item put on the agenda by vote has its row, so that motions can be about it."""
    for fact in facts:
        if isinstance(fact, ItemAdded):
            line = fact.line
            await AgendaItem.create(
                session_id=session_id,
                position=line.item,
                title=line.title,
                proposal_id=line.proposal,
                minutes_planned=line.minutes,
            )
