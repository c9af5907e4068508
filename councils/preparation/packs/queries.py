"""Gathering what there is to read before a session."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.kit.refs import Ref
from civic.people.queries import name
from councils.preparation.agendas import queries as agendas
from councils.preparation.agendas.queries import Written
from councils.preparation.agendas.rules.entries import EntryKind
from councils.preparation.motions.queries import text_of
from councils.preparation.packs.rules import About, Matter, Pack
from councils.preparation.supplements import queries as supplements
from councils.sessions import queries as sessions
from councils.sessions.rules.naming import Names, hides
from councils.sessions.rules.shapes import Speech
from councils.sessions.rules.words import Phase, Stance
from proposals.models import Proposal

# gists of earlier speeches shown for each side
_MOST_SAID = 4


async def pack(session_id: int) -> Pack:
    """All there is to read before a session. Raises NotFound, also for one that was never announced."""
    state = await sessions.state(session_id)
    heading = state.heading
    if heading is None:
        raise NotFound
    draft = await agendas.published(session_id)
    begins = datetime.fromisoformat(heading.starts_at)
    matters = await _matters(session_id, begins, draft.lines if draft else [])
    return Pack(
        session_id=session_id,
        council=heading.council,
        title=heading.title,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=sum(matter.minutes for matter in matters)),
        venue=heading.venue,
        chair=heading.chair.name,
        recorder=heading.recorder.name,
        basis=heading.basis,
        notice_day=date.fromisoformat(heading.notice_day),
        rules=state.rules,
        matters=tuple(matters),
        elsewhere=tuple(await agendas.sensitive_of(session_id)),
        gallery_seats=draft.agenda.gallery_seats if draft else 0,
        cancelled=state.phase is Phase.CANCELLED,
        late=tuple(await supplements.of_session(session_id)),
    )


async def _matters(session_id: int, begins: datetime, lines: Sequence[Written]) -> list[Matter]:
    written, matters = {line.entry.item_id: line for line in lines}, []
    for item in await sessions.items(session_id):
        line = written.get(item.id)
        said = await _said(session_id, item.proposal_id, line.entry.carried_id if line else None)
        matter = Matter(
            number=item.position,
            title=item.title,
            kind=EntryKind(item.kind) if item.kind else None,
            presenter=item.presenter,
            minutes=item.minutes_planned,
            starts_at=begins,
            about=_about(item.proposal),
            spoke_for=_gists(said, Stance.FOR),
            spoke_against=_gists(said, Stance.AGAINST),
        )
        matters.append(await _with_papers(matter, line) if line else matter)
        begins += timedelta(minutes=item.minutes_planned)
    return matters


async def _with_papers(matter: Matter, line: Written) -> Matter:
    motion, entry = line.entry.motion, line.entry
    return replace(
        matter,
        note=line.entry.note,
        motion=text_of(motion) if motion else "",
        author=await name(motion.author_id) if motion else "",
        papers=tuple((paper.name, paper.key) for paper in line.enclosures),
        basis=Ref(entry.ref_kind, entry.ref_id) if entry.ref_kind and entry.ref_id else None,
    )


def _about(proposal: Proposal | None) -> About | None:
    if proposal is None:
        return None
    return About(
        proposal.id, proposal.title, proposal.need, proposal.plan, proposal.support_count, proposal.cost_fen
    )


async def _said(session_id: int, proposal_id: int | None, carried_id: int | None) -> Sequence[Speech]:
    """Speeches with a gist about the same thing in earlier sessions that are over."""
    found = await rows(
        "SELECT m.session_id, m.number FROM motion m WHERE m.session_id < ? AND (m.proposal_id = ? OR m.item_id = ?) "
        "ORDER BY m.session_id DESC, m.number LIMIT 12",
        session_id,
        proposal_id or 0,
        carried_id or 0,
    )
    said: list[Speech] = []
    for row in found:
        state = await sessions.state(row["session_id"])
        if state.phase is Phase.ADJOURNED:
            # what was said there is read as that session's own rules have it
            read = Names(state).state(state) if hides(state) else state
            said += [turn for turn in read.speeches if turn.motion == row["number"] and turn.gist]
    return said


def _gists(said: Sequence[Speech], stance: Stance) -> tuple[str, ...]:
    return tuple(speech.gist for speech in said if speech.stance is stance)[:_MOST_SAID]
