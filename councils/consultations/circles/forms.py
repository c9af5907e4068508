"""What is sent about small groups."""

from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.consultations.circles.rules import (
    LEAST_SIZE,
    LONGEST,
    MOST_ROUNDS,
    MOST_SIZE,
    SHORTEST,
    Plan,
)


class DrawingForm(Form):
    """How the tables are run."""

    question: Annotated[str, line(4, 120)]
    size: Annotated[int, whole(LEAST_SIZE, MOST_SIZE)]
    rounds: Annotated[int, whole(1, MOST_ROUNDS)]
    minutes: Annotated[int, whole(SHORTEST, LONGEST)]

    def plan(self) -> Plan:
        """As the rules read it."""
        return Plan(self.size, self.rounds, self.minutes)


class RoundForm(Form):
    """Whether the next round begins before this one is over."""

    early: bool = False
