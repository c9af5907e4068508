"""What was checked, said in two languages."""

from __future__ import annotations

from typing import Any


class Findings:
    """A list of checks; each holds or does not, and says which figure it was."""

    def __init__(self, lang: str = "both") -> None:
        self.lang = lang
        self.lines: list[str] = []
        self.wrong = 0

    def check(self, holds: bool, zh: str, en: str, which: str = "") -> bool:
        """Note one check."""
        self.wrong += not holds
        mark = {"zh": ("相符", "不符"), "en": ("ok   ", "WRONG")}.get(self.lang, ("ok    相符", "WRONG 不符"))
        words = {"zh": zh, "en": en}.get(self.lang, zh + " · " + en)
        self.lines.append(f"[{mark[not holds]}] {words}{': ' + which if which else ''}")
        return holds

    def same(self, published: Any, found: Any, zh: str, en: str, which: str = "") -> bool:
        """Two values are equal; both are shown when they are not."""
        if published == found:
            return self.check(True, zh, en, which)
        told = f"{shortened(published)} ≠ {shortened(found)}"
        return self.check(False, zh, en, (which + ": " if which else "") + told)


def shortened(value: Any) -> str:
    """A value as a line of the report can hold it."""
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "..."
