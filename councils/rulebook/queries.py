"""Reading the rule book."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.kit.thresholds import Threshold
from councils.models import RuleSet
from councils.rulebook.models import RuleCheck
from councils.rulebook.rules import newest
from councils.rules import Least, Of


@dataclass(frozen=True)
class Entry:
    """A version as its page shows it. check: who compared it with the text, if that is how it was verified.

    councils: how many go by it now.
    """

    rule_set: RuleSet
    check: RuleCheck | None
    in_force: bool
    councils: int

    @property
    def quorum_also(self) -> list[tuple[Threshold, Of]]:
        """Other ways of being enough: which share of whom."""
        return [(Threshold.read(line["share"]), Of(line["of"])) for line in self.rule_set.quorum_also]

    @property
    def convening(self) -> list[tuple[Threshold, Of]]:
        """Which share of whom may ask for a session."""
        return [(Threshold.read(line["share"]), Of(line["of"])) for line in self.rule_set.convening]

    @property
    def minimums(self) -> list[Least]:
        """How many heads of whom must be there."""
        return [Least(line["heads"], Of(line["of"])) for line in self.rule_set.minimums]

    @property
    def verified(self) -> bool:
        """Whether somebody compared it with the text in force."""
        return self.rule_set.verified or self.check is not None


async def book(day: date) -> list[Entry]:
    """Of each rule set the version in force on a day, or the first to come, in the order they were entered."""
    entries = await _entries(await RuleSet.all().order_by("id").select_related("entered_by"), day)
    families: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        families[one.rule_set.key].append(one)
    return [next((one for one in family if one.in_force), family[0]) for family in families.values()]


async def entry(rule_set_id: int, day: date) -> Entry:
    """One version. Raises NotFound."""
    found = await RuleSet.get_or_none(id=rule_set_id).select_related("entered_by")
    if found is None:
        raise NotFound
    return next(one for one in await versions_of(found.key, day) if one.rule_set.id == rule_set_id)


async def versions_of(key: str, day: date) -> list[Entry]:
    """All versions of a rule set, the newest first."""
    return await _entries(
        await RuleSet.filter(key=key).order_by("-version").select_related("entered_by"), day
    )


async def verified(rule_set: RuleSet) -> bool:
    """Whether somebody compared this version with the text in force."""
    return rule_set.verified or await RuleCheck.exists(rule_set_id=rule_set.id)


async def _entries(versions: Sequence[RuleSet], day: date) -> list[Entry]:
    families: dict[str, list[RuleSet]] = defaultdict(list)
    for one in versions:
        families[one.key].append(one)
    now = {key: newest(family, day) for key, family in families.items()}
    checks = {one.rule_set_id: one for one in await RuleCheck.all().select_related("checked_by")}
    used = await rows("SELECT rule_set_id, COUNT(*) AS councils FROM council GROUP BY rule_set_id")
    by = {row["rule_set_id"]: row["councils"] for row in used}
    return [
        Entry(one, checks.get(one.id), now[one.key] == one.version, by.get(one.id, 0)) for one in versions
    ]
