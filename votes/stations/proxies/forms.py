"""What is sent about authorisations."""

from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from votes.stations.proxies.rules import Relation


class ProxyForm(Form):
    """A written authorisation."""

    #: number on the roll
    holder: Annotated[int, whole(1, 10**9 - 1)]
    relation: Relation
    document: Annotated[str, line(2, 80)]
