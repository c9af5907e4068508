"""When a ballot box may be opened, and what each step may be refused with."""

from civic.kit.errors import N_, Refused, sentences
from votes.rules import Phase


def check_opening(sealed: bool, opened: bool, phase: Phase) -> None:
    """The box may be opened now: after the closing time and once. Raises Refused ``box_not_sealed``, ``box_too_early``
    or ``box_opened``."""
    if not sealed:
        raise Refused("box_not_sealed")
    if opened:
        raise Refused("box_opened")
    if phase is not Phase.OVER:
        raise Refused("box_too_early")


sentences(
    box_not_sealed=N_("这次投票没有给票箱上锁，不用开箱。"),
    box_too_early=N_("还没有截止，票箱不能打开。"),
    box_opened=N_("票箱已经打开过了。"),
    box_key_not_yours=N_("票箱的两把钥匙，一把归居委会工作人员，一把归监委会，由两个人分别拿。"),
    box_key_taken=N_("这把钥匙已经有人拿了。"),
    box_key_turned=N_("您这把钥匙已经用过了，现在等另一位。"),
)
