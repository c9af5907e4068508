"""Reading what was uploaded, while it waits."""

from civic.kit import clock
from civic.kit.errors import Refused
from votes.rolls.imports.models import RollImport
from votes.rolls.imports.rules.lines import Finding
from votes.rolls.imports.rules.preview import KEPT
from votes.rules import RollLine


async def waiting(ballot_id: int, import_id: int) -> RollImport:
    """An upload that can still be looked at. Raises Refused ``import_gone``."""
    oldest = clock.now() - KEPT
    found = await RollImport.get_or_none(id=import_id, ballot_id=ballot_id, made_at__gt=oldest)
    if found is None:
        raise Refused("import_gone")
    return found


def entries(of: RollImport) -> list[RollLine]:
    """The lines as they would stand on the roll."""
    return [RollLine(key="", **each) for each in of.entries]


def findings(listed: list[dict[str, object]]) -> list[Finding]:
    """What was found, as values."""
    return [Finding(**each) for each in listed]  # type: ignore[arg-type]
