"""Bringing the published rule sets into the database."""

import tomllib
from pathlib import Path
from typing import Any

from civic.kit.db import transaction
from civic.kit.thresholds import Threshold
from councils.models import RuleSet
from councils.rules import Base, Of

_FILE = Path(__file__).with_name("rule_sets.toml")


async def load_rule_sets() -> int:
    """Add the versions that are not there yet; those that are stay as they are. Answers how many came in."""
    added = 0
    async with transaction():
        for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["rule_set"]:
            if not await RuleSet.exists(key=entry["key"], version=entry["version"]):
                await RuleSet.create(**_columns(entry))
                added += 1
    return added


# What an entry may say beside the figures that each has; the columns' own defaults stand for the rest.
_MAY = (
    "session_notice_working",
    "strictness",
    "degrees",
    "chair_votes",
    "advisory",
    "observers_speak",
    "substitutes",
    "masking",
    "absences",
    "absences_source",
    "objections_return",
    "residents_hand_in",
    "review_hours",
    "motion_signatures",
    "convening_days",
    "quorum_also",
    "convening",
    "minimums",
)
_MUST = (
    "key",
    "version",
    "title",
    "source",
    "effective_on",
    "verified",
    "speech_seconds",
    "speeches_per_motion",
    "session_notice_days",
)


def _columns(entry: dict[str, Any]) -> dict[str, Any]:
    days, kind = entry["award_notice"].split()
    for line in (*entry.get("quorum_also", ()), *entry.get("convening", ()), *entry.get("minimums", ())):
        Of(line["of"])
    return {
        **{name: entry[name] for name in _MUST},
        **{name: entry[name] for name in _MAY if name in entry},
        **_share("quorum", entry["quorum"]),
        **_share("majority", entry["majority"]),
        **_share("higher", entry.get("higher", "2/3")),
        "majority_base": Base(entry["majority_base"]),
        "award_notice_days": int(days),
        "award_notice_working": kind == "working",
    }


def _share(name: str, text: str) -> dict[str, Any]:
    share = Threshold.read(text)
    return {f"{name}_num": share.num, f"{name}_den": share.den, f"{name}_strict": share.strict}
