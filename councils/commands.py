"""Bringing the published rule sets into the database."""

import tomllib
from pathlib import Path
from typing import Any

from civic.kit.db import transaction
from civic.kit.thresholds import Threshold
from councils.models import RuleSet
from councils.rules import Base

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


def _columns(entry: dict[str, Any]) -> dict[str, Any]:
    days, kind = entry["award_notice"].split()
    same = (
        "key",
        "version",
        "title",
        "source",
        "effective_on",
        "verified",
        "speech_seconds",
        "speeches_per_motion",
    )
    return {
        **{name: entry[name] for name in same},
        **_share("quorum", entry["quorum"]),
        **_share("majority", entry["majority"]),
        "majority_base": Base(entry["majority_base"]),
        "session_notice_days": entry["session_notice_days"],
        "award_notice_days": int(days),
        "award_notice_working": kind == "working",
    }


def _share(name: str, text: str) -> dict[str, Any]:
    share = Threshold.read(text)
    return {f"{name}_num": share.num, f"{name}_den": share.den, f"{name}_strict": share.strict}
