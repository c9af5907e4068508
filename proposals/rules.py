"""A proposal's life and who may do what with it."""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands."""

    SUBMITTED = "submitted"  # 已收到，等初审
    RETURNED = "returned"  # 退回补充
    DECLINED = "declined"  # 未通过初审
    OPEN = "open"  # 初审通过，征集支持与讨论
    ON_BALLOT = "on_ballot"  # 列入表决
    NOT_CHOSEN = "not_chosen"  # 本轮未入选
    CHOSEN = "chosen"  # 表决入选
    FUNDED = "funded"  # 已有资金决定
    DELIVERING = "delivering"  # 实施中
    DELIVERED = "delivered"  # 已完成
    WITHDRAWN = "withdrawn"  # 提案人撤回


class Category(StrEnum):
    """What a proposal is about (优先清单 of the community fund and the six fields of need)."""

    ENVIRONMENT = "environment"  # 环境整治
    SAFETY = "safety"  # 公共安全
    FACILITIES = "facilities"  # 设施维护
    ELDERLY = "elderly"  # 养老助老
    CHILDREN = "children"  # 儿童友好
    CULTURE = "culture"  # 文体活动
    SERVICE = "service"  # 便民服务
