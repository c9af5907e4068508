"""What is done with papers: cast, put in from the desk, ticked off, sealed."""

from votes.casting.services.box import PAPER, fix_box, put_in_key_order, seal_box, sweep_papers
from votes.casting.services.register import BATCH, TURNOUT, cast, put, tick_off

__all__ = [
    "BATCH",
    "PAPER",
    "TURNOUT",
    "cast",
    "fix_box",
    "put",
    "put_in_key_order",
    "seal_box",
    "sweep_papers",
    "tick_off",
]
