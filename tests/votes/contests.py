"""Small random contests, in which ties and exact borders are common, and ways of changing them a little."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from votes.tally.choosing.contest import Contest, Outcome, Pile

CODES = ("a", "b", "c", "d", "e")


def contest(
    options: Sequence[str], papers: Sequence[Sequence[str]], seats: int = 1, seed: str = "seed"
) -> Contest:
    """Papers that name options, grouped; a paper without a name on it is blank."""
    grouped = Counter(tuple(paper) for paper in papers)
    blank = grouped.pop((), 0)
    return Contest(tuple(options), [Pile(codes, (), n) for codes, n in grouped.items()], seed, seats, blank)


def scored(
    options: Sequence[str], papers: Sequence[dict[str, int]], seats: int = 1, seed: str = "seed"
) -> Contest:
    """Papers that give one to five points, each by itself."""
    piles = [Pile(tuple(given), tuple(given.values()), 1) for given in papers if given]
    return Contest(tuple(options), piles, seed, seats, len(papers) - len(piles), points=5)


@st.composite
def rankings(draw: st.DrawFn, seats: int = 1) -> Contest:
    """Two to five options, up to twelve papers that rank some of them."""
    options = CODES[: draw(st.integers(2, 5))]
    paper = st.permutations(options).flatmap(
        lambda order: st.integers(0, len(order)).map(lambda length: tuple(order[:length]))
    )
    return contest(options, draw(st.lists(paper, max_size=12)), seats, seed=draw(st.sampled_from("xyz")))


@st.composite
def scorings(draw: st.DrawFn) -> Contest:
    """Points from 1 to 5, options left out have none."""
    options = CODES[: draw(st.integers(2, 5))]
    papers = st.lists(st.dictionaries(st.sampled_from(options), st.integers(1, 5)), max_size=10)
    return scored(options, draw(papers), draw(st.integers(1, len(options))), draw(st.sampled_from("xyz")))


def helped(counted: Contest, code: str, papers: int) -> Contest:
    """The same with so many papers more that name only this option, with the highest score where there are points."""
    if not papers:
        return counted
    points = (counted.points,) if counted.points else ()
    return replace(counted, piles=[*counted.piles, Pile((code,), points, papers)])


def scaled(counted: Contest, factor: int) -> Contest:
    """Every paper so many times."""
    piles = [pile._replace(papers=pile.papers * factor) for pile in counted.piles]
    return replace(counted, piles=piles, blank=counted.blank * factor)


def reordered(counted: Contest) -> Contest:
    """Options and piles the other way round."""
    return replace(counted, options=counted.options[::-1], piles=list(counted.piles)[::-1])


def ungrouped(counted: Contest) -> Contest:
    """Every paper by itself."""
    alone = [pile._replace(papers=1) for pile in counted.piles for _ in range(pile.papers)]
    return replace(counted, piles=alone)


def renamed(counted: Contest) -> tuple[Contest, Callable[[str], str]]:
    """Other names for the options, and the way back."""
    names = dict(
        zip(counted.options, reversed(["v", "w", "x", "y", "z"][: len(counted.options)]), strict=True)
    )
    back = {new: old for old, new in names.items()}
    piles = [pile._replace(codes=tuple(names[code] for code in pile.codes)) for pile in counted.piles]
    return replace(counted, options=tuple(names.values()), piles=piles), back.__getitem__


def papers_of(counted: Contest) -> list[tuple[str, ...]]:
    """Every ranking, one by one."""
    return [pile.codes for pile in counted.piles for _ in range(pile.papers)]


def stands_on_the_papers_alone(
    count: Callable[[Contest], Outcome], counted: Contest, scale: bool = True
) -> None:
    """Order, grouping and scale change nothing; names change nothing unless a lot was drawn."""
    outcome = count(counted)
    assert set(count(reordered(counted)).winners) == set(outcome.winners)
    assert count(reordered(counted)).draws == outcome.draws
    assert count(ungrouped(counted)) == outcome
    if scale:
        assert count(scaled(counted, 3)).winners == outcome.winners
    other, back = renamed(counted)
    if not outcome.draws:
        assert {back(code) for code in count(other).winners} == set(outcome.winners)
