"""The stakeholder map: kinds of groups, how far each has been heard, and when silence forbids an outcome.

That a smaller group hit harder than the others is heard before anything is concluded is the point of the map
(利益协调机制, domain.md 1.1 no. 18).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences


class GroupKind(StrEnum):
    """What sort of group it is."""

    RESIDENTS = "residents"
    OWNERS = "owners"
    ELDERLY = "elderly"
    CHILDREN = "children"  # speak through their guardians
    SHOPS = "shops"
    PROPERTY = "property"
    UNIT = "unit"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _GROUP_WORDS[self]


class Capacity(StrEnum):
    """As what somebody takes part."""

    REPRESENTATIVE = "representative"  # elected representative of the residents
    AFFECTED = "affected"
    PARTY = "party"  # speaks for a firm, an office, an organisation
    GUEST = "guest"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _CAPACITY_WORDS[self]


class Answer(StrEnum):
    """What somebody said to the invitation."""

    NONE = "none"
    COMING = "coming"
    AWAY = "away"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _ANSWER_WORDS[self]


class Heard(StrEnum):
    """How a group's voice came in."""

    PRESENT = "present"
    WRITTEN = "written"
    MISSING = "missing"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _HEARD_WORDS[self]


@dataclass(frozen=True)
class GroupPlan:
    """A group as somebody names it."""

    kind: GroupKind
    name: str
    interest: str
    #: a smaller group that is hit harder than the others
    minority: bool = False
    #: people in it, roughly
    size: int | None = None


@dataclass(frozen=True)
class Tally:
    """A group on the map. Counts of people, never names."""

    id: int
    kind: GroupKind
    name: str
    interest: str
    minority: bool
    size: int | None
    invited: int = 0
    coming: int = 0
    away: int = 0
    present: int = 0
    written: int = 0

    @property
    def heard(self) -> Heard:
        """In the room before in writing before not at all."""
        if self.present:
            return Heard.PRESENT
        return Heard.WRITTEN if self.written else Heard.MISSING

    @property
    def silent(self) -> int:
        """Invited people who have not answered."""
        return self.invited - self.coming - self.away


def unheard(groups: Sequence[Tally]) -> list[Tally]:
    """The affected minorities whose voice is missing: they forbid an outcome without a reason."""
    return [group for group in groups if group.minority and group.heard is Heard.MISSING]


def check_heard(groups: Sequence[Tally], reason: str) -> None:
    """Raises Refused ``stakeholder_unheard`` when a flagged group is missing and nobody says why it goes on without it."""
    missing = unheard(groups)
    if missing and not reason:
        raise Refused(
            "stakeholder_unheard", "unheard_reason", groups="、".join(group.name for group in missing)
        )


def check_hearing(present: Collection[Capacity], representatives: int, affected: int) -> None:
    """A hearing heard enough people of either kind. Raises Refused ``hearing_small``.

    Nobody is counted twice: a person takes part in one capacity, which the database sees to.
    """
    here = list(present)
    there = {one: here.count(one) for one in (Capacity.REPRESENTATIVE, Capacity.AFFECTED)}
    if there[Capacity.REPRESENTATIVE] < representatives or there[Capacity.AFFECTED] < affected:
        raise Refused(
            "hearing_small",
            representatives=representatives,
            affected=affected,
            came=there[Capacity.REPRESENTATIVE],
            hit=there[Capacity.AFFECTED],
        )


_GROUP_WORDS = {
    GroupKind.RESIDENTS: N_("居民"),
    GroupKind.OWNERS: N_("业主"),
    GroupKind.ELDERLY: N_("老年人"),
    GroupKind.CHILDREN: N_("孩子（由监护人代为表达）"),
    GroupKind.SHOPS: N_("商户"),
    GroupKind.PROPERTY: N_("物业公司"),
    GroupKind.UNIT: N_("驻区单位"),
    GroupKind.ORGANISATION: N_("社会组织"),
    GroupKind.DEPARTMENT: N_("有关部门"),
    GroupKind.OTHER: N_("其他"),
}
_CAPACITY_WORDS = {
    Capacity.REPRESENTATIVE: N_("居民代表"),
    Capacity.AFFECTED: N_("受影响的居民"),
    Capacity.PARTY: N_("相关方代表"),
    Capacity.GUEST: N_("列席"),
}
_ANSWER_WORDS = {Answer.NONE: N_("还没回复"), Answer.COMING: N_("能来"), Answer.AWAY: N_("来不了")}
_HEARD_WORDS = {Heard.PRESENT: N_("到场"), Heard.WRITTEN: N_("书面意见"), Heard.MISSING: N_("还没听到")}

sentences(
    stakeholder_unheard=N_(
        "{groups}受影响较大，还没有人到场，也没有书面意见。先听到他们的意见，或者写明为什么不能再等。"
    ),
    hearing_small=N_(
        "听证会至少要有居民代表 {representatives} 人、受影响的居民 {affected} 人到场，两边不能是同一个人。现在到了 {came} 人和 {hit} 人。"
    ),
    stakeholder_taken=N_("这一方已经写上了。"),
    stakeholder_used=N_("这一方已经有人参加，不能再删。"),
    invitee_taken=N_("这个人已经在名单里了。一个人只用一种身份参加。"),
    invitee_unknown=N_("没有找到用这个登录名或手机号的人。没有账号的，只写名字就行。"),
    invitee_forbidden=N_("自己的回复只能由本人或者社工来填。"),
)
