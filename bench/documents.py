"""How fast minutes become documents, against setting plain text of the same length with the same typesetter.

    python -m bench.documents

A session of 500 events is composed, set as PDF and written as DOCX; a record of 100 pages is set. What we add to the
typesetter (reading the log, composing, the layout of headings, lists and tables) is promised as a ratio to what it needs
for the same characters as running text on the same pages. The first setting reads the fonts and is not counted.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import typst

from civic.documents.rules import Paragraph, Sheet, Table, docx, pdf
from civic.documents.rules.pdf import _fonts
from civic.documents.rules.sheet import plain
from councils.documents.rules import Issue, full_record
from councils.minutes.rules import Heading, MinutesDocument, compose
from councils.rules import FloorRules
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method, Stance
from tests.councils.meeting import CHEN, LIN, MA, ZHAO, Meeting, debating

EVENTS, PAGES = 500, 100
#: seconds in all for a session of 500 events (meetings.md 6.5: a draft within a minute; here PDF and DOCX as well)
SECONDS, RATIO, LONG_SECONDS = 3.0, 5.0, 3.0
T = TypeVar("T")
ISSUE = Issue(3, None, (), "ab" * 32, "https://civic.example/v")
SAID = "先修门禁，钱不够两样都做；南门一到晚上就黑，老人摔过两次，换灯花不了多少钱，今年就可以换好。"


def meeting_of(events: int) -> Meeting:
    """One long debate, decided at the end."""
    held = debating(FloorRules(speeches_per_motion=10_000))
    speech = 0
    while len(held.log) < events - 6:
        speaker, stance = ((LIN, Stance.FOR), (ZHAO, Stance.AGAINST))[speech % 2]
        speech += 1
        held.do(speaker, RaiseHand(1, stance))
        held.do(CHEN, CallSpeaker(speaker.person_id))
        held.wait(40)
        held.do(speaker, EndSpeech(speech))
        held.do(MA, NoteGist(speech, SAID))
    held.do(CHEN, CloseDebate(1))
    held.do(CHEN, OpenVote(1, Method.HANDS))
    held.do(CHEN, CloseVote(1, 3, 1))
    held.do(CHEN, Adjourn(confirmed=True))
    return held


def running_text(sheet: Sheet) -> str:
    """All its words, one paragraph for each of its lines."""
    lines = [sheet.title]
    for block in plain(sheet)["blocks"]:
        lines += [text for text in _texts(block) if len(text) > 1]
    return "\n\n".join(lines)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for name, part in value.items() if name not in ("kind", "qr") for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def set_plainly(text: str) -> bytes:
    """The same words by the same typesetter without any layout of ours."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plain.typ"
        source.write_text(
            "#set page(margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))\n"
            '#set text(font: "Noto Sans CJK SC", size: 16pt)\n#for one in sys.inputs.text.split("\\n\\n") { par(one) }'
        )
        made = typst.compile(str(source), format="pdf", font_paths=_fonts(), sys_inputs={"text": text})
    assert isinstance(made, bytes)
    return made


def timed(act: Callable[[], T]) -> tuple[T, float]:
    begin = time.perf_counter()
    made = act()
    return made, time.perf_counter() - begin


def pages(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def long_record(document: MinutesDocument, speeches: int) -> Sheet:
    """The record with its debate drawn out."""
    motion = document.agenda[0].motions[0]
    many = tuple(replace(motion.speeches[0], number=n, gist=SAID * 4) for n in range(speeches))
    item = replace(document.agenda[0], motions=(replace(motion, speeches=many),))
    return full_record(replace(document, agenda=(item,)), ISSUE)


def main() -> int:
    held = meeting_of(EVENTS)
    pdf(Sheet("字", (), (Paragraph("字"), Table(("字",), (("字",),)))))
    document, composing = timed(lambda: compose(Heading(7, "ab" * 32), held.log))
    sheet = full_record(document, ISSUE)
    paper, setting = timed(lambda: pdf(sheet))
    _, writing = timed(lambda: docx(sheet))
    _, bare = timed(lambda: set_plainly(running_text(sheet)))
    whole = composing + setting + writing
    print(
        f"{len(held.log)} events: composed {composing:.2f} s, PDF of {pages(paper)} pages {setting:.2f} s, DOCX {writing:.2f} s"
    )
    print(f"  all {whole:.2f} s (limit {SECONDS}), PDF / plain text {setting / bare:.1f} (limit {RATIO})")
    drawn_out = long_record(document, 370)
    long, seconds = timed(lambda: pdf(drawn_out))
    _, bare_long = timed(lambda: set_plainly(running_text(drawn_out)))
    print(
        f"{pages(long)} pages: PDF {seconds:.2f} s (limit {LONG_SECONDS}), / plain text {seconds / bare_long:.1f}"
    )
    kept = (
        whole <= SECONDS
        and setting / bare <= RATIO
        and seconds <= LONG_SECONDS
        and seconds / bare_long <= RATIO
        and pages(long) >= PAGES
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
