"""What happened beside the motions of an item: speeches on the open floor, points of order, recusals, things written."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from councils.minutes.rules.parts import Point, Recusal, Written
from councils.minutes.rules.people import person, text
from councils.minutes.rules.room import StrawPoll, Tabled
from councils.sessions.rules import Event
from councils.sessions.rules import State as Meeting
from councils.sessions.rules.events import ItemTaken, PointRaised, SpeakerCalled
from councils.sessions.rules.words import ContributionKind


@dataclass
class Beside:
    """Numbers of speeches on the open floor of an item, and when its points were raised, by their number."""

    speeches: set[int] = field(default_factory=set)
    points: dict[int, datetime] = field(default_factory=dict)


def beside_items(events: Iterable[Event]) -> defaultdict[int, Beside]:
    """By item: what was said while it was the current one and no motion was pending, and what interrupted it."""
    found: defaultdict[int, Beside] = defaultdict(Beside)
    current = 0
    for event in events:
        fact = event.fact
        if isinstance(fact, ItemTaken):
            current = fact.item
        elif isinstance(fact, SpeakerCalled) and fact.motion == 0:
            found[current].speeches.add(fact.speech)
        elif isinstance(fact, PointRaised):
            found[current].points[fact.point] = event.at
    return found


def points(meeting: Meeting, raised: dict[int, datetime]) -> tuple[Point, ...]:
    """Points raised at these moments, with the chair's answers."""
    return tuple(
        Point(
            number=point.number,
            at=text(raised[point.number]),
            person=person(point.person),
            kind=point.kind.value,
            text=point.text,
            well_taken=point.well_taken,
            reason=point.reason,
            sustained=point.sustained,
        )
        for point in meeting.points
        if point.number in raised
    )


def recusals(meeting: Meeting, item: int) -> tuple[Recusal, ...]:
    """Who took no part in an item."""
    return tuple(Recusal(person(one.person), one.reason) for one in meeting.recusals if one.item == item)


def written(meeting: Meeting, item: int) -> Written | None:
    """How many contributions were written on an item and not declined; None without any."""
    kept = [one for one in meeting.contributions if one.item == item and not one.declined]
    kinds: Collection[ContributionKind] = [one.kind for one in kept]
    if not kept:
        return None
    return Written(
        pro=sum(kind is ContributionKind.FOR for kind in kinds),
        con=sum(kind is ContributionKind.AGAINST for kind in kinds),
        questions=sum(kind is ContributionKind.QUESTION for kind in kinds),
        answered=sum(bool(one.answer) or one.carried for one in kept),
    )


def papers(meeting: Meeting) -> tuple[Tabled, ...]:
    """Papers handed out while the session ran, those taken back included."""
    return tuple(
        Tabled(text(paper.at), paper.item, paper.name, paper.note, paper.digest, paper.struck)
        for paper in meeting.papers
    )


def polls(meeting: Meeting) -> tuple[StrawPoll, ...]:
    """Straw polls that were closed, hands in the room added."""
    return tuple(
        StrawPoll(
            poll.number,
            poll.question,
            poll.options,
            tuple(a + b for a, b in zip(poll.counts, poll.hands or (0,) * len(poll.counts), strict=True)),
        )
        for poll in meeting.polls
        if poll.counts is not None
    )
