"""The paragraphs of minutes that can be objected to and put right, by anchors such as ``item-3``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from civic.kit.chain import document_digest
from councils.minutes.rules.codec import encoded
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.notes import drifted
from councils.minutes.rules.parts import Speech

_GATHERING = (
    "present",
    "absent",
    "excused",
    "substitutes",
    "observers",
    "gallery",
    "chairs",
    "tellers",
    "seats",
)
_HEAD = (
    "council",
    "term",
    "number",
    "title",
    "planned_at",
    "opened_at",
    "closed_at",
    "venue",
    "convener",
    "basis",
)


_WORDS = ("prose", "preface", "remarks")


def paragraphs(document: MinutesDocument) -> dict[str, str]:
    """Anchors in the order of the text, each with the digest of what stands there now."""
    found: dict[str, Any] = {
        "facts": [getattr(document, name) for name in (*_HEAD, "notice_day", "chair", "recorder", "preface")],
        "attendance": [getattr(document, name) for name in _GATHERING],
    }
    for item in document.agenda:
        found[f"item-{item.number}"] = replace(item, motions=(), speeches=(), points=())
        found |= _speeches(item.speeches)
        found |= {f"point-{one.number}": one for one in item.points}
        for motion in item.motions:
            found[f"motion-{motion.number}"] = replace(motion, speeches=())
            found |= _speeches(motion.speeches)
    return {anchor: _digest(part, document.form) for anchor, part in found.items()}


def _speeches(speeches: Iterable[Speech]) -> dict[str, Speech]:
    """That its speaker confirms a speech does not change its paragraph."""
    return {f"speech-{one.number}": replace(one, confirmed=False) for one in speeches}


def drift(document: MinutesDocument, anchor: str, prose: str) -> tuple[str, ...]:
    """Numbers in the recorder's words on a paragraph that the log does not bear out."""
    _, _, number = anchor.partition("-")
    part: Any = next(
        (item for item in document.agenda if str(item.number) == number), replace(document, agenda=())
    )
    plain = encoded(part, document.form)
    # words do not bear out themselves
    return drifted(prose, {name: value for name, value in plain.items() if name not in _WORDS})


def _digest(part: Any, form: int) -> str:
    plain = [encoded(one, form) for one in part] if isinstance(part, list) else encoded(part, form)
    return document_digest(plain)
