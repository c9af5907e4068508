"""Finding the rooms of a floor by their furniture: every ``models.py``, ``routes.py``, ``commands.py`` has one meaning."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from civic.kit.settings import ROOT


def names(floor: str, furniture: str) -> list[str]:
    """The modules of this name on a floor, the floor's core first, then its rooms by name."""
    found = sorted((ROOT / floor).rglob(f"{furniture}.py"), key=lambda path: (len(path.parts), path))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]


def each(floors: Iterable[str], furniture: str, name: str) -> list[Any]:
    """What every room that has it offers under a name in one piece of furniture, lowest floor first."""
    modules = (import_module(module) for floor in floors for module in names(floor, furniture))
    return [getattr(module, name) for module in modules if hasattr(module, name)]
