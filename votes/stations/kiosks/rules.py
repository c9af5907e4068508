"""The kiosk: a device for one ballot on which nobody is signed in, and which forgets everyone at once."""

import secrets
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from civic.kit.codes import plain_code
from civic.kit.errors import N_, sentences

#: how long a voter may take in all, and how long a page may lie untouched before it is cleared away
VISIT = timedelta(minutes=20)
IDLE_SECONDS = 150
#: how long a page that was sent is known, in case it comes a second time
AGAIN = timedelta(minutes=1)
#: how long the receipt stays on the screen
RECEIPT_SECONDS = 60
CODE_VALID = timedelta(minutes=30)
CODE_DIGITS = 6
#: wrong codes on one device before it rests, as ``civic.web.throttle`` reads it
TRIES = "12/10 minutes"
LABEL_MOST = 30
HOURS_MOST = 72


class Shown(StrEnum):
    """Which code was typed."""

    DESK = "desk"  # six figures, drawn at the desk for one person
    SLIP = "slip"  # from an invitation slip


def plain(typed: str) -> str:
    """A code as it was drawn, whatever spaces and wide letters were typed."""
    return plain_code(unicodedata.normalize("NFKC", typed))


def kind_of(typed: str) -> Shown:
    """Codes of the desk are figures only; codes of slips hold letters."""
    code = plain(typed)
    return Shown.DESK if len(code) == CODE_DIGITS and code.isdigit() else Shown.SLIP


def new_code() -> str:
    """Six figures, in two groups for reading aloud: ``482 915``."""
    drawn = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return f"{drawn[:3]} {drawn[3:]}"


def ends_at(closes_at: datetime | None, now: datetime, hours: int) -> datetime:
    """A kiosk ends after so many hours, and never later than the voting."""
    wanted = now + timedelta(hours=hours)
    return min(wanted, closes_at) if closes_at is not None else wanted


def runs(ended_at: datetime | None, until: datetime, now: datetime) -> bool:
    """Whether a kiosk takes voters."""
    return ended_at is None and now < until


sentences(
    kiosk_code_unknown=N_("这个码不对，或者已经用过、过期了。请再看一遍，或者请工作人员帮忙。"),
    kiosk_visit_over=N_("这一页放得太久，已经清掉了，没有投出。请重新输入码。"),
    kiosk_ended=N_("这台投票机已经关了。"),
)
