"""Who someone is to the house: roles held at places, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be at a place for a time."""

    RESIDENT = "resident"  # 居民
    MEMBER = "member"  # 议事会成员
    CHAIR = "chair"  # 主持人/召集人
    RECORDER = "recorder"  # 记录人
    FACILITATOR = "facilitator"  # 协作者（社工）
    CLERK = "clerk"  # 居委会工作人员: screens, calls for bids, pays
    SUPERVISOR = "supervisor"  # 居务监督委员会
    ORGANISATION = "organisation"  # acts for a social organisation
    OFFICER = "officer"  # 街道、区工作人员
    ADMIN = "admin"


@dataclass(frozen=True)
class Held:
    """A role held at a place (and so at everything below it)."""

    role: Role
    place_id: int
    path: str


@dataclass(frozen=True)
class Actor:
    """Whoever asks: a person with the roles held today, or nobody."""

    person_id: int | None
    name: str = ""
    grants: tuple[Held, ...] = ()
    household_id: int | None = None
    place_id: int | None = None  # the community of residence
    place_path: str = ""

    @property
    def signed_in(self) -> bool:
        """Whether this is a known person."""
        return self.person_id is not None

    def holds(self, role: Role, path: str) -> bool:
        """Whether the role is held at the place of this path or at one above it."""
        return any(held.role is role and path.startswith(held.path) for held in self.grants)

    def holds_any(self, roles: tuple[Role, ...], path: str) -> bool:
        """Whether one of the roles is held there."""
        return any(self.holds(role, path) for role in roles)

    def lives_in(self, path: str) -> bool:
        """Whether the person is a verified resident of the place of this path (or of one below it)."""
        return any(held.role is Role.RESIDENT and held.path.startswith(path) for held in self.grants)


ANONYMOUS = Actor(None)
SYSTEM = Actor(None, "system")
