"""What is sent at the card wall."""

from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.consultations.cards.rules import MOST_DOTS, DotRules, Phase
from councils.consultations.cards.services import Written


class WallForm(Form):
    """What the cards answer, and how many dots there are."""

    question: Annotated[str, line(4, 120)]
    dots: Annotated[int, whole(1, MOST_DOTS)]
    per_card: Annotated[int, whole(1, MOST_DOTS)]

    def rules(self) -> DotRules:
        """As the rules read it."""
        return DotRules(self.dots, self.per_card)


class CardForm(Form):
    """A card; round and table when it is a small group's harvest."""

    text: Annotated[str, line(2, 100)]
    round: Annotated[int, whole(1, 6)] | None = None
    table: Annotated[int, whole(1, 150)] | None = None
    key: Annotated[str, line(1, 43)]

    def written(self) -> Written:
        """As the services take it."""
        return Written(self.text, self.round, self.table)


class CardPick(Form):
    """One card."""

    card: Annotated[int, whole(1, 10**9)]


class MoveForm(Form):
    """A card and the cluster it goes to; without one it hangs by itself."""

    card: Annotated[int, whole(1, 10**9)]
    cluster: Annotated[int, whole(1, 10**9)] | None = None


class ClusterForm(Form):
    """A heading."""

    heading: Annotated[str, line(2, 40)]


class PhaseForm(Form):
    """What the wall takes next."""

    phase: Phase
