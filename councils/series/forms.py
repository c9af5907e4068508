"""What is sent about series, agreements and teams."""

from datetime import date
from typing import Annotated

from civic.web.fields import Upload, line, whole
from civic.web.forms import Form
from councils.series.rules import Duty, Rhythm
from councils.series.services import Paper

Number = Annotated[int, whole(1, 10**9)]


class SeriesForm(Form):
    """Sessions that come round."""

    title: Annotated[str, line(2, 60)]
    rhythm: Rhythm
    starts_on: date


class AgreementForm(Form):
    """A standing agreement, and the signed paper if it was scanned."""

    agreement_title: Annotated[str, line(2, 80)]
    parties: Annotated[str, line(2, 300)]
    signed_on: date
    valid_until: date | None = None
    series: Number | None = None
    file: Upload | None = None

    def paper(self) -> Paper:
        """The agreement as it is entered."""
        return Paper(
            self.agreement_title, self.parties, self.signed_on, self.valid_until, self.series, self.file
        )


class TeamForm(Form):
    """Who does what."""

    login: Annotated[str, line(1, 60)]
    duty: Duty


class TeamEndForm(Form):
    """Whose duty is taken away."""

    person: Number
    duty: Duty
