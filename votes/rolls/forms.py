"""What is sent about rolls: a line, a search, an objection and its answer."""

from typing import Annotated, ClassVar

from civic.web.fields import line, prose
from civic.web.forms import Form
from votes.rolls.rules import parse_area, parse_year
from votes.rolls.rules.challenges import Matter, Verdict
from votes.rules import RollLine


class LineForm(Form):
    """One line of a roll, as it is typed."""

    # names and addresses: never kept in a draft
    secret: ClassVar[bool] = True

    name: Annotated[str, line(0, 80)] = ""
    unit: Annotated[str, line(0, 80)] = ""
    area: Annotated[str, line(0, 20)] = ""
    birth_year: Annotated[str, line(0, 20)] = ""
    stratum: Annotated[str, line(0, 40)] = ""

    def entry(self) -> RollLine:
        """As the rules read it. Raises Refused beside the area or the year."""
        return RollLine(
            key="",
            name=self.name,
            unit=self.unit,
            area=parse_area(self.area) if self.area else 0,
            birth_year=parse_year(self.birth_year) if self.birth_year else None,
            stratum=self.stratum,
        )


class LateForm(LineForm):
    """A line added after the roll was frozen, with what it rests on."""

    basis: Annotated[str, line(6, 200)]


class SearchForm(Form):
    """A number, a unit or a name; sent by POST because addresses of pages are logged."""

    secret: ClassVar[bool] = True

    wanted: Annotated[str, line(1, 80)]


class ChallengeForm(Form):
    """What someone says against a roll."""

    matter: Matter
    text: Annotated[str, prose(6, 1000)]


class AnswerForm(Form):
    """What staff made of it, and why."""

    verdict: Verdict
    answer: Annotated[str, prose(4, 1000)]
