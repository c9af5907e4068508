"""Numbered headings: 一、（一） in Chinese, 1. (1) in English."""

from civic.kit.errors import N_
from councils.documents.rules.words import Words

#: the first item of the agenda stands under the second heading: the head of the session is the first
FIRST_ITEM = 2
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
