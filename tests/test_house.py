"""The house keeps its own rules: size, furniture, imports, time, markup, and what a lock file may hold."""

import ast
import re
from pathlib import Path

from starlette.routing import Mount, Route, WebSocketRoute

import main
from civic.kit.settings import ROOT, Settings
from tests.sources import FLOORS, FURNITURE, checks_and_benches, functions, markup, modules, named, templates

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
# Rooms whose furniture is their subject, not a resident's act: the kit, the web, the live hub, the pure count…
WORKSHOPS = {
    "civic/kit",
    "civic/web",
    "civic/live",
    "votes/tally",
    "votes/pabulib",
    "votes/publication/recount",  # a program of its own, which goes out with the papers
    "councils/demo",
    "civic/demo",
}


def test_no_module_grows_past_300_lines():
    everything = [*modules(), *checks_and_benches(), *templates()]
    long = {named(path): count for path in everything if (count := _lines(path)) > LONGEST_MODULE}
    assert not long


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_every_function_fits_on_a_screen():
    long = {f"{named(path)}:{node.lineno} {node.name}": _height(node) for path, node in functions()}
    assert not {where: height for where, height in long.items() if height > LONGEST_FUNCTION}


def _height(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_import_hides_in_a_function():
    hidden = [
        f"{named(path)}:{inner.lineno}"
        for path, node in functions()
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_rooms_hold_the_same_furniture_and_nothing_else():
    strange = []
    for path in modules():
        folder, parts = named(path.parent), path.relative_to(ROOT).parts
        if (
            parts[0] not in FLOORS
            or (len(parts) == 2 and parts[0] == "civic")
            or any(map(folder.startswith, WORKSHOPS))
        ):
            continue
        # a piece that has grown is a folder of that name, with what it likes inside
        if not {path.stem, *parts[:-1]} & (FURNITURE | {"__init__"}):
            strange.append(named(path))
    assert not strange


def test_every_module_says_what_it_is_for():
    assert not [named(path) for path, tree in modules().items() if not ast.get_docstring(tree)]


def test_everything_public_is_explained():
    silent = []
    for path, tree in modules().items():
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and node.name[0] != "_"
            ):
                silent += [] if ast.get_docstring(node) else [f"{named(path)}:{node.lineno} {node.name}"]
    assert not silent


def test_only_the_clock_reads_the_time():
    reading = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|[^.\w]time\.time\(")
    # the throttle asks the clock that the library of limits counts on
    apart = {"civic/kit/clock.py", "civic/web/throttle.py"}
    assert not {named(path) for path in modules() if reading.search(path.read_text())} - apart


def test_no_room_leans_on_constraints_that_tortoise_ignores():
    assert not [
        named(path) for path in modules() if re.search(r"^\s+constraints\s*=", path.read_text(), re.M)
    ]


def test_sql_of_one_engine_only_lives_in_the_kit():
    dialect = re.compile(
        r"PRAGMA|sqlite_|pg_|::(text|int|jsonb)|ILIKE|json_extract|\bstrftime\(|to_char\(", re.I
    )
    # the audit log's own lock on PostgreSQL and the rewriting of papers ask which engine it is
    apart = {"civic/audit/services.py", "civic/live/bus.py"}
    found = {named(path) for path in modules() if "kit" not in path.parts and dialect.search(_code(path))}
    assert not found - apart


def _code(path: Path) -> str:
    strings = [node.value for node in ast.walk(modules()[path]) if isinstance(node, ast.Constant)]
    return "\n".join(
        value
        for value in strings
        if isinstance(value, str) and re.search(r"\b(SELECT|UPDATE|INSERT)\b", value)
    )


def test_templates_have_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
    )
    found = [
        f"{named(path)}: {match.group(0)}" for path in templates() if (match := inline.search(markup(path)))
    ]
    assert not found


def test_parts_have_one_root_with_an_id():
    loose = []
    for path in templates():
        if path.name.startswith("_") and "macros" not in path.parts:
            body = re.sub(r"{%-?\s*macro.*?endmacro\s*-?%}", "", path.read_text(), flags=re.DOTALL)
            body = re.sub(r"{#.*?#}|{%.*?%}", "", body, flags=re.DOTALL).strip()
            if not re.match(r"<\w+[^>]*\bid=", body, re.DOTALL):
                loose.append(named(path))
    assert not loose


def test_templates_mark_nothing_as_safe():
    """The icons' own paths apart: they are written in the template itself."""
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+false")
    assert [named(path) for path in templates() if unsafe.search(path.read_text())] in (
        [],
        ["templates/macros/icons.html"],
    )


def test_the_lock_names_versions_and_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"://|^\s*-[-a-z]|\bindex\b", re.sub(r"--hash=sha256:[0-9a-f]{64}", "", lock), re.M)
    requirements = [line for line in lock.splitlines() if not line.startswith(" ")]
    assert all(re.match(r"[a-z0-9_.-]+==\S+( ; .+)? \\$", line) for line in requirements)


def test_the_lock_covers_what_the_project_asks_for():
    asked = re.findall(r'^    "([a-z0-9-]+)==([^"]+)",$', (ROOT / "pyproject.toml").read_text(), re.M)
    lock = (ROOT / "requirements.lock").read_text()
    assert asked
    assert not [f"{name}=={version}" for name, version in asked if f"\n{name}=={version} " not in "\n" + lock]


def test_every_route_has_a_name_of_its_own():
    names: list[str | None] = []
    for route in main.create_app(Settings()).routes:
        if isinstance(route, Route | WebSocketRoute | Mount):
            names.append(route.name)
    assert all(name and re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names), names
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1 and name)
