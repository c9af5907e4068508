"""What the clock does for sign-ins, and the command that prints the first link."""

from datetime import datetime

from civic.people.signins import services


async def tick(now: datetime) -> None:
    """Forget drafts and sign-ins whose time is over."""
    await services.sweep()


async def setup_link(base_url: str) -> str:
    """The address that makes the first administrator. Raises Refused ``setup_done``."""
    return f"{base_url}/setup/{await services.create_setup_link()}"
