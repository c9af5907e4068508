"""Small random elections, and the counting rules written once more in the plainest way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from votes.tally.rules import Election, Group, Kind, Project, Ties, Utility, tie_ranks
from votes.tally.spending.settings import Rule, Scope, Settings

Paper = tuple[tuple[int, ...], tuple[int, ...]]


def election(
    kind: Kind, budget: int, costs: list[int], papers: Sequence[Paper], ids: list[str] | None = None
) -> Election:
    """An election with its papers grouped; an empty paper only counts as a voter."""
    grouped = Counter(paper for paper in papers if paper[0])
    names = ids or [f"p{place}" for place in range(len(costs))]
    return Election(
        kind,
        budget,
        tuple(Project(name, f"Project {name}", cost) for name, cost in zip(names, costs, strict=True)),
        [Group(*paper, voters) for paper, voters in grouped.items()],
        len(papers),
    )


@st.composite
def papers(draw: st.DrawFn, kind: Kind, projects: int) -> Paper:
    """One paper of a kind."""
    most = 1 if kind is Kind.CHOOSE_ONE else projects
    chosen = draw(st.lists(st.integers(0, projects - 1), max_size=most, unique=True))
    if kind is not Kind.ORDINAL:
        chosen.sort()
    if kind is not Kind.CUMULATIVE:
        return tuple(chosen), ()
    points = draw(st.lists(st.integers(0, 5), min_size=len(chosen), max_size=len(chosen)))
    return tuple(chosen), tuple(points)


KINDS = (Kind.APPROVAL, Kind.CHOOSE_ONE, Kind.CUMULATIVE, Kind.ORDINAL)


@st.composite
def elections(draw: st.DrawFn, free: bool = True, kinds: Sequence[Kind] = KINDS) -> Election:
    """Up to six projects and ten voters: small enough that ties and exact borders are common."""
    kind = draw(st.sampled_from(kinds))
    costs = draw(st.lists(st.integers(0 if free else 1, 12), min_size=1, max_size=6))
    cast = draw(st.lists(papers(kind, len(costs)), min_size=1, max_size=10))
    return election(kind, draw(st.integers(1, 40)), costs, cast)


def ungrouped(counted: Election) -> Election:
    """The same election with every paper standing alone."""
    alone = [Group(group.projects, group.points, 1) for group in counted.groups for _ in range(group.voters)]
    return Election(counted.kind, counted.budget, counted.projects, alone, counted.voters)


def naive_greedy(counted: Election, skip: bool = True, threshold: int = 0) -> list[int]:
    """Down the list of scores, buying what fits."""
    scores = [0] * len(counted.projects)
    for chosen, points, voters in counted.groups:
        for place, project in enumerate(chosen):
            if counted.kind is Kind.CUMULATIVE:
                scores[project] += points[place] * voters
            elif counted.kind is Kind.ORDINAL:
                scores[project] += (len(chosen) - place) * voters
            else:
                scores[project] += voters
    votes = [sum(g.voters for g in counted.groups if p in g.projects) for p in range(len(scores))]
    left, bought = counted.budget, list[int]()
    listed = [p for p in range(len(scores)) if scores[p] >= threshold]
    for p in sorted(
        listed, key=lambda p: (-scores[p], counted.projects[p].cost, -votes[p], counted.projects[p].id)
    ):
        if counted.projects[p].cost <= left:
            bought.append(p)
            left -= counted.projects[p].cost
        elif not skip:
            break
    return bought


def marked(counted: Election) -> Election:
    """With a category and a place for each project: a, b, a, b … and a, a, a, b, b, b …"""
    marks = [("ab"[place % 2], "ab"[place // 3 % 2]) for place in range(len(counted.projects))]
    projects = (
        replace(project, category=category, place=where)
        for project, (category, where) in zip(counted.projects, marks, strict=True)
    )
    return replace(counted, projects=tuple(projects))


def naive_list(counted: Election, rule: Rule, settings: Settings) -> list[int]:
    """Always the first on the list whose needs are met, asked anew after each decision."""
    projects, scores = counted.projects, counted.scores
    ranks = tie_ranks(counted, Ties.COST_VOTES_ID)

    def merit(p: int) -> Fraction:
        if rule is Rule.GREEDY:
            return Fraction(scores[p])
        return Fraction(scores[p], projects[p].cost) if projects[p].cost else Fraction(10**9)

    bought = list[int]()
    waiting = [p for p in range(len(projects)) if counted.votes[p] >= settings.min_votes]
    waiting.sort(key=lambda p: (-merit(p), ranks[p]))
    while True:
        names = {projects[p].id for p in bought}
        able = (p for p in waiting if all(b in names for a, b in settings.requires if a == projects[p].id))
        if (p := next(able, None)) is None:
            return bought
        waiting.remove(p)
        if any(projects[p].id in pair and names & set(pair) for pair in settings.conflicts):
            continue
        left, full = counted.budget - sum(projects[q].cost for q in bought), False
        for quota in settings.quotas:
            of = [(x.category if quota.scope is Scope.CATEGORY else x.place) == quota.name for x in projects]
            spent = sum(projects[q].cost for q in bought if of[q])
            full |= of[p] and quota.most is not None and spent + projects[p].cost > quota.most
            left -= 0 if of[p] else max(0, quota.kept - spent)
        if full:
            continue
        if projects[p].cost <= left:
            bought.append(p)
        elif settings.skip is False:
            return bought


def naive_shares(counted: Election, utility: Utility, share: Fraction) -> list[tuple[int, list[Fraction]]]:
    """Equal Shares with one fraction for every voter: the winners in order, each with who paid what."""
    voters = [_utilities(counted, group, utility) for group in counted.groups for _ in range(group.voters)]
    purses = [share] * len(voters)
    ranks = tie_ranks(counted, Ties.COST_VOTES_ID)
    todo = set(range(len(counted.projects)))
    bought: list[tuple[int, list[Fraction]]] = []
    while True:
        offers = []
        for p in todo:
            rate = _rate(counted.projects[p].cost, [v[p] for v in voters], purses)
            if rate is not None:
                offers.append((rate, ranks[p], p))
        if not offers:
            return bought
        rate, _, p = min(offers)
        paid = [min(purse, rate * v[p]) for purse, v in zip(purses, voters, strict=True)]
        purses = [purse - part for purse, part in zip(purses, paid, strict=True)]
        bought.append((p, paid))
        todo.remove(p)


def _utilities(counted: Election, group: Group, utility: Utility) -> list[int]:
    worth = [0] * len(counted.projects)
    for place, project in enumerate(group.projects):
        if utility is Utility.COST:
            worth[project] = max(counted.projects[project].cost, 1)
        elif counted.kind is Kind.CUMULATIVE:
            worth[project] = group.points[place]
        elif counted.kind is Kind.ORDINAL:
            worth[project] = len(group.projects) - 1 - place
        else:
            worth[project] = 1
    return worth


def _rate(cost: int, worth: list[int], purses: list[Fraction]) -> Fraction | None:
    """The smallest rate at which the supporters pay the cost: try each way of splitting them by who is poor."""
    backers = sorted(
        (purse / value, value, purse) for purse, value in zip(purses, worth, strict=True) if value
    )
    if not backers or sum(purse for _, _, purse in backers) < cost:
        return None
    for poor in range(len(backers)):
        rate = (cost - sum(purse for _, _, purse in backers[:poor])) / Fraction(
            sum(v for _, v, _ in backers[poor:])
        )
        if rate <= backers[poor][0]:
            return rate
    raise AssertionError("supporters with enough money cannot pay")
