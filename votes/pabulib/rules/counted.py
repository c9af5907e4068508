"""Which counting rule answers to a name given on the command line or recorded in a file."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from civic.kit.errors import N_, Refused, sentences
from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.head import File
from votes.tally.rules import Result, Ties
from votes.tally.spending import settings as spending
from votes.tally.spending.count import spend
from votes.tally.spending.phragmen import NAMING
from votes.tally.spending.settings import Comparison, Settings, Start, plain


class Rule(StrEnum):
    """What a file can be counted by."""

    #: the file's own rule, with its threshold
    RECORDED = "recorded"
    GREEDY = "greedy"
    GREEDY_PER_COST = "greedy-per-cost"
    GREEDY_NO_SKIP = "greedy-no-skip"
    GREEDY_THRESHOLD = "greedy-threshold"
    GREEDY_EXCLUSIVE = "greedy-exclusive"
    MES_COST = "mes-cost"
    MES_CARD = "mes-card"
    ADD1_COST = "add1-cost"
    ADD1_CARD = "add1-card"
    PHRAGMEN = "phragmen"


@dataclass(frozen=True, slots=True)
class Way:
    """A rule with its settings."""

    rule: spending.Rule
    settings: Settings


def count(file: File, rule: Rule, settings: Settings | None = None) -> Result:
    """Count a file. ``settings`` are those asked for; the recorded rule and the variants of greedy add their own.

    Without ties a recorded rule is replayed with the file's order, every other with cost,votes,id: Pabulib lists tied
    projects in the order in which its city ranked them. Raises Broken at the line of the file that does not allow it,
    and Refused where a setting is missing.
    """
    order = Ties.FILE if rule is Rule.RECORDED else Ties.COST_VOTES_ID
    way = _way(file, rule, settings or Settings(ties=order))
    if way.rule is spending.Rule.PHRAGMEN and file.election.kind not in NAMING:
        raise Broken(
            file.lines["vote_type"], "pb_rule_not_for_kind", rule=str(rule), kind=str(file.election.kind)
        )
    if way.settings.ties is Ties.LOT and not way.settings.seed:
        raise Refused("count_no_seed", "seed")
    result = spend(file.election, way.rule, way.settings)
    parameters = (
        {"file_rule": file.rule, **result.parameters} if rule is Rule.RECORDED else dict(result.parameters)
    )
    if "step" in parameters:  # in units of currency, as it is given
        parameters["step"] = plain(Fraction(parameters["step"]) / file.election.scale)
    return replace(result, rule=str(rule), parameters=parameters)


def _way(file: File, rule: Rule, settings: Settings) -> Way:
    if rule is Rule.RECORDED:
        return recorded(file, settings)
    if rule is Rule.GREEDY_NO_SKIP:
        return Way(spending.Rule.GREEDY, replace(settings, skip=False))
    if rule is Rule.GREEDY_THRESHOLD:
        bar = settings.threshold if settings.threshold is not None else file.threshold
        if bar is None:
            raise Refused("count_no_threshold", "threshold")
        return Way(spending.Rule.GREEDY, replace(settings, threshold=bar))
    if rule is Rule.GREEDY_EXCLUSIVE:
        if not settings.conflicts:
            raise Refused("count_no_conflicts", "conflicts")
        return Way(spending.Rule.GREEDY, settings)
    return Way(spending.Rule(rule), settings)


def recorded(file: File, settings: Settings) -> Way:
    """Pabulib's rule names. A threshold counts wherever the file has one, as its checker does.

    ``greedy-exclusive`` names its pairs of projects only in a comment: unless they are given it counts as plain greedy.
    """
    name = file.rule
    compare = Comparison.SATISFACTION if name.endswith("comparison") else settings.comparison
    match name:
        case "greedy" | "greedy-threshold" | "greedy-exclusive" | "greedy-no-skip":
            bar = settings.threshold if settings.threshold is not None else _threshold(file)
            skip = False if name == "greedy-no-skip" else settings.skip
            return Way(spending.Rule.GREEDY, replace(settings, skip=skip, threshold=bar))
        case "equalshares" | "equalshares-comparison":
            return Way(spending.Rule.MES_COST, replace(settings, comparison=compare))
        case "equalshares/add1" | "equalshares/add1-comparison":
            return Way(spending.Rule.ADD1_COST, replace(settings, start=Start.FLOOR, comparison=compare))
    raise Broken(file.lines["rule"], "pb_rule_unknown", rule=name)


def _threshold(file: File) -> Fraction | None:
    if file.rule == "greedy-threshold" and file.threshold is None:
        raise Broken(file.lines["rule"], "pb_no_threshold")
    return file.threshold


def agrees(file: File, result: Result) -> bool | None:
    """Whether the winners are those recorded in the file (1; 2 and 3 are told in its comment); None without."""
    if file.selected is None:
        return None
    return set(result.winners) == {place for place, chosen in enumerate(file.selected) if chosen == 1}


sentences(
    count_no_seed=N_("按抽签决定先后时，要用 --seed 写明公布的种子。"),
    count_no_threshold=N_("这个规则要有最低得分，文件里没有写，请用 --threshold 写明。"),
    count_unknown_project=N_("文件里没有编号是“{project}”的项目。"),
    count_no_conflicts=N_("这个规则要知道哪些项目只能办一个，请用 --conflict A,B 写明。"),
)
