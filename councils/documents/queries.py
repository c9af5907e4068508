"""What the report of a consultation is written from, read from the rooms that keep it."""

from datetime import datetime

from civic.kit.errors import NotFound
from civic.people.rules import Actor
from councils.consultations import queries as consultations
from councils.consultations.models import Consultation
from councils.consultations.options import queries as options
from councils.consultations.outcomes import queries as outcomes
from councils.consultations.outcomes.queries import Result
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.surveys import queries as surveys
from councils.documents.rules.report import Choice, Dissent, Group, Moved, Opinion, Owed, Report
from councils.opinions import queries as talk

_OPINIONS = 10


async def report(consultation_id: int, actor: Actor) -> Report:
    """The report for this reader. Raises NotFound before the outcome is published, except for those who lead it."""
    scene = await stakeholders.scene(consultation_id, actor)
    found = scene.consultation
    result = await outcomes.of(found, actor)
    if result is None or not (scene.runs or result.published):
        raise NotFound
    people, said = await _opinions(found)
    answered, moved = await _survey(found.id)
    outcome = result.outcome
    return Report(
        title=found.title,
        place=found.place.name,
        kind=found.kind.words,
        origin=found.origin.words,
        raised_at=found.raised_at,
        need=found.need,
        about=found.about,
        decides=found.decides,
        published_at=outcome.published_at,
        summary=outcome.summary,
        chosen=outcome.chosen.title if outcome.chosen else "",
        consensus=tuple(point.text for point in result.consensus),
        dissent=_dissent(result),
        unheard=outcome.unheard,
        unheard_reason=outcome.unheard_reason,
        groups=await _groups(found.id),
        evenings=await _evenings(found.id),
        views=tuple((view.group, view.text) for view in await stakeholders.views(found.id)),
        options=await _choices(found.id),
        people=people,
        opinions=said,
        answered=answered,
        survey=moved,
        owed=_owed(result),
        done=tuple((one.at, one.text) for one in await outcomes.feedback(found.id)),
    )


def _dissent(result: Result) -> tuple[Dissent, ...]:
    return tuple(
        Dissent(point.text, point.group.name if point.group else "", point.reason) for point in result.dissent
    )


def _owed(result: Result) -> tuple[Owed, ...]:
    return tuple(
        Owed(
            asked.ask.name,
            asked.ask.text,
            asked.ask.due_on,
            asked.reply.verdict.words if asked.reply else "",
            asked.reply.reason if asked.reply else "",
        )
        for asked in result.asks
    )


async def _groups(consultation_id: int) -> tuple[Group, ...]:
    return tuple(
        Group(one.name, one.interest, one.invited, one.present, one.written, one.heard.words)
        for one in await stakeholders.stakeholder_map(consultation_id)
    )


async def _evenings(consultation_id: int) -> tuple[tuple[datetime, str, str], ...]:
    return tuple(
        (one.starts_at, one.venue, one.record)
        for one in await consultations.evenings(consultation_id)
        if one.held_at is not None
    )


async def _choices(consultation_id: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            one.title,
            one.cost_fen,
            one.bearer,
            one.duration,
            one.stands.support,
            one.stands.accept,
            one.stands.object,
            tuple(reason for reason, _ in one.objections),
        )
        for one in await options.columns(consultation_id)
    )


async def _opinions(found: Consultation) -> tuple[int, tuple[Opinion, ...]]:
    """How many took part, and the statements most people voted on, as far as their counts may be shown."""
    if found.conversation_id is None:
        return 0, ()
    summary = await talk.summary(found.conversation_id)
    told = sorted((one for one in summary.statements if one.told), key=lambda one: (-one.counts.seen, one.id))
    return summary.card.participants if told else 0, tuple(
        Opinion(one.text, one.counts.agrees, one.counts.disagrees, one.counts.passes)
        for one in told[:_OPINIONS]
    )


async def _survey(consultation_id: int) -> tuple[tuple[int, int], tuple[Moved, ...]]:
    survey = await surveys.of(consultation_id)
    if survey is None:
        return (0, 0), ()
    return (survey.before, survey.after), tuple(
        Moved(one.question, *(one.shift.means if one.shift else ("", "")))
        for one in await surveys.moved(survey)
    )
