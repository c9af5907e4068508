"""What is sent about a version of a rule set."""

from datetime import date
from typing import Annotated, Any

from civic.kit.errors import Refused
from civic.web.fields import line, prose, whole
from civic.web.forms import Form
from councils.models import RuleSet
from councils.rulebook.rules import Figures, Part
from councils.rules import Base, Least, Masking, Of, Strictness

Days = Annotated[int, whole(0, 366)]
Share = Annotated[str, line(3, 8)]
# lines offered of each list that belongs to a version
LINES = 3


class VersionForm(Form):
    """All figures of a version. The lists run in parallel: a share or a number of heads, and whose it is."""

    title: Annotated[str, line(2, 80)]
    source: Annotated[str, prose(4, 300)]
    effective_on: date
    apart: bool = False
    strictness: Strictness
    quorum: Share
    majority: Share
    majority_base: Base
    higher: Share
    speech_seconds: Annotated[int, whole(1, 10_000)]
    speeches_per_motion: Annotated[int, whole(1, 10)]
    session_notice_days: Days
    session_notice_working: bool = False
    award_notice_days: Annotated[int, whole(1, 366)]
    award_notice_working: bool = False
    degrees: Annotated[int, whole(1, 2)]
    chair_votes: bool = False
    advisory: bool = False
    observers_speak: bool = False
    substitutes: bool = False
    absences: Annotated[int, whole(0, 100)] = 0
    absences_source: Annotated[str, line(0, 300)] = ""
    objections_return: Annotated[int, whole(0, 10_000)] = 0
    masking: Masking
    residents_hand_in: bool = False
    review_hours: Annotated[int, whole(1, 720)] = 48
    motion_signatures: Annotated[int, whole(1, 100)] = 1
    convening_days: Annotated[int, whole(0, 366)] = 0
    quorum_also: tuple[str, ...] = ()
    quorum_also_of: tuple[str, ...] = ()
    convening: tuple[str, ...] = ()
    convening_of: tuple[str, ...] = ()
    minimums: tuple[str, ...] = ()
    minimums_of: tuple[str, ...] = ()

    def figures(self) -> Figures:
        """The figures. Raises Refused for a line of a list that cannot be read."""
        lists = ("quorum_also", "convening", "minimums")
        plain = self.model_dump(exclude={"apart", *lists, *(f"{name}_of" for name in lists)})
        return Figures(
            **plain,
            quorum_also=tuple(Part(share, of) for share, of in _pairs(self, "quorum_also")),
            convening=tuple(Part(share, of) for share, of in _pairs(self, "convening")),
            minimums=tuple(Least(_heads(heads), of) for heads, of in _pairs(self, "minimums")),
        )


class CheckForm(Form):
    """Which text a version was compared with."""

    compared_with: Annotated[str, line(4, 300)]


def shown(rule_set: RuleSet) -> dict[str, Any]:
    """A version as the form of the next one begins."""
    plain = {name: getattr(rule_set, name) for name in VersionForm.model_fields if hasattr(rule_set, name)}
    for name in ("quorum", "majority", "higher"):
        strict = ">" if getattr(rule_set, f"{name}_strict") else ""
        plain[name] = f"{strict}{getattr(rule_set, f'{name}_num')}/{getattr(rule_set, f'{name}_den')}"
    for name in ("quorum_also", "convening"):
        plain[name] = [line["share"] for line in plain[name]]
        plain[f"{name}_of"] = [line["of"] for line in getattr(rule_set, name)]
    plain["minimums"] = [str(line["heads"]) for line in rule_set.minimums]
    return plain | {"minimums_of": [line["of"] for line in rule_set.minimums]}


def _pairs(sent: VersionForm, name: str) -> list[tuple[str, Of]]:
    values, words = getattr(sent, name), getattr(sent, f"{name}_of")
    found = []
    for value, word in list(zip(values, words, strict=False))[:LINES]:
        if not value.strip():
            continue
        if word not in set(Of):
            raise Refused("field_choice", name)
        found.append((value.strip(), Of(word)))
    return found


def _heads(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 < len(typed) < 7):
        raise Refused("field_number", "minimums")
    return int(typed)
