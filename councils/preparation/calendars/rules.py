"""Sessions as a calendar file (RFC 5545): the library escapes, folds lines at 75 octets and writes times in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

PRODID = "-//Civic//Sessions//ZH"
# how often a phone should look again
_REFRESH = timedelta(hours=6)
# hours on the residents' clock from which a session counts as one in the evening
EVENING = 18


@dataclass(frozen=True)
class Appointment:
    """A session as a calendar has it. sequence: how often its notice was mended; stamped: when it was last."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    venue: str
    description: str
    url: str
    cancelled: bool
    sequence: int
    stamped: datetime


def calendar(name: str, appointments: Sequence[Appointment]) -> bytes:
    """A calendar file with these sessions; a session called off stays in it, so that phones strike it out."""
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for appointment in appointments:
        made.add_component(_event(appointment))
    return bytes(made.to_ical())


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", appointment.stamped)
    event.add("last-modified", appointment.stamped)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", appointment.summary)
    event.add("location", appointment.venue)
    event.add("description", appointment.description)
    event.add("url", appointment.url)
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    return event


@dataclass(frozen=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def after(self) -> "Month":
        """The month that follows."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def key(self) -> str:
        """As an address names it: ``2026-12``."""
        return f"{self.year}-{self.number:02d}"


def month(typed: str, today: date) -> Month:
    """The month of an address; this one for whatever is none."""
    year, _, number = typed.partition("-")
    if len(typed) == 7 and (year + number).isascii() and (year + number).isdigit():
        asked = int(year), int(number)
        if 2000 <= asked[0] <= 2200 and 1 <= asked[1] <= 12:
            return Month(*asked)
    return Month(today.year, today.month)
