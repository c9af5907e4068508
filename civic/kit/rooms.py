"""Finding the rooms of a floor by their furniture: every ``models.py``, ``routes.py``, ``commands.py`` has one meaning."""

from importlib import import_module
from types import ModuleType

from civic.kit.settings import ROOT


def names(floor: str, furniture: str) -> list[str]:
    """The modules of this name on a floor, the floor's core first, then its rooms by name."""
    found = sorted((ROOT / floor).rglob(f"{furniture}.py"), key=lambda path: (len(path.parts), path))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]


def load(floor: str, furniture: str) -> list[ModuleType]:
    """The same, imported."""
    return [import_module(name) for name in names(floor, furniture)]
