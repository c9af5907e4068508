"""Numbered headings: 一、（一） in Chinese, 1. (1) in English."""

from civic.kit.errors import N_
from councils.documents.rules.words import Words

_COUNTED = N_("一二三四五六七八九十")


def numbered(number: int, title: str, say: Words) -> str:
    """一、 in Chinese, 1. in English; beyond ten, figures in both."""
    if say.lang == "zh" and number <= len(_COUNTED):
        return f"{_COUNTED[number - 1]}、{title}"
    return f"{number}. {title}"


def second(number: int, title: str, say: Words) -> str:
    """（一） in Chinese, (1) in English."""
    if say.lang == "zh" and number <= len(_COUNTED):
        return f"（{_COUNTED[number - 1]}）{title}"
    return f"({number}) {title}"
