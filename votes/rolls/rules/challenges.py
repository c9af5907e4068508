"""Objections to a roll: what can be said against it, who may say it, and who answers."""

from enum import StrEnum

from civic.kit.errors import N_, sentences
from civic.notifications.rules import kinds

# unanswered ones of one person for one ballot
MOST_OPEN = 3


class Matter(StrEnum):
    """What is said against the roll."""

    MISSING = "missing"
    WRONG = "wrong"
    NOT_ENTITLED = "not_entitled"


MATTER_NAMES = {
    Matter.MISSING: N_("漏了人"),
    Matter.WRONG: N_("写错了"),
    Matter.NOT_ENTITLED: N_("不该在名册上"),
}


class Verdict(StrEnum):
    """What staff made of it."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"


VERDICT_NAMES = {Verdict.UPHELD: N_("成立，名册已改"), Verdict.NOT_UPHELD: N_("不成立")}

kinds(
    roll_challenged=N_("有人对“{title}”的名册提了异议，请在投票开始前答复。"),
    roll_challenge_answered=N_("您对“{title}”名册的异议有答复了。"),
)
sentences(
    challenge_too_many=N_("您还有 {most} 件异议没有答复，请先等一等。"),
    challenge_answered=N_("这件异议已经答复过了。"),
    challenge_no_roll=N_("名册还没有做出来，现在还不能提异议。"),
)
