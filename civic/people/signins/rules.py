"""What a password must be, how long things are valid, and what a draft may keep."""

import json
import unicodedata
from datetime import timedelta
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Login

INVITATION_VALID = timedelta(days=30)
SETUP_VALID = timedelta(hours=24)
DRAFT_VALID = timedelta(hours=1)
# how long ended and expired sign-ins stay in a person's own list (网络安全法: logs at least six months)
SIGN_IN_KEPT = timedelta(days=200)

# Tries per account from one address, per account from anywhere, and per address: a whole hall may share one address.
ACCOUNT_HERE = "10/15minutes"
ACCOUNT = "40/hour"
ADDRESS = "300/15minutes"
CODES = "150/10minutes"

MOST_SLIPS = 200
MOST_DRAFTS = 2000
_LARGEST_DRAFT = 40_000

LEAST, MOST = 8, 200
_WORN_OUT = frozenset({
    *("12345678", "123456789", "1234567890", "87654321", "11223344", "88888888", "66668888", "5201314520"),
    *("password", "passw0rd", "qwertyui", "qwerty123", "1qaz2wsx", "abcd1234", "a1234567", "aa123456"),
    *("abc12345", "woaini1314", "iloveyou"),
})  # fmt: skip


def cookie_name(secure: bool) -> str:
    """The cookie that names a sign-in; with the prefix browsers hold to https, this host and the whole site."""
    return "__Host-civic_session" if secure else "civic_session"


def check_password(password: str, login: Login) -> None:
    """Raises Refused for a password that is too short or the first thing anybody would try."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < LEAST:
        raise Refused("password_short", "password", least=LEAST)
    easy = plain.lower()
    if easy in _WORN_OUT or len(set(easy)) < 3 or easy in (login.phone, login.handle):
        raise Refused("password_easy", "password")


def keepable(typed: dict[str, Any]) -> dict[str, Any]:
    """What of a form may wait in a draft: plain text, never a password, and not too much of it."""
    kept = {
        name: _storable(value)
        for name, value in typed.items()
        if "password" not in name and isinstance(value, str | int | bool | list)
    }
    return kept if len(json.dumps(kept)) <= _LARGEST_DRAFT else {}


_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "HarmonyOS": N_("鸿蒙"), "Android": N_("安卓")}
_SYSTEMS |= {"Windows": "Windows", "Macintosh": "Mac", "Linux": "Linux"}
_PROGRAMS = {
    "MicroMessenger": N_("微信"),
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def device(agent: str) -> list[str]:
    """Which system and program a browser says it is, in words a person knows their own phone by."""
    kinds = (_SYSTEMS, _PROGRAMS)
    said = [next((words for mark, words in kind.items() if mark in agent), "") for kind in kinds]
    return [words for words in said if words] or [N_("别的设备")]


def _storable(value: Any) -> Any:
    """Without NUL, which PostgreSQL keeps in no text and no JSON."""
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value.replace("\0", "") if isinstance(value, str) else value


sentences(
    sign_in_wrong=N_("登录名（手机号）或密码不对。请再试一次。"),
    password_short=N_("密码至少 {least} 位。"),
    password_easy=N_("这个密码太容易被猜到了，请换一个。"),
    password_wrong=N_("现在的密码不对。"),
    invitation_unknown=N_(
        "这个邀请码不能用：可能抄错了、用过了，或者过期了。请对照纸条再看一遍，或者向社区要一张新的。"
    ),
    invitations_forbidden=N_("只有这里的工作人员可以发邀请码。"),
    setup_done=N_("已经有管理员了，不再发首次设置的链接。"),
)
