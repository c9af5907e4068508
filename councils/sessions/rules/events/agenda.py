"""Facts of the agenda."""

from dataclasses import dataclass

from councils.sessions.rules.events.presence import ItemLine


@dataclass(frozen=True)
class ItemTaken:
    """``item_taken`` · this item is now the one being dealt with."""

    item: int


@dataclass(frozen=True)
class ItemPostponed:
    """``item_postponed`` · the item goes to a later session, by confirmation of the chair."""

    item: int


@dataclass(frozen=True)
class ItemClosed:
    """``item_closed`` · done with. decided: at least one motion on it was put to the vote."""

    item: int
    decided: bool


@dataclass(frozen=True)
class ItemAdded:
    """``item_added`` · put on the agenda by vote. line: with the next free number. after: the item it follows, 0 for first.

    by: the motion that did it.
    """

    line: ItemLine
    after: int
    by: int


@dataclass(frozen=True)
class ItemsReordered:
    """``items_reordered`` · the agenda's order changed by vote. order: numbers of all items. by: the motion that did it."""

    order: tuple[int, ...]
    by: int


@dataclass(frozen=True)
class PaperTabled:
    """``paper_tabled`` · handed out while the session runs. digest: SHA-256 of the file. item: 0 for the whole session."""

    paper: int
    name: str
    digest: str
    item: int
    note: str


@dataclass(frozen=True)
class PaperStruck:
    """``paper_struck`` · taken back, with the reason; what the log says of it stays."""

    paper: int
    reason: str
