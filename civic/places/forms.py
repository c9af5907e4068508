"""What is sent about places."""

from typing import Annotated

from civic.places.rules import Level
from civic.web.fields import line, whole
from civic.web.forms import Form


class PlaceForm(Form):
    """A new place."""

    name: Annotated[str, line(2, 60)]
    level: Level
    households: Annotated[int, whole(0, 10_000_000)] | None = None
    population: Annotated[int, whole(0, 100_000_000)] | None = None
