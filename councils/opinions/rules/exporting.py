"""What anyone may download of a conversation that is over, as tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from councils.opinions.rules.acts import FEWEST_SHOWN
from councils.opinions.rules.matrix import Table
from councils.opinions.rules.states import Counts, Phase, Stance

# the words of the votes table: a vote never starts with a sign that a spreadsheet would take for a formula
VOTE_WORDS = {Stance.AGREE: "agree", Stance.DISAGREE: "disagree", Stance.PASS: "pass"}


class Told(Protocol):
    """A statement as it is exported."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def seed(self) -> bool:
        """Whether the organiser put it down."""

    @property
    def counts(self) -> Counts:
        """Its votes."""


def votes_are_public(phase: Phase, participants: int, least: int) -> bool:
    """Whether the single votes may be had, under numbers that say nothing: once nobody can watch them come in, and among
    enough people."""
    return phase is Phase.CLOSED and participants >= least


def statements_table(said: Iterable[Told]) -> list[list[str]]:
    """One line a statement; counts are left empty as long as they would describe too few people."""
    head = ["statement", "text", "seed", "agree", "disagree", "pass"]
    return [head, *(_line(one) for one in said)]


def _line(one: Told) -> list[str]:
    counts = one.counts
    shown = (counts.agrees, counts.disagrees, counts.passes)
    told = [str(count) for count in shown] if counts.seen >= FEWEST_SHOWN else ["", "", ""]
    return [str(one.id), one.text, "yes" if one.seed else "no", *told]


def votes_table(votes: Table, codes: Mapping[int, str], said: Sequence[Told]) -> list[list[str]]:
    """One line a participant, one column a statement: agree, disagree, pass, or nothing.

    Participants are numbered in the order of random codes, which has nothing to do with who they are or when they came.
    Statements that fewer voted on than may be described are left out.
    """
    columns = {
        one.id: place for place, one in enumerate(one for one in said if one.counts.seen >= FEWEST_SHOWN)
    }
    cells: dict[int, list[str]] = {}
    for participant, statement, value in votes.tolist():
        if statement in columns:
            row = cells.setdefault(participant, [""] * len(columns))
            row[columns[statement]] = VOTE_WORDS[Stance(value)]
    drawn = sorted(cells, key=codes.__getitem__)
    head = ["participant", *(str(id) for id in columns)]
    return [head, *([str(number), *cells[one]] for number, one in enumerate(drawn, 1))]
