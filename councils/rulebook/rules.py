"""Which version of a rule set is in force, what figures a version may hold, and who enters and checks one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from civic.kit.errors import N_, Refused, sentences
from civic.kit.thresholds import Threshold
from civic.people.rules import Actor, Role
from councils.rules import Base, Least, Masking, Of, Strictness

SHARES = (">1/2", "1/2", "3/5", "2/3", ">2/3", "3/4", "4/5", "1/3", "1/5", "1/10", "1/1", "1/100")
# what of a base of twenty is shown as an example
EXAMPLE = 20
_SHORTEST, _LONGEST = 10, 3600


@dataclass(frozen=True)
class Part:
    """A share of somebody beside the seats: who may convene, and other ways of being enough."""

    share: str
    of: Of


@dataclass(frozen=True)
class Figures:
    """All that a version of a rule set says. Shares are texts such as ``>1/2``; days and seconds are whole numbers."""

    title: str
    source: str
    effective_on: date
    strictness: Strictness
    quorum: str
    majority: str
    majority_base: Base
    higher: str
    speech_seconds: int
    speeches_per_motion: int
    session_notice_days: int
    session_notice_working: bool
    award_notice_days: int
    award_notice_working: bool
    degrees: int = 1
    chair_votes: bool = True
    advisory: bool = False
    observers_speak: bool = True
    substitutes: bool = False
    masking: Masking = Masking.FULL
    absences: int = 0
    absences_source: str = ""
    objections_return: int = 0
    residents_hand_in: bool = True
    review_hours: int = 48
    motion_signatures: int = 1
    convening_days: int = 0
    quorum_also: tuple[Part, ...] = ()
    convening: tuple[Part, ...] = ()
    minimums: tuple[Least, ...] = ()


def check(figures: Figures) -> None:
    """Raises Refused for figures that no meeting could be run by, each beside its field."""
    for field in ("quorum", "majority", "higher"):
        _read(getattr(figures, field), field)
    for field in ("quorum_also", "convening"):
        for part in getattr(figures, field):
            _read(part.share, field)
    if not _SHORTEST <= figures.speech_seconds <= _LONGEST:
        raise Refused("rules_speech", "speech_seconds", least=_SHORTEST, most=_LONGEST)
    if figures.degrees == 2 and figures.strictness is not Strictness.FULL:
        raise Refused("rules_degrees", "degrees")
    if figures.convening_days and not figures.convening:
        raise Refused("rules_convening_days", "convening_days")
    if figures.absences and not figures.absences_source:
        raise Refused("rules_absences_source", "absences_source")


def _read(share: str, field: str) -> Threshold:
    try:
        return Threshold.read(share)
    except ValueError as wrong:
        raise Refused("rules_share", field) from wrong


class Version(Protocol):
    """A version as far as its age goes."""

    @property
    def effective_on(self) -> date: ...

    @property
    def version(self) -> int: ...


def newest(versions: Iterable[Version], day: date) -> int | None:
    """The number of the version in force on a day: the latest to take effect, of those the last entered."""
    begun = [(one.effective_on, one.version) for one in versions if one.effective_on <= day]
    return max(begun)[1] if begun else None


_WRITERS = (Role.CLERK, Role.OFFICER, Role.ADMIN)


def may_enter(actor: Actor) -> bool:
    """Who enters versions: the residents' committee, the street office, the administrator, of whatever place."""
    return any(held.role in _WRITERS for held in actor.grants)


def may_check(actor: Actor, entered_by: int | None) -> bool:
    """Who compares a version with the text in force: the same people, but not the one who entered it."""
    return may_enter(actor) and actor.person_id != entered_by


sentences(
    rules_forbidden=N_("规则由居委会、街道或管理员来登记。"),
    rules_check_other=N_("登记的人不能自己核对，要由另一位工作人员来核对。"),
    rules_checked=N_("这一版已经核对过了。"),
    rules_share=N_("请选一个比例。"),
    rules_speech=N_("每次发言在 {least} 到 {most} 秒之间。"),
    rules_degrees=N_("两级修正只用在完整规则里。"),
    rules_convening_days=N_("先写明谁可以要求开会，再写几天内召集。"),
    rules_absences_source=N_("写明缺席几次席位终止，就要写出处。"),
)
