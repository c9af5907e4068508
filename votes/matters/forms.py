"""What people send about matters."""

from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator

from civic.kit.errors import Refused
from civic.kit.thresholds import MORE_THAN_HALF, Threshold
from civic.web.fields import line, moment, prose, refuse, whole
from civic.web.forms import Form
from votes.matters.rules import QUORUMS, SHARES, Plan, Way
from votes.rolls.rules import parse_area
from votes.rules import Electorate, Method, Rule, Secrecy
from votes.tally.choosing.laws import Weight
from votes.tally.choosing.majority import Base

_NOT_PLANNED = ("place", "version", "kind", "options")


def _offered(shares: tuple[Threshold, ...]) -> BeforeValidator:
    """One of the shares that stand in the form."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = [share for share in shares if str(share) == value]
        if not found:
            raise refuse("field_choice")
        return found[0]

    return BeforeValidator(check)


def _way() -> BeforeValidator:
    """How papers are filled in and how they are counted, chosen in one: ``yes_no majority``."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        method, _, rule = value.partition(" ")
        try:
            return Way(Method(method), Rule(rule))
        except ValueError:
            raise refuse("field_choice") from None

    return BeforeValidator(check)


class MatterForm(Form):
    """A matter as its makers set it up."""

    place: Annotated[int, whole(1, 10**9)]
    version: Annotated[int, whole(0, 10**6)] = 0
    title: Annotated[str, line(4, 60)]
    about: Annotated[str, prose(0, 4000)] = ""
    kind: Annotated[Way, _way()]
    # one a line
    options: Annotated[str, prose(0, 5000)] = ""
    share: Annotated[Threshold, _offered(SHARES)] = MORE_THAN_HALF
    base: Base = Base.YES_NO
    quorum: Annotated[Threshold, _offered(QUORUMS)] | None = None
    least_yes: Annotated[int, whole(0, 10**6)] = 0
    weight: Weight = Weight.ORDINARY
    silence_text: Annotated[str, prose(0, 2000)] = ""
    seats: Annotated[int, whole(1, 30)] = 1
    min_choices: Annotated[int, whole(1, 30)] = 1
    max_choices: Annotated[int, whole(0, 30)] = 0
    points: Annotated[int, whole(0, 100)] = 0
    none_of_these: bool = False
    electorate: Electorate = Electorate.PERSON
    least_age: Annotated[int, whole(14, 99)] = 18
    most_age: Annotated[int, whole(0, 120)] = 0
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    advisory: bool = False
    paper_ballots: bool = False
    sealed_box: bool = False
    opens_at: Annotated[AwareDatetime, moment()]
    closes_at: Annotated[AwareDatetime, moment()]

    def plan(self) -> Plan:
        """As the rules read it."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name not in _NOT_PLANNED}
        options = tuple(" ".join(each.split()) for each in self.options.splitlines() if each.strip())
        return Plan(method=self.kind.method, rule=self.kind.rule, options=options, **given)


def _square_metres() -> BeforeValidator:
    """An area as it is written, as hundredths of a square metre."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse_area(value)
        except Refused as refusal:
            raise refuse(refusal.code, **refusal.facts) from refusal

    return BeforeValidator(check)


class DeliveryForm(Form):
    """The silent owners whom no paper could reach."""

    heads: Annotated[int, whole(0, 10**6)]
    area: Annotated[int, _square_metres()]
