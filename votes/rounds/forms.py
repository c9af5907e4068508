"""What people send about rounds."""

from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from civic.web.fields import line, moment, money, prose, whole
from civic.web.forms import Form
from votes.rounds.rules import Plan
from votes.rules import Rule


class RoundForm(Form):
    """A round as its makers set it up."""

    place: Annotated[int, whole(1, 10**9)]
    title: Annotated[str, line(4, 60)]
    about: Annotated[str, prose(0, 2000)] = ""
    budget: Annotated[int, money()]
    rule: Rule
    proposals: list[int] = Field(default_factory=list)
    opens_at: Annotated[AwareDatetime, moment()]
    closes_at: Annotated[AwareDatetime, moment()]
    min_choices: Annotated[int, whole(1, 100)] = 1
    max_choices: Annotated[int, whole(0, 1000)] = 0

    def plan(self) -> Plan:
        """As the rules read it."""
        return Plan(
            title=self.title,
            about=self.about,
            budget_fen=self.budget,
            rule=self.rule,
            proposals=tuple(self.proposals),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            min_choices=self.min_choices,
            max_choices=self.max_choices,
        )


class PaperForm(Form):
    """One voter's paper."""

    secret: ClassVar[bool] = True

    choices: list[str] = Field(default_factory=list)
    # drawn when the page is shown; the same page sent twice is one paper
    nonce: str = ""
