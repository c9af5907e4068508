"""What is sent about member bodies and turns."""

from datetime import date
from typing import Annotated

from civic.kit.errors import Refused
from civic.kit.thresholds import Threshold
from civic.web.fields import line, whole
from civic.web.forms import Form

Number = Annotated[int, whole(1, 10**9)]


class BodyForm(Form):
    """A place or an organisation that becomes a member body, and its own quorum."""

    bench_name: Annotated[str, line(0, 60)] = ""
    bench_place: Number | None = None
    bench_organisation: Number | None = None
    bench_quorum: Annotated[str, line(3, 8)]

    def quorum(self) -> Threshold:
        """Of the body's own seats. Raises Refused for what is no share."""
        try:
            return Threshold.read(self.bench_quorum)
        except ValueError as wrong:
            raise Refused("rules_share", "bench_quorum") from wrong


class RotationForm(Form):
    """From which quarter the bodies take turns."""

    first_quarter: date


class SwapForm(Form):
    """Another host for one quarter."""

    quarter: date
    bench: Number
    reason: Annotated[str, line(4, 200)]
