"""The numbers that laws set for owners' decisions: data with a source and a day, read from ``laws.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from civic.kit.thresholds import Threshold

_FILE = Path(__file__).with_name("laws.toml")


class Weight(StrEnum):
    """Which of the law's two classes a matter is in."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


@dataclass(frozen=True)
class Law:
    """One version of the rule by which owners decide."""

    version: int
    title: str
    source: str
    effective_on: date
    #: whether somebody compared the numbers with the text in force
    verified: bool
    #: of all owners, by area and by heads, who must take part
    participation: Threshold
    #: of those who take part, by area and by heads, who must agree
    passing: dict[Weight, Threshold]
    #: what the law counts to each class, in its own words
    matters: dict[Weight, tuple[str, ...]]


@cache
def owners_laws() -> tuple[Law, ...]:
    """All versions, the oldest first."""
    found = [
        Law(
            entry["version"],
            entry["title"],
            entry["source"],
            entry["effective_on"],
            entry["verified"],
            Threshold.read(entry["participation"]),
            {weight: Threshold.read(entry[weight.value]) for weight in Weight},
            {weight: tuple(entry[f"{weight.value}_matters"]) for weight in Weight},
        )
        for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["owners"]
    ]
    return tuple(sorted(found, key=lambda law: law.effective_on))


def owners_law(day: date) -> Law:
    """The version in force on a day. Raises LookupError before the first."""
    in_force = [law for law in owners_laws() if law.effective_on <= day]
    if not in_force:
        raise LookupError(f"no rule for owners was in force on {day}")
    return in_force[-1]


def owners_law_version(version: int) -> Law:
    """The version a vote was announced with. Raises LookupError for an unknown one."""
    for law in owners_laws():
        if law.version == version:
            return law
    raise LookupError(f"owners' rule has no version {version}")
