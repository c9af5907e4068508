"""recount.py, joined from its chapters."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from civic.kit.settings import ROOT

CHAPTERS = (
    *("findings", "digests", "packing", "case", "papers", "record"),
    *("shares", "spending", "choosing", "ranking", "figures", "program"),
)
_FOLDER = ROOT / "votes" / "publication" / "recount"
_HEADER = '''"""recount.py: counts a published ballot again and compares every figure. Needs Python 3.9 or newer and nothing else.

    python3 recount.py ballot-7.zip

重新清点一次投票，核对公布的每个数字。只要有 Python 3.9 或更新的版本，不用联网，不用装别的。
"""
'''
_IMPORT = re.compile(r"^(?:from|import) [^\n(]+(?:\([^)]*\))?\n", re.MULTILINE)


@cache
def program() -> bytes:
    """The whole file: imports of the standard library once, then the chapters one after the other."""
    texts = {chapter: (_FOLDER / f"{chapter}.py").read_text(encoding="utf-8") for chapter in CHAPTERS}
    bodies = [_chapter(chapter, text) for chapter, text in texts.items()]
    return "\n\n".join((_HEADER, _imports(texts.values()), *bodies)).encode()


def _imports(texts: Iterable[str]) -> str:
    """One line a module, in the usual order; what the chapters import of one another is left out."""
    plain, names = set[str](), defaultdict[str, set[str]](set)
    for line in (line for text in texts for line in _IMPORT.findall(text)):
        words = line.split(" ", 3)
        if words[0] == "import":
            plain.add(line)
        elif not words[1].startswith("votes."):
            names[words[1]] |= {name.strip() for name in words[3].split(",")}
    future = names.pop("__future__")
    chosen = [f"from {module} import {', '.join(sorted(names[module]))}\n" for module in sorted(names)]
    return f"from __future__ import {', '.join(future)}\n\n{''.join(sorted(plain))}{''.join(chosen)}"


def _chapter(name: str, text: str) -> str:
    """A chapter without its imports; its docstring becomes a comment."""
    about, _, body = text.removeprefix('"""').partition('"""\n')
    comment = "\n".join(f"# {line}".rstrip() for line in about.strip().splitlines())
    return f"# ---- {name}: {comment.removeprefix('# ')}\n\n\n{_IMPORT.sub('', body).strip()}\n"
