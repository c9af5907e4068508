"""Making an agenda, attaching papers, publishing it as a notice, and mending or taking back what was published."""

from councils.preparation.agendas.services.announcing import cancel, correct, last_day, publish
from councils.preparation.agendas.services.drafting import (
    Changes,
    Heading,
    add,
    add_free,
    amend,
    change,
    discard,
    draft,
    handlers,
    move,
    remove,
)
from councils.preparation.agendas.services.papers import attach, detach

__all__ = [
    "Changes",
    "Heading",
    "add",
    "add_free",
    "amend",
    "attach",
    "cancel",
    "change",
    "correct",
    "detach",
    "discard",
    "draft",
    "handlers",
    "last_day",
    "move",
    "publish",
    "remove",
]
