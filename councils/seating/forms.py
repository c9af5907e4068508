"""What is sent about seats, those who follow, those who attend, and what members declare."""

from datetime import date
from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.seating.rules import Ending, Tie

Number = Annotated[int, whole(1, 10**9)]


class EndForm(Form):
    """Why and when a seat ended."""

    ending: Ending
    reason: Annotated[str, line(4, 300)]
    last_day: date


class SubstituteForm(Form):
    """Who follows next."""

    login: Annotated[str, line(1, 60)]
    bench: Number | None = None


class FollowForm(Form):
    """In a seat of which member body."""

    bench: Number | None = None


class ObserverForm(Form):
    """Who attends without a vote, and as what."""

    observer_name: Annotated[str, line(1, 40)]
    observer_capacity: Annotated[str, line(2, 60)]
    observer_login: Annotated[str, line(0, 60)] = ""


class InterestForm(Form):
    """What ties one to something that may be decided. person: whose, when staff enter it from paper."""

    tie: Tie
    subject: Annotated[str, line(2, 80)]
    organisation: Number | None = None
    person: Number | None = None
