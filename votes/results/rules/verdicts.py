"""A text put to the vote: majority, owners, consent, from the box to stored lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from civic.kit.thresholds import Threshold
from votes.results.rules.box import Box, Document, stored
from votes.results.rules.kept import Line
from votes.tally.choosing.laws import Weight, owners_law_version
from votes.tally.choosing.majority import Bar, Base, Poll, Verdict
from votes.tally.choosing.majority import majority as decide_majority
from votes.tally.choosing.objections import Voices
from votes.tally.choosing.objections import consent as decide_consent
from votes.tally.choosing.owners import Bulk, Owners, Reading, Silence
from votes.tally.choosing.owners import decide as decide_owners
from votes.tally.rules import Reason


def bar(parameters: Mapping[str, Any]) -> Bar:
    """The majority that was fixed before opening."""
    return Bar(
        Threshold.read(parameters["share"]),
        Base(parameters["base"]),
        quorum(parameters),
        parameters["least_yes"],
    )


def quorum(parameters: Mapping[str, Any]) -> Threshold | None:
    """How many of the roll must take part, if it was fixed."""
    return Threshold.read(parameters["quorum"]) if parameters["quorum"] else None


def majority(box: Box) -> tuple[list[Line], Document]:
    """Yes and no against the share that was fixed."""
    yes, no, abstain, blank = (box.said(text).heads for text in ("yes", "no", "abstain", ""))
    poll = Poll(box.roll.heads, yes, no, abstain, blank)
    verdict = decide_majority(poll, bar(box.parameters))
    return _fixed(box, verdict.carried, verdict.why), {
        "kind": "majority",
        "carried": verdict.carried,
        "entitled": poll.entitled,
        "present": poll.present,
        "blank": poll.blank,
        **_needed(verdict),
    }


def _needed(verdict: Verdict) -> Document:
    return {
        "base": verdict.bar.base.value,
        "share": str(verdict.bar.share),
        "total": verdict.total,
        "needed": verdict.needed,
        "quorum_needed": verdict.quorum_needed,
        "more": verdict.more,
    }


def owners(box: Box) -> tuple[list[Line], Document]:
    """By area and by heads; every paper is its owner's, with the area from the roll."""
    law = owners_law_version(box.parameters["law"])
    silence = Silence(box.parameters["silence"])
    silent = box.roll - box.part - box.undelivered
    case = Owners(
        box.roll,
        box.said("yes"),
        box.said("no"),
        box.said("abstain") + box.said(""),
        silent if silence is Silence.MAJORITY else Bulk(),
    )
    verdict = decide_owners(case, law, Weight(box.parameters["weight"]), silence)
    return _fixed(box, verdict.carried, verdict.why), {
        "kind": "owners",
        "carried": verdict.carried,
        "law": law.version,
        "all": _bulk(case.entitled),
        "abstain": _bulk(case.abstain),
        "undelivered": _bulk(box.undelivered),
        "actual": _reading(verdict.actual),
        "deemed": _reading(verdict.deemed) if verdict.deemed else None,
    }


def _bulk(bulk: Bulk) -> dict[str, int]:
    return {"area": bulk.area, "heads": bulk.heads}


def _reading(read: Reading) -> Document:
    return {
        "carried": read.carried,
        "quorate": read.quorate,
        **{name: _bulk(getattr(read, name)) for name in ("part", "yes", "no", "part_needed", "yes_needed")},
    }


def consent(box: Box) -> tuple[list[Line], Document]:
    """Whether anybody objected, and why."""
    abstain = box.said("abstain").heads + box.said("").heads
    # an objection that came in without a reason stops nothing, and its voter took part
    speechless = box.said("object").heads - len(box.reasons)
    voices = Voices(box.roll.heads, box.said("consent").heads, box.reasons, abstain + speechless)
    agreement = decide_consent(voices, quorum(box.parameters))
    return _fixed(box, agreement.carried, agreement.why), {
        "kind": "consent",
        "carried": agreement.carried,
        "entitled": voices.entitled,
        "present": voices.present,
        "quorum_needed": agreement.quorum_needed,
        "objections": list(agreement.objections),
    }


def _fixed(box: Box, carried: bool, reasons: Sequence[Reason]) -> list[Line]:
    """Yes, no, abstain in their fixed order; the first bears the verdict and its reasons."""
    return [
        Line(
            code,
            1 if carried and rank == 1 else None,
            rank,
            box.said(code).heads,
            carried and rank == 1,
            stored(reasons if rank == 1 else ()),
        )
        for rank, code in enumerate(box.options, 1)
    ]
