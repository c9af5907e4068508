"""What a round fixes before it opens, and who may set it up, open, close and certify it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen, yuan
from votes.rules import Phase, Rule

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(days=92)
LEAST_PROPOSALS = 2
# 18 years (城市居民委员会组织法 art. 8); told by the year of birth, the only thing kept
ADULT = 18
PARAMETERS = {"ties": "cost,votes,id"}


RULE_OFFERED = (Rule.GREEDY, Rule.MES_COST)


@dataclass(frozen=True)
class Plan:
    """A round as its makers want it."""

    title: str
    about: str
    budget_fen: Fen
    rule: Rule
    #: proposals by id, in the order of the official list
    proposals: tuple[int, ...]
    opens_at: datetime
    closes_at: datetime
    min_choices: int = 1
    #: 0: no limit
    max_choices: int = 0


@dataclass(frozen=True)
class Candidate:
    """A proposal that is to stand on the ballot."""

    id: int
    title: str
    cost_fen: Fen | None
    ready: bool


def check(plan: Plan, candidates: Sequence[Candidate], now: datetime) -> None:
    """Whether a round can be held like this, or Refused beside the field that is wrong."""
    _check_dates(plan, now)
    _check_candidates(plan, candidates)
    if plan.max_choices and plan.max_choices < plan.min_choices:
        raise Refused("round_max_below_min", "max_choices", least=plan.min_choices)
    if plan.min_choices > len(plan.proposals):
        raise Refused("round_min_above_options", "min_choices", options=len(plan.proposals))


def _check_dates(plan: Plan, now: datetime) -> None:
    if plan.closes_at <= now:
        raise Refused("round_closes_past", "closes_at")
    if plan.closes_at - plan.opens_at < SHORTEST:
        raise Refused("round_too_short", "closes_at")
    if plan.closes_at - plan.opens_at > LONGEST:
        raise Refused("round_too_long", "closes_at", days=LONGEST.days)


def _check_candidates(plan: Plan, candidates: Sequence[Candidate]) -> None:
    known = {candidate.id: candidate for candidate in candidates}
    if len(set(plan.proposals)) != len(plan.proposals) or not set(plan.proposals) <= set(known):
        raise Refused("round_unknown_proposal", "proposals")
    if len(plan.proposals) < LEAST_PROPOSALS:
        raise Refused("round_few_proposals", "proposals", least=LEAST_PROPOSALS)
    for wanted in (known[id] for id in plan.proposals):
        if not wanted.ready:
            raise Refused("round_proposal_not_ready", "proposals", title=wanted.title)
        if not wanted.cost_fen:
            raise Refused("round_proposal_without_cost", "proposals", title=wanted.title)
        if wanted.cost_fen > plan.budget_fen:
            raise Refused(
                "round_proposal_too_dear",
                "proposals",
                title=wanted.title,
                cost=yuan(wanted.cost_fen),
                budget=yuan(plan.budget_fen),
            )


def of_age(birth_year: int | None, year: int) -> bool:
    """Whether someone comes of age by the end of this year. Who has no year of birth on file is not put on a roll."""
    return birth_year is not None and year - birth_year >= ADULT


def check_opening(closes_at: datetime | None, now: datetime) -> None:
    """A round whose closing time has passed is not opened any more."""
    if closes_at is None or closes_at <= now:
        raise Refused("round_closes_past")


def check_closing(closes_at: datetime | None, now: datetime, turnout: int, roll_size: int) -> None:
    """Not before the published time, unless everybody on the roll has voted."""
    if closes_at is not None and now < closes_at and turnout < roll_size:
        raise Refused("round_not_over", closes=closes_at)


class Door(StrEnum):
    """What someone who comes to the ballot can do at this moment."""

    NOT_YET = "not_yet"
    SIGN_IN = "sign_in"
    NOT_ON_ROLL = "not_on_roll"
    VOTE = "vote"
    VOTED = "voted"
    ENDED = "ended"


def door(phase: Phase, signed_in: bool, entitled: bool, voted: bool) -> Door:
    """Which of the ballot page's faces is shown."""
    if voted:
        return Door.VOTED
    if phase in (Phase.PREPARING, Phase.ANNOUNCED):
        return Door.NOT_YET
    if phase is not Phase.VOTING:
        return Door.ENDED
    if not signed_in:
        return Door.SIGN_IN
    return Door.VOTE if entitled else Door.NOT_ON_ROLL


class Unit(StrEnum):
    """What the time left is counted in."""

    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


def left(until: datetime, now: datetime) -> tuple[int, Unit]:
    """Time left in the largest unit of which two or more are left, rounded down; minutes are rounded up."""
    seconds = max(0, int((until - now).total_seconds()))
    if seconds >= 2 * 86400:
        return seconds // 86400, Unit.DAYS
    if seconds >= 2 * 3600:
        return seconds // 3600, Unit.HOURS
    return -(-seconds // 60), Unit.MINUTES


sentences(
    round_closes_past=N_("截止时间已经过去了，请往后写。"),
    round_too_short=N_("从开始到截止至少要有 1 小时。"),
    round_too_long=N_("从开始到截止最多 {days} 天。"),
    round_few_proposals=N_("至少要有 {least} 个提案，大家才有得选。"),
    round_unknown_proposal=N_("选的提案里有这个社区没有的，或者选了两次。请重选。"),
    round_proposal_not_ready=N_("「{title}」现在不能列入投票：要先通过初审，也不能已经在别的投票里。"),
    round_proposal_without_cost=N_("「{title}」还没有估价，不能列入投票。"),
    round_proposal_too_dear=N_(
        "「{title}」要 {cost}，超过了总额 {budget}，怎么投都办不成。请去掉它，或者提高总额。"
    ),
    round_max_below_min=N_("最多选几项，不能少于最少的 {least} 项。"),
    round_min_above_options=N_("一共只有 {options} 个提案，最少选几项不能比这还多。"),
    round_not_over=N_("公布的截止时间是 {closes}，在那之前不能提前截止。"),
    round_no_result=N_("还没有计票结果，不能确认。"),
)
