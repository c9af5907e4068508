"""What someone had typed when signing in came between."""

from typing import Any

from civic.kit import clock
from civic.kit.codes import token, token_digest
from civic.kit.db import execute, transaction
from civic.people.signins import rules
from civic.people.signins.models import Draft


async def keep_draft(path: str, typed: dict[str, Any]) -> str:
    """Keep what was typed until after the sign-in, an hour at most; answers the key, empty when nothing could be kept."""
    kept = rules.keepable(typed)
    if not kept or await Draft.all().count() >= rules.MOST_DRAFTS:
        return ""
    key = token()
    async with transaction():
        await Draft.create(key_digest=token_digest(key), path=path[:300], typed=kept, created_at=clock.now())
    return key


async def sweep() -> None:
    """Forget old drafts and the sign-ins that ended long ago."""
    now = clock.now()
    async with transaction():
        await execute("DELETE FROM draft WHERE created_at < ?", now - rules.DRAFT_VALID)
        await execute("DELETE FROM sign_in WHERE expires_at < ?", now - rules.SIGN_IN_KEPT)
