"""The life of a consultation: kinds, stages, which act is in order when, and who may do it.

The road is that of 《关于加强城乡社区协商的意见》 (2015): a topic is raised, those concerned are named, told in advance,
talk it over, and learn what was adopted and what was done.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role


class Kind(StrEnum):
    """How formal it is."""

    CONSULT = "consult"  # 有事来协商
    TEAHOUSE = "teahouse"  # 市民茶话吧: listening, nothing to be answered
    BUSINESS = "business"  # 企业咖啡时: the same with shopkeepers and firms
    HEARING = "hearing"  # 听证会 before building
    ADVISORY = "advisory"  # 征询意见 on a plan that is already written

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _KIND_WORDS[self]

    @property
    def form(self) -> "Formality":
        """What this kind asks for."""
        return _FORMS[self]


class Origin(StrEnum):
    """Where the topic came from."""

    RESIDENT = "resident"
    PROPOSAL = "proposal"
    DISPUTE = "dispute"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _ORIGIN_WORDS[self]


class Stage(StrEnum):
    """How far it has come."""

    RAISED = "raised"
    DECLINED = "declined"
    PREPARING = "preparing"  # accepted: those concerned are being named
    OPEN = "open"  # they were informed: statements, options, evenings
    CONCLUDED = "concluded"  # the outcome is published, answers are awaited
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _STAGE_WORDS[self]


class Act(StrEnum):
    """What can be done to a consultation as a whole; each leaves a step."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    INFORMED = "informed"
    EVENING_SET = "evening_set"
    EVENING_OFF = "evening_off"
    MET = "met"
    CONCLUDED = "concluded"
    REPLIED = "replied"
    MEDIATION_SET = "mediation_set"
    MEDIATED = "mediated"
    ESCALATED = "escalated"
    ESCALATION_ANSWERED = "escalation_answered"
    HANDED_OVER = "handed_over"
    FED_BACK = "fed_back"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _ACT_WORDS[self]


@dataclass(frozen=True)
class Formality:
    """What a kind asks for. notice_days: calendar days between telling people and the first evening."""

    notice_days: int
    #: groups that must be named before people are told
    groups: int
    #: whether somebody must answer the outcome
    answered: bool
    #: people who must have been present: elected representatives, and people affected who are not among them
    representatives: int = 0
    affected: int = 0


# Agendas go out two to three days before (practice); a hearing's plan hangs for a week, and hears at least ten
# representatives and twenty affected people, nobody as both (rule of the predecessor fund): domain.md 2.2, 2.4.
_FORMS = {
    Kind.CONSULT: Formality(3, 2, True),
    Kind.TEAHOUSE: Formality(0, 0, False),
    Kind.BUSINESS: Formality(0, 0, False),
    Kind.HEARING: Formality(7, 2, True, representatives=10, affected=20),
    Kind.ADVISORY: Formality(3, 1, True),
}

_FROM: dict[Act, tuple[Stage, ...]] = {
    Act.ACCEPTED: (Stage.RAISED,),
    Act.DECLINED: (Stage.RAISED,),
    Act.INFORMED: (Stage.PREPARING,),
    Act.EVENING_SET: (Stage.PREPARING, Stage.OPEN),
    Act.EVENING_OFF: (Stage.PREPARING, Stage.OPEN),
    Act.MET: (Stage.OPEN,),
    Act.CONCLUDED: (Stage.OPEN,),
    Act.REPLIED: (Stage.CONCLUDED, Stage.ANSWERED),
    Act.MEDIATION_SET: (Stage.OPEN, Stage.CONCLUDED, Stage.ANSWERED),
    Act.MEDIATED: (Stage.OPEN, Stage.CONCLUDED, Stage.ANSWERED),
    Act.ESCALATED: (Stage.OPEN, Stage.CONCLUDED, Stage.ANSWERED),
    Act.ESCALATION_ANSWERED: (Stage.OPEN, Stage.CONCLUDED, Stage.ANSWERED),
    Act.HANDED_OVER: (Stage.CONCLUDED, Stage.ANSWERED),
    Act.FED_BACK: (Stage.CONCLUDED, Stage.ANSWERED),
    Act.CLOSED: (Stage.CONCLUDED, Stage.ANSWERED),
}
#: while those concerned are named and options are put side by side
WORKING = (Stage.PREPARING, Stage.OPEN)
LISTED = tuple(stage for stage in Stage if stage is not Stage.DECLINED)
RUNNERS = (Role.FACILITATOR, Role.CLERK)


def may_raise(actor: Actor, path: str) -> bool:
    """Who may bring a topic: whoever lives there, and those who work for the place."""
    return actor.lives_in(path) or actor.holds_any((*RUNNERS, Role.CHAIR, Role.OFFICER), path)


def may_run(actor: Actor, path: str) -> bool:
    """Who leads it through its life: a social worker or the residents' committee."""
    return actor.holds_any(RUNNERS, path)


def in_order(stage: Stage, act: Act) -> bool:
    """Whether the act is in order at this stage."""
    return stage in _FROM.get(act, ())


def check_stage(stage: Stage, act: Act) -> None:
    """Raises Refused ``consultation_not_now`` when the act is not in order at this stage."""
    if not in_order(stage, act):
        raise Refused("consultation_not_now")


def check_working(stage: Stage) -> None:
    """Raises Refused ``consultation_not_working`` unless it is being prepared or talked over."""
    if stage not in WORKING:
        raise Refused("consultation_not_working")


def check_open(stage: Stage) -> None:
    """Raises Refused ``consultation_not_open`` unless people have been told and it is being talked over."""
    if stage is not Stage.OPEN:
        raise Refused("consultation_not_open")


def earliest_evening(kind: Kind, informed_on: date) -> date:
    """The first day on which people may meet, when they were told on this one."""
    return informed_on + timedelta(days=kind.form.notice_days)


def check_evening(kind: Kind, informed_on: date, evening: date) -> None:
    """Raises Refused ``consultation_too_soon`` when people would learn of it too late."""
    first = earliest_evening(kind, informed_on)
    if evening < first:
        raise Refused(
            "consultation_too_soon", "starts_at", days=kind.form.notice_days, first=first.isoformat()
        )


def check_informing(kind: Kind, groups: int) -> None:
    """Raises Refused ``consultation_groups_few`` when those concerned have not been named."""
    if groups < kind.form.groups:
        raise Refused("consultation_groups_few", needed=kind.form.groups, named=groups)


_KIND_WORDS = {
    Kind.CONSULT: N_("有事来协商"),
    Kind.TEAHOUSE: N_("市民茶话吧"),
    Kind.BUSINESS: N_("企业咖啡时"),
    Kind.HEARING: N_("听证会"),
    Kind.ADVISORY: N_("征询意见"),
}
_ORIGIN_WORDS = {
    Origin.RESIDENT: N_("居民提出"),
    Origin.PROPOSAL: N_("来自提案"),
    Origin.DISPUTE: N_("来自纠纷"),
}
_STAGE_WORDS = {
    Stage.RAISED: N_("等受理"),
    Stage.DECLINED: N_("不受理"),
    Stage.PREPARING: N_("正在准备"),
    Stage.OPEN: N_("正在协商"),
    Stage.CONCLUDED: N_("等答复"),
    Stage.ANSWERED: N_("正在落实"),
    Stage.CLOSED: N_("已办结"),
}
_ACT_WORDS = {
    Act.RAISED: N_("提出议题"),
    Act.ACCEPTED: N_("受理"),
    Act.DECLINED: N_("不受理"),
    Act.INFORMED: N_("提前通报"),
    Act.EVENING_SET: N_("定下见面的时间"),
    Act.EVENING_OFF: N_("取消一次见面"),
    Act.MET: N_("见面协商"),
    Act.CONCLUDED: N_("公布协商结果"),
    Act.REPLIED: N_("答复"),
    Act.MEDIATION_SET: N_("安排调解"),
    Act.MEDIATED: N_("调解结果"),
    Act.ESCALATED: N_("报请上级协调"),
    Act.ESCALATION_ANSWERED: N_("上级答复"),
    Act.HANDED_OVER: N_("交给议事会"),
    Act.FED_BACK: N_("落实情况"),
    Act.CLOSED: N_("办结"),
}

kinds(
    consultation_accepted=N_("您提的“{title}”已经受理，接下来会请有关的人一起协商。"),
    consultation_declined=N_("您提的“{title}”没有受理：{reason}"),
    consultation_informed=N_("“{title}”要协商了，和您有关。先看看情况，说说您的意见。"),
    consultation_evening=N_("“{title}”的见面时间定了，请看看您能不能来。"),
    consultation_evening_off=N_("“{title}”有一次见面取消了。"),
    consultation_concluded=N_("“{title}”有协商结果了。"),
    consultation_asked=N_("“{title}”的协商结果要您在 {due} 以前答复。"),
    consultation_replied=N_("“{title}”的协商结果有答复了。"),
    consultation_overdue=N_("“{title}”的答复过了期限，还没有人答复。"),
    consultation_escalated=N_("“{title}”谈不拢，报请您这边协调。"),
    consultation_escalation_answered=N_("“{title}”有上级的答复了。"),
    consultation_fed_back=N_("“{title}”做到哪一步了，有新消息。"),
    consultation_closed=N_("“{title}”办结了，谢谢您参加协商。"),
)
sentences(
    consultation_not_now=N_("现在这一步还不能做，或者已经做过了。请刷新看看进行到哪里。"),
    consultation_not_working=N_("这件事不在准备和协商的阶段，不能再改。"),
    consultation_not_open=N_("现在不在协商的阶段。"),
    consultation_too_soon=N_("要提前 {days} 天让大家知道，最早可以定在 {first}。"),
    consultation_groups_few=N_("先把有关的各方写下来，至少 {needed} 方，现在有 {named} 方。"),
    consultation_raise_forbidden=N_("住在这里的居民、社工和居委会可以提议题。"),
    consultation_run_forbidden=N_("这一步由社工或居委会来办。"),
    consultation_part_forbidden=N_("住在这里的居民和被邀请的人可以参加。"),
    consultation_proposal_unknown=N_("这个提案不在本社区。"),
    consultation_has_statements=N_("已经在征集意见了。"),
    evening_taken=N_("这个时间已经定了一次见面。"),
    consultation_evening_unknown=N_("没有这次见面。"),
    consultation_met_already=N_("这次见面已经记过了。"),
    consultation_met_early=N_("还没到见面的时间。"),
    consultation_session_unknown=N_("这次会议不在本社区，或者已经用在别的协商里。"),
)
