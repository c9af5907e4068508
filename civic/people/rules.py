"""Who someone is to the house: roles held at places, as plain values."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Forbidden, NotFound, Refused, SignInNeeded, sentences
from civic.places.rules import Level

# in years
YOUNGEST, OLDEST = 14, 120


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

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _WORDS[self]


class KeyHolder(StrEnum):
    """The two who hold a key to what is sealed at a place, bids or a ballot box; both are needed to open it."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"


def role(word: str) -> Role:
    """The role of a word in an address. Raises NotFound when there is none."""
    if word not in set(Role):
        raise NotFound
    return Role(word)


_WORDS = {
    Role.RESIDENT: N_("居民"),
    Role.MEMBER: N_("议事会成员"),
    Role.CHAIR: N_("主持人"),
    Role.RECORDER: N_("记录人"),
    Role.FACILITATOR: N_("协作者（社工）"),
    Role.CLERK: N_("居委会工作人员"),
    Role.SUPERVISOR: N_("居务监督委员会"),
    Role.ORGANISATION: N_("社会组织代表"),
    Role.OFFICER: N_("街道工作人员"),
    Role.ADMIN: N_("管理员"),
}

# Who may give which role at a place of theirs. Supervisors watch the clerks, so clerks do not choose them.
_FACILITATOR = frozenset({Role.RESIDENT})
_CLERK = _FACILITATOR | {Role.MEMBER, Role.CHAIR, Role.RECORDER, Role.FACILITATOR}
_OFFICER = _CLERK | {Role.CLERK, Role.SUPERVISOR}
GIVES: dict[Role, frozenset[Role]] = {
    Role.FACILITATOR: _FACILITATOR,
    Role.CLERK: _CLERK,
    Role.OFFICER: _OFFICER,
    Role.ADMIN: frozenset(Role),
}
_VERIFIERS = (Role.FACILITATOR, Role.CLERK, Role.ADMIN)


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

    @property
    def usual_place(self) -> int | None:
        """The place this person most likely wants to see: where they live, else where they first hold a role."""
        return self.place_id or next((held.place_id for held in self.grants), None)

    def holds(self, role: Role, path: str) -> bool:
        """Whether the role is held at the place of this path or at one above it."""
        return any(held.role is role and path.startswith(held.path) for held in self.grants)

    def holds_any(self, roles: tuple[Role, ...], path: str) -> bool:
        """Whether one of the roles is held there."""
        return any(self.holds(role, path) for role in roles)

    def administers(self, path: str) -> bool:
        """Whether this is an administrator there; the clock (and so the set-up) may everywhere."""
        return self == SYSTEM or self.holds(Role.ADMIN, path)

    def gives_roles(self, path: str) -> bool:
        """Whether there is any role this person may give there."""
        return bool(gives(self, path))

    def lives_in(self, path: str) -> bool:
        """Whether the person is a verified resident of the place of this path (or of one below it)."""
        return any(held.role is Role.RESIDENT and held.path.startswith(path) for held in self.grants)


@dataclass(frozen=True)
class Registered:
    """A verified resident as a roll needs them: all of it private."""

    person_id: int
    #: as on the identity document, else the display name
    name: str
    birth_year: int | None
    household_id: int | None = None
    #: building, entrance, room
    address: str = ""
    estate: str = ""


ANONYMOUS = Actor(None)
SYSTEM = Actor(None, "system")


def must(may: bool, actor: Actor, code: str = "forbidden") -> None:
    """Go on only when the actor may. Raises Forbidden with the code, SignInNeeded for nobody."""
    if not may:
        raise Forbidden(code) if actor.signed_in else SignInNeeded


def person_of(actor: Actor) -> int:
    """Who acts. Raises SignInNeeded."""
    if actor.person_id is None:
        raise SignInNeeded
    return actor.person_id


def gives(actor: Actor, path: str) -> frozenset[Role]:
    """The roles this actor may give and take at the place of this path; the clock may give all."""
    if actor == SYSTEM:
        return frozenset(Role)
    return frozenset().union(
        *(GIVES.get(held.role, ()) for held in actor.grants if path.startswith(held.path))
    )


def may_grant(actor: Actor, role: Role, path: str) -> bool:
    """Whether the actor may give or take this role there."""
    return role in gives(actor, path)


def may_verify(actor: Actor, home_path: str) -> bool:
    """Whether the actor may see and confirm who lives there; without a home (empty path) any administrator."""
    if not home_path:
        return actor == SYSTEM or any(held.role is Role.ADMIN for held in actor.grants)
    return actor == SYSTEM or actor.holds_any(_VERIFIERS, home_path)


def check_grant(role: Role, level: Level, starts_on: date, ends_on: date | None) -> None:
    """Raises Refused when residents are not entered at their community, or when a period ends before it begins."""
    if role is Role.RESIDENT and level is not Level.COMMUNITY:
        raise Refused("grant_resident_place", "role")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("grant_period", "ends_on")


def check_birth_year(year: int | None, this_year: int) -> None:
    """Raises Refused for a year nobody alive was born in, and for children under fourteen: their data need a guardian's
    consent (个人信息保护法 28, 31), which is not built. None is left open."""
    if year is not None and not this_year - OLDEST <= year <= this_year - YOUNGEST:
        raise Refused("birth_year_range", "birth_year", low=this_year - OLDEST, high=this_year - YOUNGEST)


@dataclass(frozen=True)
class Login:
    """What a person signs in with: a mainland mobile number or a name, never both."""

    phone: str | None
    handle: str | None


def login(typed: str) -> Login:
    """What was typed, in the one form it is kept in. Never refuses: what fits nobody simply fits nobody."""
    plain = unicodedata.normalize("NFKC", typed).replace("\0", "").strip().lower()
    digits = re.sub(r"[\s\-()]", "", plain).removeprefix("+86")
    return Login(digits, None) if _PHONE.fullmatch(digits) else Login(None, plain)


def new_login(typed: str, field: str = "login") -> Login:
    """A login for a new account. Raises Refused when it is neither a mobile number nor a plain name."""
    found = login(typed)
    if found.handle is not None and not _HANDLE.fullmatch(found.handle):
        raise Refused("login_bad", field)
    return found


LONGEST_HANDLE = 40
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_HANDLE = re.compile(r"(?!\d+$)[\w][\w.\-]{1,39}")

_KEY_ROLES = {KeyHolder.CLERK: Role.CLERK, KeyHolder.SUPERVISOR: Role.SUPERVISOR}


def key_holder(actor: Actor, path: str) -> KeyHolder | None:
    """Which key a person may hold at this place. Who is both clerk and supervisor holds none: two people are needed."""
    held = [key for key, role in _KEY_ROLES.items() if actor.holds(role, path)]
    return held[0] if len(held) == 1 else None


sentences(
    birth_year_range=N_("出生年份要在 {low} 年到 {high} 年之间。"),
    grant_resident_place=N_("居民登记在社区这一级。"),
    grant_forbidden=N_("这个角色要由有权的工作人员来给。"),
    grant_last_admin=N_("这是最后一位管理员，不能收回。"),
    grant_period=N_("结束的日子不能早于开始的日子。"),
    login_bad=N_("请填手机号，或者 2 到 40 个字的登录名，只用文字、字母、数字、点和短横，不能全是数字。"),
    login_taken=N_("这个登录名或手机号已经有人用了，请换一个。"),
    person_unknown=N_("没有找到用这个登录名或手机号的人。"),
    household_set=N_("住址已经登记过了。要改，请找社区工作人员。"),
    household_place=N_("请选一个小区。"),
)
