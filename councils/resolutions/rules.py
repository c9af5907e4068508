"""What a resolution says of itself, and the lines it leaves on a proposal's timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.notices.rules import Standing as Notice
from civic.people.rules import Actor, Role


class NoteKind(StrEnum):
    """What is written beside a resolution later; the resolution itself never changes."""

    LEGAL = "legal"  # what the legal review says
    EFFECTIVE = "effective"  # from which day it is in force
    LAPSE = "lapse"  # on which day it ends by itself
    AMENDED = "amended"  # by a later resolution
    RESCINDED = "rescinded"


class Standing(StrEnum):
    """Whether a resolution binds today."""

    PENDING = "pending"  # not yet in force
    SUSPENDED = "suspended"  # an objection to its notice was upheld, or the notice was sent back
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    RESCINDED = "rescinded"


# what its public notice came to when the resolution may not be carried out
HALTED = frozenset({Notice.UPHELD, Notice.RETURNED})


@dataclass(frozen=True)
class Note:
    """One note, as far as the standing asks. on: for EFFECTIVE and LAPSE."""

    kind: NoteKind
    on: date | None = None


def standing(notes: Sequence[Note], suspended: bool, today: date) -> Standing:
    """Whether it binds today: the newest note of each kind counts, rescinding beats everything."""
    latest = {note.kind: note for note in notes}
    if NoteKind.RESCINDED in latest:
        return Standing.RESCINDED
    if suspended:
        return Standing.SUSPENDED
    lapse, effective = latest.get(NoteKind.LAPSE), latest.get(NoteKind.EFFECTIVE)
    if lapse and lapse.on and today >= lapse.on:
        return Standing.LAPSED
    if effective and effective.on and today < effective.on:
        return Standing.PENDING
    return Standing.IN_FORCE


def may_note(actor: Actor, place_path: str) -> bool:
    """Who writes beside a resolution: the council's recorder, the residents' committee, the street office."""
    return actor.holds_any((Role.RECORDER, Role.CLERK, Role.OFFICER), place_path)


def need_note(kind: NoteKind, text: str, on: date | None, by: int | None, resolution: int) -> None:
    """Raises Refused for a note without what its kind needs: a date, another resolution, or words."""
    if kind in (NoteKind.EFFECTIVE, NoteKind.LAPSE) and on is None:
        raise Refused("resolution_note_date", "on")
    if kind in (NoteKind.AMENDED, NoteKind.RESCINDED) and (by is None or by == resolution):
        raise Refused("resolution_note_by", "by")
    if kind is NoteKind.LEGAL and len(text) < 4:
        raise Refused("resolution_note_text", "text")


@dataclass(frozen=True)
class Line:
    """A resolution in the register. decision_id: the funding decision that rests on it, if there is one."""

    id: int
    number: int
    term: int
    council: str
    text: str
    adopted_on: date
    amount_fen: int | None
    proposal_id: int | None
    minutes_id: int
    decision_id: int | None
    decided_fen: int | None
    standing: Standing = Standing.IN_FORCE


# what a resolution is called where only its name stands
NAMED = N_("{council} 第 {term} 届决议第 {number} 号")
# on the timeline of a proposal whose motion was carried (what the vote itself said stands there already)
RESOLVED = N_("会议纪要签发，形成决议")

sentences(
    resolution_note_forbidden=N_("决议的备注由记录人、居委会或街道来写。"),
    resolution_announce_forbidden=N_("决议由记录人、居委会或街道来公示。"),
    resolution_announced=N_("这条决议已经公示过。"),
    resolution_not_in_force=N_("这条决议现在不能执行：还没有生效、已经停止执行、失效或者撤销。"),
    resolution_note_date=N_("请填日期。"),
    resolution_note_by=N_("请填是哪一条决议改的，不能是它自己。"),
    resolution_note_text=N_("请写法律审查的意见，至少 4 个字。"),
)
