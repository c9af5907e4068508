"""Screening outcomes and the families of the negative list."""

from enum import StrEnum


class Outcome(StrEnum):
    """What screening says."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"


class Family(StrEnum):
    """The three families of the community fund's negative list (负面清单): what it may not pay for."""

    PRIVATE_DUTY = "private_duty"  # 居民自己该出的
    OTHERS_DUTY = "others_duty"  # 别的单位该负责的
    GOVERNMENT_DUTY = "government_duty"  # 政府职责
