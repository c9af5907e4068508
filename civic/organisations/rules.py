"""Kinds of organisations, their credit codes, and when one may be entered."""

import unicodedata
from datetime import date
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences


class Kind(StrEnum):
    """How an organisation is registered."""

    SOCIAL_ORG = "social_org"
    SOCIAL_ENTERPRISE = "social_enterprise"
    COMPANY = "company"
    SELF_ORG = "self_org"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _WORDS[self]


_WORDS = {
    Kind.SOCIAL_ORG: N_("社会组织"),
    Kind.SOCIAL_ENTERPRISE: N_("社会企业"),
    Kind.COMPANY: N_("企业"),
    Kind.SELF_ORG: N_("自组织"),
}
# a residents' group without a registration has no credit code, and takes part as residents
REGISTERED = (Kind.SOCIAL_ORG, Kind.SOCIAL_ENTERPRISE, Kind.COMPANY)

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_sign(first: str) -> str:
    """The eighteenth sign of a unified social credit code from its first seventeen (GB 32100-2015, annex A)."""
    weighted = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return _SIGNS[-weighted % 31]


def credit_code(typed: str) -> str:
    """A unified social credit code as it is kept. Raises Refused ``credit_code`` when its check sign does not fit."""
    code = unicodedata.normalize("NFKC", typed).replace(" ", "").replace("-", "").upper()
    if len(code) != 18 or not set(code) <= set(_SIGNS) or check_sign(code[:17]) != code[17]:
        raise Refused("credit_code", "credit_code")
    return code


def check_registration(kind: Kind, registered_on: date, today: date) -> None:
    """Raises Refused for a kind without a registration, or a registration in the future."""
    if kind not in REGISTERED:
        raise Refused("organisation_kind", "kind")
    if registered_on > today:
        raise Refused("organisation_day", "registered_on")


sentences(
    credit_code=N_("统一社会信用代码不对：18 位，请对照登记证书再看一遍。"),
    organisation_kind=N_("没有登记证书的自组织，请以居民身份提意见。"),
    organisation_day=N_("登记日期不能在今天以后。"),
    organisation_taken=N_("这个名称或信用代码已经登记过了。如果是你们单位，请找已经登记的同事。"),
)
