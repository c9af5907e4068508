"""Finding the rooms of a floor by their furniture: every ``models``, ``routes``, ``commands`` has one meaning, be it a file
or a folder."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from civic.kit.settings import ROOT


def names(floor: str, furniture: str) -> list[str]:
    """The modules of this name on a floor, the floor's core first, then its rooms by name."""
    files = [path.with_suffix("") for path in (ROOT / floor).rglob(f"{furniture}.py")]
    folders = [path.parent for path in (ROOT / floor).rglob(f"{furniture}/__init__.py")]
    found = sorted(files + folders, key=lambda path: (len(path.parts), path))
    return [".".join(path.relative_to(ROOT).parts) for path in found]


def each(floors: Iterable[str], furniture: str, name: str) -> list[Any]:
    """What every room that has it offers under a name in one piece of furniture, lowest floor first."""
    modules = (import_module(module) for floor in floors for module in names(floor, furniture))
    return [getattr(module, name) for module in modules if hasattr(module, name)]
