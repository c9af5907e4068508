"""From stored papers to a stored count and back: what is kept, how it is read again, and how it is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from civic.kit.errors import N_, sentences
from civic.kit.money import Fen
from votes.rules import Method, Rule
from votes.tally.rules import Election, Fact, Group, Kind, Project, Reason, Result, Ties, Utility
from votes.tally.spending.add_one import add_one, compared
from votes.tally.spending.equal_shares import equal_shares
from votes.tally.spending.greedy import greedy
from votes.tally.why import POINTS, VOTES, decimal

KINDS = {
    Method.APPROVAL: Kind.APPROVAL,
    Method.CHOOSE_ONE: Kind.CHOOSE_ONE,
    Method.KNAPSACK: Kind.APPROVAL,
    Method.CUMULATIVE: Kind.CUMULATIVE,
    Method.SCORE: Kind.SCORING,
    Method.ORDINAL: Kind.ORDINAL,
}
#: counted for every round; the one fixed before opening is official, the other answers «what if»
SIDE_BY_SIDE = (Rule.GREEDY, Rule.MES_COST)


@dataclass(frozen=True)
class Choice:
    """An option as the count needs it."""

    code: str
    label: str
    cost_fen: Fen


@dataclass(frozen=True)
class Line:
    """One option's fate, as it is stored."""

    code: str
    order: int | None
    rank: int
    votes: int
    selected: bool
    why: dict[str, Any]


@dataclass(frozen=True)
class Purchase:
    """One step of the working, for people."""

    label: str
    left: Fen
    price: Fraction | None
    full: int
    partial: int


@dataclass(frozen=True)
class Difference:
    """Where two rules choose alike and where not, by label."""

    both: list[str] = field(default_factory=list)
    only_this: list[str] = field(default_factory=list)
    only_other: list[str] = field(default_factory=list)


def election(
    method: Method, budget: Fen, choices: Sequence[Choice], papers: Iterable[tuple[str, int]]
) -> Election:
    """The election in fen from what stands on the papers and how often (``casting``'s canonical text)."""
    kind = KINDS[method]
    places = {choice.code: place for place, choice in enumerate(choices)}
    found: list[tuple[tuple[int, ...], tuple[Fraction, ...], int]] = []
    voters = 0
    for text, number in papers:
        voters += number
        if text:
            found.append((*_read(text, kind, places), number))
    scale = 1
    while any((value * scale).denominator > 1 for _, given, _ in found for value in given):
        scale *= 10
    groups = [Group(named, tuple(int(value * scale) for value in given), n) for named, given, n in found]
    projects = tuple(Project(choice.code, choice.label, choice.cost_fen) for choice in choices)
    return Election(kind, budget, projects, groups, voters, 100, scale)


def _read(text: str, kind: Kind, places: dict[str, int]) -> tuple[tuple[int, ...], tuple[Fraction, ...]]:
    if kind not in (Kind.CUMULATIVE, Kind.SCORING):
        return tuple(places[code] for code in text.split(",")), ()
    pairs = [each.rsplit(":", 1) for each in text.split(",")]
    return tuple(places[code] for code, _ in pairs), tuple(Fraction(points) for _, points in pairs)


def paper_text(codes: Sequence[str], points: Sequence[int] = (), point_scale: int = 1) -> str:
    """What stands on an imported paper, as ``election`` reads it."""
    if not points:
        return ",".join(codes)
    pairs = zip(codes, points, strict=True)
    return ",".join(f"{code}:{_plain(Fraction(value, point_scale))}" for code, value in pairs)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def tally(counted: Election, rule: Rule, parameters: Mapping[str, Any]) -> Result:
    """Count under a rule with what was fixed beforehand: ties, threshold, skip, add1, comparison."""
    ties = Ties(parameters.get("ties", Ties.COST_VOTES_ID))
    if rule is Rule.GREEDY:
        bar = parameters.get("threshold")
        return greedy(
            counted,
            ties,
            skip=parameters.get("skip", True),
            threshold=None if bar is None else Fraction(bar),
        )
    if rule is Rule.MES_COST and parameters.get("add1"):
        return add_one(counted, ties, compare=bool(parameters.get("comparison")))
    result = equal_shares(counted, Utility(rule.removeprefix("mes-")), ties)
    return compared(counted, result, ties) if parameters.get("comparison") else result


def for_comparison(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a rule that is counted beside the official one: only the order of ties is shared."""
    return {"ties": parameters.get("ties", str(Ties.COST_VOTES_ID))}


def lines(counted: Election, result: Result) -> list[Line]:
    """Winners in the order of choosing, then the others by what they got."""
    order = {project: number for number, project in enumerate(result.winners, start=1)}
    others = [project for project in range(len(counted.projects)) if project not in order]
    others.sort(key=lambda project: (-result.verdicts[project].score, project))
    return [
        Line(
            counted.projects[project].id,
            order.get(project),
            rank,
            result.verdicts[project].votes,
            result.verdicts[project].selected,
            _why(counted, result, project),
        )
        for rank, project in enumerate((*result.winners, *others), start=1)
    ]


def _why(counted: Election, result: Result, project: int) -> dict[str, Any]:
    verdict = result.verdicts[project]
    return {
        "code": verdict.why.code,
        "facts": {name: kept(fact) for name, fact in verdict.why.facts.items()},
        "losses": [[counted.projects[winner].id, kept(amount)] for winner, amount in verdict.losses],
    }


def working(counted: Election, result: Result) -> dict[str, Any]:
    """The purchases one by one, prices exact. Amounts in fen."""
    return {
        "parameters": dict(result.parameters),
        "steps": [
            {
                "code": counted.projects[step.project].id,
                "left": step.left,
                "price": None if step.price is None else kept(step.price),
                "full": step.full,
                "partial": step.partial,
                "dropped": [counted.projects[project].id for project in step.dropped],
            }
            for step in result.steps
        ],
    }


def purchases(document: Mapping[str, Any], labels: Mapping[str, str]) -> list[Purchase]:
    """The working as it was stored."""
    return [
        Purchase(
            labels[step["code"]],
            step["left"],
            None if step["price"] is None else Fraction(number(step["price"])),
            step["full"],
            step["partial"],
        )
        for step in document["steps"]
    ]


def document(rule: Rule, counted: Election, result: Result, found: Sequence[Line]) -> dict[str, Any]:
    """What the digest of a result is taken over."""
    return {
        "rule": rule.value,
        "parameters": dict(result.parameters),
        "budget_fen": counted.budget,
        "papers": counted.voters,
        "spent_fen": result.spent,
        "lines": [[line.code, line.order, line.votes, line.why] for line in found],
    }


def kept(fact: Fact) -> int | str | list[str]:
    """A number or name for JSON: a fraction is two texts, for no reader of JSON keeps numbers of any length."""
    if isinstance(fact, Fraction):
        return fact.numerator if fact.denominator == 1 else [str(fact.numerator), str(fact.denominator)]
    return fact


def number(stored: int | list[str]) -> int | Fraction:
    """The other way round."""
    return Fraction(int(stored[0]), int(stored[1])) if isinstance(stored, list) else stored


def reason(why: Mapping[str, Any]) -> Reason:
    """A stored reason."""
    facts = {name: fact if isinstance(fact, str) else number(fact) for name, fact in why["facts"].items()}
    return Reason(why["code"], facts)


def losses(why: Mapping[str, Any]) -> list[tuple[str, Fraction]]:
    """What a loser's supporters paid for winners: code and fen, the largest first."""
    found = [(code, Fraction(number(amount))) for code, amount in why["losses"]]
    return sorted(found, key=lambda loss: -loss[1])


def share(parameters: Mapping[str, Any]) -> Fraction | None:
    """What each voter held at the start, in fen; None for greedy."""
    return Fraction(parameters["share"]) * 100 if "share" in parameters else None


def amount(fen: Fraction | int, currency: str) -> str:
    """An amount for people in the round's own currency, rounded to hundredths (finer when it is tiny)."""
    digits = decimal(Fraction(fen) / 100, 2)
    return f"¥{digits}" if currency == "CNY" else f"{digits} {currency}".rstrip()


def parts(chosen: Sequence[Choice], budget: Fen) -> list[tuple[Choice, int, int]]:
    """Winners as pieces of the budget for a drawing 1000 wide: from where, and how wide."""
    found, start = [], 0
    for choice in chosen:
        end = start + choice.cost_fen
        found.append((choice, start * 1000 // budget, end * 1000 // budget - start * 1000 // budget))
        start = end
    return found


def unit(method: Method) -> str:
    """What scores are counted in."""
    return VOTES if method in (Method.APPROVAL, Method.KNAPSACK, Method.CHOOSE_ONE) else POINTS


def difference(this: Mapping[str, str], other: Mapping[str, str]) -> Difference:
    """Compare two sets of winners, given as label by code."""
    return Difference(
        [label for code, label in this.items() if code in other],
        [label for code, label in this.items() if code not in other],
        [label for code, label in other.items() if code not in this],
    )


sentences(result_uncounted=N_("这次投票还没有计票。"))
