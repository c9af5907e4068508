"""What the desk's first page tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.db import day, rows
from votes.rules import Channel
from votes.stations.queries import by_channel
from votes.stations.rules import Step


@dataclass(frozen=True)
class Numbers:
    """Turnout at a polling station: how many, by which way. Never what."""

    channels: Mapping[Channel, int]
    today: int
    steps: Mapping[Step, int]

    @property
    def total(self) -> int:
        """All ways together."""
        return sum(self.channels.values())


@dataclass(frozen=True)
class Helped:
    """Who was helped by whom on which day."""

    entry_number: int
    entry_name: str
    assistant: str
    day: date


async def numbers(ballot_id: int) -> Numbers:
    """Today's and all turnout, and papers over the desk."""
    found = await rows(
        "SELECT COUNT(*) AS n FROM turnout WHERE ballot_id = ? AND day = ?", ballot_id, clock.today()
    )
    steps = await rows(
        "SELECT step, COUNT(*) AS n FROM paper_step WHERE ballot_id = ? GROUP BY step", ballot_id
    )
    counted = {Step(row["step"]): int(row["n"]) for row in steps}
    return Numbers(
        await by_channel(ballot_id), int(found[0]["n"]), {step: counted.get(step, 0) for step in Step}
    )


async def helped(ballot_id: int) -> Sequence[Helped]:
    """Everyone who was helped, for staff and supervisors, by day and number on the roll."""
    found = await rows(
        "SELECT r.number, r.name, p.display_name, a.day FROM assistance a JOIN roll_entry r ON r.id = a.entry_id "
        "JOIN person p ON p.id = a.assistant_id WHERE a.ballot_id = ? ORDER BY a.day, r.number",
        ballot_id,
    )
    return [Helped(row["number"], row["name"], row["display_name"], day(row["day"])) for row in found]
