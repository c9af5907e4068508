"""Entering a version of a rule set, and comparing one with the text in force."""

from dataclasses import asdict
from typing import Any

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.kit.thresholds import Threshold
from civic.people.rules import Actor, must
from councils.models import RuleSet
from councils.rulebook import queries, rules
from councils.rulebook.models import RuleCheck
from councils.rulebook.rules import Figures


async def enter(actor: Actor, base_id: int, figures: Figures, apart: bool = False) -> RuleSet:
    """Enter the next version of a rule set, or with ``apart`` the first of another; it stays 待核 until checked.

    Raises SignInNeeded, Forbidden, NotFound, and Refused for figures no meeting could be run by.
    """
    async with transaction():
        must(rules.may_enter(actor), actor, "rules_forbidden")
        rules.check(figures)
        base = await locked(RuleSet, id=base_id)
        key = f"own-{await RuleSet.all().count() + 1}" if apart else base.key
        last = await RuleSet.filter(key=key).order_by("-version").first()
        version = last.version + 1 if last else 1
        made = await RuleSet.create(
            key=key,
            version=version,
            verified=False,
            entered_by_id=actor.person_id,
            entered_at=clock.now(),
            **_columns(figures),
        )
        await audit.record(actor, "rules_entered", Ref("rule-set", made.id), key=key, version=version)
        return made


async def check(actor: Actor, rule_set_id: int, compared_with: str) -> RuleCheck:
    """Say that one has compared a version with the text in force, and with which.

    Raises SignInNeeded, Forbidden for who entered it, NotFound, Refused ``rules_checked``.
    """
    async with transaction():
        rule_set = await locked(RuleSet, id=rule_set_id)
        must(rules.may_enter(actor), actor, "rules_forbidden")
        must(rules.may_check(actor, rule_set.entered_by_id), actor, "rules_check_other")
        if actor.person_id is None:
            raise SignInNeeded
        if await queries.verified(rule_set):
            raise Refused("rules_checked")
        made = await RuleCheck.create(
            rule_set=rule_set,
            checked_by_id=actor.person_id,
            checked_at=clock.now(),
            compared_with=compared_with,
        )
        await audit.record(actor, "rules_checked", Ref("rule-set", rule_set_id), compared_with=compared_with)
        return made


def _columns(figures: Figures) -> dict[str, Any]:
    plain = asdict(figures)
    for name in ("quorum", "majority", "higher"):
        share = Threshold.read(plain.pop(name))
        plain |= {f"{name}_num": share.num, f"{name}_den": share.den, f"{name}_strict": share.strict}
    return plain | {name: list(plain[name]) for name in ("quorum_also", "convening", "minimums")}
