"""Every refusal has a sentence, and every sentence and every text of a page has an English one."""

import ast
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment

import main  # noqa: F401 - loads every room, and with it every sentence
from civic.kit.errors import all_sentences
from civic.kit.settings import ROOT
from tests.sources import CHINESE, calls, modules, named, templates

METHODS = [
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
    ("main.py", "python"),
    *[(f"{floor}/**.py", "python") for floor in ("civic", "proposals", "votes", "councils")],
]
HOLE = re.compile(r"%\((\w+)\)\w|{(\w+)[^}]*}")
# What only the demo says is data: names of people and places, speeches, proposals.
DATA = (
    *("councils/demo", "civic/demo", "civic/kit/holidays"),
    # headings and units of measure as offices write them in their own tables: read, not said
    *("votes/rolls/imports/rules", "votes/rolls/rules/lines.py"),
    # names of fonts, and the letters they have
    *("civic/documents/rules/sheet.py", "civic/documents/rules/word.py", "civic/documents/rules/glyphs.py"),
    "councils/assignees/rules.py",  # offices are called by their names, as places are
    "councils/sessions/rules/naming.py",  # surnames of two characters
    *(
        "votes/publication/rules/documents.py",
        "votes/publication/queries/program.py",
    ),  # what stands in the bundle
    "votes/publication/recount",  # speaks both languages by itself, far from here
)
# What is said in both languages at once, in the reader's own by the code itself, or written down as part of a document.
BOTH = (
    *("main.py", "commands.py", "civic/web/errors.py", "civic/web/cross_origin.py", "civic/web/body.py"),
    *("civic/web/i18n.py", "civic/kit/money.py", "councils/tenders/services.py"),
)
# A language is named in itself.
LANGUAGE = "'中文'"


def test_every_refusal_has_a_sentence():
    known = all_sentences()
    codes = {
        node.args[0].value: f"{named(path)}:{node.lineno}"
        for path, node in calls("Refused", "Stale", "Forbidden")
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    assert codes
    assert not {code: where for code, where in codes.items() if code not in known}


def _messages() -> Iterator[tuple[str, str]]:
    options = {pattern: {"trimmed": "true"} for pattern, method in METHODS if method == "jinja2"}
    keywords = {**DEFAULT_KEYWORDS, "N_": None, "_": None}
    found = extract_from_dir(ROOT, METHODS, options, keywords=keywords, directory_filter=_ours)
    for file, line, message, _, _ in found:
        yield (message if isinstance(message, str) else message[0]), f"{file}:{line}"


def _ours(folder: str) -> bool:
    return not re.search(r"/(\.venv|\.git|node_modules|migrations|data)$", str(folder))


def _english() -> Catalog:
    with (ROOT / "civic/locale/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_has_an_english_one():
    catalogue = _english()
    missing = {
        text: where for text, where in _messages() if not (entry := catalogue.get(text)) or not entry.string
    }
    assert not missing


def test_translations_keep_the_holes():
    wrong = {}
    for message in _english():
        source, english = message.id, message.string
        if (
            isinstance(source, str)
            and isinstance(english, str)
            and english
            and _holes(source) != _holes(english)
        ):
            wrong[source] = english
    assert not wrong


def _holes(text: str) -> set[str]:
    return {first or second for first, second in HOLE.findall(text)}


def test_no_sentence_is_written_for_the_catalogue_in_chinese_only():
    catalogue = _english()
    left = [
        m.id
        for m in catalogue
        if m.id and CHINESE.search(str(m.string)) and not re.search(r"[A-Za-z]", str(m.string))
    ]
    assert not left


def test_templates_speak_only_through_the_catalogue():
    """Chinese stands in ``_('…')`` or ``{% trans %}``, never bare in the markup or in a macro's argument."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    bare = []
    for path in templates():
        inside, before = False, ["", ""]
        for line, kind, value in environment.lex(path.read_text()):
            if kind in ("whitespace", "comment", "comment_begin", "comment_end"):
                continue
            if kind == "name" and value in ("trans", "endtrans") and before[-1] != ".":
                inside = value == "trans"
            # a word that is compared is data, not speech
            marked = inside or before in (["_", "("], ["N_", "("]) or before[-1] == "=="
            if kind in ("data", "string") and CHINESE.search(value) and not marked and value != LANGUAGE:
                bare.append(f"{named(path)}:{line} {value.strip()[:30]}")
            before = [before[-1], value]
    assert not bare


def test_python_speaks_only_through_the_catalogue():
    bare = []
    marked = {id(arg) for _, node in calls("N_", "_", "gettext") for arg in ast.walk(node)}
    for path, tree in modules().items():
        if named(path).startswith(DATA) or named(path).endswith(BOTH):
            continue
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if CHINESE.search(text) and id(node) not in marked | docs:
                bare.append(f"{named(path)}:{node.lineno} {text[:30]}")  # type: ignore[attr-defined]
    assert not bare
