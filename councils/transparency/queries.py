"""Reading what the figures are worked out from: rows of a place and everything below it, of one year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from civic.kit import clock
from civic.notices.models import Objection
from councils.actions import queries as actions
from councils.actions.rules import State
from councils.consultations.outcomes.models import Ask, OutcomeReply
from councils.funding.models import Decision
from councils.minutes.models import Minutes
from councils.sessions.models import Session
from councils.transparency.rules import (
    MINUTES_DAYS,
    Case,
    Figure,
    Group,
    Measure,
    announced_in_time,
    band,
    told,
)
from councils.works.models import Acceptance, Milestone
from votes.casting.models import Turnout


@dataclass(frozen=True)
class Sheet:
    """Everything the page of a place says for a year."""

    figures: tuple[Figure, ...]
    ages: tuple[Group, ...]
    channels: tuple[Group, ...]


async def sheet(path: str, year: int) -> Sheet:
    """The figures of a place and everything below it."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    moments = (clock.at_local(first), min(clock.at_local(after), clock.now()))
    days = (first, min(after, clock.today()))
    called = await _called(path, moments)
    ages, channels = await _voters(path, moments)
    return Sheet(
        figures=(
            _notice(called),
            await _minutes(called),
            await _answered(path, days),
            await _objections(path, moments),
            await _delivered(path, days),
            await _milestones(path, days),
        ),
        ages=told((name, count) for name, count in ages.items() if name),
        channels=told(channels.items()),
    )


def _within(field: str, span: tuple[Any, Any]) -> dict[str, Any]:
    """From the first on, up to but without the last."""
    return {f"{field}__gte": span[0], f"{field}__lt": span[1]}


async def _called(path: str, span: tuple[datetime, datetime]) -> list[Session]:
    """Sessions that were to be held in the year, those called off left out."""
    query = Session.filter(
        term__council__place__path__startswith=path,
        announced_at__isnull=False,
        cancelled_at__isnull=True,
        **_within("starts_at", span),
    )
    return await query.order_by("id").select_related("term__council__rule_set")


def _notice(called: list[Session]) -> Figure:
    cases = tuple(
        Case(
            "session",
            one.id,
            one.title,
            one.announced_at is not None
            and announced_in_time(
                one.announced_at, one.starts_at, one.term.council.rule_set.session_notice_days
            ),
        )
        for one in called
    )
    return Figure(Measure.NOTICE, cases)


async def _minutes(called: list[Session]) -> Figure:
    """Sessions whose minutes are out in time, of those whose time is over or whose minutes are out."""
    published = {
        one.session_id: one.published_at
        for one in await Minutes.filter(session_id__in=[s.id for s in called] or [0], version=1)
    }
    cases = []
    for one in called:
        due, out = one.starts_at + timedelta(days=MINUTES_DAYS), published.get(one.id)
        if out is not None or clock.now() >= due:
            cases.append(Case("session", one.id, one.title, out is not None and out <= due))
    return Figure(Measure.MINUTES, tuple(cases))


async def _answered(path: str, span: tuple[date, date]) -> Figure:
    query = Ask.filter(outcome__consultation__place__path__startswith=path, **_within("due_on", span))
    asks = await query.order_by("id").select_related("outcome")
    replies = {
        reply.ask_id: clock.local(reply.at).date()
        for reply in await OutcomeReply.filter(ask_id__in=[ask.id for ask in asks] or [0])
    }
    cases = tuple(
        Case(
            "consultation",
            ask.outcome.consultation_id,
            ask.text,
            ask.id in replies and replies[ask.id] <= ask.due_on,
        )
        for ask in asks
    )
    return Figure(Measure.ANSWERED, cases)


async def _objections(path: str, span: tuple[datetime, datetime]) -> Figure:
    query = Objection.filter(notice__place__path__startswith=path, **_within("notice__ends_at", span))
    found = await query.order_by("id").select_related("notice")
    cases = tuple(
        Case(
            "notice",
            one.notice_id,
            one.notice.title,
            one.answered_at is not None and one.answered_at <= one.notice.ends_at,
        )
        for one in found
    )
    return Figure(Measure.OBJECTIONS, cases)


async def _delivered(path: str, span: tuple[date, date]) -> Figure:
    """Things resolved that were due in the year, those given up left out."""
    found = [
        one
        for one in await actions.of_place(path)
        if span[0] <= one.progress.due < span[1] and one.progress.state is not State.DROPPED
    ]
    cases = tuple(
        Case("action", one.item.id, one.item.content, one.progress.state is State.DONE) for one in found
    )
    return Figure(Measure.DELIVERED, cases)


async def _milestones(path: str, span: tuple[date, date]) -> Figure:
    # in two steps: PostgreSQL cuts the names that so long a way gives its tables
    decided = await Decision.filter(resolution__term__council__place__path__startswith=path)
    query = Milestone.filter(
        contract__bid__call__decision_id__in=[one.id for one in decided] or [0], **_within("due_on", span)
    )
    due = await query.order_by("id")
    accepted = {
        one.milestone_id: clock.local(one.accepted_at).date()
        for one in await Acceptance.filter(milestone_id__in=[m.id for m in due] or [0])
    }
    cases = tuple(
        Case("contract", one.contract_id, one.title, one.id in accepted and accepted[one.id] <= one.due_on)
        for one in due
    )
    return Figure(Measure.MILESTONES, cases)


async def _voters(path: str, span: tuple[datetime, datetime]) -> tuple[Counter[str], Counter[str]]:
    """Votes in ballots closed in the year, by age band and by channel."""
    query = Turnout.filter(ballot__place__path__startswith=path, **_within("ballot__closed_at", span))
    rows = await query.values("channel", "entry__birth_year")
    today = clock.today()
    ages = Counter(band(row["entry__birth_year"], today) for row in rows)
    return ages, Counter(row["channel"].value for row in rows)
