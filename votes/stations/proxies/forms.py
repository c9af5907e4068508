"""What is sent about authorisations."""

from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from votes.stations.proxies.rules import MOST_EVER, Relation, Terms


class ProxyForm(Form):
    """A written authorisation."""

    #: number on the roll
    holder: Annotated[int, whole(1, 10**9 - 1)]
    relation: Relation
    document: Annotated[str, line(2, 80)]


class TermsForm(Form):
    """Whether a ballot takes proxies."""

    most: Annotated[int, whole(0, MOST_EVER)]
    near: bool = False

    def terms(self) -> Terms:
        """As the rules read it."""
        return Terms(self.most, self.near)
