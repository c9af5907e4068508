"""Codes on slips: how they read, how long an admission lasts, and how many wrong tries are borne.

A code has 54 random bits, so that guessing is hopeless at any rate a network allows; the limits are there to see and
slow an attack, and must not become one. What a stranger can do with wrong codes:

* From one address: ten wrong codes for one ballot in a quarter of an hour, then that address waits. Right codes do not
  count, so a hall or a kiosk behind one address is not held up by being busy.
* Against one ballot, from anywhere: after two hundred wrong codes in an hour the ballot is on its guard, and an address
  is allowed two wrong codes instead of ten. The ballot itself is never locked: who types the code on the slip as it
  stands there is let in at once, whatever strangers do. Who mistyped twice waits, signs in instead, or votes on paper.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from civic.kit.codes import plain_code
from civic.kit.errors import N_, Refused, sentences
from votes.rules import Phase

SECRET_LETTERS = 12
# all tries from one address, right ones too: what a busy hall needs, and no more work than the database bears
TRIES = "240/10minutes"
WRONG_HERE = "10/15minutes"
WRONG_HERE_ON_GUARD = "2/15minutes"
WRONG_BALLOT = "200/hour"

# from the code to the paper in the box
ADMITTED = timedelta(minutes=30)
MOST_PRINTED = 200


class Which(StrEnum):
    """Whose slips are printed."""

    NEW = "new"
    NO_ACCOUNT = "no_account"
    AGAIN = "again"


WHICH_NAMES = {
    Which.NEW: N_("还没有印过的"),
    Which.NO_ACCOUNT: N_("还没有印过、也没有账号的"),
    Which.AGAIN: N_("全部重印，旧的作废"),
}


def check_printing(now_is: Phase) -> None:
    """Raises Refused ``slips_not_now`` once papers are not taken any more."""
    if now_is not in (Phase.PREPARING, Phase.ANNOUNCED, Phase.VOTING):
        raise Refused("slips_not_now")


@dataclass(frozen=True)
class Permit:
    """Whoever holds it may cast one paper for this line of the roll, once."""

    ballot_id: int
    entry_id: int
    slip_id: int


def cookie_name(secure: bool) -> str:
    """The cookie that names a permit; with the prefix browsers hold to https, this host and the whole site."""
    return "__Host-civic_permit" if secure else "civic_permit"


def printed(ballot_id: int, drawn: str) -> str:
    """A code as it stands on the slip: the number of the ballot, then twelve letters in groups of four."""
    return f"{ballot_id}-{drawn}"


def split(typed: str) -> tuple[int, str]:
    """The ballot's number and the secret of a code as typed; number 0 and an empty secret when it cannot be one."""
    plain = plain_code(typed)
    number, secret = plain[:-SECRET_LETTERS], plain[-SECRET_LETTERS:]
    if not number.isdigit() or len(number) > 9 or len(plain) <= SECRET_LETTERS:
        return 0, ""
    return int(number), secret


sentences(
    slip_unknown=N_(
        "这个投票码不能用：可能抄错了，或者换过新的了。请对照纸条从头再看一遍，横线写不写都可以。"
    ),
    slip_spent=N_("这张纸条的票已经投过了。一张纸条只能投一次。"),
    slips_not_now=N_("投票已经截止，不再印投票纸条。"),
    slips_nothing=N_("没有要印的纸条：名册是空的，或者都投过了。"),
)
