"""What a ballot page sends, whatever kind of paper it is."""

import unicodedata
from typing import Annotated, ClassVar

from pydantic import Field

from civic.kit.errors import N_, Refused, sentences
from civic.web.fields import prose, whole
from civic.web.forms import Form
from votes.casting.queries import NONE
from votes.rules import Filled

# longer numbers are no place on a ballot and no points
_DIGITS = 6


class PaperForm(Form):
    """One voter's paper."""

    secret: ClassVar[bool] = True

    #: options ticked, by code
    choices: list[str] = Field(default_factory=list)
    #: the place given to an option, by code
    ranks: dict[str, str] = Field(default_factory=dict)
    #: points given to an option, by code
    points: dict[str, str] = Field(default_factory=dict)
    reason: Annotated[str, prose(0, 2000)] = ""
    # drawn when the page is shown; the same page sent twice is one paper
    nonce: str = ""
    # the line of the roll, on the page of someone who came with a slip: a lost receipt is given again by it
    entry: Annotated[int, whole(0, 10**9)] = 0
    # the code of the paper that this one takes the place of
    replaces: str = ""

    def filled(self) -> Filled:
        """As the rules read it. Raises Refused for places and points that are no numbers, or a place given twice."""
        none = NONE in self.choices
        ticked = tuple(code for code in self.choices if code != NONE)
        if self.points:
            given = {code: _number(typed, "paper_points_unreadable") for code, typed in self.points.items()}
            codes = tuple(code for code, points in given.items() if points)
            return Filled(ticked + codes, tuple(given[code] for code in codes), none, self.reason)
        if self.ranks:
            return Filled(ticked + self._ranked(), none=none, reason=self.reason)
        return Filled(ticked, none=none, reason=self.reason)

    def _ranked(self) -> tuple[str, ...]:
        """Codes in the order of their places; gaps do not matter."""
        at: dict[int, str] = {}
        for code, typed in self.ranks.items():
            place = _number(typed, "paper_rank_unreadable")
            if place in at and place:
                raise Refused("paper_rank_twice", "choices", place=place)
            if place:
                at[place] = code
        return tuple(at[place] for place in sorted(at))


def _number(typed: str, code: str) -> int:
    """A whole number as typed, full-width digits too; nothing is zero."""
    plain = unicodedata.normalize("NFKC", typed).strip().removeprefix("+")
    digits = plain.removeprefix("-")
    if not plain:
        return 0
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS:
        raise Refused(code, "choices")
    return int(plain)


sentences(
    paper_points_unreadable=N_("分数要写整数。"),
    paper_rank_unreadable=N_("名次要选第几，不选就是不排。"),
    paper_rank_twice=N_("有两项都排了第 {place}。请改成不同的名次。"),
)
