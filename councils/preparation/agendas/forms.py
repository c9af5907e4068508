"""What a person may send about an agenda."""

from datetime import date, datetime
from typing import Annotated

from civic.web.fields import Upload, line, moment, prose, whole
from civic.web.forms import Form
from councils.preparation.agendas.rules.entries import LEAST_MINUTES, MOST_MINUTES, Road, Sensitive
from councils.preparation.agendas.rules.notice import LONGEST_BASIS, LONGEST_URGENCY
from councils.preparation.agendas.services import Changes, Heading
from councils.preparation.invitations.rules import MOST_SEATS

Number = Annotated[int, whole(1, 10**9)]
Minutes = Annotated[int, whole(LEAST_MINUTES, MOST_MINUTES)]


class HeadingForm(Form):
    """When and where, why, and who runs it."""

    title: Annotated[str, line(2, 80)]
    starts_at: Annotated[datetime, moment()]
    venue: Annotated[str, line(2, 80)]
    basis: Annotated[str, line(2, LONGEST_BASIS)]
    chair: Number
    recorder: Number
    gallery_seats: Annotated[int, whole(0, MOST_SEATS)] = 0

    def heading(self) -> Heading:
        """What was written, as the act takes it."""
        return Heading(
            self.title,
            self.starts_at,
            self.venue,
            self.basis,
            self.chair,
            self.recorder,
            self.gallery_seats,
        )


class NewForm(HeadingForm):
    """Begin to prepare a session."""

    key: Annotated[str, line(1, 43)]
    first: Annotated[str, line(0, 40)] = ""


class AmendForm(HeadingForm):
    """Change the heading as it was when the page was opened."""

    version: Number


class AddForm(Form):
    """Something that is offered, by its key, or a matter of one's own wording."""

    source: Annotated[str, line(0, 40)] = ""
    title: Annotated[str, line(0, 80)] = ""
    minutes: Minutes = 15


class EntryForm(Form):
    """A line: its words, its time, who presents it, and which road it takes."""

    title: Annotated[str, line(2, 80)]
    minutes: Minutes
    presenter: Annotated[str, line(0, 40)] = ""
    note: Annotated[str, prose(0, 1000)] = ""
    sensitive: Sensitive | None = None
    handler: Number | None = None
    due_on: date | None = None

    def changes(self) -> Changes:
        """What was written, as the act takes it."""
        road = Road(self.sensitive, self.handler, self.due_on) if self.sensitive else None
        return Changes(self.title, self.minutes, self.presenter, self.note, road)


class ChosenForm(Form):
    """One of those that are listed, by its number."""

    chosen: Number


class MoveForm(Form):
    """One place up, or down."""

    up: bool = False


class PaperForm(Form):
    """A file."""

    file: Upload | None = None


class PublicationForm(Form):
    """Publish; with a reason when there is no time left for the days of notice."""

    urgency: Annotated[str, line(0, LONGEST_URGENCY)] = ""


class CorrectionForm(Form):
    """Another time or place, and why."""

    starts_at: Annotated[datetime, moment()]
    venue: Annotated[str, line(2, 80)]
    reason: Annotated[str, line(2, 200)]


class CancellationForm(Form):
    """Why the session does not take place."""

    reason: Annotated[str, line(2, 200)]
