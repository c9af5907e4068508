"""Screening outcomes, the families of the negative list, and who may screen."""

from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor, Role
from proposals.rules import Standing, State

SCREENERS = (Role.CLERK, Role.FACILITATOR)


class Outcome(StrEnum):
    """What screening says."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _OUTCOMES[self][0]

    @property
    def state(self) -> State:
        """What becomes of the proposal."""
        return _OUTCOMES[self][1]


_OUTCOMES = {
    Outcome.ACCEPTED: (N_("通过，开始征集附议"), State.OPEN),
    Outcome.RETURNED: (N_("请提案人补充后再交"), State.RETURNED),
    Outcome.DECLINED: (N_("不通过"), State.DECLINED),
}


class Family(StrEnum):
    """The three families of the community fund's negative list (负面清单): what it may not pay for."""

    PRIVATE_DUTY = "private_duty"
    OTHERS_DUTY = "others_duty"
    GOVERNMENT_DUTY = "government_duty"

    @property
    def words(self) -> str:
        """How people call it, with an example, marked for translation."""
        return _FAMILIES[self][0]


# Each family with words that often give it away. They only raise a question to the person who screens: nothing is
# declined by a word (the fund's rule has twelve items in these three families; only the families are published).
_FAMILIES = {
    Family.PRIVATE_DUTY: (
        N_("居民自己该出的，例如物业费"),
        N_("物业费 物管费 停车费 水费 电费 自家 户内 室内装修"),
    ),
    Family.OTHERS_DUTY: (
        N_("别的单位该负责的，例如公房维修"),
        N_("公房 保修期 质保 开发商 供电局 自来水公司 燃气公司"),
    ),
    Family.GOVERNMENT_DUTY: (
        N_("政府该出的，例如工作人员待遇"),
        N_("工资 津贴 补贴 加班费 奖金 办公费 招待 市政道路"),
    ),
}


def warnings(text: str) -> list[tuple[Family, str]]:
    """Families a text may touch, each with the word that raised the question."""
    found = (
        (family, next((word for word in words.split() if word in text), ""))
        for family, (_, words) in _FAMILIES.items()
    )
    return [(family, word) for family, word in found if word]


def may_screen(actor: Actor, proposal: Standing) -> bool:
    """A clerk or facilitator of the place, but not of their own proposal."""
    return actor.holds_any(SCREENERS, proposal.place_path) and actor.person_id != proposal.proposer_id


def may_see_queue(actor: Actor) -> bool:
    """Whoever screens anywhere."""
    return any(held.role in SCREENERS for held in actor.grants)


def decide(outcome: Outcome, state: State) -> State:
    """The state after screening. Raises Refused ``screened_already`` unless the proposal waits for it."""
    if state is not State.SUBMITTED:
        raise Refused("screened_already")
    return outcome.state


sentences(
    screened_already=N_("这个提案已经审过了，或者提案人撤回了。请看现在的情况。"),
    screening_not_yours=N_("初审由居委会工作人员和社工来做。"),
    screening_own=N_("自己提的，要请别人来审。"),
    screening_stale=N_("您打开以后，提案人又改过内容。请看了新的内容再审。"),
)
