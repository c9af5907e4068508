"""Papers that come to the table while the session runs: said in the log with their digest, and taken back there too.

Before the door opens a paper is added to what was published; from then on only this way, so that the record knows what
people had before them when they voted.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules.events import Fact, PaperStruck, PaperTabled
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import OPEN_DOOR, may_run, need_door, need_runner
from councils.sessions.rules.shapes import Paper
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Who

NOTE_MAX = 200
MOST_TABLED = 12


@dataclass(frozen=True)
class TablePaper:
    """Hand a paper out to everybody. item: 0 for the whole session. digest: SHA-256 of the file."""

    name: str
    digest: str
    item: int
    note: str


@dataclass(frozen=True)
class StrikePaper:
    """Take one back: the wrong file, or something private in it."""

    paper: int
    reason: str


def may_table(state: State, who: Who) -> bool:
    """Whether this person may now: who presides and the recorder, while people come and go."""
    return may_run(state, who) and state.phase in OPEN_DOOR


def table_paper(state: State, command: TablePaper, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Forbidden for others than who runs the session, Refused before the door opens and after the end."""
    need_runner(state, who)
    need_door(state)
    note = " ".join(command.note.split())
    if not 2 <= len(note) <= NOTE_MAX:
        raise Refused("paper_note", "note", most=NOTE_MAX)
    if command.item and command.item not in {item.number for item in state.items}:
        raise Refused("item_unknown", "item")
    standing = [paper for paper in state.papers if not paper.struck]
    if len(standing) >= MOST_TABLED:
        raise Refused("papers_many", "file", most=MOST_TABLED)
    if any(paper.digest == command.digest for paper in standing):
        raise Refused("paper_tabled_already", "file")
    return (PaperTabled(len(state.papers) + 1, command.name, command.digest, command.item, note),)


def strike_paper(state: State, command: StrikePaper, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for a paper that is not on the table, and without a reason."""
    need_runner(state, who)
    need_door(state)
    if not any(paper.number == command.paper and not paper.struck for paper in state.papers):
        raise Refused("tabled_unknown")
    reason = " ".join(command.reason.split())
    if not 2 <= len(reason) <= NOTE_MAX:
        raise Refused("paper_reason", "reason", most=NOTE_MAX)
    return (PaperStruck(command.paper, reason),)


def paper_tabled(state: State, fact: PaperTabled, event: Event) -> State:
    """It lies on the table."""
    paper = Paper(fact.paper, fact.name, fact.digest, fact.item, fact.note, event.at)
    return changed(state, papers=(*state.papers, paper))


def paper_struck(state: State, fact: PaperStruck, event: Event) -> State:
    """Its name stays, with why it was taken back."""
    papers = (
        replace(paper, struck=fact.reason) if paper.number == fact.paper else paper for paper in state.papers
    )
    return changed(state, papers=tuple(papers))


def probes(state: State, who: Who) -> dict[str, Any]:
    """Nothing for the console's buttons: a file belongs to it, and that has a page of its own."""
    return {}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    TablePaper: table_paper,
    StrikePaper: strike_paper,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    PaperTabled: paper_tabled,
    PaperStruck: paper_struck,
}

sentences(
    paper_note=N_("请写一句这是什么、为什么现在才来，2 到 {most} 个字。"),
    papers_many=N_("会上最多提出 {most} 份材料。"),
    paper_tabled_already=N_("这份材料已经提出来了。"),
    tabled_unknown=N_("没有这份材料，或者它已经撤下。"),
    paper_reason=N_("请写明撤下的原因，2 到 {most} 个字。"),
)
