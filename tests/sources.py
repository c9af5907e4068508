"""The house's own source, read once, for the tests that look at it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from civic.kit.settings import ROOT

FLOORS = ("civic", "proposals", "votes", "councils")
FURNITURE = {"rules", "models", "queries", "services", "forms", "live", "routes", "commands"}
CHINESE = re.compile(r"[㐀-鿿]")


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the house with its syntax tree; migrations are generated and left out."""
    paths = [ROOT / "main.py", *(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))]
    return {path: ast.parse(path.read_text()) for path in paths if "migrations" not in path.parts}


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of the house, inner ones as well."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or class with one of these names."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in names:
                yield path, node


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def markup(path: Path) -> str:
    """A template without its expressions and comments."""
    return re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL)


def templates() -> list[Path]:
    """Every template."""
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))


def checks_and_benches() -> list[Path]:
    """The rest of the Python there is."""
    return [*(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]


def named(path: Path) -> str:
    """A path as a failure should show it."""
    return str(path.relative_to(ROOT))
