"""Owners decide on two bases at once, exclusive area and heads (民法典 278; domain.md §3.2). Areas are 0.01 m².

Enough owners must take part by both measures, and of those enough must agree by both. Who does not answer counts as
nothing. Some communities' own rules say otherwise (a delivered paper that is not returned follows the majority; upheld
in Shanghai (2022)沪02民初16号, contested elsewhere): then the deemed count stands beside the actual one, never in it.
"""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.thresholds import Threshold
from votes.tally.choosing.contest import because
from votes.tally.choosing.laws import Law, Weight
from votes.tally.rules import Reason


class Silence(StrEnum):
    """What a delivered paper that is not returned means."""

    NOTHING = "nothing"
    #: taken as taking part and as saying what most of those said who answered
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Bulk:
    """Some owners, by both measures."""

    #: exclusive area in 0.01 m²
    area: int = 0
    heads: int = 0

    def __add__(self, other: "Bulk") -> "Bulk":
        return Bulk(self.area + other.area, self.heads + other.heads)

    def __sub__(self, other: "Bulk") -> "Bulk":
        return Bulk(self.area - other.area, self.heads - other.heads)

    def covers(self, other: "Bulk") -> bool:
        """At least as much by both measures."""
        return self.area >= other.area and self.heads >= other.heads


@dataclass(frozen=True, slots=True)
class Owners:
    """The papers and the roll, by area and by heads."""

    entitled: Bulk
    yes: Bulk
    no: Bulk
    #: papers that abstain or are blank: they take part and do not agree
    abstain: Bulk = Bulk()
    #: who did not answer though the paper was delivered to them; the others who are silent never count
    delivered: Bulk = Bulk()

    def __post_init__(self) -> None:
        """ValueError when more took part than are entitled."""
        if not self.entitled.covers(self.part + self.delivered):
            raise ValueError("more owners than are entitled")

    @property
    def part(self) -> Bulk:
        """Who took part."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of counting: who is taken to take part, who to agree, and what both had to reach."""

    part: Bulk
    yes: Bulk
    no: Bulk
    part_needed: Bulk
    yes_needed: Bulk
    quorate: bool
    carried: bool
    #: further agreement that would have been enough, by each measure; None when none would be; nothing when carried
    more: Bulk | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The actual count, and beside it the deemed one where the owners' own rules ask for it."""

    owners: Owners
    law: Law
    weight: Weight
    actual: Reading
    deemed: Reading | None
    carried: bool
    why: tuple[Reason, ...]


def decide(owners: Owners, law: Law, weight: Weight, silence: Silence = Silence.NOTHING) -> Verdict:
    """Whether the owners have agreed. With a rule on silence the deemed reading decides and both are told."""
    actual = _read(owners, law, weight)
    deemed = None
    why = _why(owners, law, weight, actual, "owners")
    if silence is Silence.MAJORITY:
        deemed = _read(_deemed(owners), law, weight)
        why += _why(owners, law, weight, deemed, "owners_deemed")
    return Verdict(owners, law, weight, actual, deemed, (deemed or actual).carried, why)


def _deemed(owners: Owners) -> Owners:
    """The silent who got a paper follow the side that leads by both measures; without such a side they abstain."""
    if owners.yes.area > owners.no.area and owners.yes.heads > owners.no.heads:
        yes, no, abstain = owners.yes + owners.delivered, owners.no, owners.abstain
    elif owners.no.area > owners.yes.area and owners.no.heads > owners.yes.heads:
        yes, no, abstain = owners.yes, owners.no + owners.delivered, owners.abstain
    else:
        yes, no, abstain = owners.yes, owners.no, owners.abstain + owners.delivered
    return Owners(owners.entitled, yes, no, abstain)


def _read(owners: Owners, law: Law, weight: Weight) -> Reading:
    part, passing = owners.part, law.passing[weight]
    part_needed = _needed(law.participation, owners.entitled)
    yes_needed = _needed(passing, part)
    quorate = part.covers(part_needed)
    carried = quorate and owners.yes.covers(yes_needed)
    lack = part_needed - part
    area = passing.lacking(owners.yes.area, part.area)
    heads = passing.lacking(owners.yes.heads, part.heads)
    more = None if area is None or heads is None else Bulk(max(0, area, lack.area), max(0, heads, lack.heads))
    return Reading(part, owners.yes, owners.no, part_needed, yes_needed, quorate, carried, more)


def _needed(share: Threshold, of: Bulk) -> Bulk:
    return Bulk(max(1, share.needed(of.area)), max(1, share.needed(of.heads)))


def _why(owners: Owners, law: Law, weight: Weight, read: Reading, code: str) -> tuple[Reason, ...]:
    part = because(
        f"{code}_part" if read.quorate else f"{code}_no_quorum",
        share=str(law.participation),
        **_both("all", owners.entitled),
        **_both("part", read.part),
        **_both("need", read.part_needed),
    )
    agreed = because(
        f"{code}_agreed" if read.yes.covers(read.yes_needed) else f"{code}_not_agreed",
        share=str(law.passing[weight]),
        **_both("yes", read.yes),
        **_both("need", read.yes_needed),
    )
    if read.carried or code != "owners":
        return part, agreed
    return part, agreed, _ahead(owners, read)


def _ahead(owners: Owners, read: Reading) -> Reason:
    silent = owners.entitled - read.part
    if read.more is None or not silent.covers(read.more):
        return because("owners_too_few_left", **_both("left", silent))
    return because("owners_more", **_both("more", read.more))


def _both(name: str, bulk: Bulk) -> dict[str, int]:
    return {f"{name}_area": bulk.area, f"{name}_heads": bulk.heads}
