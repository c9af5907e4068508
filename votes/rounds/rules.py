"""What a round fixes before it opens."""

from enum import StrEnum


class Rule(StrEnum):
    """How the papers are counted."""

    GREEDY = "greedy"
    MES_COST = "mes-cost"
    MES_CARD = "mes-card"
