"""A matter as its makers want it, as a ballot keeps it, and as the form shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from civic.kit.clock import as_typed
from civic.kit.thresholds import MORE_THAN_HALF, Threshold
from votes.matters.rules.words import LISTED, POINTED, Way
from votes.rules import FIXED_OPTIONS, Electorate, Method, Rule, Secrecy
from votes.tally.choosing.laws import Weight, owners_law
from votes.tally.choosing.majority import Base
from votes.tally.choosing.owners import Silence


@dataclass(frozen=True)
class Plan:
    """A matter as its makers want it."""

    title: str
    about: str
    method: Method
    rule: Rule
    opens_at: datetime
    closes_at: datetime
    #: labels in the official order; empty where the kind of paper brings its own
    options: tuple[str, ...] = ()
    share: Threshold = MORE_THAN_HALF
    base: Base = Base.YES_NO
    #: of the roll, who must take part; None: any number
    quorum: Threshold | None = None
    least_yes: int = 0
    weight: Weight = Weight.ORDINARY
    #: the owners' own rule by which silence follows the majority, word for word; empty: silence is nothing
    silence_text: str = ""
    seats: int = 1
    min_choices: int = 1
    #: 0: no limit
    max_choices: int = 0
    #: cumulative: points to give out; score: the highest score
    points: int = 0
    none_of_these: bool = False
    electorate: Electorate = Electorate.PERSON
    least_age: int = 18
    #: 0: no upper bound
    most_age: int = 0
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    advisory: bool = False
    paper_ballots: bool = False
    #: papers lie under two keys until both holders have opened the box after closing
    sealed_box: bool = False


def parameters(plan: Plan, day: date) -> dict[str, Any]:
    """What the rule leaves open and this matter fixes, as the count reads it. The law is the one in force on the day."""
    quorum = str(plan.quorum) if plan.quorum else ""
    if plan.rule is Rule.MAJORITY:
        return {
            "share": str(plan.share),
            "base": plan.base.value,
            "quorum": quorum,
            "least_yes": plan.least_yes,
        }
    if plan.rule is Rule.CONSENT:
        return {"quorum": quorum}
    if plan.rule is Rule.OWNERS:
        silence = Silence.MAJORITY if plan.silence_text else Silence.NOTHING
        return {
            "law": owners_law(day).version,
            "weight": plan.weight.value,
            "silence": silence.value,
            "silence_text": plan.silence_text,
        }
    return {"ties": "lot"}


def options(plan: Plan) -> list[tuple[str, str]]:
    """Code and label of each option: what the kind of paper brings, or the makers' own list by number."""
    fixed = FIXED_OPTIONS.get(plan.method)
    return list(fixed) if fixed else [(str(number), label) for number, label in enumerate(plan.options, 1)]


def columns(plan: Plan, day: date) -> dict[str, Any]:
    """The plan as a ballot keeps it, without what its kind of paper and its rule do not use."""
    choosing = plan.method not in FIXED_OPTIONS
    listed = plan.method in LISTED
    by_age = plan.electorate in (Electorate.PERSON, Electorate.HOUSEHOLD)
    return {
        "title": plan.title,
        "about": plan.about,
        "method": plan.method,
        "rule": plan.rule,
        "parameters": parameters(plan, day),
        "seats": plan.seats if choosing else 1,
        "min_choices": plan.min_choices if listed else 1,
        "max_choices": plan.max_choices if listed else int(plan.method is Method.CHOOSE_ONE),
        "points": plan.points if plan.method in POINTED else 0,
        "none_of_these": plan.none_of_these and choosing,
        "shuffled": choosing,
        "secrecy": plan.secrecy,
        "changeable": plan.changeable,
        "electorate": plan.electorate,
        "least_age": plan.least_age,
        "most_age": plan.most_age if by_age else 0,
        # owners decide by the province's own system; what is asked here is what they think (domain.md 3.2)
        "advisory": plan.advisory or plan.rule is Rule.OWNERS,
        "paper_ballots": plan.paper_ballots,
        "sealed_box": plan.sealed_box,
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
    }


def changed(before: Plan, after: Plan) -> list[str]:
    """The names of what was changed, for the log."""
    return [each.name for each in fields(Plan) if getattr(before, each.name) != getattr(after, each.name)]


def planned(ballot: Mapping[str, Any], labels: tuple[str, ...]) -> Plan:
    """The plan behind a ballot's columns, to be changed while it is a draft."""
    found = ballot["parameters"]
    same = {each.name: ballot[each.name] for each in fields(Plan) if each.name in ballot}
    return Plan(
        **same
        | {
            "options": () if ballot["method"] in FIXED_OPTIONS else labels,
            "share": Threshold.read(found.get("share", str(MORE_THAN_HALF))),
            "base": Base(found.get("base", Base.YES_NO)),
            "quorum": Threshold.read(found["quorum"]) if found.get("quorum") else None,
            "least_yes": found.get("least_yes", 0),
            "weight": Weight(found.get("weight", Weight.ORDINARY)),
            "silence_text": found.get("silence_text", ""),
        }
    )


def typed(plan: Plan) -> dict[str, Any]:
    """A plan as the form shows it."""
    shown: dict[str, Any] = {each.name: getattr(plan, each.name) for each in fields(Plan)}
    return shown | {
        "kind": str(Way(plan.method, plan.rule)),
        "options": "\n".join(plan.options),
        "share": str(plan.share),
        "quorum": str(plan.quorum) if plan.quorum else "",
        "opens_at": as_typed(plan.opens_at),
        "closes_at": as_typed(plan.closes_at),
    }
