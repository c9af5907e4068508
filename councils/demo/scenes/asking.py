"""What residents ask for: proposals, support, screening."""

import tomllib
from datetime import timedelta
from typing import Any

from civic.kit import clock
from civic.kit.money import parse_yuan
from civic.people.queries import actor_of
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import DATA, Stage
from proposals import services as proposals
from proposals.reviews import services as reviews
from proposals.reviews.rules import Family, Outcome
from proposals.rules import Category, Draft


async def tell(stage: Stage) -> None:
    """All proposals of the file, each on its day."""
    entries = tomllib.loads((DATA / "proposals.toml").read_text(encoding="utf-8"))["proposal"]
    for entry in sorted(entries, key=lambda each: -each["days_ago"]):
        with stage.day(entry["days_ago"], 19, 20):
            await _submit(stage, entry)
        if entry["screening"]:
            with stage.day(entry["days_ago"] - 2, 15):
                await _screen(stage, entry)
        if entry.get("outcome", "accepted") == "accepted" and entry["screening"]:
            with stage.day(entry["days_ago"] - 2, 18):
                await _support(stage, entry)


async def _submit(stage: Stage, entry: dict[str, Any]) -> None:
    draft = Draft(
        place_id=stage.places[entry["estate"] or COMMUNITY],
        title=entry["title"],
        need=entry["need"],
        plan=entry["plan"],
        category=Category(entry["category"]),
        cost_fen=parse_yuan(entry["cost"]) if entry["cost"] else None,
        beneficiaries=entry["beneficiaries"],
    )
    proposal = await proposals.submit(await stage.who(entry["by"]), draft, f"demo-{entry['key']}")
    stage.proposals[entry["key"]] = proposal.id


async def _screen(stage: Stage, entry: dict[str, Any]) -> None:
    family = Family(entry["family"]) if "family" in entry else None
    outcome = Outcome(entry.get("outcome", "accepted"))
    await reviews.screen(
        await stage.who("sun"), stage.proposals[entry["key"]], 1, outcome, entry["screening"], family
    )


async def _support(stage: Stage, entry: dict[str, Any]) -> None:
    first = sum(map(ord, entry["key"])) % len(stage.residents)
    for number in range(entry["supports"]):
        backer = await actor_of(stage.residents[(first + number) % len(stage.residents)])
        clock.freeze(clock.now() + timedelta(minutes=7))
        await proposals.support(backer, stage.proposals[entry["key"]])
