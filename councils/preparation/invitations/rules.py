"""Who is invited as what, what they may answer, and how seats in the gallery are given out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor
from councils.rules import may_convene

MOST_SEATS = 500


class Invited(StrEnum):
    """As what somebody is asked to come."""

    MEMBER = "member"
    RECORDER = "recorder"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"  # 列席: without a vote
    PRESENTER = "presenter"  # speaks for a proposal or a motion handed in, without a vote (domain.md 2.4)
    STAKEHOLDER = "stakeholder"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _INVITED[self]


_INVITED = {
    Invited.MEMBER: N_("成员"),
    Invited.RECORDER: N_("记录人"),
    Invited.SUBSTITUTE: N_("候补成员"),
    Invited.OBSERVER: N_("列席"),
    Invited.PRESENTER: N_("到会说明（没有表决权）"),
    Invited.STAKEHOLDER: N_("利益相关方"),
}
# whom the one who prepares may add by hand, members have their seats
GUESTS = (Invited.OBSERVER, Invited.STAKEHOLDER, Invited.PRESENTER)


class Answer(StrEnum):
    """What an invited person says."""

    COMING = "coming"
    ONLINE = "online"
    AWAY = "away"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _ANSWERS[self]


_ANSWERS = {
    Answer.COMING: N_("参加"),
    Answer.ONLINE: N_("线上参加"),
    Answer.AWAY: N_("请假"),
}


@dataclass(frozen=True)
class Place:
    """Somebody's place in the gallery list. waiting: 0 with a seat, else how many wait up to and with this one."""

    person_id: int
    seated: bool
    waiting: int = 0


def places(order: Sequence[int], seats: int) -> list[Place]:
    """Seats go to whoever signed up first; the rest wait in the same order."""
    return [
        Place(person, number <= seats, max(0, number - seats)) for number, person in enumerate(order, start=1)
    ]


def check_answer(answer: Answer, reason: str) -> None:
    """Raises Refused for leave without a reason: it goes into the minutes."""
    if answer is Answer.AWAY and not reason:
        raise Refused("reply_reason", "reason")


def may_see_list(actor: Actor, runs: bool, *paths: str) -> bool:
    """Names of who comes and who listens: for those who prepare and run the session, nobody else."""
    return runs or may_convene(actor, *paths)


kinds(
    session_invited=N_("请您参加{council}{session}：{starts_at}，{venue}。请回复来不来。"),
    session_tomorrow=N_("提醒：{council}{session}，{starts_at}，{venue}。"),
    session_unanswered=N_("{council}{session}{starts_at}开会，您还没有回复来不来。"),
    session_missed=N_("{council}{session}{starts_at}到点没有开。请改期或者取消，写明原因，好告诉大家。"),
    slips_to_carry=N_(
        "{council}{session}有变动，另有 {count} 位是用纸质邀请请的，手机上收不到，请另外告知。"
    ),
    replies_missing=N_("{council}{session}{starts_at}开会，还有 {count} 人没有回复。"),
    reply_late=N_("{name}在会前一天改了回复，请看{council}{session}的名单。"),
    gallery_moved_up=N_("{council}{session}有人让出旁听席，现在有您的座位了：{starts_at}，{venue}。"),
)
sentences(
    reply_not_invited=N_("您不在这次会议的邀请名单上。"),
    reply_reason=N_("请假要写一句原因，会记进纪要。"),
    session_begun=N_("会议已经开始或已经结束，不能再改了。"),
    gallery_none=N_("这次会议没有设旁听席。"),
    gallery_residents=N_("旁听席留给本社区居民。"),
    gallery_invited=N_("您已经在邀请名单上，不用报名旁听，请直接回复是否参加。"),
    gallery_signed_up=N_("您已经报过名了。"),
    gallery_not_signed_up=N_("您没有报名。"),
    list_forbidden=N_("名单只给安排和主持会议的人看。"),
    invited_already=N_("已经邀请过这个人。"),
)
