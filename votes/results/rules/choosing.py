"""Counts without a budget: from the papers in the box and the roll to stored lines and their working."""

from collections.abc import Callable, Mapping

from votes.results.rules import verdicts
from votes.results.rules.box import Box, Document, Tallied, numbers, stored
from votes.results.rules.kept import Line, kept
from votes.rules import Rule
from votes.tally.choosing import scores
from votes.tally.choosing.contest import Contest, Outcome, Pile
from votes.tally.choosing.pairs import Pairs, condorcet
from votes.tally.choosing.runoff import Rounds, irv
from votes.tally.choosing.seats import Stage, Stages, stv


def count(box: Box) -> Tallied:
    """Count by the box's own rule."""
    lines, working = _VERDICTS.get(box.rule, _contest)(box)
    return Tallied(box.part.heads, lines, working)


def document(box: Box, tallied: Tallied) -> Document:
    """What the digest of a result is taken over."""
    return {
        "rule": box.rule.value,
        "parameters": dict(box.parameters),
        "roll": [box.roll.heads, box.roll.area],
        "papers": tallied.papers,
        "lines": [[line.code, line.order, line.votes, line.selected, line.why] for line in tallied.lines],
        "working": tallied.working,
    }


def contest(box: Box) -> Contest:
    """The papers as the rules of choice read them."""
    piles = [Pile(*_read(same.text), same.papers) for same in box.papers if same.text]
    return Contest(box.options, piles, box.seed, box.seats, box.said("").heads, box.points)


def _read(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if ":" not in text:
        return tuple(text.split(",")), ()
    pairs = [each.rsplit(":", 1) for each in text.split(",")]
    return tuple(code for code, _ in pairs), tuple(int(points) for _, points in pairs)


def _contest(box: Box) -> tuple[list[Line], Document]:
    counted = contest(box)
    outcome: Outcome = _COUNTS[box.rule](counted)
    lines = [
        Line(
            fate.code,
            rank if fate.selected else None,
            rank,
            counted.votes[fate.code],
            fate.selected,
            stored(fate.why),
        )
        for rank, fate in enumerate(outcome.fates, 1)
    ]
    return lines, {
        "valid": counted.valid,
        "blank": counted.blank,
        "seed": box.seed,
        "draws": [{"round": draw.round, "among": list(draw.among)} for draw in outcome.draws],
        "scores": {fate.code: kept(fate.score) for fate in outcome.fates},
        **_steps(outcome),
    }


_VERDICTS = {
    Rule.MAJORITY: verdicts.majority,
    Rule.OWNERS: verdicts.owners,
    Rule.CONSENT: verdicts.consent,
}
_COUNTS: Mapping[Rule, Callable[[Contest], Outcome]] = {
    Rule.PLURALITY: scores.plurality,
    Rule.APPROVAL: scores.approval,
    Rule.SCORE: scores.score,
    Rule.BORDA: scores.borda,
    Rule.CONDORCET: condorcet,
    Rule.IRV: irv,
    Rule.STV: stv,
}


def _steps(outcome: Outcome) -> Document:
    """What differs between the families of rules."""
    if isinstance(outcome, Pairs):
        return {
            "kind": "pairs",
            "table": outcome.table,
            "beats_all": outcome.beats_all,
            "cycle": list(outcome.cycle),
            "chains": outcome.chains,
        }
    if isinstance(outcome, Rounds):
        rounds = [
            {"tallies": each.tallies, "exhausted": each.exhausted, "out": each.out} for each in outcome.rounds
        ]
        return {"kind": "runoff", "rounds": rounds}
    if isinstance(outcome, Stages):
        return {"kind": "stv", "quota": outcome.quota, "stages": [_stage(each) for each in outcome.stages]}
    means = outcome.means if isinstance(outcome, scores.Sums) else None
    return {"kind": "sums", "means": numbers(means) if means else None}


def _stage(stage: Stage) -> Document:
    return {
        "tallies": numbers(stage.tallies),
        "exhausted": kept(stage.exhausted),
        "elected": list(stage.elected),
        "surplus": stage.surplus,
        "out": stage.out,
        "passed": numbers(stage.passed),
        "last": stage.last,
    }
