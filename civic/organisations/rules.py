"""Kinds of organisations and who may act for one."""

from enum import StrEnum


class Kind(StrEnum):
    """How an organisation is registered."""

    SOCIAL_ORG = "social_org"  # 社会组织
    SOCIAL_ENTERPRISE = "social_enterprise"  # 社会企业
    COMPANY = "company"  # 企业
    SELF_ORG = "self_org"  # 自组织
