"""What is sent about options."""

from typing import Annotated

from civic.web.fields import line, money, prose, whole
from civic.web.forms import Form
from councils.consultations.options.rules import Effect, OptionPlan, Side, Stand


class OptionForm(Form):
    """An option; free: it costs nothing, which is something else than not known."""

    title: Annotated[str, line(2, 40)]
    about: Annotated[str, prose(4, 1000)]
    cost: Annotated[int, money()] | None = None
    free: bool = False
    bearer: Annotated[str, line(2, 60)]
    duration: Annotated[str, line(1, 40)]

    def plan(self) -> OptionPlan:
        """As the rules read it; fen."""
        cost = 0 if self.free and self.cost is None else self.cost
        return OptionPlan(self.title, self.about, cost, self.bearer, self.duration)


class OptionPick(Form):
    """One option."""

    option: Annotated[int, whole(1, 10**9)]


class EffectForm(Form):
    """What an option means for a group."""

    group: Annotated[int, whole(1, 10**9)]
    effect: Effect
    note: Annotated[str, line(0, 100)] = ""


class ConsiderationForm(Form):
    """What speaks for an option or against it."""

    side: Side
    text: Annotated[str, line(4, 200)]


class StandForm(Form):
    """How somebody stands to an option."""

    option: Annotated[int, whole(1, 10**9)]
    stand: Stand
    reason: Annotated[str, line(0, 200)] = ""


class HidingForm(Form):
    """Why a consideration is taken off the page."""

    reason: Annotated[str, line(2, 100)]
