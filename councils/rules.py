"""Councils, their seats and their rule sets: what a fraction means, and who may convene."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from civic.people.rules import Actor, Role


class SeatKind(StrEnum):
    """How a member came to the seat."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    DRAWN = "drawn"


class SeatRole(StrEnum):
    """What a seat is in a council."""

    CHAIR = "chair"
    MEMBER = "member"
    RECORDER = "recorder"  # writes, without a vote


# What the floors below call it: they ask about roles, never about councils.
ROLES_OF: dict[SeatRole, tuple[Role, ...]] = {
    SeatRole.CHAIR: (Role.MEMBER, Role.CHAIR),
    SeatRole.MEMBER: (Role.MEMBER,),
    SeatRole.RECORDER: (Role.RECORDER,),
}


class Base(StrEnum):
    """What a share of the votes is taken of."""

    CAST = "cast"  # yes + no: abstentions do not count (twelve principles, no. 12)
    PRESENT = "present"
    SEATS = "seats"


class Strictness(StrEnum):
    """How much of the rules of order a body lives by."""

    FULL = "full"  # every kind of motion, two degrees of amendment
    SIMPLE = "simple"  # the small set of community rules
    CONSULTATION = "consultation"  # open floor, nothing binding is decided


class Of(StrEnum):
    """Whose number a share or a least number is of, beside the seats of a council."""

    RESIDENTS = "residents"  # 18 周岁以上居民
    VILLAGERS = "villagers"  # 18 周岁以上村民
    HOUSEHOLDS = "households"
    GROUPS = "groups"  # 居民小组
    GROUP_REPS = "group_reps"
    REPRESENTATIVES = "representatives"
    MEMBERS = "members"
    AFFECTED = "affected"

    @property
    def words(self) -> str:
        """How people call one of them, marked for translation."""
        return _OF_WORDS[self]


_OF_WORDS = {
    Of.RESIDENTS: N_("18 周岁以上居民"),
    Of.VILLAGERS: N_("18 周岁以上村民"),
    Of.HOUSEHOLDS: N_("户代表"),
    Of.GROUPS: N_("居民小组"),
    Of.GROUP_REPS: N_("居民小组代表"),
    Of.REPRESENTATIVES: N_("居民（村民）代表"),
    Of.MEMBERS: N_("成员"),
    Of.AFFECTED: N_("直接受影响的居民"),
}


@dataclass(frozen=True)
class Share:
    """Another way of being enough: a share of somebody beside the seats."""

    share: Threshold
    of: Of


@dataclass(frozen=True)
class Least:
    """So many heads that must be there, beside the quorum."""

    heads: int
    of: Of


class Masking(StrEnum):
    """How people's names stand for whoever is not part of a session: on its pages, as data, in the minutes."""

    FULL = "full"
    SURNAME = "surname"  # 张某某
    ROLE = "role"


@dataclass(frozen=True)
class FloorRules:
    """The numbers one session is run by: a rule set as it stood when the session was announced.

    higher: what takes away somebody's right to speak or sets a rule aside needs this share (RONR: two thirds).
    degrees: amendments to amendments (2), or to motions only (1). chair_votes: whether who presides has a vote.
    speech_seconds: for one speech. absences: unexcused ones in a year that end a seat, 0: none do.
    review_hours: how long those who were there may object to the draft of the minutes, from its first writing.
    masking: how people's names stand for outsiders. also: other ways of being enough, any of which will do.
    least: numbers of heads that must all be there as well; a person counts on one side only.
    """

    name: str = ""
    source: str = ""
    quorum: Threshold = TWO_THIRDS  # of the seats; practice of councils, domain.md 3.1
    passing: Threshold = MORE_THAN_HALF
    base: Base = Base.CAST
    speech_seconds: int = 120
    speeches_per_motion: int = 2
    strictness: Strictness = Strictness.SIMPLE
    higher: Threshold = TWO_THIRDS
    higher_base: Base = Base.CAST
    degrees: int = 1
    chair_votes: bool = True
    observers_speak: bool = True
    absences: int = 0
    review_hours: int = 48
    masking: Masking = Masking.FULL
    also: tuple[Share, ...] = ()
    least: tuple[Least, ...] = ()

    def __post_init__(self) -> None:
        """Refuses numbers that no meeting could be run by (ValueError)."""
        fractions = (self.quorum, self.passing, self.higher, *(part.share for part in self.also))
        if any(share.den <= 0 or not 0 < share.num <= share.den for share in fractions):
            raise ValueError("a share must lie between 0 and 1")
        if self.speech_seconds < 10 or self.speeches_per_motion < 1:
            raise ValueError("speeches need time")

    @property
    def kinds(self) -> tuple[Of, ...]:
        """Whom one has to count beside the seats, each once."""
        found = dict.fromkeys([*(part.of for part in self.least), *(part.of for part in self.also)])
        return tuple(of for of in found if of is not Of.MEMBERS)


_PREPARE = (Role.CHAIR, Role.RECORDER, Role.FACILITATOR, Role.CLERK)


def may_convene(actor: Actor, *paths: str) -> bool:
    """Who prepares and announces sessions: the council's chair and recorder, social workers, the residents' committee.

    paths: where the council belongs; for a joint council the places of its member bodies as well, who take turns.
    """
    return any(actor.holds_any(_PREPARE, path) for path in paths)


def may_found(actor: Actor, *paths: str) -> bool:
    """Who keeps the register of councils and seats: the residents' committee, the street office, the administrator."""
    return any(actor.holds_any((Role.CLERK, Role.OFFICER, Role.ADMIN), path) for path in paths)


def check_seat(joint: bool, has_body: bool, role: SeatRole, kind: SeatKind, drawn: bool) -> None:
    """Raises Refused for a voting seat of a joint council without a member body, and for a draw of a seat not drawn."""
    if joint and not has_body and role is not SeatRole.RECORDER:
        raise Refused("seat_needs_body", "bench")
    if drawn and kind is not SeatKind.DRAWN:
        raise Refused("seat_not_drawn", "sortition")


def check_term(starts_on: date, ends_on: date, before: date | None) -> None:
    """Raises Refused when a term ends before it begins, or begins before the one before it is over."""
    if ends_on <= starts_on:
        raise Refused("term_dates", "ends_on")
    if before is not None and starts_on <= before:
        raise Refused("term_overlaps", "starts_on", before=before)


sentences(
    convene_forbidden=N_("会议由主持人、记录人、社工或居委会来安排。"),
    found_forbidden=N_("议事会和成员名单由居委会、街道或管理员来登记。"),
    session_no_seat=N_("主持人和记录人要在本届名单里。"),
    item_proposal_unknown=N_("议程里的提案不是本社区现在可以议的。"),
    console_forbidden=N_("主持台只给主持人、记录人和现场社工用。"),
    seat_taken=N_("这一届已经有这位成员。"),
    seat_needs_body=N_("联席会议的成员要写明代表哪一家成员单位。"),
    seat_not_drawn=N_("只有抽签产生的席位才附抽签记录。"),
    seat_over=N_("这个席位已经结束。"),
    seat_role_same=N_("已经是这个身份了。"),
    seat_body_unknown=N_("没有找到这家成员单位。"),
    seat_draw_unknown=N_("没有找到这次抽签的结果。"),
    term_overlaps=N_("上一届到 {before} 才结束，新一届要在这以后开始。"),
    rules_same=N_("现在用的就是这一版规则。"),
    term_dates=N_("任期的结束日期要在开始日期之后。"),
    council_taken=N_("这个地方已经有同名的议事会。"),
)
