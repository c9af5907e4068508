"""What a proposer may send."""

from typing import Annotated

from pydantic import Field

from civic.web.fields import Upload, line, money, prose, whole
from civic.web.forms import Form
from proposals.rules import Category, Draft


class ProposalForm(Form):
    """A proposal as it is written on a phone."""

    key: Annotated[str, line(16, 43)]  # drawn when the form is shown
    title: Annotated[str, line(4, 60)]
    need: Annotated[str, prose(10, 2000)]
    plan: Annotated[str, prose(10, 2000)]
    category: Category
    place: Annotated[int, whole(1, 10**9)]
    cost: Annotated[int | None, money()] = None
    beneficiaries: Annotated[int | None, whole(1, 10**7)] = None
    photo_1: Upload | None = None
    photo_2: Upload | None = None
    photo_3: Upload | None = None

    def draft(self) -> Draft:
        """The words and figures."""
        return Draft(
            self.place, self.title, self.need, self.plan, self.category, self.cost, self.beneficiaries
        )

    def uploads(self) -> list[Upload]:
        """The photographs, those that were chosen."""
        return [photo for photo in (self.photo_1, self.photo_2, self.photo_3) if photo is not None]


class AmendForm(ProposalForm):
    """The same, opened at a version; photographs that are to go are ticked."""

    key: str = ""
    version: Annotated[int, whole(1, 10**6)]
    drop: list[int] = Field(default_factory=list)
